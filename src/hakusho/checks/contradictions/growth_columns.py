"""CON008: a column of rates of change in a dataset, of which a row's is not that of its numbers.

What a column holds is told by its other rows: the change from the column two before to the one
before, as offices of statistics set it (令和5年度, 令和6年度, 増減率), or from the row above in the
column before.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.data.numbers import number_in
from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.data import Dataset, Row

_RATE = re.compile(
    r"(?:増減|増加|減少|伸び|成長|変化|上昇|騰落)率|(?:対?前[年期月]度?)(?:比)?(?:増減)"
    r"|\bgrowth\b|\bchange\b|\bper ?cent change\b|% ?change",
    re.IGNORECASE,
)
_FEWEST = 4
"""So many rows say what a column is of."""
_MOST_ROWS = 500
"""A longer table is data, and nobody has computed its rates by hand."""

_HUNDRED = 100

_Change = tuple["Row", Decimal, Decimal, Decimal]
"""A row, the numbers before and after, and the rate that it gives, in per cent."""


def check_growth_columns(table: Dataset) -> Iterator[Finding]:
    """CON008 for each rate that is not of its row's numbers as the others are.

    Args:
        table: Rows and columns; a tree has none.
    """
    if not _FEWEST <= len(table.rows) <= _MOST_ROWS:
        return
    for number, column in enumerate(table.columns):
        if number and _RATE.search(" ".join((column, *_headings(table, column)))):
            yield from _of_column(table, number)


def _headings(table: Dataset, column: str) -> Iterator[str]:
    sidecar = table.sidecar
    if sidecar is not None and column in sidecar.columns:
        yield from (sidecar.columns[column].ja, sidecar.columns[column].en)


def _of_column(table: Dataset, number: int) -> Iterator[Finding]:
    """The rates of a column that do not fit, by the first reading that most of them bear out."""
    rate, names = table.columns[number], table.columns
    before, last = names[max(number - 2, 0)], names[number - 1]
    for changes in (_across(table, rate, before, last), _along(table, rate, last)):
        wrong = [each for each in changes if not _fits(*each[1:])]
        right = len(changes) - len(wrong)
        if right >= _FEWEST and 2 * len(wrong) <= right:
            yield from (_finding(rate, *each) for each in wrong)
            return


def _across(table: Dataset, rate: str, before: str, after: str) -> Sequence[_Change]:
    """The changes from one column to another."""
    found = (_change(row, rate, row.get(before), row.get(after)) for row in table.rows)
    return [each for each in found if each is not None]


def _along(table: Dataset, rate: str, column: str) -> Sequence[_Change]:
    """The changes in a column from each row to the one below."""
    found = (
        _change(row, rate, above.get(column), row.get(column))
        for above, row in pairwise(table.rows)
    )
    return [each for each in found if each is not None]


def _change(row: Row, rate: str, before: str, after: str) -> _Change | None:
    first, second, said = map(number_in, (before, after, row.get(rate)))
    if first is None or second is None or said is None or first <= 0:
        return None
    return row, first, second, said


def _fits(first: Decimal, second: Decimal, said: Decimal) -> bool:
    """Whether numbers as they are rounded may give a rate as it is."""
    here, there, rate = map(_half_a_step, (first, second, said))
    if first <= here:
        return True
    least = (second - there) / (first + here)
    most = (second + there) / (first - here)
    return _HUNDRED * (least - 1) - rate <= said <= _HUNDRED * (most - 1) + rate


def _half_a_step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2


def _finding(rate: str, row: Row, first: Decimal, second: Decimal, said: Decimal) -> Finding:
    made = _HUNDRED * (second / first - 1)
    message = "a change of {said} per cent does not fit {first} and {second}: it is {right}"
    given = (said, first, second, f"{made:.1f}")
    return Finding.of("CON008", row.where(rate), message, "", *given)
