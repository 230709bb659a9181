"""Loading ``figures/data/``: every CSV and YAML file is a dataset, known by its stem.

CSV text becomes rows, each cell with its line and column; so do the lists of mappings in YAML, with
the sources that these name.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hakusho.data.cells import check_lists, check_rows
from hakusho.data.dataset import Dataset, Derivation, Row
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.sidecar import Read, Sidecar, read_sidecar, read_yaml_sidecar
from hakusho.findings import Finding, Location, Subject, rule
from hakusho.paper.reading import folder_names, read_text
from hakusho.paper.yaml_source import load_yaml, locate
from hakusho.tools import boundary
from hakusho.tools.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


_FORMULA = re.compile(r"=\s*[-+]?[\w$(\"']")
MOST_CELLS = 1_000_000
"""Of a CSV file: more than a paper can print, draw or look at."""
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
    start = read = 0
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
        read += len(cells)
        if read > MOST_CELLS:
            return records, (_too_many_cells(path, start + 1),)
        stripped = tuple(cell.strip() for cell in cells)
        if any(stripped):
            places = tuple(_places("".join(lines[start : reader.line_num]), start + 1))
            records.append(_Record(stripped, places))
        start = reader.line_num


def _too_many_cells(path: str, line: int) -> Finding:
    where = Location(path, line)
    message = "this dataset has more than {most:,} cells; what follows is not read"
    hint = "Keep the rows that figures and tables need, or sum them up before."
    subject = Subject("record", str(where))
    return Finding.of("DAT002", where, message, hint, MOST_CELLS, subject=subject)


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
    # A row may still be longer than the header: that is its own finding.
    width = len(records[0].cells[:used])
    ends = [used if any(record.cells[width:]) else width for record in records]
    each = zip(records, ends, strict=True)
    return [_Record(record.cells[:end], record.places[:end]) for record, end in each]


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
    hint = "A cell that holds a comma must stand in double quotes."
    subject = Subject("record", str(where))
    return Finding.of("DAT002", where, message, hint, have, want, subject=subject)


_EDGE = frozenset({"target", "to"})
"""What stands beside a ``source`` that is the beginning of a link."""


def lists_of(
    dataset: Dataset, separator: str = ", ", yes_no: tuple[str, str] = ("yes", "no")
) -> tuple[tuple[str, Dataset], ...]:
    """Read the lists of mappings of a YAML dataset as tables.

    Args:
        dataset: Of the kind ``yaml``.
        separator: Between the items of a cell that is a list itself.
        yes_no: The words for true and false.

    Returns:
        For each list the way to it (``counterparts.before``), and the dataset with its mappings
        as rows; a list inside a row is a cell. Cells are texts, as in a CSV file.
    """
    found = []
    for name, mappings in _lists(dataset.content, ""):
        columns = tuple(dict.fromkeys(key for mapping in mappings for key in mapping))
        cells = (
            {key: _cell(each.get(key), separator, yes_no) for key in columns} for each in mappings
        )
        rows = tuple(Row(FrozenMapping(each), Location(dataset.path)) for each in cells)
        found.append((name, replace(dataset, columns=columns, rows=rows)))
    return tuple(found)


def _lists(value: Any, name: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lists(item, f"{name}.{key}" if name else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        mappings = [item for item in value if isinstance(item, Mapping)]
        if mappings:
            yield name, mappings


def _cell(value: Any, separator: str, yes_no: tuple[str, str]) -> str:
    if isinstance(value, bool):
        return yes_no[not value]
    if isinstance(value, Mapping):
        parts = (f"{key} {_cell(item, separator, yes_no)}" for key, item in value.items())
        return separator.join(parts)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return separator.join(_cell(item, separator, yes_no) for item in value)
    return "" if value is None else str(value)


def _sources(
    path: str, document: Any, value: Any, way: tuple[str | int, ...]
) -> Iterator[tuple[str, str, Location]]:
    """What a part of a YAML file names as its sources."""
    if isinstance(value, Mapping):
        source = value.get("source")
        if isinstance(source, str) and source and not _EDGE.intersection(value):
            locator = value.get("locator")
            said = "" if locator is None else str(locator)
            yield source, said, locate(path, document, (*way, "source"))
        for key, item in value.items():
            yield from _sources(path, document, item, (*way, key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for at, item in enumerate(value):
            yield from _sources(path, document, item, (*way, at))


FOLDER = "figures/data"
_SIDECAR = ".meta.yaml"
_KINDS = (".csv", ".yaml")


def load_datasets(root: Path) -> tuple[Mapping[str, Dataset], tuple[Finding, ...]]:
    """Load every dataset of a paper; one without ``figures/data`` has none.

    Returns:
        The datasets that could be read, by name, and what is wrong with the rest: PAP003 not
        UTF-8, PAP004 outside the paper, DAT002 cannot be read, DAT003 a sidecar's column is
        missing, DAT006 a cell is not of its column's type.
    """
    texts, unread = read_texts(root)
    datasets, findings = datasets_of(texts)
    return datasets, (*unread, *findings)


def read_texts(root: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Read the files of ``figures/data``.

    Returns:
        The text of each file that can be read, by path from the paper's folder; PAP003 or PAP004
        for the others, and TYP010.
    """
    texts: dict[str, str] = {}
    names, unread = folder_names(root, FOLDER)
    findings = [*unread]
    for file in names:
        is_folder = not file.endswith(_SIDECAR) and boundary.is_folder(root, f"{FOLDER}/{file}")
        if is_folder or not is_data_file(file):
            continue
        text, problems = read_text(root, f"{FOLDER}/{file}")
        findings += problems if text is not None else _about(file, problems)
        if text is not None:
            texts[f"{FOLDER}/{file}"] = text
    return texts, tuple(findings)


