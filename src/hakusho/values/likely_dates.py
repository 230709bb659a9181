"""The date that somebody may have meant who has not written it as ISO 8601 has it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hakusho.findings import NOTHING, Text, say
from hakusho.values.dates import MONTH_WORD, PartialDate, month_number
from hakusho.values.day_numbers import BETWEEN_CALENDARS
from hakusho.values.eras import ERA_BY_NAME, ERAS
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Callable

_ERA_LETTERS = {era.romaji[0]: era for era in ERAS[1:]}
_NAMES = "|".join(sorted({*ERA_BY_NAME, *_ERA_LETTERS}, key=len, reverse=True))
_REST = r"(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?|\s*年)?"
_WESTERN = re.compile(rf"(\d{{4}}){_REST}", re.ASCII)
_OF_ERA = re.compile(rf"({_NAMES})\.?\s*(\d{{1,2}}|元){_REST}", re.ASCII)
_IN_FIGURES = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ENGLISH = re.compile(rf"(?ai){_DAY}\s+({MONTH_WORD})\.?,?\s+(\d{{4}})")
_AMERICAN = re.compile(rf"(?ai)({MONTH_WORD})\.?(?:\s+{_DAY})?,?\s+(\d{{4}})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_TWO_NUMBERS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)
_MONTH_AND_NUMBER = re.compile(rf"(?ai)({MONTH_WORD})-(\d{{2}})")
_PAST = 50
"""Years of two digits below are of this century."""
_SERIAL = re.compile(r"[2-5]\d{4}", re.ASCII)
_EXCEL_BEGINS = date(1899, 12, 30)
"""Day 0 of Excel, which takes 1900 for a leap year."""


def likely_date(text: str) -> PartialDate | None:
    """Read a date in any of the forms in which people write one, or ``None``.

    These are 2024/4/1, 2024年4月, 令和6年4月1日, R6.4.1, 20240401, 1 April 2024, April 1, 2024 and
    1.4.2024, also in full-width characters; and the number of a day in Excel, 45383.
    """
    given = re.sub(r"\s*[(（][^()（）]{1,3}[)）]", "", unicodedata.normalize("NFKC", text).strip())
    for form, meant in _FORMS:
        if match := form.fullmatch(given):
            try:
                return meant(match)
            except (ValueError, OverflowError):
                return None
    return None


def iso_hint(text: str) -> Text:
    """How a date in a cell should have been written: ``2024/4/1`` is ``2024-04-01``.

    Returns:
        A sentence; empty if there is nothing to say.
    """
    day = likely_date(text) or read_written_date(text)
    if day is None:
        return _of_two(unicodedata.normalize("NFKC", text).strip())
    if _SERIAL.fullmatch(text):
        hint = (
            "It may be a day as Excel counts them: {day}, or {other} where a workbook counts from "
            "1904. Write that, or name the column under read: dates: in the sidecar."
        )
        return say(hint, day, PartialDate.of(_of_excel(int(text) + BETWEEN_CALENDARS)))
    hint = "Write {day} (ISO 8601); a spreadsheet keeps that form in a column of the type text."
    return say(hint, day)


def _of_two(text: str) -> Text:
    """The hint for a date that may be one or another: 04/01/2024, and Apr-24 as Excel has it."""
    if match := _TWO_NUMBERS.fullmatch(text):
        orders = ((3, 1, 2), (3, 2, 1))
        days = [day for order in orders if (day := _day(*(int(match[at]) for at in order)))]
    elif match := _MONTH_AND_NUMBER.fullmatch(text):
        month, number = month_number(match[1]), int(match[2])
        days = [PartialDate(2000 + number, month)] if number < _PAST else []
    else:
        return NOTHING
    if len({*days}) > 1:
        return say("Write {one} or {other} (ISO 8601), whichever is meant.", days[0], days[1])
    return say("Write {day} (ISO 8601), if that is meant.", days[0]) if days else NOTHING


def _day(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _numbers(match: re.Match[str], *places: int) -> PartialDate:
    return PartialDate(*(int(match[place] or 0) for place in places))


def _of_era(match: re.Match[str]) -> PartialDate:
    era = ERA_BY_NAME.get(match[1]) or _ERA_LETTERS[match[1]]
    year = era.western_year(1 if match[2] == "元" else int(match[2]))
    return PartialDate(year, int(match[3] or 0), int(match[4] or 0))


def _excel(match: re.Match[str]) -> PartialDate:
    return PartialDate.of(_of_excel(int(match[0])))


def _of_excel(number: int) -> date:
    return _EXCEL_BEGINS + timedelta(days=number)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PartialDate]], ...] = (
    (_IN_FIGURES, lambda match: _numbers(match, 1, 2, 3)),
    (_SERIAL, _excel),
    (_WESTERN, lambda match: _numbers(match, 1, 2, 3)),
    (_OF_ERA, _of_era),
    (_ENGLISH, lambda m: PartialDate(int(m[3]), month_number(m[2]), int(m[1]))),
    (_AMERICAN, lambda m: PartialDate(int(m[3]), month_number(m[1]), int(m[2] or 0))),
    (_DAY_FIRST, lambda match: _numbers(match, 3, 2, 1)),
)
