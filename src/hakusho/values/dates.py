"""Dates as far as they are known, months by their names, and how each language prints a date."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from hakusho.findings import BadValueError
from hakusho.values.languages import has_month_first, primary
from hakusho.values.letters import normal_width

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, January first."""
SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
"""The same in three letters; in lower case they are BibTeX's names."""
_NUMBERS = {
    name.lower(): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)
} | {"sept": 9}
MONTH_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
"""For regular expressions without case: a month's name, whole or cut."""
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def month_number(text: str) -> int:
    """The number of an English month name, whole or cut, with or without a full stop; else 0."""
    return _NUMBERS.get(text.strip().rstrip(".").lower(), 0)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year.

    Attributes:
        year: Of the Western calendar.
        month: 1 to 12; 0 if only the year is known.
        day: 1 to 31; 0 if the day is not known.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise BadValueError("a day needs a month")
        if self.month > len(MONTHS):
            raise BadValueError("a year has 12 months")
        date(self.year, self.month or 1, 1)  # raises ValueError
        if self.day > (last := monthrange(self.year, self.month or 1)[1]):
            raise BadValueError("{month} has {days:day|days}", f"{self.year}-{self.month:02}", last)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A day of the calendar."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``1978-11-27``, ``1975-08`` or ``1955`` (ISO 8601); full-width digits count too.

        Raises:
            ValueError: If it is none, or a day that no calendar has.
        """
        match = _ISO.fullmatch(normal_width(text).strip())
        if match is None:
            raise BadValueError("dates are written as 1978-11-27, 1975-08 or 1955")
        year, month, day = (int(part) if part else None for part in match.groups())
        if month == 0 or day == 0:
            raise BadValueError("there is no month or day 00")
        return cls(year or 0, month or 0, day or 0)

    def __str__(self) -> str:
        """ISO 8601, cut to what is known."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        month = self.month or len(MONTHS)
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def month_and_day(day: PartialDate) -> str:
    """``11月27日``, ``8月``; empty where only the year is known."""
    month = f"{day.month}月" if day.month else ""
    return month + (f"{day.day}日" if day.day else "")


def printed_date(lang: str, day: PartialDate) -> str:
    """A date by the Western calendar, as a language or the language of a region has it.

    Returns:
        ``1978年11月27日`` in ``ja``, ``November 27, 1978`` in ``en-US``, else ``27 November 1978``.
    """
    if primary(lang) == "ja":
        return f"{day.year}年{month_and_day(day)}"
    if day.day and has_month_first(lang):
        return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    parts = [str(day.day)] if day.day else []
    parts += [MONTHS[day.month - 1]] if day.month else []
    return " ".join([*parts, str(day.year)])
