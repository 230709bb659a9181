"""Words beside a number that say how exact it is: 約, 以上, 以下, 超, 未満 and their English."""

from __future__ import annotations

import unicodedata
from typing import Literal

from hakusho.findings import BadValueError

Qualifier = Literal["", "about", "at_least", "at_most", "over", "under"]

SPELLINGS: dict[Qualifier, tuple[str, ...]] = {
    "about": ("約", "およそ", "about", "approximately", "approx.", "circa"),
    "at_least": ("以上", "at least", ">=", "≥"),
    "at_most": ("以下", "at most", "<=", "≤"),
    "over": ("超", "over", "more than", ">"),
    "under": ("未満", "under", "less than", "fewer than", "<"),
}
"""How authors may write each in a column ``qualifier``; the first is the house form."""

_BY_SPELLING = {
    unicodedata.normalize("NFKC", spelling): name
    for name, spellings in SPELLINGS.items()
    for spelling in spellings
}

IN_PRINT: dict[str, dict[str, str]] = {
    "ja": {
        "about": "約{}",
        "at_least": "{}以上",
        "at_most": "{}以下",
        "over": "{}超",
        "under": "{}未満",
    },
    "en": {
        "about": "about {}",
        "at_least": "at least {}",
        "at_most": "at most {}",
        "over": "over {}",
        "under": "under {}",
    },
}


def read_qualifier(text: str) -> Qualifier:
    """Read a qualifier in either language.

    Args:
        text: ``約``, ``at least``, …; any width and case; empty means that there is none.

    Returns:
        Its name.

    Raises:
        ValueError: If the word is unknown.
    """
    word = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not word:
        return ""
    if word not in _BY_SPELLING:
        known = ", ".join(spellings[0] for spellings in SPELLINGS.values())
        message = "'{text}' is no qualifier; there are {known}, or the same in English"
        raise BadValueError(message, text, known)
    return _BY_SPELLING[word]
