"""``a`` or ``an`` before what an English text now says: *an SCC meeting*, *a Security …*.

The article follows the sound. A long form is judged by its first letters. An abbreviation of up
to three letters or without a vowel is spelled (*an FDO*, *an NPT*), and a longer one that has
vowels is read as a word (*a NATO*); U is left alone, since *UN* and *UNESCO* differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.manuscript.running_text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE = re.compile(r"(?<![A-Za-z0-9’'\-])(a|an|A|An)\s+[“‘\"'「]?$")
_CONSONANT_SOUND = re.compile(r"(?:uni|use|usu|uti|ura|eu|ewe|one\b|once)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_SPELLED_WITH_VOWEL = "AEFHILMNORSX"
_VOWELS = frozenset("AEIOUY")
_SPELLED_LENGTH = 3


def article_before(text: str, at: int, words: str, *, spelled: bool) -> Iterator[Edit]:
    """Suit the article before a mention to the words that are printed there now.

    ``spelled`` says whether these are an abbreviation. Yields an edit if an indefinite article
    stands there and is the wrong one.
    """
    match = _ARTICLE.search(text[:at])
    vowel = _abbreviation_sounds(words) if spelled else _word_sounds(words)
    if match is None or vowel is None:
        return
    wanted = "an" if vowel else "a"
    if match[1].lower() != wanted:
        article = wanted.capitalize() if match[1][0] == "A" else wanted
        yield Edit(match.start(1), match.end(1), ({"t": "Str", "c": article},))


def _word_sounds(words: str) -> bool:
    """Whether words begin with a vowel's sound."""
    if _SILENT_H.match(words):
        return True
    return words[:1].upper() in "AEIOU" and _CONSONANT_SOUND.match(words) is None


def _abbreviation_sounds(short: str) -> bool | None:
    """Whether an abbreviation begins with a vowel's sound; ``None`` if that cannot be told."""
    first = short[:1].upper()
    if first == "U":
        return None
    letters = short.rstrip("s")
    if len(letters) <= _SPELLED_LENGTH or _VOWELS.isdisjoint(letters.upper()):
        return first in _SPELLED_WITH_VOWEL
    return first in "AEIO"
