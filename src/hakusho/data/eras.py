"""Japanese eras (元号) from Meiji on, and the years that they give to a Western date.

The table of eras is japanera's; why, and how it was checked, is in ``docs/decisions/era-years.md``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.data.partial_date import PartialDate

FIRST_YEAR = 1868
"""The first Western year that era years are given for: 慶応4年, from 25 January 明治元年."""

_MEIJI_FROM = date(1868, 1, 25)
"""明治 was proclaimed on 23 October 1868 for the whole lunisolar year, which began on this day
(慶応四年ヲ改テ明治元年ト為ス); japanera has the 23rd of January."""


@dataclass(frozen=True, slots=True)
class Era:
    """An era.

    Attributes:
        name: In kanji.
        romaji: Without long vowels marked, for example ``Showa``.
        since: Its first day.
        until: Its last day; ``date.max`` for the present era.
    """

    name: str
    romaji: str
    since: date
    until: date

    def western_year(self, year: int) -> int:
        """The Western year of this era's ``year``, which need not exist."""
        return self.since.year + year - 1

    def contains(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` is in this era."""
        return self.since <= last and first <= self.until


@cache
def eras() -> tuple[Era, ...]:
    """All eras from 慶応 (which 1868 began with) to the present one, in order."""
    # Not at the module's top: a paper without era years need not wait for it.
    from japanera import ERA_DATA_GENERAL  # noqa: PLC0415

    known = [era for era in ERA_DATA_GENERAL if era.until is None or era.until.year >= FIRST_YEAR]
    found = []
    for era in known:
        since = max(era.since, _MEIJI_FROM) if era.kanji == "明治" else era.since
        until = date.fromordinal(era.until.toordinal() - 1) if era.until else date.max
        found.append(Era(era.kanji, era.english_vowel_shortened, since, until))
    return tuple(found)


def era_years(day: PartialDate) -> tuple[tuple[str, int], ...]:
    """The era years that a date has, as exactly as the date is known.

    Args:
        day: A day, a month or a year.

    Returns:
        ``(name, year)`` in order: one, or two where the era changes within the month or year.
        None before 1868. A day from 25 January 1868 on is in 明治.
    """
    if day.year < FIRST_YEAR:
        return ()
    first, last = _span(day)
    found = [era for era in eras() if era.contains(first, last)]
    if day.day:
        found = found[-1:]  # 慶応 and 明治 overlap, since 明治 was given backwards
    return tuple((era.name, day.year - era.since.year + 1) for era in found)


def era_year_of(western_year: int) -> tuple[tuple[str, int], ...]:
    """The era years that a Western year has.

    Args:
        western_year: For example 1989.

    Returns:
        ``(name, year)`` in order, for example ``(("昭和", 64), ("平成", 1))``; none before 1868.
    """
    if western_year < FIRST_YEAR:
        return ()
    first, last = date(western_year, 1, 1), date(western_year, 12, 31)
    return tuple(
        (era.name, western_year - era.since.year + 1) for era in eras() if era.contains(first, last)
    )


def _span(day: PartialDate) -> tuple[date, date]:
    """The first and the last day that a partial date can mean."""
    if not day.month:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    if not day.day:
        last = monthrange(day.year, day.month)[1]
        return date(day.year, day.month, 1), date(day.year, day.month, last)
    exact = date(day.year, day.month, day.day)
    return exact, exact
