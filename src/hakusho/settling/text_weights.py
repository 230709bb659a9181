"""What a finished document's text weighs, section by section: what budgets count.

It is weighed once citations are worded and notes numbered, since before that nobody knows how long
a note is (同上 is two characters, the first mention of the work eighty). What goes with a figure in
some editions only (its description and its table of values) is no text of the paper's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from hakusho.ast.walk import elements, rewrite
from hakusho.manuscript.figure_companions import is_companion
from hakusho.manuscript.marked_lists import is_mark
from hakusho.manuscript.notes import is_numbered_note, note_number, noted
from hakusho.settling.inlines import is_line, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.ast.nodes import Block, Element, Inline, Table


_Kind = Literal["heading", "note", "figure", "table", "body", "caption", "cell"]
_Piece: TypeAlias = "tuple[_Kind, Any]"
_LINES: tuple[_Kind, ...] = ("body", "caption", "cell")


@dataclass(frozen=True, slots=True)
class WeighedNote:
    """A note as it is printed: its number and its text."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionWeight:
    """The text under one heading, up to the next heading of whatever level."""

    id: str  # the heading's id; empty for what stands before the first heading
    level: int  # the heading's level; 0 before the first heading
    title: str  # as printed, with its number, without its notes
    body: str  # paragraphs, lists, quotations and the heading itself, one per line
    captions: str  # captions of figures and tables with their numbers and source lines
    cells: str  # cells of tables
    # The notes whose marks stand here, also those in captions and cells.
    notes: tuple[WeighedNote, ...]
    figures: int  # how many figures
    tables: int  # how many tables


@dataclass(frozen=True, slots=True)
class TextWeights:
    """A document's text."""

    # In document order; the first is what stands before the first heading.
    sections: tuple[SectionWeight, ...]
    bibliography: str  # the entries of the bibliography, one per line

    @property
    def figures(self) -> int:
        """How many figures the document has."""
        return sum(section.figures for section in self.sections)

    @property
    def tables(self) -> int:
        """How many tables the document has."""
        return sum(section.tables for section in self.sections)


def weigh(blocks: Sequence[Block], entries: Sequence[Block] = ()) -> TextWeights:
    """Weigh a document with citations in words and notes numbered, and apart its bibliography."""
    sections: list[tuple[str, int, str, list[_Piece]]] = [("", 0, "", [])]
    for kind, value in _pieces(blocks):
        if kind == "heading":
            level, (ident, *_), inlines = value["c"]
            sections.append((ident, level, _printed(inlines), []))
        else:
            sections[-1][-1].append((kind, value))
    return TextWeights(tuple(_section(*section) for section in sections), _text(entries))


def _section(ident: str, level: int, title: str, pieces: list[_Piece]) -> SectionWeight:
    found: dict[_Kind, list[Any]] = {kind: [] for kind in get_args(_Kind)}
    for kind, value in pieces:
        found[kind].append(value)
    body, captions, cells = ("\n".join(found[kind]) for kind in _LINES)
    counts = len(found["figure"]), len(found["table"])
    return SectionWeight(ident, level, title, body, captions, cells, tuple(found["note"]), *counts)


def _text(blocks: Sequence[Block]) -> str:
    """The text of what has no sections of its own: a note, the bibliography."""
    return "\n".join(value for kind, value in _pieces(blocks) if kind in _LINES)


def _pieces(blocks: Iterable[Block], into: _Kind = "body") -> Iterator[_Piece]:
    """What blocks hold, in order: lines of text, headings, notes, figures and tables."""
    for block in blocks:
        if block["t"] == "Figure":
            yield "figure", ""
            yield from _pieces([*block["c"][1][1], *block["c"][2]], "caption")
        elif block["t"] == "Table":
            yield "table", ""
            yield from _pieces(block["c"][1][1], "caption")
            yield from _pieces(_cells(block), "cell")
        elif block["t"] == "Header":
            yield "heading", block
            yield from _line(block["c"][2], "body")
        elif block["t"] == "CodeBlock":
            yield into, block["c"][1]
        elif block["t"] == "LineBlock":
            for line in block["c"]:
                yield from _line(line, into)
        elif is_line(block):
            yield from _line(block["c"], into)
        else:
            yield from _pieces(blocks_in(block), into)


def blocks_in(block: Block) -> Iterator[Block]:
    """The blocks of a block that holds some; terms are lines among their definitions."""
    if block["t"] == "BlockQuote":
        yield from block["c"]
    elif block["t"] == "Div" and not is_companion(block):
        yield from block["c"][1]
    elif block["t"] == "BulletList":
        yield from chain.from_iterable(block["c"])
    elif block["t"] == "OrderedList":
        yield from chain.from_iterable(block["c"][1])
    elif block["t"] == "DefinitionList":
        for term, definitions in block["c"]:
            yield {"t": "Plain", "c": term}
            yield from chain.from_iterable(definitions)


def _cells(table: Table) -> Iterator[Block]:
    _, _, _, (_, head), bodies, (_, foot) = table["c"]
    rows = [*head, *(row for _, _, *parts in bodies for part in parts for row in part), *foot]
    for _, cells in rows:
        for cell in cells:
            yield from cell[-1]


def _line(inlines: list[Inline], into: _Kind) -> Iterator[_Piece]:
    for element in elements(inlines):
        if is_numbered_note(element):
            yield "note", WeighedNote(note_number(element), _text(noted(element)))
    line = _printed(inlines)
    if line:
        yield into, line


def _printed(inlines: list[Inline]) -> str:
    """The text of a line; notes, images, formulas and raw markup are no text."""

    def without(element: Element) -> list[Inline] | None:
        no_text = element["t"] in {"Image", "Math", "RawInline"} or is_numbered_note(element)
        return [] if no_text or is_mark(element) else None

    return words_of(rewrite(inlines, without))
