"""Arithmetic with numbers that are known only between two ends.

The result of an operation holds every result that values inside its operands can have, and its
ends are reached by some (Moore, Interval Analysis, 1966), as long as the operands are independent
of each other. An end may be missing (以上) or excluded (超).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

_PRECISION = 80


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends.

    Attributes:
        low: The lower end; ``None`` means that there is none.
        low_open: Whether the lower end itself is excluded.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    @property
    def positive(self) -> bool:
        """Whether all its numbers are above 0."""
        return self.low is not None and self.low > 0

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        with localcontext(prec=_PRECISION):
            return Interval(
                None if self.low is None or other.low is None else self.low + other.low,
                None if self.high is None or other.high is None else self.high + other.high,
                self.low_open or other.low_open,
                self.high_open or other.high_open,
            )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; raises ZeroDivisionError if ``other`` holds or touches 0."""
        if not other.positive:
            if not (-other).positive:
                raise ZeroDivisionError
            return -self / -other
        low, low_open = _quotient(self.low, other, is_open=self.low_open, smallest=True)
        high, high_open = _quotient(self.high, other, is_open=self.high_open, smallest=False)
        return Interval(low, high, low_open, high_open)

    def times(self, factor: int) -> Interval:
        """Each number multiplied by a positive whole number."""
        with localcontext(prec=_PRECISION):
            low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Interval(low, high, self.low_open, self.high_open)

    def rounded(self, digits: int) -> Interval:
        """The ends rounded to decimal places.

        Half up (away from 0), as in print; the end of an interval that is open on the other side
        outwards, since "at least 3.1" would be untrue of 3.06.
        """
        ends = self.low, self.high
        modes = (ROUND_FLOOR, ROUND_CEILING) if None in ends else (ROUND_HALF_UP, ROUND_HALF_UP)
        low, high = (_rounded(end, digits, mode) for end, mode in zip(ends, modes, strict=True))
        return Interval(low, high, self.low_open, self.high_open)


def point(number: Decimal | int) -> Interval:
    """The interval of one number."""
    return Interval(Decimal(number), Decimal(number))


def _quotient(
    end: Decimal | None, divisor: Interval, *, is_open: bool, smallest: bool
) -> tuple[Decimal | None, bool]:
    """An end of a quotient by positive numbers, and whether it is excluded."""
    if end is None:
        return None, False
    if end == 0:
        return end, is_open
    # The smallest quotient of a positive number is the one by the largest divisor, and so on.
    by_high = (end > 0) == smallest
    by, by_open = (divisor.high, divisor.high_open) if by_high else (divisor.low, divisor.low_open)
    if by is None:
        return None, False  # it comes near 0, which nobody needs to be told: "at most 15 times"
    with localcontext(prec=_PRECISION):
        return end / by, is_open or by_open


def _rounded(number: Decimal | None, digits: int, mode: str) -> Decimal | None:
    if number is None:
        return None
    with localcontext(prec=_PRECISION):
        rounded = number.quantize(Decimal(1).scaleb(-digits), rounding=mode)
        return rounded or abs(rounded)  # no −0
