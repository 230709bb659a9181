"""DAT008: dates typed in the text, to the day, that are the dates of facts."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from hakusho.checks.data.subjects import speaks_of
from hakusho.findings import Finding, also, say, together
from hakusho.values.dates import MONTHS, PartialDate, month_number
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data import Fact
    from hakusho.source.prose import Prose

_NUMBER = r"(?:[0-9０-９]{1,2}|[〇一二三四五六七八九十]{1,3})"
_NAMED = 3


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
    rest = rf"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日"
    western = r"(?P<year>\d{4})(?!\d)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    gap = r"[ \u00a0]"
    year = r"(?P<year>[0-9０-９]{4}|[一二三四五六七八九〇]{4})年"
    return (
        re.compile(rf"{year}(?P<beside>\s?[（(][^()（）\n]{{1,16}}[)）])?{rest}"),
        re.compile(rf"(?P<era>{ERA_NAME})(?P<number>元|{_NUMBER})年{rest}"),
        re.compile(rf"(?<!\d){day}{gap}(?P<name>{month}){gap}{western}"),
        re.compile(rf"\b(?P<name>{month}){gap}{day},?{gap}{western}"),
    )


def check_typed_dates(prose: Prose, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """DAT008 for each date to the day in the author's own words that is a fact's.

    The paragraph must speak of the fact's label.
    """
    dated: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.values():
        if len(fact.date) == len("1978-11-27"):
            dated[fact.date].append(fact)
    if not dated:
        return
    for pattern in _patterns():
        for match in pattern.finditer(prose.text):
            day = _date(match)
            if str(day) not in dated:
                continue
            block = prose.block(match.start())
            meant = [
                fact
                for fact in dated[str(day)]
                if speaks_of(block, (fact.labels["ja"], fact.labels["en"]))
            ]
            if meant:
                yield _finding(prose, match, meant)


def _date(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    if groups.get("era"):
        year = ERA_BY_NAME[groups["era"]].western_year(japanese_number(groups["number"]))
    else:
        year = japanese_number(groups["year"])
    if groups.get("name"):
        month = month_number(groups["name"])
        day = int(unicodedata.normalize("NFKC", groups["day"]))
    else:
        month, day = japanese_number(groups["month"]), japanese_number(groups["day"])
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _finding(prose: Prose, match: re.Match[str], meant: list[Fact]) -> Finding:
    groups = match.groupdict()
    form = "date" if groups.get("name") else "seireki"
    form = "wareki" if groups.get("era") or groups.get("beside") else form
    names = together((f"'{fact.id}'" for fact in meant[:_NAMED]), say(" or "))
    message = "{typed} is typed, and is the date of {names}"
    hint = 'Write {{{{ fact("{id}").date | {form} }}}}, so that the text follows the data.'
    values = (" ".join(match[0].split()), names, meant[0].id, form)
    related = also(meant[0].location, "the fact")
    place = prose.place(match.start())
    return Finding.of("DAT008", place, message, hint, *values, related=related)
