"""Dates as far as they are known, and how each language's house style prints them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from hakusho.data.eras import FIRST_YEAR, era_years
from hakusho.data.errors import ValueForAuthorError
from hakusho.findings import NOTHING, BadValueError, Subject, Text, say

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_OTHER_FORMS = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?", re.ASCII)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, January first."""


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
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError
        if self.day and not self.month:
            raise BadValueError("a day needs a month")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date in ISO 8601, cut to what is known.

        Args:
            text: ``1978-11-27``, ``1975-08`` or ``1955``; full-width digits count too.

        Returns:
            The date.

        Raises:
            ValueError: If it is none, or a day that no calendar has.
        """
        match = _ISO.fullmatch(unicodedata.normalize("NFKC", text).strip())
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


def iso_hint(text: str) -> Text:
    """How a date that is not ISO 8601 should have been written: ``2024/4/1`` is ``2024-04-01``.

    Args:
        text: What stands in the cell.

    Returns:
        A sentence; empty if there is nothing to say.
    """
    match = _OTHER_FORMS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return NOTHING
    try:
        day = PartialDate(*(int(part or 0) for part in match.groups()))
    except ValueError:
        return NOTHING
    hint = "Write {day} (ISO 8601); a spreadsheet keeps that form in a column of the type text."
    return say(hint, day)


Dateable = str | int | date | PartialDate
"""What a template may put before a date filter: ``fact("x").date``, ``.year``, ``"1978-11-27"``."""


def partial_date(value: Dateable) -> PartialDate:
    """Make a partial date of what a template holds.

    Raises:
        ValueForAuthorError: If it is no date.
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    text = str(value)
    if not text.strip():
        raise ValueForAuthorError("there is no date here to show", because=(Subject("date"),))
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ValueForAuthorError("'{text}' is not a date: {error}", text, error) from error


def wareki(value: Dateable) -> str:
    """A date with its era year, in the house form.

    Args:
        value: A date.

    Returns:
        ``1978年(昭和53年)11月27日``, ``1975年(昭和50年)8月``, ``1955年(昭和30年)``; where the
        era changes within what is known, both: ``1989年(昭和64年・平成元年)``.

    Raises:
        ValueForAuthorError: If it is no date, or one before 1868.
    """
    day = partial_date(value)
    years = "・".join(f"{name}{era_year_text(year)}年" for name, year in era_years(day))
    if not years:
        raise ValueForAuthorError(
            "era years are known from {year} on, not for {day}", FIRST_YEAR, day
        )
    return f"{day.year}年({years}){_month_and_day(day)}"


def seireki(value: Dateable) -> str:
    """A date in Japanese by the Western calendar: ``1978年11月27日``.

    Raises:
        ValueForAuthorError: If it is no date.
    """
    day = partial_date(value)
    return f"{day.year}年{_month_and_day(day)}"


def english_date(value: Dateable) -> str:
    """A date in English: ``27 November 1978``, ``August 1975``, ``1955``.

    Raises:
        ValueForAuthorError: If it is no date.
    """
    day = partial_date(value)
    parts = [str(day.day)] if day.day else []
    parts += [MONTHS[day.month - 1]] if day.month else []
    return " ".join([*parts, str(day.year)])


def date_in(language: str, value: Dateable) -> str:
    """A date by the Western calendar as the language ``ja`` or ``en`` prints it.

    Raises:
        ValueForAuthorError: If it is no date.
    """
    return seireki(value) if language == "ja" else english_date(value)


def era_year_text(year: int) -> str:
    """An era's year as printed: its first is 元."""
    return "元" if year == 1 else str(year)


def _month_and_day(day: PartialDate) -> str:
    month = f"{day.month}月" if day.month else ""
    return month + (f"{day.day}日" if day.day else "")
