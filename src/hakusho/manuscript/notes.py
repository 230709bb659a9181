"""What counts as a note, said once for all who count: checks, citations, editions.

Notes are counted in document order. A hand-written note is one, and in a style of notes so are the
brackets of a citation in running text. Captions' citations are source lines and no notes
(``source_lines.py``), citations in a note are part of it, and an image's text is not printed; notes
in captions are notes like all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from typing import TypeGuard

    from hakusho.ast.nodes import Block, Element, Span
    from hakusho.citations.entries import Place

_CLASS = "note"


def makes_note(element: Element, place: Place, *, cites_in_notes: bool = True) -> bool:
    """Whether an element in a place is printed as a note with a number."""
    if element["t"] == "Note":
        return place != "alt"
    if element["t"] != "Cite" or place != "text" or not cites_in_notes:
        return False
    return not all(is_cross_reference(each["citationId"]) for each in element["c"][0])


def numbered_note(number: int, blocks: list[Block]) -> Span:
    """A note with the number that editions print; they never count by themselves."""
    mark = attr("", [_CLASS], [("number", str(number))])
    return {"t": "Span", "c": array(mark, [{"t": "Note", "c": blocks}])}


def is_numbered_note(element: Element) -> TypeGuard[Span]:
    """Whether an element is a note with its number, and not a span that an author calls so."""
    if element["t"] != "Span" or _CLASS not in element["c"][0][1]:
        return False
    return any(inner["t"] == "Note" for inner in element["c"][1])


def note_number(note: Span) -> str:
    """The number of a numbered note."""
    return dict(note["c"][0][2])["number"]


def noted(note: Span) -> list[Block]:
    """What stands in a numbered note."""
    return [block for inner in note["c"][1] if inner["t"] == "Note" for block in inner["c"]]
