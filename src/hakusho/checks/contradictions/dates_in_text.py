"""Dates as prose writes them, in Japanese and English, and what they come to.

``2014年10月8日``, ``平成26年10月``, ``二〇一四年``, ``2014年(平成26年)10月8日``, ``2014年度``,
``1970年代``, ``同年4月``, ``翌2016年``, ``4月31日``; ``8 October 2014``, ``October 8th, 2014``,
``May 2016``, ``in 2014``, ``the 1970s``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal

from hakusho.values.dates import MONTH_WORD, PartialDate, month_number
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME
from hakusho.values.letters import KANJI
from hakusho.values.numerals import KANJI_DIGITS, japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

Relation = Literal["", "same", "next", "previous", "this year", "last year", "coming year"]
Unit = Literal["date", "fiscal year", "decade"]

_RELATIONS: dict[str, Relation] = {
    "同": "same", "同じ": "same", "その": "same", "翌": "next", "前": "previous", "本": "this year",
    "今": "this year", "昨": "last year", "来": "coming year",
}  # fmt: skip
STEPS: dict[Relation, int] = {
    "same": 0, "next": 1, "previous": -1, "this year": 0, "last year": -1, "coming year": 1,
}  # fmt: skip
OF_PAPER = frozenset({"this year", "last year", "coming year"})
"""What is counted from the year in which the paper is dated, and not from one in the text."""
_LEAP_YEAR = 2000
_NUMBER = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_FIRST_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text.

    Attributes:
        day: The date; ``None`` if its year is not said, or if no calendar has it.
        unit: What the year is: a part of the calendar, a fiscal year, or ten years from it on.
        relation: How it is counted from another year; ``翌2016年`` has both.
        impossible: Whether no calendar has it.
        month: As written, whether its year is known or not; 0 if none is.
    """

    start: int
    end: int
    day: PartialDate | None
    unit: Unit = "date"
    relation: Relation = ""
    impossible: bool = False
    month: int = 0
    month_day: int = 0

    @property
    def first(self) -> date:
        """The first day that it can mean; it has a year."""
        assert self.day is not None  # noqa: S101  as asked for
        return date(self.day.year, 4, 1) if self.unit == "fiscal year" else self.day.first

    @property
    def last(self) -> date:
        """The last day that it can mean; it has a year."""
        assert self.day is not None  # noqa: S101  as asked for
        if self.unit == "fiscal year":
            return date(self.day.year + 1, 3, 31)
        return date(self.day.year + 9, 12, 31) if self.unit == "decade" else self.day.last


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    beside = r"(?:[ ]?[（(][^()（）\n]{1,16}[)）])?"
    era = rf"(?P<era>{ERA_NAME})(?P<number>元|{_NUMBER})"
    kanji = f"[{KANJI_DIGITS}]"
    digits = rf"(?P<year>(?<![0-9０-９.,])[0-9０-９]{{4}}|(?<!{kanji}){kanji}{{4}})"
    relation = rf"(?<![{KANJI}])(?P<relation>同じ|その|同|翌|前|本|今|昨|来)"
    rest = rf"(?:(?P<month>{_NUMBER})月(?:(?P<day>{_NUMBER})日)?)?"
    unit = r"(?P<unit>度|代)?"
    western = r"(?P<year>\d{4})(?![\d.,]\d|\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    gap = r"[ \u00a0]"
    name = rf"(?P<name>(?=[A-Z])(?i:{MONTH_WORD}))"  # may 5 is no date
    before = (
        r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Tt]o|[Bb]efore|[Aa]fter|and)"
    )
    return (
        re.compile(rf"(?:{relation})?(?:{digits}|{era})年{unit}{beside}{rest}"),
        re.compile(rf"{relation}(?P<unit>年度)?(?(unit)|年)(?![金鑑報輪齢代輩次配比間]){rest}"),
        re.compile(rf"(?<![0-9０-９年十])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日(?!間)"),
        re.compile(rf"(?<![\d.,]){day}{gap}{name}\.?(?:,?{gap}{western})?"),
        re.compile(rf"\b{name}\.?{gap}{day}(?!\d),?(?:{gap}{western})?"),
        re.compile(rf"\b{name}\.?,?{gap}{western}"),
        re.compile(rf"(?<=the ){western}(?P<unit>s)\b"),
        re.compile(rf"{before}{gap}(?P<at>{western})(?!s\b)"),
    )


def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """The dates in a text, in order; none overlaps another."""
    if not re.search(r"年|月|\d{4}|[0-9] [A-Z]|[a-z] \d", text):
        return ()
    found: list[WrittenDate] = []
    for pattern in _patterns():
        found += map(_read, pattern.finditer(text))
    return tuple(_without_overlaps(found))


def _without_overlaps(found: list[WrittenDate]) -> Iterator[WrittenDate]:
    end = 0
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        says = each.day is not None or each.month or each.relation or each.impossible
        if says and each.start >= end:  # 4000年 says nothing
            yield each
            end = each.end


def _read(match: re.Match[str]) -> WrittenDate:
    groups = match.groupdict()
    month = _month(groups)
    day = japanese_number(groups.get("day") or "")
    year = _year(groups)
    relation = _RELATIONS[groups["relation"]] if groups.get("relation") else ""
    start = match.start("at") if groups.get("at") else match.start()
    impossible = is_impossible(year, month, day)
    known = bool(year) and not impossible
    return WrittenDate(
        start,
        match.end(),
        PartialDate(year, month, day) if known else None,
        _unit(groups),
        relation,
        impossible,
        month,
        day,
    )


def _year(groups: dict[str, str | None]) -> int:
    era, year = groups.get("era"), groups.get("year")
    if era:
        return ERA_BY_NAME[era].western_year(japanese_number(groups["number"] or ""))
    number = japanese_number(year) if year else 0
    return number if number in _FIRST_YEARS else 0


def _month(groups: dict[str, str | None]) -> int:
    if groups.get("name"):
        return month_number(groups["name"] or "")
    return japanese_number(groups.get("month") or "")


def _unit(groups: dict[str, str | None]) -> Unit:
    unit = unicodedata.normalize("NFKC", groups.get("unit") or "")
    if unit in {"度", "年度"}:
        return "fiscal year"
    return "decade" if unit in {"代", "s"} else "date"


def is_impossible(year: int, month: int, day: int) -> bool:
    """Whether no calendar has a month or a day; without a year 29 February is one."""
    if month not in range(13) or (day and not month):
        return True
    return bool(day) and day > monthrange(year or _LEAP_YEAR, month)[1]
