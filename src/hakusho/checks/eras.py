"""ERA: era years that disagree with the Western year beside them, or that never were.

Read in a chapter's source, so that a finding has its line and column: ``1978年(昭和54年)``,
``昭和54(1978)年``, ``平成31年6月``, ``Showa 54 (1978)``; digits of any width, kanji numerals, 元年.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from hakusho.data.dates import PartialDate, era_year_text
from hakusho.data.eras import Era, era_years, eras
from hakusho.findings import Finding, Subject, in_order, say, together
from hakusho.findings.places import Places, places_of
from hakusho.manuscript.markers import opaque_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP = r"[ \t\u3000\u00a0]{0,4}\n?[ \t\u3000\u00a0]{0,4}"
_DIGIT = r"[0-9０-９]"
_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI = rf"[{_KANJI_DIGITS}十百]"
_OPEN, _CLOSE = r"\\?[(（\[［〔]", r"\\?[)）\]］〕]"
_COMMEMORATED = 100
"""昭和100年 is said of 2025, long after the era: from here on only the sum is checked."""


@cache
def _eras() -> dict[str, Era]:
    """Eras by every name that a text may use; 慶応 only matters beside 明治."""
    names: dict[str, Era] = {}
    for era in eras()[1:]:
        spellings = {era.romaji, era.romaji.replace("ho", "hō"), era.romaji.replace("Sho", "Shou")}
        names |= dict.fromkeys({era.name, *spellings}, era)
    return names


@cache
def _pattern() -> dict[str, re.Pattern[str]]:
    name = rf"(?<![A-Za-z])(?:{'|'.join(sorted(_eras(), key=len, reverse=True))})"
    number = rf"(?:元|{_DIGIT}{{1,3}}|{_KANJI}{{1,4}})(?!{_DIGIT}|{_KANJI})"
    western = rf"(?<!{_DIGIT})(?<!{_KANJI})(?:{_DIGIT}{{4}}|[{_KANJI_DIGITS}]{{4}})"
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


BOTH_CALENDARS = Subject("calendars", "both")
"""What a finding is about that a text contradicts by itself: 2016年（平成27年）."""


def check_eras(path: str, text: str) -> tuple[Finding, ...]:
    """Check the era years of a chapter.

    Args:
        path: The chapter, for findings.
        text: Its Markdown source; code, comments and template expressions are passed over.

    Returns:
        ERA001 for each era year that its date does not have, with the right one in the hint.
    """
    if not any(name in text for name in _eras()):
        return ()
    places = places_of(path, text)
    text = _blanked(text)
    findings: list[Finding] = []
    for kind in ("western first", "era first", "alone"):
        for match in _pattern()[kind].finditer(text):
            findings += _disagreements(places, match)
        # What was read as a pair is not read again as a part of one.
        text = _pattern()[kind].sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), text)
    return in_order(findings)


def _blanked(text: str) -> str:
    """The text with code, templates and comments blanked, each line as long as before."""
    pieces, done = [], 0
    for start, end in opaque_spans(text):
        pieces += [text[done:start], re.sub(r"[^\n]", "\0", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def _disagreements(places: Places, match: re.Match[str]) -> Iterator[Finding]:
    groups = match.groupdict()
    for written in _pattern()["era"].finditer(match["eras"]):
        era, year = _eras()[written["name"]], read_number(written["number"])
        western = (
            read_number(groups["western"]) if groups.get("western") else era.western_year(year)
        )
        day = _date(western, groups)
        if day is None or (era.name, year) in era_years(day):
            continue
        if year >= _COMMEMORATED and era.western_year(year) == western:
            continue
        where = places.at(match.start("eras") + written.start())
        name = f"{era.name}{era_year_text(year)}年"
        right = "・".join(f"{known}{era_year_text(n)}年" for known, n in era_years(day))
        hints = [say("{day} is {years}.", _spoken(day), right)] if right else []
        if groups.get("western"):
            message, subject = say("{day} is not {year}", _spoken(day), name), BOTH_CALENDARS
            if era.western_year(year) != western:
                hints.append(say("{year} is {western}年.", name, era.western_year(year)))
        else:
            message, subject = say("{year} has no {day}", name, _month_and_day(day)), None
        yield Finding.of("ERA001", where, message, together(hints), subject=subject)


def _date(western: int, groups: dict[str, str | None]) -> PartialDate | None:
    """The date of a match as far as it is given; ``None`` for a year that no calendar has."""
    parts = [(groups.get(f"{side}m"), groups.get(f"{side}d")) for side in "abi"]
    month, day = next(((read_number(m), read_number(d or "")) for m, d in parts if m), (0, 0))
    for attempt in ((month, day), (month, 0), (0, 0)):  # 13月 is not this check's business
        try:
            return PartialDate(western, *attempt)
        except ValueError:
            continue
    return None


def read_number(text: str) -> int:
    """Digits of any width, 元, or kanji numerals: 三十一, 一〇, 二〇二四."""
    digits = unicodedata.normalize("NFKC", text)
    if not digits:
        return 0
    if digits.isdecimal():
        return int(digits)
    if digits == "元":
        return 1
    if not set(digits) & {"十", "百"}:
        return int("".join(str(_KANJI_DIGITS.index(char)) for char in digits))
    total, last = 0, 0
    for char in digits:
        if char in "十百":
            total += max(last, 1) * (10 if char == "十" else 100)
            last = 0
        else:
            last = _KANJI_DIGITS.index(char)
    return total + last


def _spoken(day: PartialDate) -> str:
    return f"{day.year}年{_month_and_day(day)}"


def _month_and_day(day: PartialDate) -> str:
    month = f"{day.month}月" if day.month else ""
    return month + (f"{day.day}日" if day.day else "")
