"""CIT022 and CIT024: dates that cannot be read, and dates that cannot be right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.date_values import (
    DateReading,
    read_date,
    says_undated,
    suggested,
)
from hakusho.checks.bibliography.values import Value, own_values
from hakusho.findings import say
from hakusho.values.dates import PartialDate, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_DATES = ("date", "year", "urldate", "lastchecked", "eventdate", "origdate", "origyear")
_FIRST_PRINTED = 1400
_FIRST_WEB_PAGE = 1991
_UNPUBLISHED = ("forthcoming", "inpress", "prepublished", "submitted", "inpreparation")


def check_dates_are_read(audit: Audit) -> Iterator[Finding]:
    """Find dates that are none.

    Yields:
        CIT022 at the field.
    """
    for value in own_values(audit.works, *_DATES):
        problem = read_date(value.field, value.raw).problem
        if problem:
            yield _unread(value, problem)
    for value in own_values(audit.works, "day"):
        year, month = value.work.raw("year"), value.work.raw("month")
        if year.isdecimal() and not _is_day(year, month, value.raw):
            written = f"{year}-{month}-{value.raw}"
            message = "there is no {written}: day {raw} is in no calendar"
            yield value.finding(
                "CIT022", message, "Correct the day or the month.", written, value.raw
            )


def _unread(value: Value, problem: str) -> Finding:
    named = f"{value.field} {value.raw}"
    if problem == "impossible":
        hint = "Correct it; leave out a month or a day that is not known."
        return value.finding("CIT022", "{named} is in no calendar", hint, named)
    better = suggested(value.raw)
    write = (
        say("Write {better}.", better)
        if better
        else say("Write it as 2023-12-07, 2023-12 or 2023.")
    )
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
    """Find dates that disagree with each other, with the paper's date or with history.

    Yields:
        CIT024 at the field that is the less likely one to be right.
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
    field = "date" if work.raw("date") else "year"
    reading: DateReading = read_date(field, work.raw(field))
    return reading.dates[-1] if reading.dates and not reading.problem else None


def is_unpublished(work: Work) -> bool:
    """Whether the entry says that the work is still to appear, or that its date is not known."""
    state = work.raw("pubstate").lower().replace(" ", "")
    said = " ".join(work.raw(name) for name in ("date", "year", "note", "howpublished", "addendum"))
    return state in _UNPUBLISHED or says_undated(f"{state} {said}")
