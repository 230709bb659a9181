"""Running text with places: what an author has written to be read, letter by letter.

Lines are joined as editions join them, a newline ends a paragraph, and what is no running text
(code, formulas, citations, what a template prints) is one :data:`OPAQUE`. A note stands behind the
paragraph that marks it, so that no sentence is cut by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hakusho.source.inline_alignment import followed
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hakusho.ast.nodes import Block, Inline, Range
    from hakusho.findings import Location
    from hakusho.source.positions import Positions

OPAQUE = "\ufffc"
"""Stands for what is no running text."""
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_CONTENT_AT = {"Span": 1, "Link": 1, "Image": 1}
_NO_TEXT = frozenset({"Code", "Math", "RawInline", "Cite", "Link", "Note"})
_HIDDEN = re.compile(r"[^\n]")
_PARTS = frozenset({"Header", "BlockQuote"})
_AFFIXES = ("citationPrefix", "citationSuffix")


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
        opaque: What each :data:`OPAQUE` stands for, by its index: a node, or one citation of a
            ``Cite``; nothing for what a template printed.
        citations: Start and end of what stands in the brackets of each citation, if it was read.
    """

    text: str
    at: Sequence[int]
    notes: tuple[tuple[int, int, int], ...]
    positions: Positions
    parts: tuple[tuple[int, int, str], ...] = ()
    ends: tuple[int, ...] = ()
    opaque: Mapping[int, Any] = field(default_factory=dict)
    citations: tuple[tuple[int, int], ...] = ()

    def place(self, index: int) -> Location:
        """File, line and column of a letter."""
        return self.positions.place(self.at[min(index, len(self.at) - 1)])

    def range(self, start: int, end: int) -> Range:
        """The positions of a stretch of the text."""
        return self.at[start], self.at[max(end - 1, start)] + 1

    def written(self, start: int, end: int) -> str:
        """A stretch of the text as the author typed it, markup included."""
        return self.positions.written(self.range(start, end))

    def block(self, index: int) -> str:
        """The text of the block around a letter."""
        at = bisect_right(self.ends, index)
        start, end = (0, *self.ends)[at], (*self.ends, len(self.text))[at]
        return self.text[start:end]

    def without(self, *names: str) -> Prose:
        """The same letters, those of some parts opaque.

        Args:
            names: ``Header``, ``BlockQuote``, ``Cite``, or a class of divisions.
        """
        return self.hiding((start, end) for start, end, name in self.parts if name in names)

    def hiding(self, spans: Iterable[tuple[int, int]]) -> Prose:
        """The same letters, those of some stretches opaque; a paragraph's end stays one."""
        letters = list(self.text)
        for start, end in spans:
            letters[start:end] = _HIDDEN.sub(OPAQUE, self.text[start:end])
        return replace(self, text="".join(letters))

    def order(self, index: int) -> tuple[int, int]:
        """A key that sorts letters as a reader meets them, notes where their mark stands."""
        at = bisect_right(self.notes, (index, len(self.text), 0)) - 1
        if at >= 0 and index < self.notes[at][1]:
            return self.notes[at][2], index
        return index, -1


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
        The text; captions, cells, items and notes are paragraphs of it.
    """
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
        tuple(reader.cited),
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
        self.nodes: dict[int, Any] = {}
        self.cited: list[tuple[int, int]] = []
        self._waiting: list[tuple[int, str, Any]] = []
        self._last = 0

    # -- blocks --------------------------------------------------------------------------------

    def blocks(self, node: Any) -> None:
        """Read blocks, or lists of them at any depth."""
        if isinstance(node, list):
            for each in node:
                self.blocks(each)
        elif isinstance(node, dict) and "t" in node:
            self._block(node)

    def _block(self, node: Any) -> None:
        start, kind = len(self.at), node["t"]
        self._content(node)
        names = node["c"][0][1] if kind == "Div" else [kind] if kind in _PARTS else []
        self.parts += [(start, len(self.at), name) for name in names]
        if kind != "Plain":  # an item of a tight list, or a cell
            self.ends.append(len(self.at))

    def _content(self, node: Any) -> None:
        kind, content = node["t"], node.get("c")
        if kind in {"Para", "Plain"}:
            self._paragraph(content)
        elif kind == "Header":
            self._paragraph(content[2])
        elif kind == "LineBlock":
            for line in content:
                self._paragraph(line)
        elif kind == "DefinitionList":
            for term, definitions in content:
                self._paragraph(term)
                self.blocks(definitions)
        elif kind == "Figure":
            self.blocks(content[1][1])
        elif kind == "Table":
            self.blocks([content[1][1], *_cells(node)])
        elif kind in {"CodeBlock", "RawBlock"}:
            self._opaque(node)
            self._end()
        else:
            self.blocks(content)

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

    def _inlines(self, nodes: Sequence[Any]) -> None:
        for number, node in enumerate(nodes):
            kind, content = node["t"], node.get("c")
            if kind == "Str":
                self._word(node)
            elif kind in {"Space", "LineBreak"}:
                self._add(" ", self._start(node))
            elif kind == "SoftBreak":
                self._break(node, nodes[number + 1 : number + 2])
            elif kind == "Quoted":
                marks = _QUOTES[content[0]["t"]]
                start, end = node.get("at", (self._last, self._last + 1))
                self._add(marks[0], start)
                self._inlines(content[1])
                self._add(marks[1], end - 1)
            elif kind == "Cite" and self._citations:
                self._cite(content[0])
            elif kind in _CONTENT_AT and not _is_address(node):
                self._inlines(content[_CONTENT_AT[kind]])
            elif isinstance(content, list) and kind not in _NO_TEXT:
                self._inlines(content)
            else:
                beside = self._beside(node)
                if beside:
                    self._waiting.append((len(self.at), kind, beside))
                self._opaque(node)

    def _beside(self, node: Any) -> list[Any]:
        """What stands behind the paragraph of an inline: a note, the words in a citation."""
        if node["t"] == "Cite" and self._with_beside:
            words = (each[key] for each in node["c"][0] for key in _AFFIXES)
            return [{"t": "Plain", "c": each} for each in words if each]
        return list(node["c"]) if node["t"] == "Note" else []

    def _cite(self, citations: Sequence[Any]) -> None:
        start = len(self.at)
        for each in citations:
            self._inlines(each["citationPrefix"])
            self._opaque(each)
            self._inlines(each["citationSuffix"])
        self.cited.append((start, len(self.at)))

    def _word(self, node: Any) -> None:
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
        for letter, position in zip(word, letters, strict=True):
            self._add(letter if self.positions.is_typed(position) else OPAQUE, position)

    def _break(self, node: Any, following: Sequence[Any]) -> None:
        """A line's end: nothing beside a Japanese letter, as editions have it."""
        before = self.text[-1][-1:] if self.text else ""
        after = following[0]["c"][:1] if following and following[0]["t"] == "Str" else ""
        if not (is_wide(before) or is_wide(after)):
            self._add(" ", self._start(node))

    def _opaque(self, node: Any) -> None:
        self.nodes[len(self.at)] = node
        self._add(OPAQUE, self._start(node))

    def _start(self, node: Any) -> int:
        start: int = node.get("at", (self._last,))[0]
        return start

    def _add(self, letter: str, position: int) -> None:
        self.text.append(letter)
        self.at.append(position)
        self._last = position


def _is_address(node: Any) -> bool:
    """Whether a link is an address that stands for itself."""
    return node["t"] == "Link" and any(name in {"uri", "email"} for name in node["c"][0][1])


def _cells(table: Any) -> list[Any]:
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1]]
    return [cell[4] for row in rows for cell in row[1]]
