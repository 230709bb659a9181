"""CIT021: fields that nothing will print: misspelt names, and values in another type's field.

BibTeX passes over every field that a style does not ask for, so files hold private ones by
right. Only a name that is close to a field that is printed is taken for a mistake.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.field_names import KNOWN, PRINTED, SYNONYMS
from hakusho.checks.bibliography.values import Value
from hakusho.findings import NOTHING, Text, say, slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_PRIVATE = ("opt", "alt", "x-", "xx", "bdsk-", "mendeley-", "user", "jabref", "zotero", "dblp")
_SHORT, _LONG = 4, 8
_BOOKS = frozenset(
    {
        "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
        "reference", "mvreference",
    }
)  # fmt: skip
_THESES = frozenset({"thesis", "phdthesis", "mastersthesis", "mathesis"})
_PARTS = frozenset({"incollection", "inbook", "bookinbook", "suppbook", "suppcollection"})
_PAPERS = frozenset(("inproceedings", "conference"))

_MISPLACED = {
    "journal": {
        _BOOKS: say("A work in a journal is an @article, a part of a series has series."),
        _THESES: say("A thesis has school or institution."),
        _PARTS | _PAPERS: say("The book that it stands in is booktitle."),
    },
    "booktitle": {frozenset(("article",)): say("The journal is journal or journaltitle.")},
    "school": {
        frozenset(("article",)): say("A thesis is a @phdthesis or @thesis."),
        _BOOKS | _PARTS: say(
            "A thesis is a @phdthesis or @thesis, a university press is publisher."
        ),
    },
}
"""Field to the types where a value is in the wrong place, and where it belongs."""
_MISPLACED["journaltitle"] = _MISPLACED["journal"]


def check_known_fields(audit: Audit) -> Iterator[Finding]:
    """Find fields that carry a part of the citation and will not be printed.

    Yields:
        CIT021 at the field, with the name that was meant.
    """
    for work in audit.works:
        for field, raw in work.entry.fields.items():
            if not raw:
                continue
            if field in KNOWN and field not in SYNONYMS:
                reason = _reason(field, work.entry.type)
                if reason:
                    message = "@{type} does not use {field}, so {raw} is not printed"
                    values = (work.entry.type, field, raw)
                    yield Value(work, field, raw).finding("CIT021", message, reason, *values)
                continue
            meant = _meant(field)
            if meant and not _has(work, meant):
                message = "there is no field {field}, so {value} is not printed"
                given = ("Did you mean {name}?", field, _short(raw), meant)
                yield Value(work, field, raw).finding("CIT021", message, *given)


@lru_cache(maxsize=1024)
def _meant(field: str) -> str:
    """The printed field that an unknown name stands for; empty if it is a private one."""
    if field in SYNONYMS:
        return SYNONYMS[field]
    if field.startswith(_PRIVATE) or not (field.isascii() and field.isalpha()):
        return ""
    # One slip in a short name, two in a long one; a three-letter name is close to anything.
    most = 1 if len(field) < _LONG else 2
    if len(field) < _SHORT:
        return ""
    wrong, near = min((slips(field, known, at_most=most), known) for known in sorted(PRINTED))
    if wrong > most or (wrong > 1 and near[0] != field[0]):
        return ""  # idnumber is a name of its own, nobody mistypes the first two letters
    return near


def _reason(field: str, entry_type: str) -> Text:
    places = _MISPLACED.get(field)
    if places is None:
        return NOTHING
    return next((reason for types, reason in places.items() if entry_type in types), NOTHING)


_SAME = {
    "location": "address", "journaltitle": "journal", "date": "year", "urldate": "lastchecked",
}  # fmt: skip


def _has(work: Work, field: str) -> bool:
    return bool(work.raw(field, _SAME.get(field, field)))


def _short(raw: str) -> str:
    longest = 40
    return raw if len(raw) <= longest else f"{raw[:longest]}…"
