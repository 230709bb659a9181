"""CIT022 and CIT024: dates that cannot be read, and dates that cannot be right.

Dates in fields are ISO 8601 and EDTF as BibLaTeX has them, Japanese dates, era years, words.
``hakusho.citations.uncertain_dates`` reads what is not simply known, ``csl_dates`` what else can
be printed, and keeps the rest as typed; here it is told apart what cannot be read, what is in no
calendar, and what would be lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from hakusho.checks.bibliography.audit import Value, own_values
from hakusho.citations.remarks import known_state, publication_state
from hakusho.citations.uncertain_dates import read_uncertain
from hakusho.findings import say
from hakusho.values.dates import MONTH_WORD, PartialDate, month_number
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding


ERA_YEAR = re.compile(
    rf"(?P<era>{ERA_NAME})\s*(?P<year>元|\d{{1,3}}|[〇一二三四五六七八九十]{{1,4}})\s*年"
    r"(?P<of>度版|度|版)?(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?"
)
"""An era year in NFKC text, with the month and the day if they follow."""

_WESTERN = re.compile(
    r"(?P<year>\d{4})(?:[-/.年]\s?(?P<month>\d{1,2})(?:[-/.月]\s?(?P<day>\d{1,2})日?)?月?)?年?"
    r"(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?[~?%]?"
)
_OPEN = re.compile(r"(?:\.\.|unknown|open|)")
"""An open end of a range."""
_RANGE = re.compile(r"(\d{4})年?\s?(?:-{1,3}|[‐‑‒–—―−~〜ー]|から|/)\s?(\d{2}|\d{4})年?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})")
_WORDS = re.compile(
    r"forthcoming|in press|to appear|accepted|submitted|in preparation|in review|under review"
    r"|preprint|unpublished|no date|undated|unknown|not dated|\bvarious\b|\bpresent\b|ongoing"
    r"|\bn\.?\s?[dy]\b|\bs\.?\s?[da]\b|\bo\.?\s?j\b|\bt\.?b\.?[ad]\b"
    r"|近刊|未刊|刊行予定|出版予定|発行予定|掲載予定|掲載決定|印刷中|投稿中|査読中|準備中|執筆中"
    r"|不明|不詳|未詳|未定|記載なし|記載無|年なし|無年"
)
_MONTH = re.compile(rf"\b({MONTH_WORD})\b", re.IGNORECASE)
_LAST_MONTH = 12

Problem = Literal["", "unreadable", "impossible", "cut"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date field says.

    ``dates`` holds one date, or the first and the last of a range, or none that can be compared
    (``n.d.``, ``199X``). An ``impossible`` one is in no calendar; of a ``cut`` one the year alone
    is read though more is written.
    """

    dates: tuple[PartialDate, ...] = ()
    problem: Problem = ""
    era: bool = False  # written with an era year


def read_date(field: str, raw: str) -> DateReading:
    """Read a date field; ``year`` may hold more than ``date``, for BibTeX prints it as typed."""
    return _read(raw, free=field.endswith("year"))


def date_of(work: Work) -> DateReading:
    """Read the date of a work: ``date`` if it has that, else ``year``."""
    field = "date" if work.raw("date") else "year"
    return read_date(field, work.raw(field))


def _says_undated(text: str) -> bool:
    """Whether words stand for the date: ``forthcoming``, ``n.d.``, 近刊, 刊行年不明."""
    words = unicodedata.normalize("NFKC", text).lower()
    return bool(_WORDS.search(words) or known_state(words, japanese=True))


@lru_cache(maxsize=4096)
def _read(raw: str, *, free: bool) -> DateReading:
    unsure = read_uncertain(raw, free=free)
    if unsure is not None and unsure.kind != "words":
        return DateReading(tuple(point.day for point in unsure.points if not point.span))
    text = unicodedata.normalize("NFKC", raw.replace("{", "").replace("}", "")).strip()
    if not re.search(r"[\d〇一二三四五六七八九十元]", text):
        known = _says_undated(text) or _OPEN.fullmatch(text)
        return DateReading(problem="" if known else "unreadable")
    whole = _half(text) or _range(text, free=free)
    if whole is not None:
        return whole
    era = ERA_YEAR.search(text)
    return _era(era) if era else _loose(text, free=free)


def _half(text: str) -> DateReading | None:
    """A single date, or ``None`` if this is none."""
    match = _WESTERN.fullmatch(text)
    if match is None:
        return DateReading() if _OPEN.fullmatch(text) else None
    year, month, day = (int(match[part] or 0) for part in ("year", "month", "day"))
    if _LAST_MONTH < month == (year + 1) % 100 and not match["day"]:
        return None  # 2013-14 is a range of years
    if (match["month"] and not month) or (match["day"] and not day):
        return DateReading((PartialDate(year),) if year else (), "impossible")
    return _partial(year, month, day)


