"""Workbooks, databases and column files as text, so that they are kept and compared as CSV is.

What is in such a file is written down once, as it is read: a line of JSON for each sheet and each
row. That text stands for the file wherever data are compared: with the last build, with a revision.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from math import isinf
from typing import TYPE_CHECKING, Any

from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import MOST_CELLS, Area, Sheet, fewer_rows
from hakusho.data.numbers import text_of
from hakusho.findings import SaidError, say_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_MIDNIGHT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[ T]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?", re.ASCII
)
_Rows = tuple[tuple[int, dict[int, str]], ...]


def days_of_midnights(rows: _Rows) -> _Rows:
    """Rows below one of names; a column of midnights alone is one of days, of which it was made.

    ``2024-04-01 00:00:00`` is how a database, or a column of moments, has the day 2024-04-01.
    """
    columns = {at for _, cells in rows[1:] for at, cell in cells.items() if cell}
    for _, cells in rows[1:]:
        columns = {at for at in columns if not cells.get(at) or _MIDNIGHT.fullmatch(cells[at])}
        if not columns:
            return rows
    return (
        *rows[:1],
        *(
            (line, {at: cell[:10] if at in columns else cell for at, cell in cells.items()})
            for line, cells in rows[1:]
        ),
    )


class UnreadableFileError(SaidError):
    """A data file cannot be read; ``hint`` says what to do.

    Attributes:
        sheet: Where, if that is known; ``place`` is the row and the column.
    """

    def __init__(
        self,
        message: str,
        *values: object,
        hint: str = "",
        sheet: str = "",
        place: tuple[int, int] = (0, 0),
    ) -> None:
        said, advice = say_all((message, hint), values)
        super().__init__(said)
        self.hint = advice
        self.sheet = sheet
        self.place = place


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is in a file with several tables.

    Attributes:
        names: Areas that the workbook names, each with the sheet that it is in.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, Area]] = FrozenMapping[tuple[str, Area]]({})

    def text(self) -> str:
        """All of it as text, which :func:`read_workbook` reads.

        Raises:
            UnreadableFileError: If there is nothing in it.
        """
        if not self.sheets:
            raise UnreadableFileError("there is no table in this file")
        return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in self._lines())

    def _lines(self) -> Iterator[Any]:
        yield {"names": {name: [sheet, *area] for name, (sheet, area) in self.names.items()}}
        for sheet in self.sheets:
            hidden = [sheet.hidden, sheet.hidden_rows, sheet.hidden_columns]
            about: dict[str, object] = {"sheet": sheet.name, "merged": sheet.merged}
            about |= {"from_1904": True} if sheet.from_1904 else {}
            about |= {"hidden": hidden} if any(hidden) else {}
            yield about | ({"looks": sheet.looks} if sheet.looks else {})
            for number, cells in sheet.rows:
                yield [number, *cells.items()]


def read_workbook(text: str) -> Workbook:
    """The workbook that was written as text."""
    first, *lines = map(json.loads, text.split("\n")[:-1])
    names = {
        name: (sheet, (top, left, bottom, right))
        for name, (sheet, top, left, bottom, right) in first["names"].items()
    }
    heads = [at for at, line in enumerate(lines) if isinstance(line, dict)]
    sheets = []
    for start, end in pairwise([*heads, len(lines)]):
        merged = tuple((a, b, c, d) for a, b, c, d in lines[start]["merged"])
        whole, hidden, columns = lines[start].get("hidden", (False, (), ()))
        rows = tuple((number, dict(cells)) for number, *cells in lines[start + 1 : end])
        name, early = lines[start]["sheet"], lines[start].get("from_1904", False)
        looks = tuple((a, b, look) for a, b, look in lines[start].get("looks", ()))
        own = whole, tuple(hidden), tuple(columns), early, looks
        sheets.append(Sheet(name, rows, merged, *own))
    return Workbook(tuple(sheets), FrozenMapping(names))


def float_text(cell: float, place: tuple[int, int]) -> str:
    """A binary number as text.

    Raises:
        UnreadableFileError: If it is infinite.
    """
    if isinf(cell):
        message = "row {row}, column {column} holds infinity, which is no number"
        hint = "Leave the cell empty, or write a number that is one."
        raise UnreadableFileError(message, *place, hint=hint, place=place)
    return text_of(cell)


def count_cells(counted: int) -> None:
    """Raise UnreadableFileError for more cells than a dataset may have."""
    if counted > MOST_CELLS:
        message = "this file has more than {most:,} cells"
        raise UnreadableFileError(message, MOST_CELLS, hint=fewer_rows())


def count_columns(rows: int, names: Sequence[str]) -> None:
    """The same for a file of which some columns can be read alone: how many, if any, and how."""
    fit = MOST_CELLS // max(rows, 1)
    if rows * len(names) <= MOST_CELLS or not fit:
        return count_cells(rows * len(names))
    message = "this file has a table of {rows:,} × {count:,}, more than {most:,} cells"
    hint = (
        "At most {fit} of the columns can be read: name those that the paper needs in the sidecar, "
        "read: {{columns: [{names}]}}. Or let a script sum the rows up: figures/data/NAME.py with "
        "def rows(context), of a file that lies elsewhere, such as in raw/."
    )
    shown = ", ".join(json.dumps(name, ensure_ascii=False) for name in names[:fit])
    raise UnreadableFileError(message, rows, len(names), MOST_CELLS, fit, shown, hint=hint)
