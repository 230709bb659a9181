"""CON004, CON010 to CON014: dates that no calendar has, and dates that contradict their words.

Weekdays, fiscal years (April to March: 財政法第11条), periods that end before they begin, their
lengths, and what is told as past or as to come although the paper's date says otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_dates import resolved
from hakusho.findings import Finding, also, say
from hakusho.values.dates import PartialDate, printed_date
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME, era_year_text, era_years, printed_eras
from hakusho.values.numerals import NUMBER_WORDS, japanese_number, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from hakusho.checks.contradictions.dates_in_text import WrittenDate
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.findings import Location

_KANJI_DAYS = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_AFTER = re.compile(
    rf"[ \u3000]?(?:[（(](?P<kanji>[{_KANJI_DAYS}])(?:曜日?)?(?:[・、）)])"
    rf"|の?(?P<long>[{_KANJI_DAYS}])曜日?"
    r"|,? ?\(?(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_DAY_BEFORE = re.compile(r"\b(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?\Z")
_IN_FISCAL_YEAR = re.compile(r"(?:末|中|内|の?初め|当初|後半|前半)?(?:の|、|[（(])?\Z")
_OF_FISCAL_YEAR = re.compile(r" ?[（(]\Z")
_TO = re.compile(r"(?:から|より|～|〜|~|–|—|[ ]to[ ]|[ ]?-[ ]?)\Z")
_UNTIL = re.compile(
    r"(?:の?(?:初め|半ば|末|前半|後半))?まで(?:毎年|毎月|延長|続[いけき]|行わ|存続|継続|使用|実施|在任|務め|維持)"
)
_NO_START = re.compile(r"\A(?:まで|以前|以降|当時|の段階|時点|度|の|を|と|版)")
_LENGTH = re.compile(
    r"\A(?:まで)?(?:の|、)?[（(]?(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>年|[か箇カヶ]月|日)(?:間|(?<=年)計画)"
    r"|\A(?:まで)?の(?P<number_b>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[か箇カヵヶ]年"
)
_DASHES = frozenset("～〜~–—-")
_LENGTH_BEFORE = re.compile(
    r"(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>年|[か箇カヶ]月|日)間[（(、]\Z"
)
_SPAN = (
    "terms?|periods?|spans?|tenures?|reigns?|stints?|mandates?|wars?|conflicts?|campaigns?|"
    "missions?|projects?|plans?|programmes?|programs?|agreements?|contracts?|budgets?|moratori(?:a|ums?)|"
    "stud(?:y|ies)|intervals?|gaps?|stretch(?:es)?|presidency|premiership"
)
_ENGLISH_LENGTH = re.compile(
    rf"\A(?:, an? (?:{_SPAN}) of | \(|, )(?P<number>\d{{1,3}}|{NUMBER_WORDS}) "
    rf"(?P<unit>years|months|days)(?=[.,;)]|\Z)"
    rf"|\A, an? (?P<number_b>\d{{1,3}}|{NUMBER_WORDS})-(?P<unit_b>year|month|day) (?:{_SPAN})\b"
)
_ENGLISH_BEFORE = re.compile(
    rf"\b(?:(?P<number>\d{{1,3}}|{NUMBER_WORDS})-(?P<unit>year|month|day) (?:{_SPAN}),?"
    r"(?: (?:ran|runs|running|lasted|lasts|lasting))?|"
    rf"(?:for|lasted|of) (?P<number_b>\d{{1,3}}|{NUMBER_WORDS}) "
    r"(?P<unit_b>years|months|days),?) \(?from \Z"
)
_PAST = re.compile(
    r"\A(?:に|には|、)(?P<told>[^、。\n]{1,30}?)(?:した|された|行われた|となった|始まった|終わった|終えた|開かれた|設けられた|置かれた|結んだ|起きた)"
    r"(?:。|が、|ため|後)"
)
_TOLD_AHEAD = re.compile(
    "こと|と|方針|目標|計画|予定|見通|見込|構想|案|予測|想定|目指|向け|期限|目途|満了|おける|する|かけて"
)
_TO_COME = re.compile(
    r"\A[^。\n]{0,40}?(?:予定である|予定だ|予定となっている|見込みである|見通しである|見込まれている)"
)
_WILL_BE = re.compile(r"\b(?:will|shall) (?:be )?(?:\w+ ){1,4}(?:in|on|by) \Z")
_ERA_YEAR = re.compile(
    rf"(?<![）)])(?P<era>{ERA_NAME})(?P<number>[0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,4}})年"
    r"(?![度代版（(0-9０-９一二三四五六七八九十])(?P<behind>[^。、\n]{0,16})"
)
_PLANNED = re.compile("まで|目標|計画|予定|見込|目途|以降|想定|目指|向け|期限|頃|ころ|ごろ")
_MONTHS_IN_YEAR = 12


def check_calendar(passage: Passage, paper_date: date, paper_place: Location) -> Iterator[Finding]:
    """Look at the typed dates of a passage; the paper's date stands at ``paper_place``."""
    yield from _never_was(passage, paper_date)
    dates = tuple(resolved(passage, paper_date))
    for number, each in enumerate(dates):
        typed = passage.is_typed(each.start)
        if typed and each.impossible:
            message = "{date}: no calendar has this day"
            said = _said(passage, each)
            yield Finding.of("CON010", passage.place(each.start), message, "", said)
        if each.day is None:
            continue
        yield from _weekday(passage, each)
        if typed:
            yield from _tense(passage, each, paper_date, paper_place)
        if number:
            before = dates[number - 1]
            if before.day is not None and (typed or passage.is_typed(before.start)):
                yield from _fiscal_year(passage, before, each)
                yield from _period(passage, dates, number)


