"""``hakusho data``: how a data file is read, and a first sidecar for it."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.cell_facts import call_of, key_of
from hakusho.data.cells import are_readable
from hakusho.data.column_kinds import kind_by_cells, kind_of
from hakusho.data.data_files import (
    FOLDER,
    SIDECAR,
    SNAPSHOTS,
    dataset_name,
    is_data_file,
    read_texts,
    snapshot_of,
)
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of, is_numbered
from hakusho.data.first_sidecar import first_sidecar, remarks_in
from hakusho.data.numbers import is_number_or_share
from hakusho.data.trees import lists_of, why_no_rows
from hakusho.examining.consequences import without_consequences
from hakusho.figures.data_scripts import read_data
from hakusho.figures.figure import allowance_of
from hakusho.findings import Text, is_fatal, nearest, say, together
from hakusho.paper.load import load_settings
from hakusho.paper.reading import folder_names, read_bytes
from hakusho.paper.settings import Limits
from hakusho.tools import boundary
from hakusho.tools.writes import write_text
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hakusho.data import Dataset, Fact
    from hakusho.findings import Finding

_FIRST_ROWS = 5
_COUNTS_NOTHING = re.compile(
    r"コード|番号|緯度|経度|^[年月日]$|\b(?:code|id|fid|lat|lon|latitude|longitude|month|day)\b",
    re.IGNORECASE,
)
"""In the name of a column whose numbers are none to print."""


class NoDatasetError(LookupError):
    """There is no such dataset; ``nearest`` is the one most like it, empty if none is."""

    def __init__(self, name: str, known: Mapping[str, object]) -> None:
        super().__init__(name)
        self.nearest = nearest(name, known)


class SidecarExistsError(Exception):
    """There is a sidecar already, which is never replaced.

    ``args`` are its path, and what a first one would say of how the file is read, if anything.
    """


@dataclass(frozen=True, slots=True)
class Shown:
    """How a file is read.

    Attributes:
        lines: What to print.
        findings: What is wrong with the file and its sidecar.
    """

    lines: tuple[Text, ...]
    findings: tuple[Finding, ...]


def shown(root: Path, name: str, *, programs: bool = True) -> Shown:
    """Say how the file of a dataset is read; its script is run, if ``programs`` says so.

    Raises:
        NoDatasetError: If there is none.
    """
    file = _file(root, name)
    settings, _, _ = load_settings(root)
    allowance = allowance_of(settings.limits if settings else Limits())
    texts, unread = read_data(root, allowance if programs else None, only=name)
    datasets, problems = datasets_of(texts)
    own = (f"{FOLDER}/{file}", f"{FOLDER}/{name}{SIDECAR}")
    found = without_consequences((*unread, *problems))
    findings = tuple(each for each in found if each.location.path in own)
    dataset = datasets.get(name)
    if dataset is None:
        return Shown((say("{name}  {path}: it cannot be read", name, own[0]),), findings)
    facts = [each for each in facts_of(datasets)[0].values() if each.dataset == name]
    return Shown(tuple(_lines(dataset, facts)), findings)


def overview(root: Path) -> tuple[Text, ...]:
    """A line for each dataset: its name, its file, how many rows and columns it has."""
    texts, findings = read_data(root, None)
    datasets, problems = datasets_of(texts)
    lines = []
    for dataset in datasets.values():
        count = len(dataset.rows), len(dataset.columns)
        size = say("{rows:row|rows}, {columns:column|columns}", *count)
        size = size if dataset.columns else say("no table")
        lines.append(say("{name}  {path}  {size}", dataset.name, dataset.path, size))
    whole = {dataset.path for dataset in datasets.values()}
    unread: dict[str, Finding] = {}
    for each in (*findings, *problems):
        path = each.location.path
        beside = path.rpartition("/")[2].removesuffix(SIDECAR) if path.endswith(SIDECAR) else ""
        if path not in whole and beside not in datasets:  # what a sidecar says of one that is read
            unread.setdefault(path, each)
    return (
        *lines,
        *(say("{place}: {problem}", each.location, each.message) for each in unread.values()),
    )


def _file(root: Path, name: str) -> str:
    """The name of the file that is the dataset; raises NoDatasetError."""
    names = [each for each in folder_names(root, FOLDER)[0] if is_data_file(each)]
    files = {dataset_name(each): each for each in reversed(names) if not each.endswith(SIDECAR)}
    texts, findings = read_texts(root)
    read = datasets_of(texts)[0]
    unread = (each.location.path for each in findings if each.rule.id == "DAT025")
    files |= {dataset_name(file): file for file in (path.rpartition("/")[2] for path in unread)}
    if name in read:
        return read[name].path.rpartition("/")[2]
    if name not in files:
        raise NoDatasetError(name, files)
    return files[name]


def _lines(dataset: Dataset, facts: list[Fact]) -> Iterator[Text]:
    sheet = dataset.rows[0].location.sheet if dataset.rows else ""
    name = say("{name}  {path}", dataset.name, dataset.path)
    yield say("{file}, sheet {sheet}", name, sheet) if sheet else name
    if dataset.kind == "tree":
        yield say("  a document without rows: figures see it as it is")
        lists = [(way, each) for way, each in lists_of(dataset) if way and "[" not in way]
        for way, rows in lists[:_FIRST_ROWS]:
            yield say(
                "  {count:row|rows} if the sidecar says read: {{list: {way}}}", len(rows.rows), way
            )
        if not lists:
            yield say("  {why}", why_no_rows(dataset))
        return
    key = key_of(dataset)
    yield say("  columns")
    for column in dataset.columns:
        yield say("    {column}", _column(dataset, column, is_key=column in key))
    first = dataset.rows[0].location.line if dataset.rows else 0
    yield say("  {count:row|rows}, from row {first}; the first:", len(dataset.rows), first)
    for row in dataset.rows[:_FIRST_ROWS]:
        marks = "".join(f"  ({column}: {mark})" for column, mark in row.marks.items())
        yield say("    {cells}{marks}", " | ".join(row.values.values()), marks)
    for note in dataset.notes:
        told = say("  note of {mark}: {text}", note.mark, note.text)
        yield told if note.mark else say("  note: {text}", note.text)
    yield from _facts(dataset, facts, key)


def _column(dataset: Dataset, column: str, *, is_key: bool) -> Text:
    """A column's name, type, unit, and what is missing in it."""
    cells = [row.get(column) for row in dataset.rows]
    kind = dataset.sidecar.types.get(column) if dataset.sidecar else None
    own = dataset.unit_of(column)
    unit = (own if own.text("ja") else dataset.about.unit).text("ja")
    typed = kind.type if kind and kind.type != "text" else _type(dataset, column)
    lacks = operator.not_ if typed == "text" else dataset.lacks_number  # X is a word among words
    missing = sum(map(lacks, cells))
    parts: list[Text | str] = [column, typed]
    parts += [unit] if unit and typed == "number" and column != "id" else []
    parts += [say("{count} missing", missing)] if missing else []
    parts += [say("tells the rows")] if is_key else []
    return together(parts, say("  "))


