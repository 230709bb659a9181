"""Dates of a timeline: ISO 8601, cut to what is known, as spans of days."""

from __future__ import annotations

from dataclasses import dataclass

from hakusho.figures.charts.errors import ChartError
from hakusho.values.dates import SHORT_MONTHS, PartialDate


@dataclass(frozen=True, slots=True)
class Span:
    """The days among which a date lies: one day, one month or one year.

    Attributes:
        start: The first day's beginning, in days since 1 January of the year 1 (that is day 1).
        end: The last day's end.
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
    """Read a date.

    Args:
        text: ``1978-11-27``, ``1978-11`` or ``1978``.

    Returns:
        The day, the whole month or the whole year.

    Raises:
        ChartError: If the text is no such date.
    """
    day = _read(text)
    return Span(day.first.toordinal(), day.last.toordinal() + 1)


def date_text(text: str, language: str, *, days: bool = False) -> str:
    """Print a date, short enough to stand beside every label.

    Args:
        text: As for ``span_of``.
        language: ``ja`` or another.
        days: Whether a day that is known is printed.

    Returns:
        ``1978.11`` or ``1978.11.27`` in Japanese, ``Nov 1978`` or ``27 Nov 1978`` else; of a year
        the year alone.
    """
    day = _read(text)
    if not day.month:
        return str(day.year)
    exact = days and day.day
    if language == "ja":
        return f"{day.year}.{day.month}" + (f".{day.day}" if exact else "")
    return (f"{day.day} " if exact else "") + f"{SHORT_MONTHS[day.month - 1]} {day.year}"


def month_name(month: int, language: str) -> str:
    """``11月`` in Japanese, ``Nov`` else."""
    return f"{month}月" if language == "ja" else SHORT_MONTHS[month - 1]


def day_name(month: int, day: int, language: str) -> str:
    """``11.27`` in Japanese, ``27 Nov`` else."""
    return f"{month}.{day}" if language == "ja" else f"{day} {SHORT_MONTHS[month - 1]}"
