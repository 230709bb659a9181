"""Dates of a timeline: ISO 8601, cut to what is known."""

from __future__ import annotations

import re
from datetime import date

from hakusho.figures.charts.errors import ChartError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ChartError(f"{text!r} is not a date such as 1978-11-27, 1978-11 or 1978")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise ChartError(f"{text!r} is not a date: {error}") from error
    return year or 0, month, day


def year_of(text: str) -> float:
    """Place a date on a scale of years.

    Args:
        text: ``1978-11-27``, ``1978-11`` or ``1978``.

    Returns:
        Years of the common era; a date known to the month or the year lies in its middle.

    Raises:
        ChartError: If the text is no such date.
    """
    year, month, day = _parts(text)
    if month is None:
        return year + 0.5
    first = date(year, 1, 1).toordinal()
    length = date(year + 1, 1, 1).toordinal() - first
    return year + (date(year, month, day or 15).toordinal() - first + 0.5) / length


def date_text(text: str, language: str) -> str:
    """Print a date to the month: ``1978.11`` in Japanese, ``Nov 1978`` else.

    Args:
        text: As for ``year_of``.
        language: ``ja`` or another.

    Returns:
        The date, short enough to stand beside every label.
    """
    year, month, _ = _parts(text)
    if month is None:
        return str(year)
    return f"{year}.{month}" if language == "ja" else f"{_MONTHS[month - 1]} {year}"
