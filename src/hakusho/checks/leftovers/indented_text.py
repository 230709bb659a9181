"""MRK020, MRK021: words that spaces at their line's beginning put where their author did not mean.

In a list or a note pandoc wants what belongs to it below the first letter of its words, or behind
four spaces; elsewhere four spaces, or a tab, make code. Other dialects, and word processors from
which people copy, want less and mean nothing by it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip
from hakusho.findings import Finding
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Block, Element
    from hakusho.source.positions import Positions

_LISTS = frozenset({"BulletList", "OrderedList"})
_PARAGRAPHS = frozenset({"Para", "Plain"})
_FOUR_SPACES = 4
_BLANK = re.compile(r"\s*\n[ \t]*\n {1,3}(?=\S)")
_FAR = 80
_EXPRESSION = "   "
"""In place of an expression that cannot be read stand as many spaces; people type 4, or 8."""
_JAPANESE_WORDS = re.compile(rf"[{JAPANESE}「『（\u3000][^{{}}\[\];=<>$|\\]*[。！？」）]\Z")
_ENGLISH_WORDS = re.compile(
    r"[A-Z“\"(][A-Za-z’']*(?:[,;:—–.?!]? [(“\"]?[A-Za-z0-9][A-Za-z0-9’'%.-]*[)”\"]?){4,}"
    r"[.?!]?[”\")]?\Z"
)
_SENTENCE = re.compile(r"[a-z)][.?!](?:[”\")]| |\Z)")


def slips_of_indents(
    blocks: Sequence[Block], nodes: Sequence[Element], positions: Positions
) -> Iterator[Slip]:
    """Find lists and paragraphs beside what they were to be in, and words that became code.

    Args:
        blocks: A chapter's.
        nodes: All that stands in them.
        positions: What the places of both mean.
    """
    for siblings in _rows_of(blocks):
        yield from _beside_lists(siblings, positions)
    yield from _beside_notes(nodes, positions)
    for node in nodes:
        if node["t"] == "CodeBlock" and "at" in node and _is_prose(node["c"][1]):
            position = node["at"][0]
            if not positions.letters(position, 1).strip("`~"):
                continue  # a fence
            message = "four spaces, or a tab, before these words make code of them"
            hint = (
                "Begin a paragraph at the margin: editions indent it as the style says. For code, "
                "write a line of ``` before and after it."
            )
            yield Slip(Finding.of("MRK021", positions.place(position), message, hint), position)


def _rows_of(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks that stand one after another in one and the same place, and those within each."""
    yield blocks
    for block in blocks:
        match block["t"]:
            case "BlockQuote":
                yield from _rows_of(block["c"])
            case "Div":
                yield from _rows_of(block["c"][1])
            case "BulletList":
                for item in block["c"]:
                    yield from _rows_of(item)
            case "OrderedList":
                for item in block["c"][1]:
                    yield from _rows_of(item)


def _beside_lists(siblings: Sequence[Block], positions: Positions) -> Iterator[Slip]:
    """Lists and paragraphs right after a list, behind its margin and before its items' words."""
    margin = 0
    for before, block in pairwise(siblings):
        if before["t"] not in _LISTS:
            margin = 0
        elif not margin:
            margin = _column(before, positions)
        if not margin or not margin < _column(block, positions) < margin + _FOUR_SPACES:
            continue
        if block["t"] in _LISTS:
            message = "this list is indented too little: it is read beside the item above it"
            hint = (
                "Put its marks below the first letter of that item's words, or four spaces behind "
                "its mark."
            )
        elif block["t"] in _PARAGRAPHS:
            message = "this paragraph is indented too little: it is read beside the list above it"
            hint = (
                "Begin it below the first letter of the item's words, or four spaces behind its "
                "mark; at the margin, if it is no part of the item."
            )
        else:
            continue
        position = block["at"][0]
        yield Slip(Finding.of("MRK020", positions.place(position), message, hint), position)


def _beside_notes(nodes: Sequence[Element], positions: Positions) -> Iterator[Slip]:
    """Paragraphs right after the text of a note that are indented, and are no part of it."""
    begins = {node["at"][0] for node in nodes if node["t"] == "Para" and "at" in node}
    for note in nodes:
        if note["t"] != "Note" or not note["c"] or "at" not in note["c"][-1]:
            continue
        end = note["c"][-1]["at"][1]
        blank = _BLANK.match(positions.letters(end, _FAR))
        position = end + len(blank[0]) if blank else end
        if blank and position in begins:
            message = "this paragraph is indented too little: it is read beside the note above it"
            hint = "Begin it with four spaces; or at the margin, if it is no part of the note."
            yield Slip(Finding.of("MRK020", positions.place(position), message, hint), position)


def _column(block: Block, positions: Positions) -> int:
    """In which column a block begins; 0 if that is not known, or it does not begin its line.

    In ``- (1) if`` the author sees one item, and pandoc a list in it.
    """
    if "at" not in block:
        return 0
    position = block["at"][0]
    column = positions.place(position).column or 1
    before = positions.letters(position - column + 1, column - 1)
    return 0 if before.strip(" \t>") else column


def _is_prose(code: str) -> bool:
    """Whether code is a paragraph of words: each of its lines, or all of them together."""
    words = code.strip()
    if code.startswith(_EXPRESSION):
        return False
    line = " ".join(words.split())
    in_english = _ENGLISH_WORDS.match(line) and _SENTENCE.search(line)
    return bool(_JAPANESE_WORDS.match(words) or in_english)
