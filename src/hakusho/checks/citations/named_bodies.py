"""CIT062: a document is said to be of one office, and what is cited for it is of another.

The review that the Ministry of Transport published, 外務省が公表した白書: all that the sentence
cites is by one other ministry, which the sentence does not name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, also
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.works import Work
    from hakusho.source.prose import Prose

_SENTENCE = re.compile(r"[^。\n]+?(?:。|\n|$|[.?!](?=\s[A-Z“]|\s*$|\n))", re.MULTILINE)
_OFFICE = r"(?P<office>(?:Ministry|Department) of (?:the )?[A-Z]\w+(?:,? (?:and )?[A-Z]\w+)*)"
_PAPER = r"(?:review|report|paper|study|survey|guidelines|handbook|plan|strategy)"
_OFFICE_JA = rf"(?<![{KANJI}{KATAKANA}])(?P<office>[{KANJI}]{{1,8}}[省庁])"
_PAPER_JA = "(?:白書|報告書|年報|指針|大綱|戦略|調査|統計|資料)"
_OF_PAPER = (
    re.compile(rf"\b{_PAPER} (?:that|which) the {_OFFICE} (?:published|issued|released|wrote)\b"),
    re.compile(rf"\b{_PAPER} (?:published |issued |released |written )?by the {_OFFICE}"),
    re.compile(rf"{_OFFICE_JA}[がの](?:公表し|発表し|刊行し|作成し|まとめ)た{_PAPER_JA}"),
)
_IS_OFFICE = re.compile(rf"\b(?:Ministry|Department) of |[{KANJI}][省庁]\Z")


def check_named_bodies(text: CitedText) -> Iterator[Finding]:
    """CIT062 for the documents of offices in a text."""
    if not any(_office_of(work) for work in text.works.values()):
        return
    for prose in text.prose:
        for pattern in _OF_PAPER:
            for match in pattern.finditer(prose.text):
                yield from _of_another(prose, match, text)


def _of_another(prose: Prose, match: re.Match[str], text: CitedText) -> Iterator[Finding]:
    line = prose.text.rfind("\n", 0, match.start()) + 1
    behind = (each for each in _SENTENCE.finditer(prose.text, line) if each.end() >= match.end())
    sentence = next(behind, match)
    places = [at for at in range(*sentence.span()) if at in prose.single]
    keys = {normal_key(prose.single[at]["citationId"]) for at in places}
    cited = [text.works.get(key) for key in keys if not is_cross_reference(key)]
    work = cited[0] if len(cited) == 1 else None
    author = _office_of(work) if work else ""
    named = match["office"]
    same = named in author or author in sentence[0] or _apart(author, named) in sentence[0]
    if work is None or not author or same or named.isascii() != author.isascii():
        return
    message = "the sentence says what {name} says, and cites {key}, which is by others"
    place = prose.place(match.start("office"))
    related = also(work.entry.location, "the work that is cited")
    yield Finding.of("CIT062", place, message, "", named, work.key, related=related)


def _office_of(work: Work) -> str:
    """The office that is the one author of a work."""
    names = [str(name.get("literal", "")) for name in work.authors]
    return names[0] if len(names) == 1 and _IS_OFFICE.search(names[0]) else ""


def _apart(author: str, named: str) -> str:
    """What an office is for, by which a sentence may name it: Works, 防衛."""
    if not author.isascii():
        return author[:-1] or author
    return author.partition(" of ")[2].removeprefix("the ").split(" ")[0] or named
