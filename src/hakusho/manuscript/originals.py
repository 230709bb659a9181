"""The originals of translations: their Markdown as the author wrote it, and its digest.

A translation is confirmed for a digest of its original. What templates print is not in it: facts
change in both languages at once. Nor are comments, translations and white space.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.findings import Location
from hakusho.findings.places import places_of
from hakusho.manuscript.conditions import TRANSLATION
from hakusho.manuscript.fenced_divs import blank
from hakusho.manuscript.note_definitions import note_definitions, notes_marked_in
from hakusho.manuscript.source_headings import section_end, source_headings
from hakusho.manuscript.translations import without_translations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Element, Figure, Header, Table
    from hakusho.manuscript.model import Chapter, Draft

COMMENT = re.compile(r"<!--.*?-->|\{%#.*?#%\}", re.DOTALL)
"""What is for authors only, in Markdown and in templates."""
_IMAGE = re.compile(
    r"!\[(?P<caption>(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]\([^)]*\)(?P<attributes>\{[^}]*\})?"
)
_TABLE_CAPTION = re.compile(
    r"^(?:[Tt]able)?:(?P<caption>[^\n]*(?:\n[^\n]+)*?)(?P<attributes>\{[^}\n]*\})[ \t]*$",
    re.MULTILINE,
)
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Original:
    """A section, figure or table that translations may say again.

    Attributes:
        location: Of its heading or caption.
        digest: Of its Markdown: 8 hexadecimal digits that change when its wording does.
    """

    location: Location
    digest: str


def originals_of(draft: Draft) -> Mapping[str, Original]:
    """All sections, figures and tables that have an id, by id.

    Args:
        draft: What was written.

    Returns:
        The originals; what stands in a translation is none.
    """
    found: dict[str, Original] = {}
    for chapter in draft.chapters:
        reading = None
        for element in _outside_translations(chapter.blocks):
            ident = attr_of(element)[0]
            if element["t"] in {"Header", "Figure", "Table"} and ident and ident not in found:
                reading = reading or _Reading(chapter)
                found[ident] = reading.original(element, ident)
    return found


def _outside_translations(blocks: list[Block]) -> list[Element]:
    inside = {
        id(inner)
        for element in elements(blocks)
        if element["t"] == "Div" and TRANSLATION in attr_of(element)[1]
        for inner in elements(element)
    }
    return [element for element in elements(blocks) if id(element) not in inside]


def digest(text: str) -> str:
    """The digest of Markdown, whatever its white space."""
    normal = unicodedata.normalize("NFC", re.sub(r"\s+", "", text))
    return hashlib.sha256(normal.encode()).hexdigest()[:_DIGITS]


class _Reading:
    """A chapter's source, read for its headings and captions."""

    def __init__(self, chapter: Chapter) -> None:
        text = chapter.source
        self._places = places_of(chapter.path, text)
        comments = [match.span() for match in COMMENT.finditer(text)]
        self._said = blank(without_translations(text), comments)
        """The source without translations and comments."""
        self._headings = source_headings(self._said)

    def original(self, element: Header | Figure | Table, ident: str) -> Original:
        span = self._section(ident) if element["t"] == "Header" else self._caption(ident)
        if span is None:  # written by a template: only what it prints is known
            parts = element["c"][2] if element["t"] == "Header" else element["c"][1][1]
            return Original(self._expression(ident), digest(stringify(parts, notes=True)))
        start, end = span
        return Original(self._places.at(start), digest(self._with_notes(start, end)))

    def _expression(self, ident: str) -> Location:
        """Where a template asks for what has an id, as far as its expression shows."""
        name = re.escape(ident.removeprefix("tbl-"))
        asked = re.search(
            rf"\{{\{{(?:(?!\}}\}}).)*[\"'](?:tbl-)?{name}[\"']", self._said, re.DOTALL
        )
        return self._places.at(asked.start()) if asked else Location(self._places.path)

    def _section(self, ident: str) -> tuple[int, int] | None:
        for at, heading in enumerate(self._headings):
            if heading.ident == ident:
                return heading.start, section_end(self._headings, at) or len(self._said)
        return None

    def _caption(self, ident: str) -> tuple[int, int] | None:
        named = re.compile(rf"\{{[^}}]*\#{re.escape(ident)}(?=[\s}}])")
        for pattern in (_IMAGE, _TABLE_CAPTION):
            for match in pattern.finditer(self._said):
                if match["attributes"] and named.match(match["attributes"]):
                    return match.span("caption")
        return None

    def _with_notes(self, start: int, end: int) -> str:
        """A piece of the source and, defined elsewhere, the notes that it marks."""
        piece = self._said[start:end]
        labels = notes_marked_in(piece)
        notes = (
            self._said[note.start : note.end]
            for note in note_definitions(self._said)
            if note.label in labels and not start <= note.start < end
        )
        return "\n".join([piece, *notes])
