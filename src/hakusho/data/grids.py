"""Cells as a file has them, before it is said which of its rows is the header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Location, say
from hakusho.values.day_numbers import BETWEEN_CALENDARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.findings import Text

MOST_CELLS = 1_000_000
"""Of a dataset: more than a paper can print, draw or look at."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""


Look = Literal["struck", "unseen"]
"""How a cell stands that its sheet does not show as it is: struck through, or white on white."""

_DAY_NUMBER = re.compile(r"\d{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells as stripped text, and the line and column where each begins."""

    cells: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.places[0][0]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table that are not empty.

    Attributes:
        path: The file.
        records: In order.
        sheet: Of a workbook, the sheet; then lines and columns are its rows and columns.
        merged: Of a workbook, the areas of cells that were made one, as far as there are cells.
        hidden_rows: Of a workbook, the numbers of rows that the sheet does not show.
        hidden_columns: Likewise.
        from_1904: Whether the workbook numbers days from 1904.
        looks: Of a workbook, the cells (row and column) that are struck through or cannot be seen.
    """

    path: str
    records: tuple[Record, ...]
    sheet: str = ""
    merged: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    from_1904: bool = False
    looks: tuple[tuple[int, int, Look], ...] = ()

    def counted(self, cell: str) -> str:
        """A cell, the number of a day as workbooks have it that count from 1900."""
        is_day = self.from_1904 and _DAY_NUMBER.fullmatch(cell)
        return str(int(cell) + BETWEEN_CALENDARS) if is_day else cell

    def at(self, place: tuple[int, int]) -> Location:
        """A place as a finding has it."""
        return Location(self.path, *place, sheet=self.sheet)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a table of a database.

    Attributes:
        rows: Number of the row, from 1, and its cells that are not empty by number of the column.
        hidden: Whether the workbook does not show it.
        hidden_rows: The numbers of rows that it does not show.
        hidden_columns: Likewise.
        from_1904: Whether the workbook numbers days from 1904.
        looks: The cells (row and column) that are struck through or cannot be seen.
    """

    name: str
    rows: tuple[tuple[int, Mapping[int, str]], ...]
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    from_1904: bool = False
    looks: tuple[tuple[int, int, Look], ...] = ()

    def grid(self, path: str, area: Area | None = None, *, named: bool = True) -> Grid:
        """Its cells, or those of an area; ``named`` says whether findings name the sheet."""
        rows = [(line, cells) for line, cells in self.rows if area is None or _within(line, area)]
        columns = [at for _, cells in rows for at in cells]
        if area is None:
            first, last = min(columns, default=1), max(columns, default=0)
        else:
            first, last = area[1], min(area[3], max(columns, default=0))
        wide = range(first, last + 1)
        records = (
            Record(tuple(cells.get(at, "") for at in wide), tuple((line, at) for at in wide))
            for line, cells in rows
        )
        filled = tuple(record for record in records if any(record.cells))
        sheet, hidden = self.name if named else "", (self.hidden_rows, self.hidden_columns)
        end = max((line for line, _ in rows), default=0)
        merged = tuple(
            (top, left, min(bottom, end), min(right, last))
            for top, left, bottom, right in self.merged
        )
        return Grid(path, filled, sheet, merged, *hidden, self.from_1904, self.looks)


def _within(line: int, area: Area) -> bool:
    return area[0] <= line <= area[2]


def fewer_rows() -> Text:
    """What to do where a file has more cells than a dataset may have."""
    return say(
        "Keep the rows that figures and tables need, or let a script sum them up: "
        "figures/data/NAME.py with def rows(context), of a file that lies elsewhere, "
        "such as in raw/."
    )
