"""Text files of cells (RFC 4180, and with other delimiters) as records with places."""

from __future__ import annotations

import csv
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.data.grids import MOST_CELLS, Record, fewer_rows
from hakusho.findings import Finding, Location, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


OTHERS = "\t;,"
"""What may stand between cells."""


def otherwise_parted(path: str, where: Location) -> Finding:
    """DAT002 for a text file whose cells are parted by another sign than is said."""
    message = "the columns of this file are not separated by commas"
    if path.endswith(".tsv"):
        message = "the columns of this file are not separated by tabs"
    hint = (
        "`hakusho data {name} --sidecar` writes what they are separated by: read: {{delimiter: …}}."
    )
    name = PurePosixPath(path).stem
    subject = Subject("dataset", name)
    return Finding.of("DAT002", where, message, hint, name, subject=subject)


def records_of(
    path: str, text: str, delimiter: str = ","
) -> tuple[list[Record], tuple[Finding, ...]]:
    """Read records up to the first that is none.

    Returns:
        Those that hold something, and DAT002 for what cannot be read; of too many cells none.
    """
    lines = text.splitlines(keepends=True) if _only_newlines(text) else _split(text)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    records: list[Record] = []
    start = read = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            where = Location(path, start + 1)
            line = lines[start] if start < len(lines) else ""
            if not records and any(f'"{sign}"' in line for sign in OTHERS if sign != delimiter):
                return records, (otherwise_parted(path, where),)
            hint = (
                'A cell that holds a comma, a quote or a line end is written "…", a quote in it "".'
            )
            message, subject = "this row is not CSV: {error}", Subject("record", str(where))
            return records, (Finding.of("DAT002", where, message, hint, error, subject=subject),)
        if cells is None:
            return records, ()
        read += len(cells)
        if read > MOST_CELLS:
            return [], (_too_many_cells(path, start + 1),)
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            whole = "".join(lines[start : reader.line_num])
            records.append(Record(stripped, tuple(_places(whole, start + 1, delimiter))))
        start = reader.line_num


def _too_many_cells(path: str, line: int) -> Finding:
    where = Location(path, line)
    message = "this dataset has more than {most:,} cells, and is not read"
    return Finding.of("DAT002", where, message, fewer_rows(), MOST_CELLS)


def _only_newlines(text: str) -> bool:
    """Whether ``splitlines`` splits at line feeds alone (it knows ten other characters)."""
    return text.isascii() and not any(char in text for char in "\v\f\x1c\x1d\x1e\r")


def _split(text: str) -> list[str]:
    pieces = text.split("\n")
    lines = [f"{piece}\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines


def _places(record: str, line: int, delimiter: str) -> Iterator[tuple[int, int]]:
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
        following = record.find(delimiter, at)
        if following < 0:
            return
        at = following + 1
