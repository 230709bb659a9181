"""TYP002: characters that no font of the paper can draw."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements
from hakusho.findings import Finding
from hakusho.findings.places import places_of
from hakusho.tools.font_coverage import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Element
    from hakusho.findings import Location
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions


def check_glyphs(path: str, text: str, covered: frozenset[int]) -> Iterator[Finding]:
    """TYP002 for each character of a text printed as it is that no font has, at its first use."""
    absent = missing(text, covered)
    if absent:
        places = places_of(path, text)
        yield from (_finding(char, places.at(text.index(char))) for char in absent)


def check_chapter_glyphs(
    chapter: Chapter, positions: Positions, covered: frozenset[int]
) -> Iterator[Finding]:
    """TYP002 for each character printed of a chapter that no font has, at its first use."""
    texts = [(node, _text(node)) for node in elements(chapter.blocks)]
    absent = set(missing("".join(text for _, text in texts), covered))
    at = (0, 0)
    for node, text in texts if absent else ():
        at = node.get("at", at)
        for char in sorted(absent.intersection(text)):
            offset = positions.letters(at[0], at[1] - at[0]).find(char)
            if offset >= 0:
                absent.discard(char)
                yield _finding(char, positions.place(at[0] + offset))


def _text(node: Element) -> str:
    match node["t"]:
        case "Str":
            return node["c"]
        case "Code" | "CodeBlock" | "Math":
            return node["c"][1]
        case _:
            return ""


def _finding(char: str, where: Location) -> Finding:
    message = "no font has the character {char} (U+{code:04X} {name})"
    hint = "Use another form of the character, or write it out."
    name = unicodedata.name(char, "unnamed")
    return Finding.of("TYP002", where, message, hint, char, ord(char), name)
