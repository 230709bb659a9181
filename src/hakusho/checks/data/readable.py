"""The prose of a chapter: its source with everything blanked that is not the author's own words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from hakusho.manuscript.markers import opaque_spans
from hakusho.values.letters import KANJI, KATAKANA

_NOT_PROSE = re.compile(
    r"""
      \[[^\[\]\n@]*@[^\[\]]*\]                      # citations with their locators
    | @\{[^{}\s]*\} | @[\w:.#$%&\-+?<>~/]+          # bare keys and cross-references
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)  # targets of links and images
    | <?\bhttps?://[^\s>]+>?
    | (?<!\{)\{[^{}\n]*\}                           # attributes
    | \[\^[\w-]+\]
    | ^[ ]{0,3}\[[^\]^\n]+\]:.*$                    # reference definitions
    | ^[ ]{0,3}>.*$                                 # quotations are their authors' words
    | 「[^「」]{0,400}」 | 『[^『』]{0,400}』 | “[^“”]{0,400}”
    """,
    re.MULTILINE | re.VERBOSE,
)
_WORD = re.compile(rf"[{KANJI}]{{2,}}|[{KATAKANA}]{{2,}}|[A-Za-z][A-Za-z-]{{2,}}")
_STOP = frozenset(
    "the and for with from this that which has was were are its their into than more over under "  # noqa: SIM905  words
    "about first second third one two three all other number total".split()
)


@lru_cache(maxsize=2)  # for numbers, then for dates
def readable(text: str) -> str:
    r"""Blank what is no prose of the author's.

    Returns:
        A text of the same length and lines, with ``\0`` for code, comments, templates, citations,
        addresses, attributes and quotations.
    """
    pieces, done = [], 0
    for start, end in opaque_spans(text):
        pieces += [text[done:start], _blank(text[start:end])]
        done = end
    return _NOT_PROSE.sub(lambda match: _blank(match[0]), "".join([*pieces, text[done:]]))


def _blank(piece: str) -> str:
    return re.sub(r"[^\n]", "\0", piece)


def block_around(text: str, at: int) -> str:
    """The paragraph around an offset."""
    start = text.rfind("\n\n", 0, at) + 1
    end = text.find("\n\n", at)
    return text[start : end if end >= 0 else len(text)]


def words_of(label: str) -> frozenset[str]:
    """The words of a label that tell what it is about: runs of kanji or kana, Latin words."""
    found = (word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", label)))
    return frozenset(word for word in found if word not in _STOP)


def speaks_of(block: str, labels: tuple[str, ...]) -> bool:
    """Whether a text names something of what a fact is about.

    Returns:
        Whether a word of a label stands in it; true of a fact without labels, which says nothing.
    """
    words = frozenset[str]().union(*(words_of(label) for label in labels))
    folded = unicodedata.normalize("NFKC", block).casefold()
    return not words or any(_stands_in(word, folded) for word in words)


def _stands_in(word: str, text: str) -> bool:
    if not word.isascii():
        return word in text
    stem = word.removesuffix("s")
    return re.search(rf"(?<![a-z]){re.escape(stem)}(?:s|es)?(?![a-z])", text) is not None
