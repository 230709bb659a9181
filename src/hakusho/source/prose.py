"""Running text with places: what an author has written to be read, letter by letter.

Lines are joined as editions join them, a newline ends a paragraph, and what is no running text
(code, formulas, citations, what a template prints) is one :data:`OPAQUE`. A note stands behind the
paragraph that marks it, so that no sentence is cut by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, cells, stringify
from hakusho.source.inline_alignment import followed
from hakusho.tools.keeping import Same, recall
from hakusho.values.letters import is_unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hakusho.ast.nodes import (
        Blank,
        Block,
        Citation,
        Cite,
        Element,
        Inline,
        Link,
        Quoted,
        Range,
        Str,
    )
    from hakusho.findings import Location
    from hakusho.source.positions import Positions

OPAQUE = "\ufffc"
"""Stands for what is no running text."""
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_ADDRESSES = frozenset({"uri", "email"})
"""The classes of a link that is an address and stands for itself."""
_HIDDEN = re.compile(r"[^\n]")
_PARTS = frozenset(
    {"Header", "BlockQuote", "BulletList", "OrderedList", "DefinitionList", "LineBlock", "Table"}
)


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text.

    Attributes:
        text: Its letters.
        at: The position of each of them.
        notes: Start and end of each note in the text, and the index of the letter at its mark.
        positions: What the positions mean.
        parts: Start, end and name of what may be left out (:meth:`without`).
        ends: Where each block of the text ends, a table or a list of short items being one.
        opaque: What each :data:`OPAQUE` stands for, by its index; nothing for what a template
            printed.
        single: The citation of each that stands for one of several in brackets, if these were read.
        citations: Start and end of what stands in the brackets of each citation, if it was read.
        breaks: Where a further line of a paragraph begins, as its author broke it; and whether
            editions keep the break.
    """

    text: str
    at: Sequence[int]
    notes: tuple[tuple[int, int, int], ...]
    positions: Positions
    parts: tuple[tuple[int, int, str], ...] = ()
    ends: tuple[int, ...] = ()
    opaque: Mapping[int, Element] = field(default_factory=dict)
    single: Mapping[int, Citation] = field(default_factory=dict)
    citations: tuple[tuple[int, int], ...] = ()
    breaks: Mapping[int, bool] = field(default_factory=dict)

    def place(self, index: int) -> Location:
        """File, line and column of a letter."""
        return self.positions.place(self.at[min(index, len(self.at) - 1)])

    def range(self, start: int, end: int) -> Range:
        """The positions of a stretch of the text."""
        return self.at[start], self.at[max(end - 1, start)] + 1

    def written(self, start: int, end: int) -> str:
        """A stretch of the text as the author typed it, markup included."""
        return self.positions.written(self.range(start, end))

    def is_bare(self, start: int, end: int) -> bool:
        """Whether nothing is written between the letters around a stretch but its own letters."""
        return self.at[min(end, len(self.at) - 1)] - self.at[max(start - 1, 0)] == end - start + 1

    def block(self, index: int) -> str:
        """The text of the block around a letter."""
        at = bisect_right(self.ends, index)
        start, end = (0, *self.ends)[at], (*self.ends, len(self.text))[at]
        return self.text[start:end]

    def without(self, *names: str) -> Prose:
        """The same letters, those of some parts opaque.

        Args:
            names: ``Header``, ``BlockQuote``, a kind of list, ``LineBlock``, ``Table``, ``Note``,
                ``Cite``, ``Link`` for those that lead out of the document, or a class of divisions,
                of words or of images.
        """
        return recall((f"{__name__}.without", Same(self), names), lambda: self._without(names))

    def _without(self, names: tuple[str, ...]) -> Prose:
        return self.hiding((start, end) for start, end, name in self.parts if name in names)

    def hiding(self, spans: Iterable[tuple[int, int]]) -> Prose:
        """The same letters, those of some stretches opaque; a paragraph's end stays one."""
        pieces: list[str] = []
        at = 0
        for start, end in sorted(spans):
            if end > at:
                begin = max(start, at)
                pieces += (self.text[at:begin], _HIDDEN.sub(OPAQUE, self.text[begin:end]))
                at = end
        return replace(self, text="".join((*pieces, self.text[at:]))) if pieces else self

    def order(self, index: int) -> tuple[int, int]:
        """A key that sorts letters as a reader meets them, notes where their mark stands."""
        note = self.note_at(index)
        return (note[2], index) if note else (index, -1)

    def note_at(self, index: int) -> tuple[int, int, int] | None:
        """The note in which a letter stands, one of ``notes``."""
        at = bisect_right(self.notes, index, key=lambda note: note[0]) - 1
        return self.notes[at] if at >= 0 and index < self.notes[at][1] else None


