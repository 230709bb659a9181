"""Whether a cell says what is asked for, however a table writes it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.values.table_dates import read_written_date, read_written_quarter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_KEPT = 4096
QUARTER = -1
_SUMS = frozenset({"計", "合計", "総計", "小計", "総数", "total", "sum", "all", "grand total"})
"""What the name of a row or a column says that is the sum of others."""


def says(cell: str, wanted: str) -> bool:
    """Whether a cell says what is asked for: 2025 is 令和7年度; width and space do not count."""
    if cell == wanted or folded(cell) == folded(wanted):
        return True
    day = day_of(cell)
    return day is not None and day == day_of(wanted)


def cells_that_say(wanted: Iterable[str], there: Collection[str]) -> frozenset[str]:
    """Those of some cells that say one of what is asked for: each as it is, else in any form."""
    found: set[str] = set()
    for each in wanted:
        found |= {each} if each in there else {cell for cell in there if cell and says(cell, each)}
    return frozenset(found)


@lru_cache(maxsize=_KEPT)
def folded(text: str) -> str:
    """A text in which width, case and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def says_all(text: str) -> bool:
    """Whether a cell or the name of a column says that it is the sum of others: 計, All."""
    return folded(text) in _SUMS


@lru_cache(maxsize=_KEPT)
def day_of(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a cell that holds a date, 0 for what is not known; else ``None``.

    A quarter is its first month, and ``QUARTER`` in place of a day, so that it is no month.
    """
    day = read_written_date(text)
    if day is not None:
        return day.year, day.month, day.day
    quarter = read_written_quarter(text)
    return quarter and (quarter[0], quarter[1], QUARTER - quarter[2])
