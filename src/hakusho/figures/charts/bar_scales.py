"""The scale of a balance chart: numbers to mm, and the ticks that its length has room for."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures.charts.chart_error import ChartError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BREAK_MM = 6.0
"""Room for zero on a logarithmic scale, which has none of its own."""
PAD_MM = 2.0
"""A mark at the first decade stands this far from the edge."""
_MOST_TICKS = 7
_TICK_GAP_MM = 2.0
_SLACK_MM = 1e-3


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers to mm.

    ``low`` is 0 or less, or the first decade of a logarithmic scale, on which each has the same
    length and which may show ``zero`` before a break. If all numbers are ``whole``, ticks are, too.
    ``low`` and ``high`` lie at ``left``, but for the pad, and ``right``, in mm.
    """

    low: float
    high: float
    log: bool
    zero: bool
    whole: bool
    left: float = 0.0
    right: float = 1.0

    @classmethod
    def of(cls, numbers: Sequence[float], *, log: bool, zero: bool) -> Scale:
        """The scale for numbers; ``zero`` is whether a logarithmic one must show zero."""
        whole = all(float(number).is_integer() for number in numbers)
        if not log:
            low, high = min((0.0, *numbers)), max((0.0, *numbers))
            return cls(low, high if high > low else low + 1, log=False, zero=False, whole=whole)
        least = min(number for number in numbers if number > 0)
        low = 10.0 ** math.floor(math.log10(least))
        return cls(low, max(10 * low, *numbers), log=True, zero=zero, whole=whole)

    @property
    def pad(self) -> float:
        """Distance of ``low`` from the left edge, in mm."""
        if not self.log:
            return 0.0
        return BREAK_MM if self.zero else PAD_MM

    @property
    def base(self) -> float:
        """Where bars begin: at zero, or at the edge of a logarithmic scale."""
        return self.left if self.log else self.x(0.0)

    def share(self, number: float) -> float:
        """How far a number lies on the way from ``low`` to ``high``, from 0 to 1."""
        if self.log:
            return math.log(number / self.low) / math.log(self.high / self.low)
        return (number - self.low) / (self.high - self.low)

    def x(self, number: float) -> float:
        """Where a number lies, in mm; zero on a logarithmic scale at the edge."""
        if self.log and number <= 0:
            return self.left
        start = self.left + self.pad
        return start + self.share(max(number, self.low)) * (self.right - start)

    def ticks(
        self, width_of: Callable[[float], float], sheet_mm: float | None = None
    ) -> list[float]:
        """The numbers at which ticks stand: as many as have room, at round steps.

        On a logarithmic scale these are decades and, if it is shown, zero. ``width_of`` measures a
        printed tick, in mm; on a sheet of some width it stands under its tick as far as it can.
        """
        options = self._decades() if self.log else self._steps()
        ticks = next(
            (
                ticks
                for ticks in options
                if len(ticks) <= _MOST_TICKS and self._fit(ticks, width_of, sheet_mm)
            ),
            [],
        )
        return [0.0, *ticks] if self.log and self.zero else ticks

    def _fit(
        self, ticks: list[float], width_of: Callable[[float], float], sheet_mm: float | None
    ) -> bool:
        shown = [0.0, *ticks] if self.log and self.zero else ticks
        spans = [(self.x(tick), width_of(tick) / 2) for tick in shown]
        if sheet_mm is not None:
            spans = [(min(max(x, half), sheet_mm - half), half) for x, half in spans]
        return all(
            right - half - (left + other) >= _TICK_GAP_MM
            for (left, other), (right, half) in pairwise(spans)
        )

    def _decades(self) -> list[list[float]]:
        first, last = (math.floor(math.log10(end) + 1e-9) for end in (self.low, self.high))
        return [
            [10.0**power for power in range(first, last + 1, step)]
            for step in range(1, last - first + 2)
        ]

    def _steps(self) -> list[list[float]]:
        least = math.floor(math.log10((self.high - self.low) / _MOST_TICKS))
        steps = [part * 10.0**power for power in range(least, least + 4) for part in (1, 2, 2.5, 5)]
        if self.whole:
            steps = [step for step in steps if step >= 1 and step.is_integer()]
        return [self._multiples(step) for step in sorted(steps)] + [[0.0]]

    def _multiples(self, step: float) -> list[float]:
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        # Too many are refused anyhow; the first few are enough to see that.
        return [step * index for index in range(first, min(last, first + 50) + 1)]


@dataclass(frozen=True, slots=True)
class Mark:
    """What must fit beside the end of a bar, which ends at ``number``; ``room`` is in mm."""

    number: float
    room: float
    leftwards: bool = False


def fit(scale: Scale, marks: Sequence[Mark], left: float, right: float) -> Scale:
    """Make a scale, of any length, as long between two ends in mm as the marks beside bars allow.

    Raises:
        ChartError: If there is no length at which they fit.
    """
    start, end = left, right
    for _ in range(60):  # each end depends on the other; with bars to one side two rounds do
        origin = start + scale.pad
        wanted_end = min(
            [right, *(_end(scale, mark, origin, right) for mark in marks if not mark.leftwards)]
        )
        wanted_start = max(
            [left, *(_start(scale, mark, wanted_end, left) for mark in marks if mark.leftwards)]
        )
        settled = abs(wanted_end - end) < 1e-6 and abs(wanted_start - start) < 1e-6  # noqa: PLR2004
        start, end = wanted_start, wanted_end
        if end <= start + scale.pad:
            break
        if settled:
            fitted = replace(scale, left=start, right=end)
            if all(_stays(mark, fitted.x(mark.number), left, right) for mark in marks):
                return fitted
            break
    raise ChartError("there is no room for the numbers beside their bars")


def _stays(mark: Mark, x: float, left: float, right: float) -> bool:
    """Whether a mark stays within: no length of the scale moves one at the scale's start."""
    if mark.leftwards:
        return x - mark.room >= left - _SLACK_MM
    return x + mark.room <= right + _SLACK_MM


def _end(scale: Scale, mark: Mark, origin: float, right: float) -> float:
    """Where the scale may end so that a mark right of its bar's end stays within ``right``."""
    if scale.log and mark.number <= 0:
        return right
    share = scale.share(mark.number)
    return origin + (right - mark.room - origin) / share if share > 1e-9 else right  # noqa: PLR2004


def _start(scale: Scale, mark: Mark, end: float, left: float) -> float:
    """Where the scale must begin so that a mark left of its bar's end stays within ``left``."""
    share = scale.share(mark.number)
    return (left + mark.room - share * end) / (1 - share) if share < 1 else left