def prose_of(
    blocks: Sequence[Block],
    positions: Positions,
    *,
    beside: bool = False,
    citations: bool = False,
    printed: bool = False,
) -> Prose:
    """Read blocks as running text.

    Args:
        blocks: Of a chapter, each with its place.
        positions: What the places mean.
        beside: Whether the words beside a key in a citation do; they stand behind the paragraph.
        citations: Whether the text around citekeys does: ``see`` and ``, 46頁``.
        printed: Whether what templates print does, at the place of its expression.

    Returns:
        The text; captions, cells, items and notes are paragraphs of it. It is kept as long as the
        blocks are, which have their places for good.
    """
    given = (beside, citations, printed)
    return recall((__name__, Same(blocks), given), lambda: _read(blocks, positions, *given))


def _read(
    blocks: Sequence[Block],
    positions: Positions,
    beside: bool,  # noqa: FBT001  as they stand in the key
    citations: bool,  # noqa: FBT001
    printed: bool,  # noqa: FBT001
) -> Prose:
    reader = _Reader(positions, beside=beside, citations=citations, printed=printed)
    reader.blocks(blocks)
    return Prose(
        "".join(reader.text),
        reader.at,
        tuple(sorted(reader.notes)),
        positions,
        tuple(reader.parts),
        tuple(dict.fromkeys(reader.ends)),
        reader.nodes,
        reader.single,
        tuple(reader.cited),
        reader.breaks,
    )