def _partial(year: int, month: int, day: int, *, era: bool = False) -> DateReading:
    try:
        return DateReading((PartialDate(year, month, day),), era=era)
    except ValueError:
        known = (PartialDate(year),) if date.min.year <= year <= date.max.year else ()
        return DateReading(known, "impossible", era)


def _range(text: str, *, free: bool) -> DateReading | None:
    """``2024-04/2024-06``; in ``year`` also ``2016–2017`` and ``2013-14``."""
    halves = text.split("/")
    if len(halves) == len(("first", "last")):
        first, last = (_half(half.strip()) for half in halves)
        if first is not None and last is not None:
            problem = first.problem or last.problem
            return DateReading((*first.dates, *last.dates), problem)
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first_year, end = int(match[1]), match[2]
    last_year = int(end) if len(end) > 2 else first_year // 100 * 100 + int(end)  # noqa: PLR2004
    if not free and "/" not in text:
        return DateReading(problem="unreadable")
    if not date.min.year <= first_year or not date.min.year <= last_year:
        return DateReading(problem="impossible")
    return DateReading((PartialDate(first_year), PartialDate(last_year)))


def _era(match: re.Match[str]) -> DateReading:
    number = japanese_number(match["year"])
    era = ERA_BY_NAME[match["era"]]
    if not number:
        return DateReading(problem="impossible", era=True)
    if not match["year"].isdecimal() and match["year"] != "元":
        return DateReading(problem="unreadable", era=True)  # kanji numerals are printed as typed
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if (match["month"] and not month) or (match["day"] and not day):
        return DateReading(problem="impossible", era=True)
    return _partial(era.western_year(number), month, day, era=True)


def _loose(text: str, *, free: bool) -> DateReading:
    """Text with years in it: ``Spring 2020``, ``c. 1850``, ``7 December 2023``."""
    years = _YEAR.findall(text)
    if not years:
        return DateReading(problem="" if _says_undated(text) else "unreadable")
    if len(years) > 1:
        return DateReading(problem="" if free else "unreadable")
    year = int(years[0])
    if not year:
        return DateReading(problem="impossible")
    rest = _YEAR.sub("", text)
    numbers = any(char.isdigit() for char in rest)
    cut = (numbers or _MONTH.search(rest)) and not (free and any(map(str.isalpha, rest)))
    return DateReading((PartialDate(year),), "cut" if cut else "")


def _suggested(raw: str) -> str:
    """The date in ISO 8601 that stands in words or among them; empty if that is not sure."""
    text = unicodedata.normalize("NFKC", raw)
    found = _DAY.search(text)
    if found:
        return _iso(*(int(part) for part in found.groups()))
    month, years = _MONTH.search(text), _YEAR.findall(text)
    if not month or len(years) != 1:
        return ""
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    return _iso(int(years[0]), month_number(month[1]), int(days[0]) if len(days) == 1 else 0)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return str(PartialDate(year, month, day))
    except ValueError:
        return ""


_DATES = ("date", "year", "urldate", "lastchecked", "eventdate", "origdate", "origyear")
_FIRST_PRINTED = 1400
_FIRST_WEB_PAGE = 1991
_UNPUBLISHED = ("forthcoming", "inpress", "prepublished", "submitted", "inpreparation")


def check_dates_are_read(audit: Audit) -> Iterator[Finding]:
    """CIT022 at dates that are none."""
    for value in own_values(audit.works, *_DATES):
        problem = read_date(value.field, value.raw).problem
        if problem:
            yield _unread(value, problem)
    for value in own_values(audit.works, "day"):
        year, month = value.work.raw("year"), value.work.raw("month")
        if year.isdecimal() and not _is_day(year, month, value.raw):
            values = (f"{year}-{month}-{value.raw}", value.raw)
            message = "there is no {written}: day {raw} is in no calendar"
            yield value.finding("CIT022", message, "Correct the day or the month.", *values)


def _unread(value: Value, problem: str) -> Finding:
    named = f"{value.field} {value.raw}"
    if problem == "impossible":
        hint = "Correct it; leave out a month or a day that is not known."
        return value.finding("CIT022", "{named} is in no calendar", hint, named)
    better = _suggested(value.raw)
    write = say("Write it as 2023-12-07, 2023-12 or 2023.")
    if better:
        write = say("Write {better}.", better)
    if problem == "cut":
        message = "of {named} only the year is read, the rest is not printed"
        return value.finding("CIT022", message, write, named)
    return value.finding("CIT022", "{named} cannot be read as a date", write, named)


def _is_day(year: str, month: str, day: str) -> bool:
    number = int(month) if month.isdecimal() else month_number(month)
    if not (number and day.isdecimal()):
        return True  # CIT028 is about months, and a range of days is harmless
    try:
        date(int(year), number, int(day))
    except ValueError:
        return False
    return True


