"""A table with a column for each year becomes one with a row for each: ``read: across``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.cell_matching import day_of
from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import MOST_CELLS
from hakusho.data.table_reading import LEVELS
from hakusho.findings import Finding, Location
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.data.dataset import Row
    from hakusho.data.layout import Layout
    from hakusho.data.table_reading import Shaped

_Spread = dict[str, dict[str, str]]
"""By year as it is written: by column of numbers, in which column of the file they stand."""


def years_across(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that are named by a year or a date, under a name that they share or none."""
    return tuple(name for name in columns if day_of(name.rpartition(LEVELS)[2]) is not None)


def long_form(path: str, table: Shaped, layout: Layout) -> tuple[Shaped, tuple[Finding, ...]]:
    """The table with a row for each year, as its layout says it.

    Returns:
        The same table where the layout says nothing; and DAT015 if no column is named by a year or
        one is already called as a new one is to be, DAT002 if there would be too many cells.
    """
    if not layout.across or not table.columns:
        return table, ()
    ((time, number),) = layout.across.items()
    moved = years_across(table.columns)
    kept = tuple(name for name in table.columns if name not in moved)
    spread: _Spread = {}
    for name in moved:
        group, _, year = name.rpartition(LEVELS)
        spread.setdefault(_year(year), {})[group or number] = name
    numbers = tuple(dict.fromkeys(name for each in spread.values() for name in each))
    columns = (*kept, time, *numbers)
    if problem := _problem(path, columns, moved, len(table.rows) * len(spread)):
        return table, (problem,)
    named = dict(zip(table.columns, table.places, strict=False))
    rows = tuple(each for row in table.rows for each in _rows(row, kept, time, numbers, spread))
    places = tuple(named.get(name, named[moved[0]]) for name in columns) if named else ()
    return replace(table, columns=columns, rows=rows, places=places), ()


def _year(heading: str) -> str:
    day = read_written_date(heading)
    return str(day) if day is not None else heading


def _problem(
    path: str, columns: tuple[str, ...], moved: tuple[str, ...], count: int
) -> Finding | None:
    where = Location(path)
    if not moved:
        message = "'across' is for columns that are named by years or dates, and there are none"
        return Finding.of("DAT015", where, message, "It has {columns}.", ", ".join(columns[:-1]))
    twice = next((name for name in columns if columns.count(name) > 1), "")
    if twice:
        message = "'across' names a column '{name}', and there is one already"
        return Finding.of("DAT015", where, message, "", twice)
    if count * len(columns) > MOST_CELLS:
        message = "with a row for each year this dataset has more than {most:,} cells"
        hint = "Keep the rows that figures and tables need, or leave 'across' out."
        return Finding.of("DAT002", where, message, hint, MOST_CELLS)
    return None


def _rows(
    row: Row, kept: tuple[str, ...], time: str, numbers: tuple[str, ...], spread: _Spread
) -> Iterator[Row]:
    placed = dict(zip(row.values, row.places, strict=False))
    here = (row.location.line, row.location.column)
    for year, columns in spread.items():
        values = {name: row.get(name) for name in kept} | {time: year}
        values |= {name: row.get(columns.get(name, "")) for name in numbers}
        first = placed.get(next(iter(columns.values())), here)
        places = [placed.get(name, here) for name in kept] + [first]
        places += [placed.get(columns.get(name, ""), first) for name in numbers]
        marks = {name: row.marks[name] for name in kept if name in row.marks}
        marks |= {name: row.marks[of] for name, of in columns.items() if of in row.marks}
        yield type(row)(
            FrozenMapping(values), row.location, tuple(places), row.rests_on, FrozenMapping(marks)
        )
