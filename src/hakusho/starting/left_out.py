"""What documents hold and chapters do not: a finding for each, where it stands."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location
from hakusho.starting.without_code import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.starting.carried_text import Lost
    from hakusho.starting.documents import Document

NAMED = 3
"""So many works that nothing describes are named; the others are counted."""
_RAW = "raw"
_UNCARRIED = {
    "image": (
        "IMP003",
        "the picture {words} is left out: it is of no kind that editions show",
        "Save it as PNG or SVG, and place it: ![caption](images/name.png).",
    ),
    "address": (
        "IMP003",
        "the picture {words} lies elsewhere and is left out: no build asks a network",
        "Save it beside the text, and place it: ![caption](images/name.png).",
    ),
    "elsewhere": (
        "IMP003",
        "the picture {words} lies elsewhere: a grey field stands in its place",
        "No build asks a network: save it in images/ in the place of the grey field.",
    ),
    "contents": ("IMP001", "the table of contents is left out: editions make their own", ""),
    "reference": (
        "IMP004", "{words} is not carried over, and a reference to it is mere text now", "",
    ),
    "comment": ("IMP001", "this comment is left out: {words}", ""),
    "headings": (
        "IMP007",
        "what has no style of a heading, but looks like one, is one now: {words}",
        "Look at their levels: # is a chapter, ## a section.",
    ),
    "link": (
        "IMP004", "the link to {words} leads to nothing that is brought, and is mere words", "",
    ),
    "change": ("IMP001", "this tracked change is taken as accepted: {words}", ""),
    "raw": ("IMP001", "this is left out, since chapters have no form for it: {words}", ""),
}  # fmt: skip
"""What pandoc's tree holds and chapters do not, by its kind: rule, message and hint."""
_NOTE_MARK = re.compile(r"\\\[\\\^(?P<label>[\w-]+)\\\]")
_MOST_TOLD = 20
"""Of what is left out of one document, as a page that a program has written."""


def taken_out(document: Document) -> Iterator[Finding]:
    """What was taken out before pandoc read the text, where it stands."""
    yield from _code_within_lines(document)
    others = [each for each in document.lost if not _is_within_a_line(each)]
    times = Counter((each.kind, each.words) for each in others)
    for each in others:
        if not times[each.kind, each.words]:
            continue
        where = document.at(each.line)
        if each.kind == "code":
            message = "code that is run is left out: {words}"
            hint = "What it draws becomes figures/NAME.py, what it counts data."
            if each.words.startswith(("fig-", "tbl-")):
                hint = (
                    "Something grey or empty holds its place: what it draws becomes "
                    "figures/NAME.py, what it counts data."
                )
            yield Finding.of("IMP002", where, message, hint, each.words)
        elif each.kind == "link":
            message = "{words} is a link to another page, and its words alone are carried over"
            hint = "Refer to a section by @sec-name, or write [words](address)."
            yield Finding.of("IMP004", where, message, hint, each.words)
        elif each.words.startswith(("{include}", "{{< include")):
            message = "there is no document here that is to be taken in: {words}"
            yield Finding.of("IMP001", where, message, "", each.words)
        elif each.kind == "template":
            message = "this document is a program that fills in a text, and is left out: {words}"
            hint = "report/report.yaml says what a title page needs; write the rest as text."
            yield Finding.of("IMP001", where, message, hint, each.words)
        elif each.kind == "id":
            message = "the id {words} is given twice: the second is left out"
            hint = "References lead to the first: give what is meant an id of its own."
            yield Finding.of("IMP004", where, message, hint, each.words)
        elif times[each.kind, each.words] > 1:
            yield _repeated(where, times.pop((each.kind, each.words)), each.words)
        else:
            message = "this is left out, since chapters have no form for it: {words}"
            yield Finding.of("IMP001", where, message, "", each.words)


def _is_within_a_line(lost: Lost) -> bool:
    return lost.kind == "code" and lost.words.startswith("`")


def _code_within_lines(document: Document) -> Iterator[Finding]:
    """IMP002 for code within a text, once for each line that has any."""
    by_line: dict[int, list[str]] = {}
    for each in filter(_is_within_a_line, document.lost):
        by_line.setdefault(each.line, []).append(each.words)
    hint = "Where [number] stands now, write it, or make data of it and write {{{{ fact(…) }}}}."
    for line, found in sorted(by_line.items())[:_MOST_TOLD]:
        message, words = "code that is run is left out: {words}", ", ".join(found)
        yield Finding.of("IMP002", document.at(line), message, hint, words)
    if len(by_line) > _MOST_TOLD:
        message = "code that is run is left out of {count:more line|more lines} of text"
        count = len(by_line) - _MOST_TOLD
        yield Finding.of("IMP002", Location(document.path), message, hint, count)


def without_form(document: Document) -> Iterator[Finding]:
    """What pandoc's tree held and chapters do not, where it stands; the same words once."""
    raw = 0
    yield from _links_left(document)
    for (kind, words), times in Counter(document.left).items():
        if kind == "link":
            continue
        name = kind if kind in _UNCARRIED else _RAW
        raw += name == _RAW
        if name == _RAW and raw > _MOST_TOLD:
            continue
        if name == _RAW and times > 1:
            yield _repeated(document.place(words), times, words)
            continue
        rule, message, hint = _UNCARRIED[name]
        values = (words,) if "{words}" in message else ()
        yield Finding.of(rule, document.place(words), message, hint, *values)
    if raw > _MOST_TOLD:
        message = "{count:more part|more parts} of this document for which chapters have no form"
        hint = "Look through the chapter that it has become: what they held is left out."
        yield Finding.of("IMP001", Location(document.path), message, hint, raw - _MOST_TOLD)


def _links_left(document: Document) -> Iterator[Finding]:
    """IMP004 for links that lead to nothing, at each of a few, or once for all of a document."""
    found = [*dict.fromkeys(words for kind, words in document.left if kind == "link")]
    rule, message, hint = _UNCARRIED["link"]
    if len(found) > NAMED:
        message = (
            "{count} links lead to nothing that is brought: their words alone stay: {words}, …"
        )
        values = (len(found), ", ".join(found[:NAMED]))
        yield Finding.of(rule, document.place(found[0]), message, hint, *values)
        return
    for words in found:
        yield Finding.of(rule, document.place(words), message, hint, words)


def _repeated(where: Location, times: int, words: str) -> Finding:
    message = "this is left out in {count:place|places}, chapters have no form for it: {words}"
    return Finding.of("IMP001", where, message, "", times, words)


def without_notes(document: Document) -> Iterator[Finding]:
    """IMP004 for marks of notes that have no text."""
    for match in _NOTE_MARK.finditer(without_code(document.text)):
        mark = f"[^{match['label']}]"
        message = "nothing defines the note {mark}, and its mark is printed"
        hint = "Write its text in a paragraph of its own, {mark}: …; or take the mark out."
        yield Finding.of("IMP004", document.place(mark), message, hint, mark)
