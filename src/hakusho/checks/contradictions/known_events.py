"""CON113: an event that the world dates stands with another year, or before or after a wrong one.

2012年の東日本大震災, *the 1988 Cuban Missile Crisis*; 冷戦後の1985年; 戦後70年の2014年. Told only
where the year is the event's own: neither its anniversary, nor what somebody did about it later.
``known_events.tsv`` has the events and their years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.checks.prose.word_lists import WordList
from hakusho.checks.shipped_lists import rows_in
from hakusho.findings import Finding, Text, say
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_LIST = Path(__file__).with_name("known_events.tsv")
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_ANY_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_WHEN = rf"(?<!\d){_YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
_JAPANESE_BEFORE = re.compile(rf"{_WHEN}の\Z")
_ENGLISH_BEFORE = re.compile(rf"\b[Tt]he {_YEAR} \Z")
_ITSELF = re.compile(
    r"[はがをにで、。）)]|と(?!も)|以降|以来|直?[後前](?!の)|当時|の(?:際|時|発生|教訓|直?後(?!の))"
    r"|[,.;:)]| (?:and|was|were|had|has|which|that|led|struck|showed|killed)\b"
)
"""Behind the name of an event whose year stands before it: of anything else the year may be."""
_BEHIND = re.compile(
    rf"[（(]{_WHEN}[）)]|(?: of | \(){_YEAR.replace('year', 'year_e')}(?=[,.;:)]| [a-z])"
)
_AFTER = re.compile(rf"(?:の?(?:終結|終了|発生))?後の{_YEAR}年")
_BEFORE = re.compile(rf"(?:の?(?:発生|開始|勃発))?前の{_YEAR}年")
_IN = re.compile(rf",? in {_YEAR}\b")
_COUNT = r"(?P<count>\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)年(?P<nth>目)?"
_COMES = r"(?:に(?:当|あ)たる|を迎え[るた]|となる|となった|後の|の)"
_SINCE = re.compile(rf"(?:の?(?:発生|終結|終了))?(?:から|後){_COUNT}{_COMES}{_YEAR}年")
_SINCE_THE_WAR = re.compile(rf"(?:(?<![一-龠])戦後|終戦から|敗戦から){_COUNT}{_COMES}{_YEAR}年")
_CENTURY = re.compile(
    r"(?<![\d一-龠])(?P<century>1\d|2[01]|十[七八九]|二十一?)世紀(?:に入った|[初末前後半]?[頭期半]?の)"
    rf"{_YEAR}年|\b[Ii]n the "
    r"(?P<words>eighteenth|nineteenth|twentieth|twenty-first|1[89]th|2[01]th|21st) "
    rf"century, in {_YEAR.replace('year', 'year_e')}\b"
)
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_END_OF_WAR = frozenset([1945])
_NEAR = 16


@dataclass(frozen=True, slots=True)
class _Event:
    """An event: the years that are told of it, when it is over."""

    years: frozenset[int]
    over: int


@cache
def _events() -> WordList[_Event]:
    events, names = [], []
    for japanese, english, years, over in rows_in(_LIST):
        spans = (each.partition("-") for each in years.split())
        told = [range(int(first), int(last or first) + 1) for first, _, last in spans]
        event = _Event(frozenset(chain.from_iterable(told)), int(over))
        found = [rf"(?:(?<![一-龠ァ-ヶ])|(?<=年の))(?:{japanese})"]
        found += [rf"\b(?:{english})"] if english else []
        names += found
        events += [event] * len(found)
    return WordList(events, names)


def check_known_events(passage: Passage) -> Iterator[Finding]:
    """CON113 for the events of a passage."""
    text = passage.own
    if not _ANY_YEAR.search(text):
        return
    for event, match in sorted(_events().found_in(text), key=lambda each: each[1].start()):
        yield from _dated(passage, match, event)
        yield from _beside(passage, match, event)
        if since := _SINCE.match(text, match.end()):
            yield from _counted(passage, since, match.start(), event.years)
    yield from _centuries(passage)
    for match in _SINCE_THE_WAR.finditer(text):
        yield from _counted(passage, match, match.start(), _END_OF_WAR)


def _centuries(passage: Passage) -> Iterator[Finding]:
    """20世紀の1895年; a year that ends in 00 is taken for either."""
    for match in _CENTURY.finditer(passage.own):
        name = "year" if match["century"] else "year_e"
        word, year = match["century"] or match["words"], int(match[name])
        said = _CENTURIES.get(word) or japanese_number(word.rstrip("thsn"))
        if said not in {(year - 1) // 100 + 1, year // 100 + 1}:
            hint = say("It is in the {right}th century.", (year - 1) // 100 + 1)
            yield from _odd(passage, match.start(name), match.span(), hint)


def _dated(passage: Passage, match: re.Match[str], event: _Event) -> Iterator[Finding]:
    """A year that is the event's own."""
    text, (start, end) = passage.own, match.span()
    begin = max(0, start - _NEAR)
    before = _JAPANESE_BEFORE.search(text, begin, start) or _ENGLISH_BEFORE.search(
        text, begin, start
    )
    if before and not _ITSELF.match(text, end):
        before = None
    found = before or _BEHIND.match(text, end)
    if found is None:
        return
    name = "year" if found["year"] else "year_e"
    year = int(found[name])
    if found[0].startswith(" (") and year > max(event.years):
        return  # a book about it: Gaddis, The Cold War (2005)
    if year not in event.years:
        closed = found.end() + (text[found.end() : found.end() + 1] == ")")
        where = min(found.start(), start), max(closed, end)
        yield from _odd(passage, found.start(name), where, _was_in(event))


def _beside(passage: Passage, match: re.Match[str], event: _Event) -> Iterator[Finding]:
    """A year that is told to be after the event, or before it."""
    text, (start, end) = passage.own, match.span()
    word = text[max(0, start - len("before the ")) : start]
    english = _IN.match(text, end)
    after = _AFTER.match(text, end) or (english if word.endswith("fter the ") else None)
    if after and int(after["year"]) < event.over:
        hint = say("It was over in {year}.", event.over)
        yield from _odd(passage, after.start("year"), (start, after.end()), hint)
    before = _BEFORE.match(text, end) or (english if word.endswith("efore the ") else None)
    if before and int(before["year"]) > max(event.years):
        yield from _odd(passage, before.start("year"), (start, before.end()), _was_in(event))


def _counted(
    passage: Passage, match: re.Match[str], start: int, years: frozenset[int]
) -> Iterator[Finding]:
    """So many years after an event: it must be one of them."""
    count, nth = japanese_number(match["count"]), bool(match["nth"])
    apart = {int(match["year"]) - year for year in years}
    if not apart & {count, count - nth}:
        right = say("{count} years after it are {year}.", count, min(years) + count)
        yield from _odd(passage, match.start("year"), (start, match.end()), right)


def _was_in(event: _Event) -> Text:
    ordered = sorted(event.years)
    if len(ordered) > 1 and ordered == [*range(ordered[0], ordered[-1] + 1)]:
        return say("It was in {years}.", f"{ordered[0]}–{ordered[-1]}")
    return say("It was in {years}.", ", ".join(map(str, ordered)))


def _odd(passage: Passage, year: int, span: tuple[int, int], hint: Text) -> Iterator[Finding]:
    if passage.is_typed(year):
        message = "{words}: it was in another year"
        words = " ".join(passage.own[slice(*span)].split())
        yield Finding.of("CON113", passage.place(year), message, hint, words)
