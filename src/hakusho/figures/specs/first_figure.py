"""A first figure in YAML of a dataset of which nothing is known but what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hakusho.data.column_kinds import kind_of
from hakusho.data.numbers import read_number
from hakusho.figures.specs.new_spec import BESIDE, as_yaml, is_dated, shown_values, unit_of
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.data import Dataset, Row

_CODE = re.compile(r"(?:コード|番号|code|^no\.?|^id)$", re.IGNORECASE)
"""Columns that name or count rows in figures, as tables of e-Stat have one beside each of words."""
_MOST_SERIES = 4
_MOST_COLUMNS = 12
_MOST_LETTERS = 72
"""Half-width letters of names that stand below upright bars on a page."""
_ALIKE = 20
"""Numbers of columns that share a scale are not more often as large."""


@dataclass(frozen=True, slots=True)
class FirstFigure:
    """A figure that shows something of a dataset.

    Attributes:
        across: The column along the axis.
        shown: The columns of numbers that it draws.
        text: Its YAML.
    """

    across: str
    shown: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a dataset that a figure may show, by what they hold."""

    dated: tuple[str, ...]
    counted: tuple[str, ...]
    worded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """What of a dataset is shown: the column of the series, and the rows, by what columns hold."""

    series: str
    rows: Mapping[str, tuple[str, ...]]

    def takes(self, row: Row) -> bool:
        return all(row.get(name) in held for name, held in self.rows.items())


def first_figure(dataset: Dataset) -> FirstFigure | None:
    """Begin a figure: lines over time, else upright bars.

    Of a table with several numbers for one place of the axis it takes a few series, and of every
    other column what the first row holds.

    Returns:
        ``None`` if no column holds numbers, or rows cannot be told apart.
    """
    columns = _columns(dataset)
    times = [name for name in columns.dated if len(_held(dataset.rows, name)) > 1]
    names = [*times, *columns.worded, *columns.dated]
    if not columns.counted or not names:
        return None
    across = names[0]
    choice = _choice(dataset, across, [n for n in (*columns.worded, *times) if n != across])
    if choice is None:
        return None
    kind = "line" if times else _bars(_held(dataset.rows, across))
    is_one = choice.series or choice.rows or kind == "balance"
    shown = columns.counted[:1] if is_one else _alike(dataset, columns.counted)
    if not times:
        choice = _fewer(dataset, across, choice)
    given: dict[str, Any] = {"kind": kind, "dataset": dataset.name}
    given["x" if times else "label"] = across
    given |= shown_values(shown)
    given |= {"series": choice.series} if choice.series else {}
    given |= {} if unit_of(dataset) else {"unit": ""}
    rows = {name: list(held) for name, held in choice.rows.items()}
    given |= {"rows": rows} if rows else {}
    return FirstFigure(across, tuple(shown), as_yaml(given))


def _columns(dataset: Dataset) -> _Columns:
    names = [name for name in dataset.columns if name not in BESIDE and not _CODE.search(name)]
    kinds = {name: kind_of(dataset, name) for name in names}
    dated = [name for name in names if is_dated(dataset, name)]
    counted = [name for name in names if kinds[name] == "number"]
    worded = [
        name
        for name in names
        if kinds[name] in {"text", "date"}
        and name not in dated
        and len(_held(dataset.rows, name)) > 1
    ]
    return _Columns(tuple(dated), tuple(counted), tuple(worded))


def _held(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.get(column) for row in rows))


def _choice(dataset: Dataset, across: str, others: Sequence[str]) -> _Choice | None:
    """The rows of which one number stands at each place of the axis, for each series."""
    if _are_told(dataset.rows, (across,)):
        return _Choice("", {})
    telling = sorted(others, key=lambda name: len(_held(dataset.rows, name)))
    if not telling:
        return None
    series, *rest = telling
    fixed = {name: (dataset.rows[0].get(name),) for name in reversed(rest)}
    found = _Choice(series, fixed)
    held = _held([row for row in dataset.rows if found.takes(row)], series)
    if len(held) > _MOST_SERIES:
        found = replace(found, rows={**fixed, series: held[:_MOST_SERIES]})
    rows = [row for row in dataset.rows if found.takes(row)]
    return found if _are_told(rows, (across, series)) else None


def _are_told(rows: Sequence[Row], columns: Sequence[str]) -> bool:
    """Whether no two rows hold the same in all of these columns."""
    return len({tuple(row.get(name) for name in columns) for row in rows}) == len(rows)


def _fewer(dataset: Dataset, across: str, choice: _Choice) -> _Choice:
    """As many places along the axis as have room for their names."""
    held = _held([row for row in dataset.rows if choice.takes(row)], across)
    if len(held) <= _MOST_COLUMNS:
        return choice
    return replace(choice, rows={**choice.rows, across: held[:_MOST_COLUMNS]})


def _bars(labels: Sequence[str]) -> str:
    """Upright bars, or where their names are too long to stand below them, horizontal ones."""
    shown = labels[:_MOST_COLUMNS]
    widest = max(sum(2 if is_wide(letter) else 1 for letter in label) for label in shown)
    return "columns" if widest * len(shown) <= _MOST_LETTERS else "balance"


def _alike(dataset: Dataset, columns: Sequence[str]) -> Sequence[str]:
    """The most columns whose numbers one scale shows well."""
    sizes = {name: max(map(abs, _numbers(dataset, name))) for name in columns}
    groups = [
        [n for n in columns if own <= sizes[n] * _ALIKE <= own * _ALIKE**2]
        for own in sizes.values()
    ]
    return max(groups, key=len)[:_MOST_SERIES]


def _numbers(dataset: Dataset, column: str) -> Iterator[float]:
    for row in dataset.rows:
        if not dataset.lacks_number(cell := row.get(column)):
            yield float(read_number(cell))