def check_dates_are_plausible(audit: Audit) -> Iterator[Finding]:
    """CIT024 at dates that disagree with each other, with the paper's date or with history.

    Of two it is found at the field that is the less likely one to be right.
    """
    for value in own_values(audit.works, "date", "year"):
        if value.field == "date" or not value.work.raw("date"):
            yield from _published(value, audit.day)
    for value in own_values(audit.works, "date"):
        yield from _twice_dated(value)
    for value in own_values(audit.works, "urldate", "lastchecked"):
        yield from _accessed(value, audit.day)
    for value in own_values(audit.works, "origdate", "eventdate"):
        yield from _related(value)


def _published(value: Value, day: date) -> Iterator[Finding]:
    dates = read_date(value.field, value.raw).dates
    if not dates:
        return
    named = f"{value.field} {value.raw}"
    if len(dates) > 1 and dates[-1].last < dates[0].first:
        message = "{named} ends before it begins"
        yield value.finding("CIT024", message, "Turn the two around.", named)
    if dates[0].year < _FIRST_PRINTED:
        hint = (
            "For an old text in a modern edition, give the edition's year, the text's in origdate."
        )
        yield value.finding("CIT024", "{named} is before {year}", hint, named, _FIRST_PRINTED)
    elif _dated(value, dates[0]).first > day and not is_unpublished(value.work):
        hint = "Correct it, or write pubstate = {{forthcoming}}."
        yield value.finding("CIT024", "{named} is after the paper's date {day}", hint, named, day)


def _dated(value: Value, day: PartialDate) -> PartialDate:
    """A bare year with the month that BibTeX has in a field of its own."""
    month = value.work.raw("month")
    if value.field == "year" and not day.month and month.isdecimal():
        try:
            return PartialDate(day.year, int(month))
        except ValueError:
            pass  # CIT028
    return day


def _twice_dated(value: Value) -> Iterator[Finding]:
    """``date`` beside ``year`` and ``month``: citation styles take the date."""
    work, dated = value.work, read_date("date", value.raw)
    year = work.raw("year")
    other = read_date("year", year)
    if not dated.dates or dated.problem or dated.era:
        return
    years = range(dated.dates[0].year, dated.dates[-1].year + 1)
    hint = say("Keep the right one of the two; date is the one that is printed.")
    comparable = bool(other.dates) and not other.era and not other.problem
    if comparable and other.dates[0].year not in years:
        message = "year {year} is not the year of date {raw}"
        yield Value(work, "year", year).finding("CIT024", message, hint, year, value.raw)
        return
    month = work.raw("month")
    first = dated.dates[0]
    if len(dated.dates) == 1 and first.month and month.isdecimal() and int(month) != first.month:
        message = "month {month} is not the month of date {raw}"
        yield Value(work, "month", month).finding("CIT024", message, hint, month, value.raw)


def _accessed(value: Value, day: date) -> Iterator[Finding]:
    reading = read_date(value.field, value.raw)
    if not reading.dates or reading.problem:
        return
    accessed, named = reading.dates[0], f"{value.field} {value.raw}"
    published = _published_on(value.work)
    if accessed.first > day:
        message = "{named} is after the paper's date {day}"
        hint = "Correct it, or the date in report.yaml."
        yield value.finding("CIT024", message, hint, named, day)
    elif accessed.year < _FIRST_WEB_PAGE:
        yield value.finding("CIT024", "{named} is before there was a web", "Correct it.", named)
    elif published and accessed.last < published.first:
        message = "{named} is before the work's own date {published}"
        hint = "One of the two is wrong, or the page has changed since: then consult it again."
        yield value.finding("CIT024", message, hint, named, published)


def _related(value: Value) -> Iterator[Finding]:
    reading, published = read_date(value.field, value.raw), _published_on(value.work)
    if not reading.dates or reading.problem or published is None:
        return
    other, named = reading.dates[0], f"{value.field} {value.raw}"
    if value.field == "origdate" and other.first > published.last:
        message = "{named} is after the date {published} of this edition"
        hint = "Has the original's date changed places with date?"
        yield value.finding("CIT024", message, hint, named, published)
    if value.field == "eventdate" and other.year > published.year + 1:
        message = "{named} is years after the date {published} of the publication"
        yield value.finding("CIT024", message, "Correct one of the two.", named, published)


def _published_on(work: Work) -> PartialDate | None:
    reading = date_of(work)
    return reading.dates[-1] if reading.dates and not reading.problem else None


def is_unpublished(work: Work) -> bool:
    """Whether the entry says that the work is still to appear, or that its date is not known."""
    state = work.raw("pubstate").lower().replace(" ", "")
    said = " ".join(work.raw(name) for name in ("date", "year", "note", "howpublished", "addendum"))
    if state in _UNPUBLISHED or publication_state(work, japanese=True):
        return True
    return _says_undated(f"{state} {said}")
