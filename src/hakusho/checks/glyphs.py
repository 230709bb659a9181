"""TYP002: characters that no font of the paper can draw."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.findings.places import places_of
from hakusho.tools.glyphs import missing

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_glyphs(path: str, text: str, covered: frozenset[int]) -> Iterator[Finding]:
    """Check a source text against the fonts.

    Args:
        path: The file.
        text: Its content.
        covered: The code points that the fonts have.

    Yields:
        One finding for each missing character, at its first use.
    """
    absent = missing(text, covered)
    if not absent:
        return
    places = places_of(path, text)
    for char in absent:
        name = unicodedata.name(char, "unnamed")
        message = "no font has the character {char} (U+{code:04X} {name})"
        hint = "Use another form of the character, or write it out."
        yield Finding.of(
            "TYP002", places.at(text.index(char)), message, hint, char, ord(char), name
        )