def _type(dataset: Dataset, column: str) -> str:
    """What a column holds, a date only if it is one of ISO 8601; of nothing ``empty``."""
    cells = [cell for row in dataset.rows if not dataset.lacks_number(cell := row.get(column))]
    kind = kind_by_cells(column, cells) if cells else "empty"
    return "text" if kind == "date" and not are_readable(cells, PartialDate.parse) else kind


def _facts(dataset: Dataset, facts: list[Fact], key: tuple[str, ...]) -> Iterator[Text]:
    names = [fact.id for fact in facts if fact.date or not fact.quantity.empty]
    first, rest = ", ".join(names[:_FIRST_ROWS]), len(names) - _FIRST_ROWS
    if rest > 0:
        yield say("  facts by id: {names} and {count} more", first, rest)
    elif names:
        yield say("  facts by id: {names}", first)
    elif facts:
        yield say("  no facts by id: no number stands in a column called value")
    elif is_numbered(dataset):
        yield say(
            "  no facts by id: the ids only count the rows (facts: numbered makes them facts)"
        )
    else:
        yield say("  no facts by id")
    columns = [name for name in dataset.columns if name not in (*key, "id")]
    numbers = [name for name in columns if kind_of(dataset, name) == "number"]
    if key and numbers and dataset.rows:
        telling = [name for name in numbers if not _COUNTS_NOTHING.search(name)] or numbers
        held = (row for row in dataset.rows if is_number_or_share(row.get(telling[0])))
        call = call_of(dataset, telling[0], next(held, dataset.rows[0]))
        yield say("  facts by cell: {{{{ {call} }}}}", call)


def write_sidecar(root: Path, name: str) -> str:
    """Write a first sidecar beside a data file.

    Returns:
        Its path; nothing for a file of a kind that is not read, of which a sidecar says nothing.

    Raises:
        NoDatasetError: If there is no such file.
        SidecarExistsError: If there is a sidecar.
        WriteError: If it cannot be written.
    """
    file = _file(root, name)
    if not is_data_file(file):
        return ""
    beside = f"{FOLDER}/{file.rpartition('.')[0]}{SIDECAR}"
    data, _ = read_bytes(root, f"{FOLDER}/{file}")
    settings, _, _ = load_settings(root)
    remarks = remarks_in(settings.language if settings else "")
    text = first_sidecar(f"{FOLDER}/{file}", data or b"", remarks)
    if boundary.is_there(root, beside):
        layout = _LAYOUT.search(text)
        raise SidecarExistsError(beside, layout[0].rstrip() if layout else "")
    write_text(boundary.real_path(root, FOLDER) / beside.rpartition("/")[2], text)
    return beside


_LAYOUT = re.compile(r"^read:.*\n(?:[ #].*\n)*", re.MULTILINE)
"""What a sidecar says of how its file is read."""
_SNAPSHOT = re.compile(r"[\w.-]{1,60}")


class NoSnapshotNameError(ValueError):
    """A snapshot cannot be called so."""


class NotAllReadError(Exception):
    """Some of a paper's data cannot be read; ``args[0]`` are the findings that say so."""


def write_snapshot(root: Path, name: str) -> str:
    """Keep the data as they are among the sources, to be compared with later.

    Returns:
        The path of the snapshot.

    Raises:
        NoSnapshotNameError: If it cannot be called so, or there is one of this name.
        NotAllReadError: If it would not hold all data.
        WriteError: If it cannot be written.
    """
    path = f"{SNAPSHOTS}/{name}.json"
    if not _SNAPSHOT.fullmatch(name) or boundary.is_there(root, path):
        raise NoSnapshotNameError(name)
    texts, findings = read_data(root, None)
    unread = tuple(filter(is_fatal, findings))
    if unread:
        raise NotAllReadError(unread)
    folder = boundary.real_path(root, SNAPSHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / f"{name}.json", snapshot_of(texts))
    return path