def _never_was(passage: Passage, paper_date: date) -> Iterator[Finding]:
    """CON010 for 昭和65年, of which nothing says that it was to come."""
    for match in _ERA_YEAR.finditer(passage.own):
        era, number = match["era"], japanese_number(match["number"])
        day = PartialDate(ERA_BY_NAME[era].western_year(number))
        lasts = ERA_BY_NAME[era].until.year
        known = (era, number) in era_years(day) or paper_date.year <= lasts
        if known or _PLANNED.search(match["behind"]) or not passage.is_typed(match.start()):
            continue
        message = "{year}: there was no such year"
        year = era_year_text(era, number)
        hint, given = "{day} is {years}.", (year, printed_date("ja", day), printed_eras(day))
        yield Finding.of("CON010", passage.place(match.start()), message, hint, *given)


def _said(passage: Passage, written: WrittenDate) -> str:
    return " ".join(passage.text[written.start : written.end].split())


def _weekday(passage: Passage, written: WrittenDate) -> Iterator[Finding]:
    """CON011: 2024年4月10日(木), Thursday 10 April 2024."""
    day = written.day
    if day is None or not day.day:
        return
    text = passage.text
    match = _DAY_AFTER.match(text, written.end)
    match = match or _DAY_BEFORE.search(text, max(0, written.start - 16), written.start)
    if match is None or not any(map(passage.is_typed, (written.start, match.end() - 1))):
        return
    groups = match.groupdict()
    kanji = groups.get("kanji") or groups.get("long")
    is_day = day.first.weekday()
    if kanji and kanji != _KANJI_DAYS[is_day]:
        said, right = f"{kanji}曜日", f"{_KANJI_DAYS[is_day]}曜日"
    elif groups.get("name") and groups["name"] != _ENGLISH_DAYS[is_day]:
        said, right = groups["name"], _ENGLISH_DAYS[is_day]
    else:
        return
    message, hint = "{day} is no {weekday}", "It is a {right}."
    given = (_said(passage, written), said, right)
    yield Finding.of("CON011", passage.place(written.start), message, hint, *given)


def _fiscal_year(passage: Passage, first: WrittenDate, second: WrittenDate) -> Iterator[Finding]:
    """CON012: 2025年度末の2025年3月, 2025年3月(2025年度)."""
    between = passage.text[first.end : second.start]
    year, day = (first, second) if first.unit == "fiscal year" else (second, first)
    beside = _IN_FISCAL_YEAR if year is first else _OF_FISCAL_YEAR
    if (year.unit, day.unit) != ("fiscal year", "date") or not day.month:
        return
    if not beside.fullmatch(between) or (day.first >= year.first and day.last <= year.last):
        return
    message = "{day} is not in the fiscal year {year}"
    hint = "A fiscal year begins in April: this is {right}年度."
    right = day.first.year - (day.first.month < year.first.month)
    given = (_said(passage, day), year.first.year, right)
    yield Finding.of("CON012", passage.place(day.start), message, hint, *given)


