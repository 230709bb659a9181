"""Dates of a timeline: ISO 8601, cut to what is known, as spans of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hakusho.figures.charts.errors import ChartError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DECEMBER = 12


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


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ChartError("{text!r} is not a date such as 1978-11-27, 1978-11 or 1978", text)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ChartError("{text!r} is not a date: {error}", text, error) from error
    return year or 0, month, day


def span_of(text: str) -> Span:
    """Read a date.

    Args:
        text: ``1978-11-27``, ``1978-11`` or ``1978``.

    Returns:
        The day, the whole month or the whole year.

    Raises:
        ChartError: If the text is no such date.
    """
    year, month, day = _parts(text)
    if month is None:
        return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    if day is not None:
        start = date(year, month, day).toordinal()
        return Span(start, start + 1)
    last = date(year, 12, 31) if month == _DECEMBER else date(year, month + 1, 1)
    return Span(date(year, month, 1).toordinal(), last.toordinal() + (month == _DECEMBER))


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
    year, month, day = _parts(text)
    if month is None:
        return str(year)
    if language == "ja":
        return f"{year}.{month}" + (f".{day}" if days and day else "")
    return (f"{day} " if days and day else "") + f"{_MONTHS[month - 1]} {year}"


def month_name(month: int, language: str) -> str:
    """``11月`` in Japanese, ``Nov`` else."""
    return f"{month}月" if language == "ja" else _MONTHS[month - 1]


def day_name(month: int, day: int, language: str) -> str:
    """``11.27`` in Japanese, ``27 Nov`` else."""
    return f"{month}.{day}" if language == "ja" else f"{day} {_MONTHS[month - 1]}"
