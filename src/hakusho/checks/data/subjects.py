"""What a fact is about, and whether a text speaks of it."""

from __future__ import annotations

import re
import unicodedata

from hakusho.values.letters import KANJI, KATAKANA

_WORD = re.compile(rf"[{KANJI}]{{2,}}|[{KATAKANA}]{{2,}}|[A-Za-z][A-Za-z-]{{2,}}")
_STOP = frozenset(
    "the and for with from this that which has was were are its their into than more over under "  # noqa: SIM905  words
    "about first second third one two three all other number total".split()
)


def words_of(label: str) -> frozenset[str]:
    """The words of a label that tell what it is about: runs of kanji or kana, Latin words."""
    found = (word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", label)))
    return frozenset(word for word in found if word not in _STOP)


def speaks_of(block: str, labels: tuple[str, ...]) -> bool:
    """Whether a word of a fact's labels stands in a text; true of no labels, which say nothing."""
    words = frozenset[str]().union(*(words_of(label) for label in labels))
    folded = unicodedata.normalize("NFKC", block).casefold()
    return not words or any(_stands_in(word, folded) for word in words)


def _stands_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    stem = word.removesuffix("s")
    return re.search(rf"(?<![a-z]){re.escape(stem)}(?:s|es)?(?![a-z])", text) is not None
