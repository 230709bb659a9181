"""Words of which a text means one and not the other: increase and decrease, 陸上 and 海上.

``opposites.tsv`` holds them in both languages, so that a text can be held against another one of
its own language or against its original.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hakusho.checks.contradictions.denials import is_denied
from hakusho.checks.prose.word_lists import WordList
from hakusho.checks.shipped_lists import rows_in

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["en", "ja"]
_LIST = Path(__file__).with_name("opposites.tsv")
_OF_TIME = frozenset(["since", "label-time"])
"""Groups that say when something was not: before 1978 there had been none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a group in a text: which side of the group it is on, and where it stands."""

    group: str
    side: int
    match: re.Match[str]


@cache
def groups() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Of each group its sides, each as regular expressions for English and for Japanese."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for group, english, japanese in rows_in(_LIST):
        found[group] = (*found.get(group, ()), (english, japanese))
    return found


@cache
def _words(language: Language) -> WordList[str]:
    """One expression for each group, with a named part for each side."""
    at = ("en", "ja").index(language)
    found, patterns = [], []
    for group, sides in groups().items():
        parts = (f"(?P<s{n}>{each[at]})" for n, each in enumerate(sides) if each[at])
        both = "|".join(parts)
        if not both:
            continue  # its words are not told in this language
        found.append(group)
        patterns.append(rf"\b(?:{both})" if language == "en" else both)
    return WordList(found, patterns, re.IGNORECASE if language == "en" else re.NOFLAG)


@lru_cache(maxsize=1024)
def opposites_in(text: str, language: Language) -> tuple[Said, ...]:
    """The words of the list in a text that it does not deny."""
    return tuple(
        Said(group, int((match.lastgroup or "s0")[1:]), match)
        for group, match in _words(language).found_in(text)
        if group in _OF_TIME or not is_denied(text, match)
    )