def _period(passage: Passage, dates: Sequence[WrittenDate], number: int) -> Iterator[Finding]:
    """CON004 for a period that ends before it begins, CON014 for one of another length."""
    first, second = dates[number - 1], dates[number]
    text = passage.text
    between = text[first.end : second.start]
    joined = _TO.fullmatch(between) is not None
    told = (
        "。" not in between
        and "\n" not in between
        and not _NO_START.match(between)
        and bool(_UNTIL.match(text, second.end))
    )
    if (joined or told) and second.last < first.first:
        message = "{second} is before {first}"
        hint = "A period runs from the earlier date to the later one."
        given = (_said(passage, second), _said(passage, first))
        place = passage.place(second.start)
        yield Finding.of("CON004", place, message, hint, *given)
    elif joined:
        yield from _length(passage, first, second)


def _length(passage: Passage, first: WrittenDate, second: WrittenDate) -> Iterator[Finding]:
    told = _told_length(passage.text, first, second)
    if told is None or first.day is None or second.day is None:
        return
    said, unit, written = told
    years = second.day.year - first.day.year
    if unit == "year":
        least, most = years - 1, years + 1
    elif unit == "day":
        if not (first.day.day and second.day.day):
            return
        days = (second.first - first.first).days
        least, most = days, days + 1
    else:
        months = years * _MONTHS_IN_YEAR + second.day.month - first.day.month
        if not (first.day.month and second.day.month):
            return
        least, most = months - 1, months + 1
    if least <= said <= most:
        return
    message = "from {first} to {second} it is {right}{unit}, not {said}"
    begin, end = _said(passage, first), _said(passage, second)
    given = (begin, end, most - (unit != "day"), written, said)
    yield Finding.of("CON014", passage.place(second.end), message, "", *given)


def _told_length(text: str, first: WrittenDate, second: WrittenDate) -> tuple[int, str, str] | None:
    """How long a period is said to be: the number, its unit, and that as it is written."""
    behind, before = (
        text[second.end : second.end + 40],
        text[max(0, first.start - 60) : first.start],
    )
    if text[first.end : second.start].strip() in _DASHES:
        before = ""  # CON107 reads a bracket that holds nothing else
    match = _LENGTH.match(behind) or _LENGTH_BEFORE.search(before)
    if match is not None and match.groupdict().get("number_b"):
        return japanese_number(match["number_b"]), "year", "年"
    if match is not None:
        unit = {"年": "year", "日": "day"}.get(match["unit"], "month")
        return japanese_number(match["number"]), unit, match["unit"]
    match = _ENGLISH_LENGTH.match(behind) or _ENGLISH_BEFORE.search(before)
    if match is None:
        return None
    number, unit = match["number"] or match["number_b"], match["unit"] or match["unit_b"]
    said = number_in_words(number)
    return said, unit.removesuffix("s"), f" {unit.removesuffix('s')}s"


def _tense(
    passage: Passage, written: WrittenDate, paper_date: date, place: Location
) -> Iterator[Finding]:
    """CON013: told as past and later than the paper, or to come and earlier than it."""
    rest = passage.text[written.end : written.end + 60].partition("\n")[0]
    told, wrong = say("as past"), written.first > paper_date
    match = _PAST.match(rest)
    if match is None or _TOLD_AHEAD.search(match["told"]):
        before = passage.text[max(0, written.start - 40) : written.start]
        if not (_TO_COME.match(rest) or _WILL_BE.search(before)):
            return
        told, wrong = say("as to come"), written.last < paper_date
    if not wrong:
        return
    message = "{date} is told {how}, and the paper is of {day}"
    language = "ja" if "年" in _said(passage, written) else "en"
    day = printed_date(language, PartialDate.of(paper_date))
    related = also(place, "the paper's date")
    given = (_said(passage, written), told, day)
    at = passage.place(written.start)
    yield Finding.of("CON013", at, message, "", *given, related=related)
