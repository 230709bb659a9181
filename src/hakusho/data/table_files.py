"""CSV text to rows, each cell with its line and column."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.model import Row
from hakusho.findings import Finding, Location, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMULA = re.compile(r"=\s*[-+]?[\w$(\"']")
_FAILED = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its cells as text, and the line and column where each begins."""

    cells: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def line(self) -> int:
        return self.places[0][0]


def read_csv(path: str, text: str) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[Finding, ...]]:
    """Read a CSV file (RFC 4180: comma, double quotes, a header row).

    Args:
        path: For findings.
        text: The file.

    Returns:
        The header, the rows that are whole, and DAT002 for each record that is not and each cell
        that holds a formula. Empty rows and empty columns at the end are passed over, as
        spreadsheets leave them.
    """
    records, findings = _records(path, text)
    if not records:
        if not findings:
            message = "this dataset is empty; its first line must name the columns"
            findings = (Finding.of("DAT002", Location(path, 1), message),)
        return (), (), findings
    header, *rest = _without_empty_columns(records)
    problems = [*_header_findings(path, header), *findings]
    good = []
    for record in rest:
        problems += _spreadsheet_findings(path, header, record)
        if len(record.cells) == len(header.cells):
            values = FrozenMapping(dict(zip(header.cells, record.cells, strict=True)))
            good.append(Row(values, Location(path, record.line), record.places))
        else:
            problems.append(_ragged(path, header, record))
    return header.cells, tuple(good), tuple(problems)


def _records(path: str, text: str) -> tuple[list[_Record], tuple[Finding, ...]]:
    lines = text.splitlines(keepends=True) if _only_newlines(text) else _split(text)
    reader = csv.reader(lines, strict=True)
    records: list[_Record] = []
    start = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            where = Location(path, start + 1)
            hint = (
                'A cell that holds a comma, a quote or a line end is written "…", a quote in it "".'
            )
            message, subject = "this row is not CSV: {error}", Subject("record", str(where))
            return records, (Finding.of("DAT002", where, message, hint, error, subject=subject),)
        if cells is None:
            return records, ()
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            places = tuple(_places("".join(lines[start : reader.line_num]), start + 1))
            records.append(_Record(stripped, places))
        start = reader.line_num


def _only_newlines(text: str) -> bool:
    """Whether ``splitlines`` splits at line feeds alone (it knows ten other characters)."""
    return text.isascii() and not any(char in text for char in "\v\f\x1c\x1d\x1e\r")


def _split(text: str) -> list[str]:
    pieces = text.split("\n")
    lines = [f"{piece}\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines


def _places(record: str, line: int) -> Iterator[tuple[int, int]]:
    """Where each cell of a well-formed record begins."""
    at, line_start = 0, 0
    while True:
        yield line, at - line_start + 1
        if record.startswith('"', at):
            end = at + 1
            while end < len(record) and not (
                record[end] == '"' and record[end + 1 : end + 2] != '"'
            ):
                end += 2 if record[end] == '"' else 1
            line += record.count("\n", at, end)
            line_start = max(line_start, record.rfind("\n", 0, end) + 1)
            at = end
        comma = record.find(",", at)
        if comma < 0:
            return
        at = comma + 1


def _without_empty_columns(records: list[_Record]) -> list[_Record]:
    """The records without the columns at the end that hold nothing, not even a name."""
    used = max((at for record in records for at, cell in enumerate(record.cells, 1) if cell))
    shorter = [_Record(record.cells[:used], record.places[:used]) for record in records]
    # A row may still be longer than the header: that is its own finding.
    width = len(shorter[0].cells)
    return [
        _Record(record.cells[:width], record.places[:width])
        if not any(record.cells[width:])
        else record
        for record in shorter
    ]


def _spreadsheet_findings(path: str, header: _Record, record: _Record) -> Iterator[Finding]:
    """Formulas, and what a spreadsheet shows where it cannot compute one."""
    for index, cell in enumerate(record.cells):
        if cell[:1] not in {"=", "#"}:
            continue
        message = "{name}: '{cell}' is a formula"
        if _FAILED.fullmatch(cell):
            message = "{name}: '{cell}' is an error of a spreadsheet"
        elif not _FORMULA.match(cell):
            continue
        name = header.cells[index] if index < len(header.cells) else str(index + 1)
        where = Location(path, *record.places[index])
        hint = "Paste the values only, widen the column, and save the file again."
        subject = Subject("cell", str(where))
        yield Finding.of("DAT002", where, message, hint, name, cell, subject=subject)


def _header_findings(path: str, header: _Record) -> Iterator[Finding]:
    if len(header.cells) == 1 and any(sign in header.cells[0] for sign in "\t;"):
        where = Location(path, header.line, 1)
        message = "the columns of this file are not separated by commas"
        yield Finding.of("DAT002", where, message, "Save it as “CSV UTF-8 (comma delimited)”.")
        return
    for index, name in enumerate(header.cells):
        where = Location(path, *header.places[index])
        if not name:
            yield Finding.of("DAT002", where, "this column has no name")
        elif name in header.cells[:index]:
            yield Finding.of("DAT002", where, "two columns are called '{name}'", "", name)


def _ragged(path: str, header: _Record, record: _Record) -> Finding:
    have, want = len(record.cells), len(header.cells)
    where = Location(path, *record.places[min(want, have - 1)])
    message = "this row has {have} cells, the header has {want}"
    hint, subject = (
        "A cell that holds a comma must stand in double quotes.",
        Subject("record", str(where)),
    )
    return Finding.of("DAT002", where, message, hint, have, want, subject=subject)