class _Reader:
    def __init__(
        self, positions: Positions, *, beside: bool, citations: bool, printed: bool
    ) -> None:
        self.positions = positions
        self._with_beside, self._citations, self._printed = beside, citations, printed
        self.text: list[str] = []
        self.at: list[int] = []
        self.notes: list[tuple[int, int, int]] = []
        self.parts: list[tuple[int, int, str]] = []
        self.ends: list[int] = []
        self.nodes: dict[int, Element] = {}
        self.single: dict[int, Citation] = {}
        self.cited: list[tuple[int, int]] = []
        self.breaks: dict[int, bool] = {}
        self._waiting: list[tuple[int, str, list[Block]]] = []
        self._last = 0

    # -- blocks --------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Read blocks."""
        for block in blocks:
            start = len(self.at)
            self._block(block)
            own = [str(block["t"])] if block["t"] in _PARTS else []
            names = attr_of(block)[1] if block["t"] == "Div" else own
            self.parts += [(start, len(self.at), name) for name in names]
            if block["t"] != "Plain":  # an item of a tight list, or a cell
                self.ends.append(len(self.at))

    def _block(self, block: Block) -> None:
        if block["t"] == "CodeBlock" or block["t"] == "RawBlock":
            self._opaque(block)
            self._end()
        elif block["t"] == "DefinitionList":
            for term, definitions in block["c"]:
                self._paragraph(term)
                for each in definitions:
                    self.blocks(each)
        else:
            for inlines in _own_words(block):
                self._paragraph(inlines)
            for blocks in _held(block):
                self.blocks(blocks)

    def _paragraph(self, inlines: Sequence[Inline]) -> None:
        self._inlines(inlines)
        self._end()
        waiting, self._waiting = self._waiting, []
        for mark, kind, blocks in waiting:
            start = len(self.at)
            self.ends.append(start)
            self.blocks(blocks)
            self.notes.append((start, len(self.at), mark))
            self.parts.append((start, len(self.at), kind))
            self.ends.append(len(self.at))

    def _end(self) -> None:
        self._add("\n", self._last)

    # -- inlines -------------------------------------------------------------------------------

    def _inlines(self, nodes: Sequence[Inline]) -> None:
        for number, node in enumerate(nodes):
            match node["t"]:
                case "Str":
                    self._word(node)
                case "Space":
                    self._add(" ", self._start(node))
                case "SoftBreak" | "LineBreak":
                    self._break(node, nodes[number + 1 : number + 2])
                case "Quoted":
                    self._quoted(node)
                case "Cite" if self._citations:
                    self._cite(node)
                case "Span" | "Image":
                    start = len(self.at)
                    self._inlines(node["c"][1])
                    self.parts += ((start, len(self.at), name) for name in node["c"][0][1])
                case "Link" if not _ADDRESSES.intersection(node["c"][0][1]):
                    self._link(node)
                case "Code" | "Math" | "RawInline" | "Cite" | "Link" | "Note":
                    self._aside(node)
                case _:
                    self._inlines(node["c"])

    def _link(self, node: Link) -> None:
        start = len(self.at)
        self._inlines(node["c"][1])
        if not node["c"][2][0].startswith("#"):
            self.parts.append((start, len(self.at), node["t"]))

    def _quoted(self, node: Quoted) -> None:
        marks = _QUOTES[node["c"][0]["t"]]
        start, end = node.get("at", (self._last, self._last + 1))
        self._add(marks[0], start)
        self._inlines(node["c"][1])
        self._add(marks[1], end - 1)

    def _aside(self, node: Inline) -> None:
        """What is no text here: a note, and the words in a citation, stand behind the paragraph."""
        blocks = list(node["c"]) if node["t"] == "Note" else []
        if node["t"] == "Cite" and self._with_beside:
            affixes = ((each["citationPrefix"], each["citationSuffix"]) for each in node["c"][0])
            blocks = [{"t": "Plain", "c": words} for pair in affixes for words in pair if words]
        if blocks:
            self._waiting.append((len(self.at), node["t"], blocks))
        self._opaque(node)

    def _cite(self, node: Cite) -> None:
        start = len(self.at)
        for each in node["c"][0]:
            self._inlines(each["citationPrefix"])
            self.single[len(self.at)] = each
            self._add(OPAQUE, self._start(each))
            self._inlines(each["citationSuffix"])
        self.cited.append((start, len(self.at)))

    def _word(self, node: Str) -> None:
        word, at = node["c"], node.get("at")
        if at is None:
            self._opaque(node)
            return
        letters: Sequence[int] = range(*at)
        if len(letters) != len(word):
            places = followed(self.positions.letters(at[0], len(letters)), 0, word)
            letters = [at[0] + each for each in places[:-1]] or [at[0]] * len(word)
        if self._printed or self.positions.is_typed_whole(at):
            self.text.append(word)
            self.at += letters
            self._last = at[1] - 1
            return
        typed = self.positions.typed(letters)
        for letter, position, by_hand in zip(word, letters, typed, strict=True):
            self._add(letter if by_hand else OPAQUE, position)

    def _break(self, node: Blank, following: Sequence[Inline]) -> None:
        """A line's end: nothing beside a Japanese letter, as editions have it, unless kept."""
        before = self.text[-1][-1:] if self.text else ""
        after = stringify(list(following))[:1]
        kept = node["t"] == "LineBreak"
        if kept or not (is_unspaced(before) or is_unspaced(after)):
            self._add(" ", self._start(node))
        self.breaks[len(self.at)] = kept

    def _opaque(self, node: Element) -> None:
        self.nodes[len(self.at)] = node
        self._add(OPAQUE, self._start(node))

    def _start(self, node: Element | Citation) -> int:
        return node.get("at", (self._last,))[0]

    def _add(self, letter: str, position: int) -> None:
        self.text.append(letter)
        self.at.append(position)
        self._last = position


def _own_words(block: Block) -> list[list[Inline]]:
    match block["t"]:
        case "Para" | "Plain":
            return [block["c"]]
        case "Header":
            return [block["c"][2]]
        case "LineBlock":
            return block["c"]
        case _:
            return []


def _held(block: Block) -> list[list[Block]]:
    match block["t"]:
        case "BulletList":
            return block["c"]
        case "OrderedList":
            return block["c"][1]
        case "BlockQuote":
            return [block["c"]]
        case "Div" | "Figure":
            return [block["c"][1] if block["t"] == "Div" else block["c"][1][1]]
        case "Table":
            return [block["c"][1][1], *cells(block)]
        case _:
            return []
