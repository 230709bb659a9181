"""A figure's data as a table for readers, and as a CSV file to download.

Both are made from the rows that the figure sees. What only the paper's makers need (``id``,
``note``, ``source``) is left out; of a column that there is in two languages, the paper's stays.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data import PartialDate, ValueForAuthorError
from hakusho.data.cells import are_readable
from hakusho.data.escape import plain
from hakusho.data.facts import facts_of
from hakusho.data.numbers import print_number, read_number
from hakusho.data.printed_dates import date_in
from hakusho.data.sidecar import Sidecar, TreeSidecar
from hakusho.data.trees import lists_of
from hakusho.data.words import Words
from hakusho.figures.companion_words import HEADINGS, STATUSES, WORDINGS
from hakusho.figures.figure import FigureTable
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.data import Dataset, Fact, Row

    _Cells = Mapping[tuple[str, int], str]

INTERNAL = frozenset(
    {"id", "note", "notes", "comment", "source", "locator", "as_of", "asof", "review_by", "review",
     "checked", "url"}
)  # fmt: skip
"""Columns that are for the paper's makers."""
_NUMBERS = ("value", "low", "high")
_DATES = frozenset({"date", "year"})
_FORMULA = re.compile(r"[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+\-]?[\d.,]+%?|[+\-]")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column for readers: its heading, and each row's cell as data and as printed."""

    heading: str
    cell: Callable[[Row], str]
    printed: Callable[[Row], str]


def table_of(seen: Iterable[Dataset], language: str) -> tuple[FigureTable | None, bytes]:
    """Compose a figure's table from what it sees, with headings in its language.

    Returns:
        The table, and the same as CSV with the numbers and dates as they are in the data. Several
        datasets become one table, whose columns are those of all. ``None`` and nothing without
        rows to show.
    """
    printed: list[_Cells] = []
    data: list[_Cells] = []
    for dataset, part in _tables(seen, language):
        columns = [*part, *_data_columns(dataset, language)]
        keys = _keys(columns)
        data += [{k: c.cell(row) for k, c in keys.items()} for row in dataset.rows]
        keys = _keys(_printed_columns(dataset, columns, language))
        printed += [{k: c.printed(row) for k, c in keys.items()} for row in dataset.rows]
    table = _table(printed)
    return table, csv_of(_table(data) or table)


def _tables(
    seen: Iterable[Dataset], language: str
) -> Iterator[tuple[Dataset, tuple[_Column, ...]]]:
    """Each dataset with rows; of a YAML file each list, and what tells it from the others."""
    for dataset in seen:
        if dataset.rows:
            yield dataset, ()
        words = WORDINGS[language]
        lists = lists_of(dataset, words.rows, words.yes_no) if dataset.kind == "tree" else ()
        for name, rows in lists:
            yield rows, (_named(name, language),) if len(lists) > 1 else ()


def _named(name: str, language: str) -> _Column:
    """A column that says of which list its rows are."""
    words = " – ".join(part.replace("_", " ") for part in name.split("."))
    return _Column(HEADINGS[language]["part"], lambda _: words, lambda _: words)


def _keys(columns: Sequence[_Column]) -> dict[tuple[str, int], _Column]:
    """Columns by heading, and by number among those of one heading."""
    headings = [column.heading for column in columns]
    return {
        (each.heading, headings[:at].count(each.heading)): each for at, each in enumerate(columns)
    }


def _table(rows: Sequence[_Cells]) -> FigureTable | None:
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    if not keys:
        return None
    cells = tuple(tuple(row.get(key, "") for key in keys) for row in rows)
    return FigureTable(tuple(heading for heading, _ in keys), cells)