def is_data_file(path: str) -> bool:
    """Whether a file of ``figures/data`` holds a dataset or a sidecar."""
    name = path.rsplit("/", 1)[-1]
    return name.endswith(_KINDS) and not name.startswith(".")


def datasets_of(texts: Mapping[str, str]) -> tuple[Mapping[str, Dataset], tuple[Finding, ...]]:
    """Make datasets of their files' texts, which :func:`read_texts` gives by path.

    Returns:
        The datasets by name, and DAT002, DAT003 or DAT006 for what is wrong with them.
    """
    names = sorted(path.rsplit("/", 1)[-1] for path in texts)
    datasets: dict[str, Dataset] = {}
    findings: list[Finding] = []
    for file in names:
        if file.endswith(_SIDECAR):
            findings += _orphan(file, names)
            continue
        text, beside = texts[f"{FOLDER}/{file}"], texts.get(f"{FOLDER}/{_sidecar_of(file)}")
        dataset, problems = _dataset(file, text, beside)
        findings += problems
        if dataset is None:
            continue
        if dataset.name in datasets:
            names_of_both = datasets[dataset.name].path, dataset.name
            where, message = Location(dataset.path), "{path} has the name '{name}' already"
            findings.append(Finding.of("DAT002", where, message, "", *names_of_both))
            continue
        datasets[dataset.name] = dataset
    return FrozenMapping(datasets), tuple(findings)


def dataset_name(file: str) -> str:
    """The name of the dataset that a data file or its sidecar belongs to."""
    return unicodedata.normalize("NFC", file.removesuffix(_SIDECAR).rsplit(".", 1)[0])


def _sidecar_of(file: str) -> str:
    return file.rsplit(".", 1)[0] + _SIDECAR


def _orphan(file: str, names: list[str]) -> tuple[Finding, ...]:
    stem = file.removesuffix(_SIDECAR)
    if any(f"{stem}{kind}" in names for kind in _KINDS):
        return ()
    where, because = Location(f"{FOLDER}/{file}"), (Subject("dataset", dataset_name(file)),)
    message = "this sidecar belongs to no dataset: there is no {stem}.csv"
    return _about(file, (Finding.of("DAT002", where, message, "", stem, because=because),))


def _about(file: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a file that cannot be read."""
    subject = Subject("sidecar" if file.endswith(_SIDECAR) else "dataset", dataset_name(file))
    return tuple(replace(each, subject=subject) for each in findings)


@kept
def _dataset(
    file: str, text: str, sidecar_text: str | None
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    digest = hashlib.sha256(text.encode())
    if sidecar_text is not None:
        digest.update(b"\0" + sidecar_text.encode())
    if file.endswith(".yaml"):
        return _yaml_dataset(file, text, sidecar_text, digest.hexdigest())
    return _csv_dataset(file, text, sidecar_text, digest.hexdigest())


def _yaml_dataset(
    file: str, text: str, sidecar_text: str | None, digest: str
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    path = f"{FOLDER}/{file}"
    document, problems = load_yaml(path, text, rule=rule("DAT002"))
    if problems:
        return None, _about(file, problems)
    name, content, sources = (
        dataset_name(file),
        frozen(document),
        _sources(path, document, document, ()),
    )
    dataset = Dataset(name, path, "yaml", (), (), content, digest, named_sources=tuple(sources))
    if sidecar_text is None:
        return dataset, ()
    keys = dict.fromkeys(key for _, rows in lists_of(dataset) for key in rows.columns)
    read, problems = read_yaml_sidecar(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text, tuple(keys))
    if read is None:
        return dataset, _about(_sidecar_of(file), problems)
    findings = tuple(check_lists(path, document, read.sidecar.types))
    return replace(dataset, about=read.sidecar, about_places=FrozenMapping(read.places)), findings


def _csv_dataset(
    file: str, text: str, sidecar_text: str | None, digest: str
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    path = f"{FOLDER}/{file}"
    columns, rows, findings = read_csv(path, text)
    read: Read[Sidecar] | None = None
    if sidecar_text is not None:
        read, problems = read_sidecar(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text, columns)
        findings += _about(_sidecar_of(file), problems)
    if not columns:
        return None, _about(file, findings)
    dataset = Dataset(dataset_name(file), path, "csv", columns, rows, None, digest)
    if read is None:
        return dataset, findings
    sidecar = read.sidecar
    declared = zip(sidecar.derived, read.derived_places, strict=True)
    dataset = replace(
        dataset,
        sidecar=sidecar,
        about=sidecar,
        about_places=FrozenMapping(read.places),
        derived=tuple(Derivation(each, where) for each, where in declared),
    )
    return dataset, (*findings, *check_rows(rows, sidecar.types))
