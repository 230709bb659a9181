"""CIT066, CIT067: citations in brackets where a sentence needs words, or behind its stop.

What stands in brackets becomes a note, or words in brackets, wherever it stands; where a sentence
goes on from it the name of the author is missing. In a note of the author's it is printed whole,
and runs on from the words before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.source.prose import Prose

_BEGINS = re.compile(
    rf"(?:\A|\n|[。！？][{OPAQUE}]*"
    r"|(?<!\bal)(?<!\b[A-Z])(?<!\b(?:vs|cf|no|Mr|Dr|St|pp|Jr))(?<![.][a-z])"
    rf"[.][{OPAQUE}]* )[ \u3000]?\Z"
)
"""What goes on behind ? and a closing mark is the title of a work, behind et al. a name."""
_GOES_ON = re.compile(
    r"(?:は|が|も(?!っ)|の(?!ち)|に(?:よれ|よる|よっ|対|つい|おい|は)|では|と(?:は|も)|を)|"
    r" (?!and\b|or\b|see\b|cf\b)[a-z]+s?\b(?! \))"
)
_CLAUSE = re.compile(rf"[{KANJI}{KATAKANA}るただいうすくつむぐぶぬ]\Z")
_LEADS = re.compile(
    rf"(?:による|また|参照|参考|出典|典拠|前掲|原典|初出|[例次][えの]?|以下|(?<![{KANJI}])[同他又])\Z"
)
"""What ends as a clause does, and leads to a citation."""
_STOPS = re.compile(r"[。]|\Z|\n")
_MOST = 0.25
_FEWEST = 4


def check_places_in_sentences(text: CitedText) -> Iterator[Finding]:
    """CIT066 where a citation in brackets stands for words, CIT067 behind a stop, if few do."""
    before, behind = 0, []
    for prose, start, end, key in _in_brackets(text):
        if text.makes_notes and prose.note_at(start):
            yield from _in_note(prose, start, end, key)
        elif _begins(prose, start) and _GOES_ON.match(prose.text, end):
            yield _as_words(prose, start, end, key)
        elif prose.text.startswith(("。", "．"), end):
            before += 1
        elif prose.text[max(start - 1, 0) : start] in {"。", "．"}:
            behind.append((prose, start))
    if len(behind) <= _MOST * before and before >= _FEWEST:
        for prose, start in behind:
            message = "this citation stands behind the stop, and {count} others before theirs"
            hint = "Write it before the stop: …[@key]。"
            yield Finding.of("CIT067", prose.place(start), message, hint, before)


def _in_brackets(text: CitedText) -> Iterator[tuple[Prose, int, int, str]]:
    """The citations in brackets: their text, where it begins and ends, and their first key."""
    for prose in text.prose:
        for start, end in prose.citations:
            first = next((prose.single[at] for at in range(start, end) if at in prose.single), None)
            if first is None or first["citationMode"]["t"] == "AuthorInText":
                continue
            if not is_cross_reference(first["citationId"]):
                yield prose, start, end, first["citationId"]


def _begins(prose: Prose, start: int) -> bool:
    """Whether a sentence begins here, and no words stand before the key in its brackets."""
    return (
        start in prose.single and _BEGINS.search(prose.text[max(start - 8, 0) : start]) is not None
    )


def _as_words(prose: Prose, start: int, end: int, key: str) -> Finding:
    message = "a citation in brackets begins this sentence, and prints no name"
    place = prose.text[start + 1 : end].lstrip(",，、 ")
    hint = "Write {written}, which prints the author's name and the note behind it."
    written = f"@{{{key}}} [{place}]" if place else f"@{{{key}}}"
    return Finding.of("CIT066", prose.place(start), message, hint, written)


def _in_note(prose: Prose, start: int, end: int, key: str) -> Iterator[Finding]:
    """CIT066 at a citation right behind a clause that ends with it, 異論もある[@key, 110頁]."""
    if start not in prose.single or not _STOPS.match(prose.text, end):
        return
    line = prose.text[prose.text.rfind("\n", 0, start) + 1 : start]
    if _CLAUSE.search(line) and not _LEADS.search(line):
        message = "in a note @{key} is printed in place, and runs on from the words before it"
        hint = "Put it into brackets, （{written}）, or into a sentence of its own: …。{written}。"
        written = f"[@{key}{prose.text[start + 1 : end]}]"
        yield Finding.of("CIT066", prose.place(start), message, hint, key, written)
