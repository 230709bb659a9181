"""What a column holds, by its name and all its cells: dates, numbers, codes, or other words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Literal

from hakusho.data.cell_matching import day_of, says_all
from hakusho.data.heading_units import unit_in_heading
from hakusho.data.numbers import is_number_or_share
from hakusho.tools.keeping import Same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.data.dataset import Dataset

Kind = Literal["date", "number", "code", "text"]
"""A code looks like a number and counts nothing: 01100, 4 in a column of codes."""

_DIGITS = re.compile(r"\d+", re.ASCII)
_LED_BY_ZERO = re.compile(r"0\d+", re.ASCII)
_NAMES_CODES = re.compile(r"(?:コード|番号)\Z|\b[Cc](?:ode|ODE)s?\Z|_code\Z|[a-z]Code\Z")
_NAMES_YEARS = re.compile(
    r"(?<!前)年(?![間齢金収])|時間軸|時点|year|\byr\b|\bfy\b|date|period|\btime|time\b|_time|jahr|année|\baño|\bano\b|\bjaar|\brok\b",
    re.IGNORECASE,
)
_NAMES_MONTHS = re.compile(r"月|期|month|quarter", re.IGNORECASE)
_DECIMAL = re.compile(r"\d{4}(?:\.\d{1,2})?", re.ASCII)
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d", re.ASCII)
_FOUR = 4
_FEWEST, _FEW = 3, 4
"""Dates that make a column one of dates, and of how many cells one may be none."""
_SAID: dict[str, Kind] = {"number": "number", "integer": "number", "year": "date", "date": "date"}


def kind_of(dataset: Dataset, column: str) -> Kind:
    """What a column of a dataset holds, as its schema says it, else as its name and cells do."""
    return _kind(Same(dataset), column)


@lru_cache(maxsize=64)
def _kind(same: Same[Dataset], column: str) -> Kind:
    dataset = same.value
    said = dataset.sidecar.types.get(column) if dataset.sidecar else None
    if said is not None and said.type in _SAID:
        return _SAID[said.type]
    cells = [cell for row in dataset.rows if not dataset.lacks_number(cell := row.get(column))]
    if said is not None and (said.unit.ja or said.unit.en):
        return "number" if holds_numbers(cells) else "text"
    return kind_by_cells(column, cells)


def kind_by_cells(name: str, cells: Sequence[str]) -> Kind:
    """What a column of this name with these cells holds; empty ones are not to be among them."""
    if not cells:
        return "text"
    if are_codes(name, cells):
        return "code"
    if are_dates(name, cells) or ((odd := not_of_dates(name, cells)) and all(map(says_all, odd))):
        return "date"
    return "number" if holds_numbers(cells) else "text"


def holds_numbers(cells: Sequence[str]) -> bool:
    """Whether all cells are numbers."""
    return bool(cells) and all(map(is_number_or_share, cells))


def are_codes(name: str, cells: Sequence[str]) -> bool:
    """Whether cells are digits that count nothing: one begins with a zero, or the name says so."""
    if not cells or not _DIGITS.fullmatch(cells[0]) or not all(map(_DIGITS.fullmatch, cells)):
        return False
    return bool(_NAMES_CODES.search(name)) or any(map(_LED_BY_ZERO.fullmatch, cells))


def not_of_dates(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """The few cells of a column of years or dates that are none: 24 or 合計 among 2021, 2022, 2023.

    Returns:
        Nothing where all are dates, or the others are not.
    """
    if not any(map(day_of, cells[:2])):
        return ()
    odd = [*islice((cell for cell in cells if day_of(cell) is None), len(cells) // _FEW + 1)]
    if not odd or len(odd) * _FEW > len(cells):
        return ()
    others = [cell for cell in cells if cell not in odd]
    return tuple(odd) if len({*others}) >= _FEWEST and are_dates(name, others) else ()


def are_decimal(cells: Sequence[str]) -> bool:
    """Whether cells are numbers of four digits, and one has decimal places."""
    return all(map(_DECIMAL.fullmatch, cells)) and any("." in cell for cell in cells)


def may_be_months(name: str) -> bool:
    """Whether numbers as 2020.4 are months of years in a column of this name."""
    return bool(_NAMES_YEARS.search(name) or _NAMES_MONTHS.search(name))


def are_dates(name: str, cells: Sequence[str]) -> bool:
    """Whether cells are dates; bare numbers are years if the name says so, or they go as years do.

    1301, 1100, 1400 are none; nor are 1950 and 2010 passengers.
    """
    if not cells or day_of(cells[0]) is None or not all(map(day_of, cells)):
        return False
    if are_decimal(cells):  # 2020.4 is a month where the name says so
        return may_be_months(name)
    if not all(len(cell) == _FOUR and _DIGITS.fullmatch(cell) for cell in cells):
        return True
    if _NAMES_YEARS.search(name):
        return True
    if unit_in_heading(name) or not all(map(_YEAR.fullmatch, cells)):
        return False
    years = sorted({int(cell) for cell in cells})
    return len({later - year for year, later in pairwise(years)}) <= 1
