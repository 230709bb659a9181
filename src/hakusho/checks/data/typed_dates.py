"""DAT008: dates typed in the text, to the day, that are the dates of facts."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from hakusho.checks.data.readable import block_around, readable, speaks_of
from hakusho.checks.eras import read_number
from hakusho.data.dates import MONTHS, PartialDate
from hakusho.data.eras import eras
from hakusho.findings import Finding, also, say, together
from hakusho.findings.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data import Fact
    from hakusho.paper.source_file import SourceFile

_NUMBER = r"(?:[0-9０-９]{1,2}|[〇一二三四五六七八九十]{1,3})"
_NAMED = 3


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    era = "|".join(era.name for era in eras())
    month = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
    rest = rf"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日"
    year = r"(?P<year>[0-9０-９]{4}|[一二三四五六七八九〇]{4})年"
    return (
        re.compile(rf"{year}(?P<beside>\s?[（(][^()（）\n]{{1,16}}[)）])?{rest}"),
        re.compile(rf"(?P<era>{era})(?P<number>元|{_NUMBER})年{rest}"),
        re.compile(
            rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<name>{month})\s(?P<year>\d{{4}})(?!\d)"
        ),
        re.compile(
            rf"\b(?P<name>{month})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)"
        ),
    )


def check_typed_dates(chapter: SourceFile, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Find typed dates of facts.

    Args:
        chapter: Its path and source.
        facts: By id.

    Yields:
        DAT008 for each date to the day that a fact has whose label the paragraph speaks of.
    """
    dated: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.values():
        if len(fact.date) == len("1978-11-27"):
            dated[fact.date].append(fact)
    if not dated:
        return
    text = readable(chapter.text)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            day = _date(match)
            if str(day) not in dated:
                continue
            block = block_around(text, match.start())
            meant = [
                fact
                for fact in dated[str(day)]
                if speaks_of(block, (fact.labels["ja"], fact.labels["en"]))
            ]
            if meant:
                yield _finding(chapter, match, meant)


def _date(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    if groups.get("era"):
        known = next(era for era in eras() if era.name == groups["era"])
        year = known.western_year(read_number(groups["number"]))
    else:
        year = read_number(groups["year"])
    if groups.get("name"):
        short = groups["name"][:3]
        month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(short))
        day = int(unicodedata.normalize("NFKC", groups["day"]))
    else:
        month, day = read_number(groups["month"]), read_number(groups["day"])
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None


def _finding(chapter: SourceFile, match: re.Match[str], meant: list[Fact]) -> Finding:
    groups = match.groupdict()
    form = "date" if groups.get("name") else "seireki"
    form = "wareki" if groups.get("era") or groups.get("beside") else form
    names = together((f"'{fact.id}'" for fact in meant[:_NAMED]), say(" or "))
    typed = " ".join(chapter.text[match.start() : match.end()].split())
    message = "{typed} is typed, and is the date of {names}"
    hint = 'Write {{{{ fact("{id}").date | {form} }}}}, so that the text follows the data.'
    where = places_of(chapter.path, chapter.text).at(match.start())
    values, related = (typed, names, meant[0].id, form), also(meant[0].location, "the fact")
    return Finding.of("DAT008", where, message, hint, *values, related=related)
