"""CIT021: fields that are filled and that the citation style does not print.

What a style prints of an entry is asked of the style (``citations/printed_variables.py``): a field
is printed if its words are among the variables that a first note or the bibliography shows. One
finding stands for all entries of a type that lose the same field, since that is one thing to know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Value, own
from hakusho.checks.bibliography.known_fields import misplaced, shortened
from hakusho.citations.latex import plain
from hakusho.citations.localization_keys import country, series_of_journal
from hakusho.citations.names import csl_names, split_names
from hakusho.citations.people import role_of_editors
from hakusho.citations.publication import says_how_long, says_its_kind
from hakusho.citations.remarks import ADDONS, PICTOGRAPH, said_to_readers
from hakusho.findings import say
from hakusho.values.numerals import roman_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.checks.bibliography.audit import Audit, Printed
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_NAMES = frozenset({
    "author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "holder",
    "introduction", "foreword", "afterword", "commentator", "annotator", "nameaddon", "origauthor",
})  # fmt: skip
_COUNTED = frozenset({
    "volume", "number", "issue", "edition", "pages", "chapter", "part", "volumes", "version",
    "eid", "articleno",
})  # fmt: skip
_WORDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("date", "year", "month", "day"), ("issued",)),
    "eventdate": ("event-date", "issued"), "origdate": ("original-date",),
    "urldate": ("DOI", "accessed"), "url": ("DOI", "URL"), "doi": ("DOI",),
    "eprint": ("DOI", "URL"), "pubstate": ("status", "issued"),
}  # fmt: skip
"""Fields that are not printed as typed, and the variables of which the first says what they say.

A DOI is an address that lasts, and stands for all other addresses of a work.
"""
_TEXTS = frozenset({
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon", "maintitle",
    "mainsubtitle", "maintitleaddon", "journal", "journaltitle", "journalsubtitle",
    "journaltitleaddon", "issuetitle", "issuesubtitle", "issuetitleaddon", "series", "publisher",
    "institution", "school", "organization", "address", "location", "venue", "eventplace",
    "eventtitle", "eventtitleaddon", "type", "howpublished", "note", "addendum", "library",
    "origtitle", "origpublisher", "origlocation", "editortype",
})  # fmt: skip
_LISTS = frozenset({
    "address", "institution", "location", "organization", "publisher", "school",
})  # fmt: skip
"""Fields that may hold more than one value, with ``and`` between them."""
_EDITING = frozenset({"editor", "none"})
_UNITS = re.compile(
    r"[第全巻号版集輯頁面章部編]|ページ|\b(?:vol(?:ume)?s?|no|number|issue|pp?|pages?|art(?:icle)?"
    r"|chap(?:ter)?|p(?:ar)?t|ver(?:sion)?|v|edn?|edition|of|and|st|nd|rd|th)\b"
    r"|(?<=\d)(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
"""What stands beside a number in a field, and a style says in its own words."""
_FREE = frozenset({"note", "addendum", *ADDONS})
FOR_READERS = _NAMES | _COUNTED | _TEXTS | _WORDED.keys()
"""Fields that tell a reader something about the source, as BibLaTeX's manual (2.2.2) has them.

Not among them is what is kept for programs and authors (keywords, abstract, file), what orders and
chooses forms (langid, yomi, sortname, shorttitle), what numbers a copy (ISBN, ISSN) or measures it.
"""


def check_unprinted_fields(audit: Audit) -> Iterator[Finding]:
    """CIT021 at the first of all cited entries of a type that lose the same field."""
    if audit.style is None or not audit.style.choices.by_language:
        return
    lost: dict[tuple[str, str], list[Work]] = defaultdict(list)
    for printed in audit.printed:
        for field in _unprinted(printed):
            lost[printed.work.entry.type, field].append(printed.work)
    for (entry_type, field), works in lost.items():
        raw = own(works[0], field)
        values = (field, entry_type, shortened(raw))
        message = say("the style does not print {field} of @{type}: {value}", *values)
        more = len(works) - 1
        if more:
            others = say("{count:more entry|more entries}", more)
            message = say("{message} (and of {others})", message, others)
        hint = "Say it in note, which is printed, or delete it; or accept it with a reason."
        yield Value(works[0], field, raw).finding("CIT021", message, hint)


def _unprinted(made: Printed) -> Iterator[str]:
    """The fields of an entry, its own and filled, that are not among the variables shown."""
    work, item, shown = made
    printed = "|".join(map(_bare, made.texts()))
    for field in FOR_READERS.intersection(work.entry.fields):
        value = own(work, field)
        if not value or misplaced(field, work.entry.type) or _says_nothing(work, field):
            continue
        variables = _WORDED.get(field)
        value = said_to_readers(work, field) or value if field in _FREE else value
        told = next((name for name in variables or () if name in item), "")
        if told not in shown if variables else not _holds(printed, field, value):
            yield field


def _says_nothing(work: Work, field: str) -> bool:
    """Whether the value is none that a reader would look for."""
    match field:
        case "pages":
            return says_how_long(work)
        case "type":
            return says_its_kind(work)
        case "url":
            return own(work, field).startswith("www.")  # CIT034 says what it lacks
        case "date" | "year" | "month" | "day":  # a law has its year in its number
            return work.kind == "legislation" and bool(work.raw("number"))
        case _ if field in _FREE:
            marked = PICTOGRAPH.search(own(work, field))  # to oneself, but perhaps not
            return not said_to_readers(work, field) and not marked
        case _:
            return False


def _holds(printed: str, field: str, value: str) -> bool:
    """Whether what is printed holds a value: its names, the numbers in it, or all of it."""
    if field in _NAMES:
        names = (name for name in csl_names(value) if name.get("literal") != "others")
        return all(_bare(part) in printed for name in names for part in name.values())
    if field in _LISTS:
        return all(_bare(country(plain(each))) in printed for each in split_names(value))
    text = value if field in _FREE else plain(value)
    if field == "series":
        text = series_of_journal(text)
    if field == "editortype":
        return text.lower() in _EDITING or _bare(role_of_editors(text)) in printed
    if field in _COUNTED:
        numbers = _UNITS.sub(" ", unicodedata.normalize("NFKC", text))
        counted = re.findall(r"\d+|[^\W\d_]+", numbers)
        return all(
            _bare(each) in printed or str(roman_value(each) or each) in printed for each in counted
        )
    return _bare(text) in printed


def _bare(text: str) -> str:
    """A text as values are compared: letters and digits."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