def csv_of(table: FigureTable | None) -> bytes:
    """Write a table, whose numbers may have thousands separators, as CSV for spreadsheets.

    Returns:
        RFC 4180 (CRLF) in UTF-8 with a byte order mark, without which Excel takes it for another
        encoding. A cell that a spreadsheet would run as a formula begins with an apostrophe.
        Nothing without a table.
    """
    if table is None:
        return b""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([safe_cell(cell) for cell in table.columns])
    writer.writerows([safe_cell(_bare(cell)) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")


def _bare(cell: str) -> str:
    """A number as digits alone."""
    if "," not in cell and "−" not in cell:
        return cell
    try:
        return f"{read_number(cell):f}"
    except ValueError:
        return cell


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def _data_columns(dataset: Dataset, language: str) -> list[_Column]:
    """The columns that readers get, each as it is in the data."""
    headings = headings_in(dataset)
    if headings:
        return [
            _column(name, plain(words.text(language)) or name, dataset, (name,), language)
            for name, words in headings.items()
            if name in dataset.columns
        ]
    found = []
    for stem, names in _by_stem(dataset.columns, language).items():
        if stem in INTERNAL and (stem != "source" or dataset.names_sources):
            continue
        column = _column(stem, heading_of(stem, language), dataset, names, language)
        cells = {column.cell(row) for row in dataset.rows} - {""}
        if cells and not (stem == "status" and cells == {"fact"}):
            found.append(column)
    return found


def headings_in(dataset: Dataset) -> Mapping[str, Words]:
    """The columns that a sidecar names, with their headings."""
    about = dataset.sidecar or dataset.about
    return about.columns if isinstance(about, (Sidecar, TreeSidecar)) else {}


def _by_stem(columns: Sequence[str], language: str) -> dict[str, tuple[str, ...]]:
    """For each column for readers the columns that may hold its cell, the best first."""
    other = "en" if language == "ja" else "ja"
    found: dict[str, tuple[str, ...]] = {}
    for name in columns:
        stem, _, tail = name.rpartition("_")
        stem = stem if stem and tail in LANGUAGES else name
        order: tuple[str, ...] = (f"{stem}_{language}", stem, f"{stem}_{other}")
        if name in LANGUAGES:  # as YAML has it: {id: acg, ja: …, en: …}
            stem, order = "name", (language, other)
        found.setdefault(stem, tuple(each for each in order if each in columns))
    return found


def heading_of(stem: str, language: str) -> str:
    """What readers call a column."""
    return HEADINGS[language].get(stem) or plain(stem.replace("_", " ")) or stem


def heading_in(dataset: Dataset, column: str, language: str) -> str:
    """The same as the sidecar has it, with the unit that its schema says of the column."""
    heading = headings_in(dataset).get(column, Words()).text(language)
    unit = dataset.declared_unit(column)
    beside = (unit.ja if language == "ja" else unit.en) if unit else ""
    heading = heading or heading_of(column, language)
    if not beside:
        return heading
    return f"{heading}（{beside}）" if language == "ja" else f"{heading} ({beside})"


def _column(
    stem: str, heading: str, dataset: Dataset, names: tuple[str, ...], language: str
) -> _Column:
    def cell(row: Row) -> str:
        text = plain(next((row.get(name) for name in names if row.get(name)), ""))
        foreign = stem == "unit" and language == "en" and not text.isascii()
        return "" if foreign else text  # English leaves a Japanese unit out, as in prose

    cells = [cell(row) for row in dataset.rows]
    show: Callable[[str], str] = str
    if are_readable(cells, PartialDate.parse) and (
        stem in _DATES or any("-" in each for each in cells)
    ):
        show = lambda text: date_in(language, text)  # noqa: E731
    elif (stem in _NUMBERS or _is_counted(dataset, names)) and are_readable(cells, read_number):
        show = lambda text: print_number(read_number(text))  # noqa: E731
    elif stem == "status":
        show = lambda text: STATUSES[language].get(text, text)  # noqa: E731
    return _Column(heading, cell, lambda row: show(cell(row)) if cell(row) else "")


def _is_counted(dataset: Dataset, names: Iterable[str]) -> bool:
    """Whether the schema says that a column holds numbers, which get thousands separators."""
    types = dataset.sidecar.types if dataset.sidecar else {}
    return any(types[name].type in {"number", "integer"} for name in names if name in types)


def _printed_columns(dataset: Dataset, columns: list[_Column], language: str) -> list[_Column]:
    """The same for readers: a fact's number, range and unit in one cell, as prose prints them."""
    if dataset.kind == "tree" or headings_in(dataset):
        return columns
    heading = heading_of("value", language)
    parts = {heading_of(stem, language) for stem in (*_NUMBERS, "unit")}
    facts = {fact.row.location: fact for fact in facts_of({dataset.name: dataset})[0].values()}
    numbered = any(c.heading == heading_of(n, language) for c in columns for n in _NUMBERS)
    if not numbered or not all(row.location in facts for row in dataset.rows):
        return columns  # no facts with numbers: cells are printed as they are
    found: list[_Column] = []
    merged = False
    for column in columns:
        if column.heading not in parts:
            found.append(column)
        elif not merged:
            merged = True
            found.append(_Column(heading, str, lambda row: _number(facts[row.location], language)))
    return found


def _number(fact: Fact, language: str) -> str:
    try:
        return fact.text(language)
    except ValueForAuthorError:
        return ""
