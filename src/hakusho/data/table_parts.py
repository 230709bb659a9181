"""What one use of a table asks for: which rows and columns, in what order, with what totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from hakusho.data.cell_matching import cells_that_say
from hakusho.data.cells import are_readable
from hakusho.data.dataset import Row
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import read_number, read_number_or_share
from hakusho.data.sidecar import Group, Sidecar
from hakusho.data.words import Words
from hakusho.findings import nearest
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.data.dataset import Dataset

_TOTAL = {"ja": "合計", "en": "Total"}
_NONE = frozenset({"", *"-−–—－―"})
"""What tables have in place of nothing, which adds nothing to a total; … is not known."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one use of a table asks for; what it leaves out is as the sidecar says.

    Attributes:
        rows: Patterns of ids, separated by commas; or for columns the cells that rows must have,
            one or several. Empty means every row.
        id: The table's id, so that a dataset can be shown twice; empty means the sidecar's.
        caption: Its caption as Markdown; empty means the sidecar's.
        columns: Names of columns, in their order.
        order: Names of columns by which rows are sorted; ``-`` before one turns its order round.
        totals: Names of columns whose sums stand in a last row.
        groups: Heads over columns: the names of each one's.
        notes: One or several, as Markdown.
    """

    rows: str | Mapping[str, Any] = ""
    id: str = ""
    caption: str = ""
    columns: str | Sequence[str] = ""
    order: str | Sequence[str] = ""
    totals: str | Sequence[str] = ""
    groups: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    notes: str | Sequence[str] = ""


WHOLE = Part()
"""A dataset as its sidecar says."""


def asked_part(*given: Any, **options: Any) -> Part:
    """The part that a call in a template asks for; raises ValueForAuthorError for an option."""
    known = [each.name for each in fields(Part)]
    for name in options:
        if name not in known:
            message = "a table has no '{name}', only {known}"
            raise ValueForAuthorError(message, name, ", ".join(known))
    return Part(*given, **options)


def part_of(dataset: Dataset, part: Part, language: str) -> Dataset:
    """The part of a dataset that is asked for, with what its sidecar says of that.

    Raises:
        ValueForAuthorError: If there is no such row or column, a head is over columns that do not
            stand together, or a total cannot be computed.
    """
    dataset = replace(dataset, rows=_chosen(dataset, part.rows))
    sidecar = _sidecar(dataset, part)
    for name in reversed(_columns_in(dataset, part.order)):
        column, falling = name.removeprefix("-"), name.startswith("-")
        if name in dataset.columns:  # a column may be called so
            column, falling = name, False
        rows = _sorted(dataset, _column(dataset, column), falling=falling)
        dataset = replace(dataset, rows=rows)
    totals = [_column(dataset, name) for name in _columns_in(dataset, part.totals)]
    if totals:
        shown = tuple(sidecar.columns) or dataset.columns
        total = _total(dataset, totals, shown[0], _TOTAL[language])
        dataset = replace(dataset, rows=(*dataset.rows, total))
    return replace(dataset, sidecar=sidecar)


def _listed(names: str | Sequence[str]) -> list[str]:
    """Names that are given as a list, or in one text with commas."""
    given = str.__str__(names).split(",") if isinstance(names, str) else names
    return [name for each in given if (name := _text(each))]


def _columns_in(dataset: Dataset, names: str | Sequence[str]) -> list[str]:
    """Names of columns that are listed so; one that has commas itself is taken whole."""
    parts, found = _listed(names), list[str]()
    whole = {", ".join(_listed(each)): each for each in dataset.columns if "," in each}
    while parts:
        ends = range(len(parts), 1, -1) if whole and isinstance(names, str) else ()
        joined = {end: ", ".join(parts[:end]).removeprefix("-") for end in ends}
        end = next((each for each, said in joined.items() if said in whole), 1)
        sign = "-" if end > 1 and parts[0].startswith("-") else ""
        found.append(sign + whole[joined[end]] if end > 1 else parts[0])
        parts = parts[end:]
    return found


def _text(value: object) -> str:
    """A value as a cell has it."""
    return (str.__str__(value) if isinstance(value, str) else str(value)).strip()


def _column(dataset: Dataset, name: str) -> str:
    if name in dataset.columns:
        return name
    near = nearest(name, dataset.columns)
    if near:
        message = "'{dataset}' has no column '{name}'; did you mean '{near}'?"
        raise ValueForAuthorError(message, dataset.name, name, near)
    message = "'{dataset}' has no column '{name}'; it has {columns}"
    raise ValueForAuthorError(message, dataset.name, name, ", ".join(dataset.columns))


def _chosen(dataset: Dataset, wanted: str | Mapping[str, Any]) -> tuple[Row, ...]:
    if not wanted:
        return dataset.rows
    if isinstance(wanted, Mapping):
        return _with_cells(dataset, wanted)
    patterns = _listed(wanted)
    rows = tuple(
        row for row in dataset.rows if any(fnmatchcase(row.get("id"), each) for each in patterns)
    )
    if not rows:
        message = "no row of '{name}' has an id like {wanted}"
        raise ValueForAuthorError(message, dataset.name, ", ".join(patterns))
    return rows


def _with_cells(dataset: Dataset, wanted: Mapping[str, Any]) -> tuple[Row, ...]:
    """The rows whose cells are as they are to be."""
    rows = dataset.rows
    for name, values in wanted.items():
        column = _column(dataset, str(name))
        several = isinstance(values, (list, tuple))
        asked = {_text(each) for each in (values if several else [values])}
        there = {row[column] for row in dataset.rows}
        cells = cells_that_say(asked, there)
        for each in sorted(each for each in asked if not cells_that_say([each], there)):
            message = "no row of '{name}' has '{value}' as its {column}"
            raise ValueForAuthorError(message, dataset.name, each, column)
        rows = tuple(row for row in rows if row[column] in cells)
    if not rows:
        columns = ", ".join(map(str, wanted))
        message = "no row of '{name}' has all these cells ({columns})"
        raise ValueForAuthorError(message, dataset.name, columns)
    return rows


def _sorted(dataset: Dataset, column: str, *, falling: bool) -> tuple[Row, ...]:
    """The rows by a column: its numbers, its dates or its texts; what is missing comes last."""
    there = [row for row in dataset.rows if not dataset.lacks_number(row[column])]
    missing = [row for row in dataset.rows if dataset.lacks_number(row[column])]
    cells = [row[column] for row in there]
    read: Callable[[str], Any] = str.casefold
    for kind in (read_number_or_share, PartialDate.parse):
        if are_readable(cells, kind):
            read = kind
            break
    ordered = sorted(there, key=lambda row: read(row[column]), reverse=falling)
    return (*ordered, *missing)


def _sidecar(dataset: Dataset, part: Part) -> Sidecar:
    """What is said of the table, with what this use of it says."""
    said = dataset.sidecar or Sidecar()
    changes: dict[str, Any] = {}
    if part.columns:
        names = [_column(dataset, name) for name in _columns_in(dataset, part.columns)]
        changes["columns"] = {name: said.columns.get(name, Words()) for name in names}
    if part.groups:
        shown = list(changes.get("columns") or said.columns or dataset.columns)
        changes["groups"] = tuple(_groups(dataset, part.groups, shown))
    if part.notes:
        notes = [part.notes] if isinstance(part.notes, str) else part.notes
        changes["notes"] = tuple(Words(ja=str(note), en=str(note)) for note in notes)
    return said.model_copy(update=changes)


def _groups(
    dataset: Dataset, groups: Mapping[str, str | Sequence[str]], shown: list[str]
) -> Iterator[Group]:
    for head, names in groups.items():
        columns = tuple(_column(dataset, name) for name in _columns_in(dataset, names))
        at = sorted(shown.index(each) for each in columns if each in shown)
        if len(at) != len(columns) or at[-1] - at[0] != len(at) - 1:
            message = "the columns under '{head}' do not stand together in this table"
            raise ValueForAuthorError(message, head)
        yield Group(head=Words(ja=str(head), en=str(head)), columns=columns)


def _total(dataset: Dataset, columns: Sequence[str], label: str, word: str) -> Row:
    """The row of sums; ``label`` is the column in which it says what it is."""
    values = dict.fromkeys(dataset.columns, "")
    values |= {column: _sum(dataset, column) for column in columns}
    if label in columns:
        message = "the first column of this table is totalled: there is no place for '{word}'"
        raise ValueForAuthorError(message, word)
    values[label] = word
    for name in ("unit", "unit_ja", "unit_en"):  # of sums of the column ``value``
        if name in values and len({row[name] for row in dataset.rows}) == 1:
            values[name] = dataset.rows[0][name]
    return Row(FrozenMapping(values), dataset.rows[-1].location)


def _sum(dataset: Dataset, column: str) -> str:
    """The sum of a column, written as its cells are."""
    total, grouped = Decimal(0), False
    for row in dataset.rows:
        cell = row[column]
        if cell in _NONE:
            continue
        if dataset.lacks_number(cell) or not are_readable([cell], read_number):
            message = "'{column}' has no total: '{cell}' at {place} is no number"
            raise ValueForAuthorError(message, column, cell, row.where(column))
        total += read_number(cell)
        grouped |= "," in cell or "，" in cell
    return f"{total:,f}" if grouped else f"{total:f}"
