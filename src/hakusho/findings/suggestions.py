"""The name that somebody may have meant. rapidfuzz is loaded only after a mistake."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings.sentences import NOTHING, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGER = 4
"""So many times as long as a name is a word that is not meant for it, whatever they share."""
_CITEKEYS = 70
"""Citekeys are made alike (author and year), so less alike ones are taken for others."""


def nearest(word: str, known: Iterable[str], *, at_least: int = 60) -> str:
    """The most similar of the known names, the first on a tie; empty if none is similar.

    Case and width do not count; ``at_least`` says how similar, of 100.
    """
    from rapidfuzz import process  # noqa: PLC0415

    close = (each for each in known if len(word) <= _LONGER * len(each))
    folded = {each: _folded(each) for each in close}
    near = process.extractOne(_folded(word), folded, score_cutoff=at_least)
    return str(near[2]) if near else ""


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def nearest_citekey(key: str, known: Iterable[str]) -> str:
    """The citekey that somebody may have meant, whatever its case; empty if none is similar."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    folded = {each: each.lower() for each in known}
    near = process.extractOne(key.lower(), folded, scorer=fuzz.ratio, score_cutoff=_CITEKEYS)
    return str(near[2]) if near else ""


def slips(one: str, other: str, *, at_most: int = 1) -> int:
    """How many letters are mistyped, left out, put in or swapped; more than that is one more."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return OSA.distance(one, other, score_cutoff=at_most)


def did_you_mean(word: str, known: Iterable[str], otherwise: Text = NOTHING) -> Text:
    """The hint for a misspelt name; ``otherwise`` if nothing known is similar."""
    near = nearest(word, known)
    return say("Did you mean '{name}'?", near) if near else otherwise
