"""Texts as they are held against each other: only what every edition can say, in one spelling.

Editions break lines, set spaces and hyphenate each in its own way, and a PDF knows a letter by its
shape alone (Å may come back as A and a ring). So white space, joiners and other marks that print
nothing are left out, letters are in the form NFKC of Unicode, and a hyphen after a letter, a dash
or another hyphen is left out as well: at the end of a line nobody can tell whether it was written
or is the typesetter's.

What is no text stands in it as a sign, a character that Unicode keeps from all texts (its
noncharacters). That of a note's mark has the number of the note in the text, but none in its bare
form: numbers are compared by themselves, so that one lost mark is not a fault of all that follow.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NOTE, NOTE_END = "\ufdd0", "\ufdd1"
"""Around the number of a note where its mark stands."""
FORMULA = "\ufdd2"
"""In the place of a formula."""
CELL = "\ufdd3"
"""After each cell of a table that has a text."""

_SILENT = re.compile(
    "[\\s\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]+"
)
_HYPHENS = re.compile("[\u2010\u2011\x02\ufffe]")
"""Other hyphens; the last two are PDFium's, for one at the end of a line."""
_AFTER_A_LETTER = re.compile(r"(?<=[^\W\d_])-+|(?<=[–—-])-+")
_TWICE = re.compile("([^\u0300-\u036f][\u0300-\u036f]+)\\1+")
"""A letter whose marks come from several fonts; a PDF says it once for each of them."""
_MARK = re.compile(f"{NOTE}([^{NOTE_END}]*){NOTE_END}")
_CLUSTER = re.compile(
    "\ufdd0[^\ufdd1]*\ufdd1|[\u1100-\u11ff]+|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL
)


@lru_cache(maxsize=4096)
def bare(text: str, after: str = "") -> str:
    """A text as it is compared; ``after`` is the bare text before it."""
    last = after[-1:]
    made = unicodedata.normalize("NFKC", _SILENT.sub("", _MARK.sub(NOTE, text)))
    joined = last + _HYPHENS.sub("-", _TWICE.sub(r"\1", _SILENT.sub("", made)))
    return _AFTER_A_LETTER.sub("", joined)[len(last) :]


def note_sign(number: str) -> str:
    """The sign of a note's mark."""
    return f"{NOTE}{number}{NOTE_END}"


def note_numbers(text: str) -> list[str]:
    """The numbers of the notes whose marks stand in a text, in order."""
    return _MARK.findall(text)


def places_in(text: str, after: str = "") -> list[int]:
    """Where in a text each character of its bare form comes from, and last where it ends.

    What cannot be told exactly (Unicode composes across what is cut here) is told nearly.
    """
    places: list[int] = []
    known = after[-1:]
    for cluster in _CLUSTER.finditer(text):
        made = bare(cluster[0], known)
        places += [cluster.start()] * len(made)
        known = made[-1:] or known
    return [*places, len(text)]


_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BRACKETS = str.maketrans(")]}>»", "([{<«", "-")


def runs_back(text: str) -> bool:
    """Whether letters in a text run from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def has_the_same_letters(one: str, other: str) -> bool:
    """Whether two bare texts differ at most in the order of their letters, and in mirrored ones.

    PDFium guesses the order of a line in which some letters run from right to left, and says such a
    letter twice where its font draws it and its dots one after the other.
    """
    pairs = [
        (sorted(_RIGHT_TO_LEFT.sub("", text.translate(_BRACKETS))), {*_RIGHT_TO_LEFT.findall(text)})
        for text in (one, other)
    ]
    return pairs[0] == pairs[1]


_SIGNS = re.compile(f"{_MARK.pattern}|{FORMULA}|{CELL}|{NOTE}")


def shown(text: str) -> str:
    """A text with signs, as a message quotes it: note marks in brackets, cells divided by bars."""

    def worded(sign: re.Match[str]) -> str:
        if sign[1] is not None:
            return f"[{sign[1]}]"
        return {FORMULA: "…", CELL: " | "}.get(sign[0], "")

    return " ".join(_SIGNS.sub(worded, text).split()).removesuffix(" |")
