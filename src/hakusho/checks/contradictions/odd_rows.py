"""CON095: one row of many that is otherwise than those beside it.

An event of 1999 in the band of 2015, between events of another; a unit that no other row of the
same label has.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.data import Dataset, Row

_DATED = ("date", "year", "年", "日付", "年月日")
_DATE = re.compile(r"(?:1[89]|20|21)\d\d(?:-\d\d){0,2}")
_UNITS = ("unit", "unit_en", "単位")
_LABEL = re.compile(r"label|item|name|title|品目|項目|名称")
_PERIODS = re.compile(r"(?:band|period|era|phase|stage|epoch|時代|時期|期|区分|段階|世代)(?:_\w+)?")
"""Columns whose values stand together in time; a winner of each year or a government does not."""
_FEWEST_ROWS = 10
_FEWEST_BANDS = 3
_OF_A_BAND = 3
"""A band has so many rows on average, or it is no band."""


def check_odd_rows(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """CON095 in some datasets."""
    for dataset in datasets:
        rows = dataset.rows
        columns = [*rows[0].values] if rows else []
        dated = next((each for each in columns if each in _DATED), "")
        in_time = [row for row in rows if _DATE.fullmatch(row.get(dated))] if dated else []
        if len(in_time) >= _FEWEST_ROWS:
            in_time.sort(key=lambda row: row.get(dated))
            for column in columns:
                if _PERIODS.fullmatch(column):
                    yield from _out_of_band(in_time, column)
        labels = [each for each in columns if _LABEL.search(each)]
        for column in columns if labels else ():
            if column in _UNITS:
                yield from _other_unit(rows, labels, column)


def _out_of_band(rows: Sequence[Row], column: str) -> Iterator[Finding]:
    """The row without which each value of a column would stand together in time."""
    values = [row.get(column) for row in rows]
    count = len(set(values))
    if not _FEWEST_BANDS <= count <= len(rows) // _OF_A_BAND or _runs(values) != count + 2:
        return
    odd = [at for at in range(1, len(values) - 1) if _breaks(values, at, count)]
    if len(odd) == 1:
        at = odd[0]
        message = "{value} here, and {other} in the rows before and behind it in time"
        related = also(rows[at - 1].where(column), "the row before")
        given = (values[at], values[at - 1])
        hint = "Write {other}, or see whether its date is right."
        yield Finding.of("CON095", rows[at].where(column), message, hint, *given, related=related)


def _runs(values: Sequence[str]) -> int:
    return sum(1 for _ in groupby(values))


def _breaks(values: Sequence[str], at: int, count: int) -> bool:
    alike = values[at - 1] == values[at + 1] != values[at]
    return alike and _runs([*values[:at], *values[at + 1 :]]) == count


def _other_unit(rows: Sequence[Row], labels: Sequence[str], column: str) -> Iterator[Finding]:
    """A unit of one row, where all others of its label, three at least, have another."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.get(each) for each in labels), []).append(row)
    for group in groups.values():
        counts = Counter(row.get(column) for row in group)
        (usual, often), *others = counts.most_common()
        if often > 2 and len(others) == 1 and others[0][1] == 1:  # noqa: PLR2004  three at least
            odd = next(row for row in group if row.get(column) != usual)
            first = next(row for row in group if row.get(column) == usual)
            message = "{value} here, and {other} in the other rows of this label"
            related = also(first.where(column), "another row")
            given = (odd.get(column), usual)
            hint = "Write {other}, or give the row another label."
            yield Finding.of("CON095", odd.where(column), message, hint, *given, related=related)
