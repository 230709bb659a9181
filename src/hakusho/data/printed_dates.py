"""Dates in templates: the filters that print what a fact or an author says."""

from __future__ import annotations

import re
from datetime import date

from hakusho.data.errors import ValueForAuthorError
from hakusho.findings import Subject
from hakusho.values.dates import PartialDate, month_and_day, printed_date
from hakusho.values.eras import FIRST_YEAR, printed_eras
from hakusho.values.languages import primary

_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
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
        return PartialDate.of(value)
    text = str(value)
    if not text.strip():
        raise ValueForAuthorError("there is no date here to show", because=(Subject("date"),))
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise ValueForAuthorError("'{text}' is not a date: {error}", text, error) from error


def wareki(value: Dateable) -> str:
    """A date with its era year, in the house form.

    Returns:
        ``1978年(昭和53年)11月27日``, ``1975年(昭和50年)8月``, ``1955年(昭和30年)``; where the
        era changes within what is known, both: ``1989年(昭和64年・平成元年)``.

    Raises:
        ValueForAuthorError: If it is no date, or one before 1868.
    """
    day = partial_date(value)
    years = printed_eras(day)
    if not years:
        message = "era years are known from {year} on, not for {day}"
        raise ValueForAuthorError(message, FIRST_YEAR, day)
    return f"{day.year}年({years}){month_and_day(day)}"


def date_in(lang: str, value: Dateable) -> str:
    """A date by the Western calendar as a language prints it: ``ja``, ``en``, ``en-US``.

    Raises:
        ValueForAuthorError: If it is no date.
    """
    return printed_date(lang, partial_date(value))


def seireki(value: Dateable) -> str:
    """A date in Japanese by the Western calendar, as :func:`date_in`."""
    return date_in("ja", value)


def english_date(value: Dateable, lang: str = "en") -> str:
    """A date in the English of a paper, ``en`` if it is in another language; as :func:`date_in`."""
    return date_in(lang if primary(lang) == "en" else "en", value)


def date_alone(text: str, lang: str) -> str:
    """A text as it is printed by itself: a month or a day in ISO 8601 as the language has it."""
    try:
        return date_in(lang, text) if _ISO.fullmatch(text) else text
    except ValueForAuthorError:
        return text
