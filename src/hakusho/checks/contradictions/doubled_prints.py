"""TXT003: what a template prints and what is typed right beside it say one word twice.

A fact prints its unit: ``{{ fact("x") }}人`` is 38,000人人, and ``about {{ fact("y") }}`` *about
about 400*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_UNIT = re.compile(r"[0-9０-９万億兆][ \u00a0]?(?P<unit>[^\W\d_][^\d、。,.()（）\n]{0,23}|[%％])\Z")
_FIRST = re.compile(
    r"(?:約|およそ|ほぼ|[$€£¥￥]|(?:about|around|nearly|almost|over|some|more than)[ \u00a0])"
)
_GOES_ON = re.compile(rf"[{KANJI}{KATAKANA}々A-Za-z0-9]")


def check_doubled_prints(passage: Passage) -> Iterator[Finding]:
    """TXT003 for the units and the signs that stand twice about what templates print."""
    text = passage.text
    for first, last, _ in passage.prints(0, len(text)):
        unit = _UNIT.search(text, first, last)
        if unit is not None and (end := _again(text, last, unit["unit"])):
            yield _twice(passage, end - len(unit["unit"]), unit["unit"])
        begun = _FIRST.match(text, first, last)
        if begun is not None and _stands_before(text, first, begun[0]):
            yield _twice(passage, first - len(begun[0]), begun[0].strip())


def _again(text: str, at: int, unit: str) -> int:
    """Where a unit ends that stands once more; 0 where none does, or a longer word."""
    start = at + (unit.isascii() and text[at : at + 1] in {" ", "\u00a0", "\n"})
    end = start + len(unit)
    return end if text.startswith(unit, start) and not _GOES_ON.match(text, end) else 0


def _stands_before(text: str, at: int, word: str) -> bool:
    """Whether a word or a sign ends at an index: ``about `` does, and not that of *roundabout*."""
    start = at - len(word)
    joined = text[max(start - 1, 0) : max(start + 1, 0)]
    return text.endswith(word, 0, at) and not (joined.isascii() and joined.isalpha() and start > 0)


def _twice(passage: Passage, at: int, words: str) -> Finding:
    message = "{words} is typed here, and printed beside it"
    hint = "Take it out: what the template prints has it already."
    return Finding.of("TXT003", passage.place(at), message, hint, words)
