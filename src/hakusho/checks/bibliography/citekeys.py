"""CIT051, CIT052, CIT076: citekeys taken for others, or that say what their entry does not."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Text, also, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.entries import Entry
    from hakusho.citations.works import Work

_PUNCTUATION = re.compile(r"(?<!\d)[-_:]+|[-_:]+(?!\d)")
_BETWEEN_DIGITS = re.compile(r"[-_:]+")

# pandoc's manual, "Citation syntax": letters, digits and _, with single internal punctuation.
_BARE = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*")
_OUTSIDE = re.compile(r"[^\w:.#$%&\-+?<>~/]")

_NAME_AND_YEAR = re.compile(r"(?P<name>[a-z]{3,})[-_:]?(?P<year>(?:1[5-9]|20)\d\d)(?!\d)")
_NAME_AND_NUMBER = re.compile(r"[a-z]{3,}[-_:]?(?P<number>\d{3,})")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_FEWEST_YEARS, _MOST_OTHERS = 5, 10
"""So many keys say the year of their entries, and one in so many another, where keys say it."""


def check_similar_citekeys(audit: Audit) -> Iterator[Finding]:
    """CIT051 at each key that is an earlier one but for case, width, Unicode form or ``-_:``."""
    first: dict[str, Entry] = {}
    for work in audit.works:
        known = first.setdefault(_folded(work.key), work.entry)
        if known.key != work.key:
            message = "this citekey and {known} differ in {difference}"
            hint = "Give one of the two another key: they are mistaken for each other."
            given = ("CIT051", work.entry.location, message, hint, known.key)
            difference = _difference(work.key, known.key)
            related = also(known.location, "the other entry")
            yield work.entry.finding(*given, difference, related=related)


def _folded(key: str) -> str:
    key = unicodedata.normalize("NFKC", key).casefold()
    # 2020-1 and 20201 are two; smith-2020 and smith2020 are one.
    return _BETWEEN_DIGITS.sub("-", _PUNCTUATION.sub("", key))


def _difference(key: str, other: str) -> Text:
    if key.casefold() == other.casefold():
        return say("case only")
    wide, narrow = (unicodedata.normalize("NFKC", each) for each in (key, other))
    if wide.casefold() == narrow.casefold():
        return say("width or Unicode form only")
    wide, narrow = (_BETWEEN_DIGITS.sub("", each) for each in (wide, narrow))
    if wide == narrow:
        return say("punctuation only")
    return say("case and punctuation only")


def check_citekeys(audit: Audit) -> Iterator[Finding]:
    """CIT052 at keys that ``@key`` does not reach, or that ``checks.citekeys`` does not match."""
    wanted = re.compile(audit.citekeys) if audit.citekeys else None
    for work in audit.works:
        key, place = work.key, work.entry.location
        if not _BARE.fullmatch(key):
            message = "{why}: @{key} does not cite it"
            hint = "Rename it with letters, digits and single - _ : between, or cite @{{{key}}}."
            yield work.entry.finding("CIT052", place, message, hint, _why(key), key)
        elif wanted and not wanted.fullmatch(key):
            message = "this citekey is not of the paper's form {citekeys}"
            hint = "Rename it here and where it is cited, or change checks.citekeys in report.yaml."
            yield work.entry.finding("CIT052", place, message, hint, audit.citekeys)


def _why(key: str) -> Text:
    outside = _OUTSIDE.search(key)
    if outside and outside[0].isspace():
        return say("a space stands in the citekey")
    if outside:
        return say("“{mark}” stands in the citekey", outside[0])
    if not re.match(r"\w", key):
        return say("the citekey begins with “{mark}”", key[0])
    if not re.search(r"\w$", key):
        return say("the citekey ends in “{mark}”", key[-1])
    return say("two marks of punctuation follow each other in the citekey")


def check_what_citekeys_say(audit: Audit) -> Iterator[Finding]:
    """CIT076 where a key has a year, a number or the name of an author, and its entry others."""
    right, other = 0, []
    for work in audit.works:
        match = _NAME_AND_YEAR.match(work.key.lower())
        if match is None:
            yield from _number_of_key(work)
            continue
        yield from _given_name_of_key(work, match["name"])
        years = {year for each in work.entry.fields.values() for year in _YEAR.findall(each)}
        if match["year"] in years:
            right += 1
        elif work.year.isdecimal():
            other.append((work, match["year"]))
    kept = right >= _FEWEST_YEARS and len(other) <= max(right / _MOST_OTHERS, 1)
    for work, year in other if kept else ():
        message = "the citekey says {year}, and the entry {date}"
        hint = "Correct the date, or rename the key here and where it is cited."
        where = work.place("date", "year")
        yield work.entry.finding("CIT076", where, message, hint, year, work.year)


def _number_of_key(work: Work) -> Iterator[Finding]:
    """A number of an issue that has the digits of its key in another order."""
    match = _NAME_AND_NUMBER.fullmatch(work.key.lower())
    number = work.raw("number", "issue", "volume")
    if match and match["number"] != number and sorted(match["number"]) == sorted(number):
        message = "the citekey says {here}, and the entry {there}"
        hint = "Correct the number, or rename the key here and where it is cited."
        where = work.place("number", "issue", "volume")
        yield work.entry.finding("CIT076", where, message, hint, match["number"], number)


def _given_name_of_key(work: Work, name: str) -> Iterator[Finding]:
    """A key by the family names of authors that has the given name of its only author."""
    if len(work.authors) != 1:
        return
    family, given = (str(work.authors[0].get(each, "")) for each in ("family", "given"))
    plain = [each.casefold().replace("-", "") for each in (family, given)]
    if plain[1] == name and not name.startswith(plain[0]) and family.isascii():
        message = "{given} is the given name of the author, and the citekey's"
        hint = "Write family name, comma, given name: {given}, {family}."
        where = work.place("author")
        yield work.entry.finding("CIT076", where, message, hint, given, family)
