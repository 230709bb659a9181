"""CIT023: era years that disagree with the Western year of the same entry, or that never were.

An error stops the build, so only what is sure is one. An edition (``令和5年版``) and a fiscal year
may be a year off the year of publication; a title that speaks of a year says nothing about it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Value, own_values
from hakusho.checks.bibliography.entry_dates import ERA_YEAR, date_of, read_date
from hakusho.checks.era_mistakes import BOTH_CALENDARS, wrong_era_years
from hakusho.findings import say
from hakusho.values.dates import PartialDate
from hakusho.values.eras import ERA_BY_NAME, Era, era_year_text, era_years, printed_eras
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_NAMED = re.compile("|".join(ERA_BY_NAME))
_DATES = ("date", "year", "urldate", "eventdate", "origdate")
_ISSUES = ("issue", "number", "volume", "edition", "note", "title", "subtitle", "booktitle")
_TEXTS = (*_ISSUES, "date", "year", "addendum", "howpublished", "series", "eventtitle")
_LAW = re.compile(
    r"\s*(?:法律|政令|省令|府令|条約|規則|勅令|訓令|告示|[^\s\d]{1,8}令)\s*(?:甲|乙)?第"
)
_PUBLISHED = re.compile(r"\s*(?:に?(?:発行|出版|刊行|公刊|初版)|刊)?\s*$")
_EDITION_LAST = re.compile(r"\s*[)）\]］〕」』]?\s*$")
_EDITION_FIRST = re.compile(
    r"\s*\S*(?:白書|青書|年鑑|年報|要覧|要録|統計|六法|便覧|名鑑|総覧|ハンドブック)"
)
_YEAR_ENDS_EARLY = 3
"""Magazines of January to March come out in the year before."""
_AROUND = {"版": (-1, 1), "度版": (-1, 2), "度": (-1, 2)}
"""How far the year of publication may lie from the year of an edition or a fiscal year."""


def check_era_years(audit: Audit) -> Iterator[Finding]:
    """CIT023 at era years that are wrong beyond doubt."""
    for value in own_values(audit.works, *dict.fromkeys((*_TEXTS, *_DATES))):
        if not _NAMED.search(value.raw):
            continue
        found = list(_pairs(value)) or list(_never_was(value))
        if not found and value.field in {"date", "year"}:
            found = list(_twice_dated(value))
        if not found and value.field in _ISSUES:
            found = list(_issued(value))
        yield from found[:1]


def _pairs(value: Value) -> Iterator[Finding]:
    """Both calendars in one value: ``2016年(平成27年)``."""
    for _, message, hint in wrong_era_years(" ".join(value.raw.split()), BOTH_CALENDARS):
        yield value.finding("CIT023", "{field}: {problem}", hint, value.field, message)


def _never_was(value: Value) -> Iterator[Finding]:
    """``昭和65年``, in a date also ``平成31年6月``. A title may plan for ``平成32年``."""
    if value.field not in {*_DATES, "issue", "number", "edition"}:
        return
    for match, era, number in _mentions(value.raw):
        western = era.western_year(number)
        exact = value.field in _DATES and match["month"]
        day = _partial(western, match) if exact else _partial(western, None)
        if day is None or (era.name, number) in era_years(day):
            continue
        written = era_year_text(era.name, number)
        written += f"{day.month}月" if day.month else ""
        message, values = "{field}: there was no {year}", (value.field, written, day)
        yield value.finding("CIT023", message, "{day} is {years}.", *values, printed_eras(day))


def _twice_dated(value: Value) -> Iterator[Finding]:
    """``year = {平成28年}`` beside ``date = {2017}``."""
    other = "year" if value.field == "date" else "date"
    known = read_date(other, value.work.raw(other))
    own = read_date(value.field, value.raw)
    if not known.dates or known.era or known.problem or not own.dates or own.problem:
        return
    first, last = known.dates[0].year, known.dates[-1].year
    if not first <= own.dates[0].year <= last:
        yield _disagrees(value, own.dates[0].year, other, value.work.raw(other))


def _issued(value: Value) -> Iterator[Finding]:
    """The year of an issue, an edition or a law beside the year of publication."""
    years = _years_of(value.work, law=False)
    for match, era, number in _mentions(value.raw):
        text = match.string
        western = era.western_year(number)
        before, after = text[: match.start()].strip(), text[match.end() :]
        if value.field != "edition" and _LAW.match(after):
            years = _years_of(value.work, law=True)
            low, high = western, western
        elif not _tells_publication(value.field, match, before, after):
            continue
        else:
            down, up = _AROUND.get(match["of"] or "", (0, 0))
            month = int(match["month"] or 0)
            early = month <= _YEAR_ENDS_EARLY if month else bool(re.search("新年|新春|冬", after))
            if early and not match["of"]:
                down = -1
            low, high = western + down, western + up
        if years and not any(low <= year <= high for year in years):
            field = "date" if value.work.raw("date") else "year"
            yield _disagrees(value, western, field, value.work.raw(field))


def _tells_publication(field: str, match: re.Match[str], before: str, after: str) -> bool:
    """Whether this era year says when the work came out."""
    if field in {"issue", "edition"}:
        return True
    if field in {"number", "volume"}:
        return not before
    if field == "note":
        return not before and bool(_PUBLISHED.match(after))
    if match["of"] not in {"版", "度版"}:
        return False
    if _EDITION_LAST.match(after):
        return True
    return not before and bool(_EDITION_FIRST.fullmatch(after))


def _disagrees(value: Value, western: int, field: str, said: str) -> Finding:
    message = "{field} {raw} is {western}, but {other} is {said}"
    reading = read_date(field, said)
    year = PartialDate(reading.dates[0].year) if reading.dates else None
    right = printed_eras(year) if year else ""
    hint = "correct one of the two."
    if right:
        hint = say("{year} is {years}; correct one of the two.", year, right)
    return value.finding("CIT023", message, hint, value.field, value.raw, western, field, said)


def _mentions(raw: str) -> Iterator[tuple[re.Match[str], Era, int]]:
    for match in ERA_YEAR.finditer(unicodedata.normalize("NFKC", raw)):
        number = japanese_number(match["year"])
        if number:
            yield match, ERA_BY_NAME[match["era"]], number


def _years_of(work: Work, *, law: bool) -> set[int]:
    """The years that the entry is dated with; a law may be dated with its last amendment too."""
    names = ("date", "year", "origdate", "origyear", "eventdate")
    read = [read_date(name, work.raw(name)) for name in names] if law else [date_of(work)]
    years: set[int] = set()
    for reading in read:
        if reading.dates and not reading.problem:
            years.update(range(reading.dates[0].year, reading.dates[-1].year + 1))
    return years


def _partial(year: int, match: re.Match[str] | None) -> PartialDate | None:
    month, day = (int(match[name] or 0) for name in ("month", "day")) if match else (0, 0)
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None  # CIT022
