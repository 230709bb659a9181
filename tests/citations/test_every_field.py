"""Every field of every type is printed by each shipped style, or CIT021 says that it is not.

The entries are made here: for each type, in Japanese and in English, some with all fields that tell
a reader something, and some with a few of them beside what every entry has. Each value holds a
word of its own, which must be found in the note or in the bibliography.
"""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest

from hakusho.checks.bibliography.audit import Audit
from hakusho.checks.bibliography.known_fields import check_known_fields
from hakusho.checks.bibliography.unprinted_fields import FOR_READERS, check_unprinted_fields
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.entry_types import CSL_TYPES
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile
from validators.printed import STYLES, load_shipped

SHIPPED = sorted(path.stem for path in STYLES.glob("*.csl"))
SUBTYPES = ("newspaper", "magazine", "review", "hearing", "treaty", "law", "speech", "interview")
KINDS = [(kind, "") for kind in CSL_TYPES] + [("misc", subtype) for subtype in SUBTYPES]
DATES = {
    "date": "1987", "year": "1987", "month": "5", "day": "7", "eventdate": "1985-03-04",
    "origdate": "1953", "urldate": "2011-04-05",
}  # fmt: skip
NUMBERS = {"volume", "number", "edition", "chapter", "part", "volumes", "version", "pages"}
ADDRESSES = {"url", "doi", "eprint"}
KEPT = ("title", "author", "date", "year", "month", "day")
"""What every entry has, or what is never asked for alone."""
SILENT = (
    "abstract", "annotation", "annote", "comment", "entrysubtype", "file", "ids", "isbn", "issn",
    "keywords", "label", "langid", "options", "pagetotal", "related", "shorttitle", "sortkey",
    "sortname", "timestamp", "xref", "yomi",
)  # fmt: skip
NOT_PRINTED = re.compile(r"does not (?:print (\w+) of|use (\w+), so)")
CHECKS = (check_known_fields, check_unprinted_fields)
INSTEAD = ("url", "urldate", "eprint")
"""What a DOI stands for."""
APART = 4
"""So many entries of a kind share out the fields: those beside one another stand apart."""


def value(field, serial, *, japanese):
    """A value for a field, and the word that shows that it is printed."""
    if field in DATES:
        return DATES[field], DATES[field][:4]
    if field in NUMBERS:
        number = str(1000 + serial)
        return (f"{number}--{int(number) + 4}" if field == "pages" else number), number
    word = f"{'港' if japanese else 'Q'}{field}{serial}"
    match field:
        case "url":
            return f"https://example.org/{word}", word
        case "doi":
            return f"10.1000/{word}", word
        case "pubstate":
            return "submitted", "投稿中|submitted" if japanese else "submitted"
        case _:
            return word, word


def entries(kind, subtype, *, japanese):
    """Entries of a kind: one with all fields, some with a few."""
    fields = sorted(FOR_READERS.difference(KEPT))
    shares = [fields, *(fields[at::APART] for at in range(APART))]
    for number, share in enumerate(shares):
        key = f"{kind}{subtype}{number}{'ja' if japanese else 'en'}"
        told = {"title": f"{'港' if japanese else 'Q'}title{number}"}
        told |= {"author": "山田, 太郎" if japanese else "Smith, John"}
        told |= {"date": "1987"} if number or "pubstate" not in share else {}
        words = {}
        for serial, field in enumerate(share):
            told[field], words[field] = value(field, serial, japanese=japanese)
        told |= dict.fromkeys(SILENT, "Zsilent")
        told |= {"langid": "japanese" if japanese else "english", "entrysubtype": subtype}
        told.pop("xref"), told.pop("related")
        text = ", ".join(f"{name} = {{{each}}}" for name, each in told.items() if each)
        yield key, f"@{kind}{{{key}, {text}}}", words


MADE = [
    each
    for (kind, subtype), japanese in itertools.product(KINDS, (True, False))
    for each in entries(kind, subtype, japanese=japanese)
]
BIB = "\n".join(text for _, text, _ in MADE)


@pytest.fixture(scope="module")
def printed(print_in_styles):
    """Style to what it prints of each entry."""
    texts = ["".join(f"A[@{key}].\n\n" for key, _, _ in MADE)]
    shown = {}
    for style, [document] in zip(
        SHIPPED, print_in_styles(texts, SHIPPED, sources=BIB), strict=True
    ):
        references = {each["id"].removeprefix("ref-"): each["text"] for each in document.references}
        keys = (key for key, _, _ in MADE)
        shown[style] = {
            key: f"{note} {references[key]}" for key, note in zip(keys, document.notes, strict=True)
        }
    return shown


@pytest.fixture(scope="module")
def works():
    bibliography, findings = load_bibliography([SourceFile("made.bib", BIB)])
    assert not findings
    return {work.key: work for work in works_of(bibliography.entries.values())}


def found_in(audit):
    """The fields that CIT021 names."""
    messages = (finding.message for check in CHECKS for finding in check(audit))
    named = filter(None, map(NOT_PRINTED.search, messages))
    return {each[1] or each[2] for each in named}


@pytest.mark.parametrize("style", SHIPPED)
def test_each_field_is_printed_or_found(printed, works, style):
    silent, wrong = [], []
    loaded = load_shipped(style)
    for key, _, words in MADE:
        audit = Audit((works[key],), frozenset({key}), date(2026, 4, 1), style=loaded)
        found = found_in(audit)
        text = printed[style][key].replace("*", "")
        missing = {field for field, word in words.items() if not re.search(word, text)}
        excused = INSTEAD if "doi.org" in text else {}
        silent += [f"{key} {field}: {text}" for field in missing - found - {*excused}]
        wrong += [f"{key} {field}: {text}" for field in found - missing - {*KEPT}]
    assert not silent
    assert not wrong
