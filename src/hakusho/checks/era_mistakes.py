"""ERA: era years that disagree with the Western year beside them, or that never were.

``1978年(昭和54年)``, ``昭和54(1978)年``, ``平成31年6月``, ``Showa 54 (1978)``; digits of any
width, kanji numerals, 元年.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Text, say, together
from hakusho.values.dates import PartialDate, month_and_day, printed_date
from hakusho.values.eras import ERA_BY_NAME, era_year_text, era_years, printed_eras
from hakusho.values.numerals import KANJI_DIGITS, japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.source.prose import Prose

_GAP = r"[ \t\u3000\u00a0]{0,8}"
_DIGIT = r"[0-9０-９]"
_KANJI = rf"[{KANJI_DIGITS}十百]"
_OPEN, _CLOSE = r"[(（\[［〔]", r"[)）\]］〕]"
_COMMEMORATED = 100
"""昭和100年 is said of 2025, long after the era: from here on only the sum is checked."""


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    name = rf"(?<![A-Za-z])(?:{'|'.join(sorted(ERA_BY_NAME, key=len, reverse=True))})"
    number = rf"(?:元|{_DIGIT}{{1,3}}|{_KANJI}{{1,4}})(?!{_DIGIT}|{_KANJI})"
    western = rf"(?<!{_DIGIT})(?<!{_KANJI})(?:{_DIGIT}{{4}}|[{KANJI_DIGITS}]{{4}})"
    month = (
        rf"(?:{_GAP}(?P<%sm>{_DIGIT}{{1,2}}|{_KANJI}{{1,3}}){_GAP}月"
        rf"(?:{_GAP}(?P<%sd>{_DIGIT}{{1,2}}|{_KANJI}{{1,3}}){_GAP}日)?)"
    )
    rest = f"{month}?"
    era_year = rf"{name}{_GAP}{number}(?:{_GAP}年度?)?"
    more = rf"{era_year}(?:{_GAP}[・/／、]{_GAP}{era_year})*"
    inner = rest % ("i", "i")
    before, after = rest % ("b", "b"), rest % ("a", "a")
    return {
        "era": re.compile(rf"(?P<name>{name}){_GAP}(?P<number>{number})"),
        "western first": re.compile(
            rf"(?P<western>{western})(?:{_GAP}年度?)?{before}{_GAP}{_OPEN}{_GAP}"
            rf"(?P<eras>{more}){inner}{_GAP}{_CLOSE}(?:{_GAP}年度?)?{after}"
        ),
        "era first": re.compile(
            rf"(?P<eras>{more}){before}{_GAP}{_OPEN}{_GAP}"
            rf"(?P<western>{western})(?:{_GAP}年度?)?{inner}{_GAP}{_CLOSE}(?:{_GAP}年度?)?{after}"
        ),
        "alone": re.compile(rf"(?P<eras>{name}{_GAP}{number}){_GAP}年{month % ('b', 'b')}"),
    }


BOTH_CALENDARS = ("western first", "era first")
"""The kinds of era years that stand beside a Western year: 2016年（平成27年）."""


def check_eras(prose: Prose) -> Iterator[Finding]:
    """ERA001 for each era year in a chapter's text that its date does not have."""
    for at, message, hint in wrong_era_years(prose.text):
        yield Finding.of("ERA001", prose.place(at), message, hint)


def wrong_era_years(
    text: str, kinds: Iterable[str] = (*BOTH_CALENDARS, "alone")
) -> list[tuple[int, Text, Text]]:
    """Find era years that their dates do not have.

    Args:
        text: Running text, a paragraph a line.
        kinds: Of the patterns, in which order; what was read as a pair is not read again.

    Returns:
        Of each, in order, where it begins, what is wrong and what would be right.
    """
    if not any(name in text for name in ERA_BY_NAME):
        return []
    found: list[tuple[int, Text, Text]] = []
    for kind in kinds:
        for match in _pattern()[kind].finditer(text):
            found += _disagreements(match)
        text = _pattern()[kind].sub(lambda match: "\0" * len(match[0]), text)
    return sorted(found)


def _disagreements(match: re.Match[str]) -> Iterator[tuple[int, Text, Text]]:
    groups = match.groupdict()
    for written in _pattern()["era"].finditer(match["eras"]):
        era, year = ERA_BY_NAME[written["name"]], japanese_number(written["number"])
        western = (
            japanese_number(groups["western"]) if groups.get("western") else era.western_year(year)
        )
        day = _date(western, groups)
        if day is None or (era.name, year) in era_years(day):
            continue
        if year >= _COMMEMORATED and era.western_year(year) == western:
            continue
        name = era_year_text(era.name, year)
        spoken, right = printed_date("ja", day), printed_eras(day)
        hints = [say("{day} is {years}.", spoken, right)] if right else []
        if groups.get("western"):
            message = say("{day} is not {year}", spoken, name)
            if era.western_year(year) != western:
                hints.append(say("{year} is {western}年.", name, era.western_year(year)))
        else:
            message = say("{year} has no {day}", name, month_and_day(day))
        yield match.start("eras") + written.start(), message, together(hints)


def _date(western: int, groups: dict[str, str | None]) -> PartialDate | None:
    """The date of a match as far as it is given; ``None`` for a year that no calendar has."""
    parts = [(groups.get(f"{side}m"), groups.get(f"{side}d")) for side in "abi"]
    given = next(((month, day or "") for month, day in parts if month), ("", ""))
    month, day = map(japanese_number, given)
    for attempt in ((month, day), (month, 0), (0, 0)):  # 13月 is not this check's business
        try:
            return PartialDate(western, *attempt)
        except ValueError:
            continue
    return None
