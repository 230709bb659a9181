"""TYP023: straight quotation marks in Japanese text, opened and closed where pandoc cannot tell.

pandoc has settled them as in text with spaces. A paragraph in which one that it found no pair for
touches an East Asian letter is settled anew, whole: its quotations become words with marks in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.walk import elements
from hakusho.findings import Finding
from hakusho.source.inline_alignment import followed
from hakusho.values.straight_quotes import PAIRS, settle, touches_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.ast.nodes import Block, Inline, Quoted, Str
    from hakusho.source.positions import Read

_OPAQUE = "\ufffc"
_CURVED = frozenset("“”‘’")
_KINDS = {"DoubleQuote": '"', "SingleQuote": "'"}
_STYLED = frozenset(
    {"Emph", "Strong", "Strikeout", "Underline", "SmallCaps", "Superscript", "Subscript"}
)
_BLANKS = {"Space": " ", "LineBreak": " ", "SoftBreak": "\n"}
_ADDRESSES = frozenset({"uri", "email"})


def settle_quotes(blocks: Sequence[Block], read: Read) -> Iterator[Finding]:
    """Write curved marks into blocks that have places, in place.

    Args:
        blocks: What pandoc reads in a text.
        read: The text.

    Yields:
        TYP023 for the first mark of each paragraph that neither opens nor closes.
    """
    if not any(mark in read.text for mark in PAIRS):
        return
    for inlines in _paragraphs(blocks):
        run = _Run(read)
        run.add(inlines)
        if any(touches_wide(run.text, at) for at in run.marks):
            yield from _settle(inlines, read)


def _settle(inlines: list[Inline], read: Read) -> Iterator[Finding]:
    _unwrap(inlines, read)
    run = _Run(read)
    run.add(inlines)
    settled = settle(run.text, run.marks)
    for at, (word, index, _) in run.marks.items():
        if at not in settled.unclear:
            mark = settled.marks.get(at, run.text[at])
            word["c"] = word["c"][:index] + mark + word["c"][index + 1 :]
    if settled.unclear:
        at = settled.unclear[0]
        position = run.marks[at][2]
        message = "it is not clear whether this {mark} opens or closes a quotation"
        opening, closing = PAIRS[run.text[at]]
        hint = "Write {opening} or {closing}; for the straight mark itself, {escaped}."
        where = read.places.at(read.origin(position)[0])
        values = (run.text[at], opening, closing, f"\\{run.text[at]}")
        yield Finding.of("TYP023", where, message, hint, *values)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[list[Inline]]:
    """Every list of inlines that is read as one text."""
    for node in elements(blocks):
        match node["t"]:
            case "Para" | "Plain":
                yield node["c"]
            case "Header":
                yield node["c"][2]
            case "LineBlock":
                yield from node["c"]
            case "DefinitionList":
                yield from (term for term, _ in node["c"])
            case "Image":
                yield node["c"][1]
            case "Cite":
                for each in node["c"][0]:
                    yield from (each["citationPrefix"], each["citationSuffix"])


def _held(node: Inline) -> list[Inline] | None:
    """The inlines in a node that are part of the text around it."""
    if node["t"] in _STYLED:
        return cast("list[Inline]", node["c"])
    if node["t"] == "Span" or node["t"] == "Quoted":
        return node["c"][1]
    if node["t"] == "Link" and not _ADDRESSES.intersection(node["c"][0][1]):
        return node["c"][1]
    return None


def _mark_of(node: Quoted, read: Read) -> str:
    """The straight mark that a quotation is written with on both sides; else empty."""
    mark = _KINDS[node["c"][0]["t"]]
    start, end = node.get("at", (0, 0))
    letters = read.text[start - read.base : end - read.base]
    return mark if len(letters) > 1 and letters[0] == letters[-1] == mark else ""


def _unwrap(inlines: list[Inline], read: Read) -> None:
    """Put straight marks and what they hold in place of each quotation."""
    for index in range(len(inlines) - 1, -1, -1):
        node = inlines[index]
        held = _held(node)
        if held is not None:
            _unwrap(held, read)
        if node["t"] == "Quoted" and _mark_of(node, read):
            start, end = node["at"]
            opening, closing = PAIRS[_mark_of(node, read)]
            first: Str = {"t": "Str", "c": opening, "at": (start, start + 1)}
            last: Str = {"t": "Str", "c": closing, "at": (end - 1, end)}
            inlines[index : index + 1] = [first, *node["c"][1], last]


class _Run:
    """The text of inlines, in which marks that are written straight are straight."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self.text = ""
        self.marks: dict[int, tuple[Str, int, int]] = {}
        """By their place in the text: the word, the place in it, the position in the source."""

    def add(self, inlines: Iterable[Inline]) -> None:
        for node in inlines:
            held = _held(node)
            if node["t"] == "Str":
                self._word(node)
            elif node["t"] == "Quoted":
                opening, closing = PAIRS[_KINDS[node["c"][0]["t"]]]
                self.text += opening
                self.add(node["c"][1])
                self.text += closing
            elif held is not None:
                self.add(held)
            else:
                self.text += _BLANKS.get(node["t"], _OPAQUE)

    def _word(self, node: Str) -> None:
        start, word = len(self.text), node["c"]
        self.text += word
        if not _CURVED.intersection(word) or "at" not in node:
            return
        offset = node["at"][0] - self._read.base
        places = followed(self._read.text, offset, word)
        for index, place in enumerate(places[:-1]):
            written = self._read.text[place]
            if word[index] in _CURVED and written in PAIRS:
                self.marks[start + index] = (node, index, place + self._read.base)
                self.text = self.text[: start + index] + written + self.text[start + index + 1 :]
