"""The originals of translations: their Markdown as the author wrote it, and its digest.

A translation is confirmed for a digest of its original. What templates print is not in it: facts
change in both languages at once. Nor are comments, translations and white space.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Location
from hakusho.manuscript.by_chapter import in_chapter
from hakusho.manuscript.conditions import TRANSLATION
from hakusho.manuscript.stretches import (
    caption_range,
    note_marks,
    section_stretches,
    with_notes,
)
from hakusho.source.comments import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.ast.nodes import Block, Element, Figure, Header, Table
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.manuscript.stretches import Stretch
    from hakusho.source.positions import Positions

    _Sections = Mapping[str, Stretch]

_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Original:
    """A section, figure or table that translations may say again.

    The place of its heading or caption, and 8 hexadecimal digits that change when its wording does.
    """

    location: Location
    digest: str


def originals_of(draft: Draft) -> Mapping[str, Original]:
    """All sections, figures and tables that have an id, by id; none stands in a translation."""
    found: dict[str, Original] = {}
    for chapter in draft.chapters:
        for ident, original in in_chapter(_of_chapter, chapter, draft.positions):
            found.setdefault(ident, original)
    return found


def _of_chapter(chapter: Chapter, positions: Positions) -> Iterator[tuple[str, Original]]:
    sections: _Sections | None = None
    for element in _outside_translations(chapter.blocks):
        ident = attr_of(element)[0]
        if element["t"] in {"Header", "Figure", "Table"} and ident:
            if sections is None:
                sections = section_stretches(chapter, positions)
            yield ident, _original(element, chapter, positions, sections)


def _outside_translations(blocks: list[Block]) -> list[Element]:
    divs = (each for each in elements(blocks) if each["t"] == "Div")
    said_again = (div for div in divs if TRANSLATION in attr_of(div)[1])
    inside = {id(inner) for div in said_again for inner in elements(div)}
    return [element for element in elements(blocks) if id(element) not in inside]


def _original(
    element: Header | Figure | Table, chapter: Chapter, positions: Positions, sections: _Sections
) -> Original:
    at, stretch = element.get("at"), None
    if element["t"] == "Header":
        stretch = sections.get(element["c"][1][0])
    elif at and positions.is_typed(at[0]):
        at = caption_range(element) or (at[0], at[0])
        stretch = with_notes(chapter, positions.span(at), note_marks(chapter, positions))
    if at is None or stretch is None:  # printed by a template: only what it prints is known
        where = positions.place(at[0]) if at else Location(chapter.path)
        said = element["c"][2] if element["t"] == "Header" else element["c"][1][1]
        return Original(where, _digest(stringify(said, notes=True)))
    words = words_of(chapter.path, chapter.blocks, positions, stretch.spans, stretch.without)
    return Original(positions.place(at[0]), _digest(words))


def _digest(text: str) -> str:
    """The digest of words, whatever their white space."""
    normal = unicodedata.normalize("NFC", "".join(text.split()))
    return hashlib.sha256(normal.encode()).hexdigest()[:_DIGITS]
