"""The scale of time: true, except where long empty spans are cut out and marked.

Dates are ISO 8601, cut to what is known, and taken as spans of days.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.figures.charts.chart_error import ChartError
from hakusho.values.dates import SHORT_MONTHS, PartialDate
from hakusho.values.languages import has_month_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """The days among which a date lies: one day, one month or one year.

    They begin with the first day and end before ``end``, in days since 1 January of the year 1
    (that is day 1).
    """

    start: int
    end: int

    @property
    def middle(self) -> float:
        """Where a date that is known no better stands among others."""
        return (self.start + self.end) / 2


def _read(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ChartError("{text!r} is not a date: {error}", text, error) from error


def span_of(text: str) -> Span:
    """Read a date: ``1978-11-27``, ``1978-11`` or ``1978``.

    Raises:
        ChartError: If the text is no such date.
    """
    day = _read(text)
    return Span(day.first.toordinal(), day.last.toordinal() + 1)


def date_text(text: str, language: str, *, days: bool = False) -> str:
    """Print a date as ``span_of`` reads it, short enough to stand beside every label.

    Returns:
        ``1978.11``, with ``days`` ``1978.11.27`` in Japanese, ``Nov 1978`` or ``27 Nov 1978`` else
        (``Nov 27, 1978`` in ``en-US``); of a year the year alone.
    """
    day = _read(text)
    if not day.month:
        return str(day.year)
    exact = days and day.day
    if language == "ja":
        return f"{day.year}.{day.month}" + (f".{day.day}" if exact else "")
    month = SHORT_MONTHS[day.month - 1]
    if exact and has_month_first(language):
        return f"{month} {day.day}, {day.year}"
    return (f"{day.day} " if exact else "") + f"{month} {day.year}"


BREAK = 4.0
"""How tall a cut is on the page, in mm."""
_MARGIN = 3.0
"""How far the axis runs on beside a cut."""
_EMPTY = 0.2
"""What share of all time an empty span must be to be cut out."""
_TICK = 9.0
_CLEAR = 3.3
"""Least distance of two ticks, and of a tick from a cut."""
_DAYS = 365.2425
_STEPS = (
    *(("day", step, float(step)) for step in (1, 2, 5, 10)),
    *(("month", step, step * _DAYS / 12) for step in (1, 3, 6)),
    *(("year", step, step * _DAYS) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


class Scale:
    """Where each moment lies on the page.

    Moments are in days as in ``Span``, places in mm from the upper edge; ``per_day`` is the height
    of a day. ``cuts`` are the upper and the lower edge of each cut.
    """

    def __init__(
        self, ends: tuple[float, float], edges: tuple[float, float], empty: Sequence[Span] = ()
    ) -> None:
        """Make a scale between the first and the last moment, which lie at the edges.

        Raises:
            ValueError: If cutting out the empty spans, in the order of time, would save no room.
        """
        self.first, self.last = ends
        self.top, self.bottom = edges
        shown = self.last - self.first - sum(span.end - span.start for span in empty)
        room = self.bottom - self.top - len(empty) * (BREAK + 2 * _MARGIN)
        if shown <= 0 or room <= 0:
            raise ValueError("nothing is left beside the cuts")
        self.per_day = room / shown
        margin = _MARGIN / self.per_day
        knots = [(self.first, self.top)]
        self.cuts: list[tuple[float, float]] = []
        for span in empty:
            if span.end - span.start < 4 * margin:
                raise ValueError("a cut would save no room")
            moment, y = knots[-1]
            y += (span.start + margin - moment) * self.per_day
            self.cuts.append((y, y + BREAK))
            knots += [(span.start + margin, y), (span.end - margin, y + BREAK)]
        self._knots = [*knots, (self.last, self.bottom)]

    def y(self, moment: float) -> float:
        """Where a moment lies; what is outside the scale lies at its end."""
        moment = min(max(moment, self.first), self.last)
        for (before, above), (after, below) in pairwise(self._knots):
            if moment <= after:
                return above + (moment - before) * (below - above) / max(after - before, 1e-9)
        return self.bottom

    def ticks(self, language: str) -> list[tuple[float, str]]:
        """Round years, months or days, as many as are easily told apart, with their names."""
        fitting = (each for each in _STEPS if each[2] * self.per_day >= _TICK)
        unit, step, _ = next(fitting, _STEPS[-1])
        found: list[tuple[float, str]] = []
        for day in self._round_days(unit, step):
            y = self.y(day.toordinal())
            beside_cut = any(above - 0.1 < y < below + 0.1 for above, below in self.cuts)
            if beside_cut or (found and y - found[-1][0] < _CLEAR):
                continue
            found.append((y, _tick_name(day, unit, language)))
        return found

    def _round_days(self, unit: str, step: int) -> Iterator[date]:
        first = date.fromordinal(max(1, int(self.first)))
        last = date.fromordinal(min(date.max.toordinal(), int(self.last)))
        if unit == "year":
            years = range(max(1, -(-first.year // step)) * step, last.year + 1, step)
            days = (date(year, 1, 1) for year in years)
        else:
            months = range(1, 13, step if unit == "month" else 1)
            starts = range(1, 32 if step == 1 else 30, step) if unit == "day" else (1,)
            days = (
                date(year, month, day)
                for year in range(first.year, last.year + 1)
                for month in months
                for day in starts
                if day <= monthrange(year, month)[1]
            )
        return (day for day in days if self.first <= day.toordinal() <= self.last)


def _tick_name(day: date, unit: str, language: str) -> str:
    """``11月`` and ``11.27`` in Japanese, ``Nov`` and ``27 Nov`` else."""
    if unit == "year" or (unit == "month" and day.month == 1):
        return str(day.year)
    if language == "ja":
        return f"{day.month}月" if unit == "month" else f"{day.month}.{day.day}"
    month = SHORT_MONTHS[day.month - 1]
    if unit == "month":
        return month
    return f"{month} {day.day}" if has_month_first(language) else f"{day.day} {month}"


def empty_spans(spans: Sequence[Span], ends: tuple[float, float]) -> list[Span]:
    """The spans without an event that are long enough to be cut out, longest first."""
    found: list[Span] = []
    reached: int | None = None
    for span in sorted(spans, key=lambda each: each.start):
        if reached is not None and span.start - reached >= _EMPTY * (ends[1] - ends[0]):
            found.append(Span(reached, span.start))
        reached = span.end if reached is None else max(reached, span.end)
    return sorted(found, key=lambda each: each.start - each.end)
