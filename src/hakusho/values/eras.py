"""Japanese eras (元号) from Meiji on, and the years that they give to a Western date.

Where each first day comes from stands in ``docs/decisions/era-years.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.values.dates import PartialDate

FIRST_YEAR = 1868
"""The first Western year that era years are given for: 慶応4年, from 25 January 明治元年."""


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
    until: date = date.max

    def western_year(self, year: int) -> int:
        """The Western year of this era's ``year``, which need not exist."""
        return self.since.year + year - 1

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a text may use: 昭和, Showa, Shōwa, Shouwa."""
        long, doubled = self.romaji.replace("ho", "hō"), self.romaji.replace("Sho", "Shou")
        return tuple(dict.fromkeys((self.name, self.romaji, long, doubled)))


ERAS = (
    Era("慶応", "Keio", date(1865, 5, 1), date(1868, 10, 22)),
    # Proclaimed on 23 October 1868 for the whole lunisolar year, which began on this day.
    Era("明治", "Meiji", date(1868, 1, 25), date(1912, 7, 29)),
    Era("大正", "Taisho", date(1912, 7, 30), date(1926, 12, 24)),
    Era("昭和", "Showa", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "Heisei", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "Reiwa", date(2019, 5, 1)),
)
"""All eras from 慶応, which 1868 began with, to the present one."""
ERA_BY_NAME = {name: era for era in ERAS[1:] for name in era.names}
"""Eras by every name that a text may use; 慶応 only matters beside 明治."""
ERA_NAME = "|".join(era.name for era in ERAS[1:])
"""For regular expressions: a name in kanji."""


def era_years(day: PartialDate) -> tuple[tuple[str, int], ...]:
    """The era years that a date has, as exactly as the date is known.

    Returns:
        ``(name, year)`` in order: one, or two where the era changes within the month or year.
        None before 1868. A day from 25 January 1868 on is in 明治.
    """
    if day.year < FIRST_YEAR:
        return ()
    found = [era for era in ERAS if era.since <= day.last and day.first <= era.until]
    if day.day:
        found = found[-1:]  # 慶応 and 明治 overlap, since 明治 was given backwards
    return tuple((era.name, day.year - era.since.year + 1) for era in found)


def era_year_text(name: str, year: int) -> str:
    """An era year as printed: ``昭和53年``; the first is 元年."""
    return f"{name}{'元' if year == 1 else year}年"


def printed_eras(day: PartialDate) -> str:
    """The era years of a date: ``昭和53年``, ``昭和64年・平成元年``; empty before 1868."""
    return "・".join(era_year_text(name, year) for name, year in era_years(day))
