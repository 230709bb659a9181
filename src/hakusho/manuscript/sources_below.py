"""Source lines stand on a line of their own below a caption, as Japanese houses set them.

（出典：…） at the end of a caption, whoever wrote it, becomes 出典：… on the last line of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import text, with_caption
from hakusho.ast.walk import rewrite

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block, Element, Inline

_OPENING = re.compile(r"[（(](?=(?:出典|出所|資料|典拠|(?i:sources?))\s*[:：])", re.ASCII)
_OPEN, _CLOSE = "（(", "）)"


def with_sources_below(blocks: list[Block]) -> list[Block]:
    """Give the source line at the end of each caption a line of its own."""

    def change(element: Element) -> Element | None:
        if element["t"] not in {"Figure", "Table"} or not element["c"][1][1]:
            return None
        *before, last = element["c"][1][1]
        if last["t"] not in {"Plain", "Para"} or (parts := _parted(last["c"])) is None:
            return None
        caption, line = parts
        lines: list[Inline] = [*caption, {"t": "LineBreak"}, *line]
        return with_caption(element, [*before, {**last, "c": lines}])

    return rewrite(blocks, change)


def _parted(inlines: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """The words of a caption before its source line, and that without its brackets."""
    for at, inline in enumerate(inlines):
        found = _OPENING.search(inline["c"]) if inline["t"] == "Str" else None
        if inline["t"] != "Str" or found is None:
            continue
        own = text(inline["c"][found.start() :])
        line = [own if "at" not in inline else {**own, "at": inline["at"]}, *inlines[at + 1 :]]
        words = [*inlines[:at], *([text(inline["c"][: found.start()])] if found.start() else [])]
        while words and words[-1]["t"] in {"Space", "SoftBreak"}:
            words.pop()
        return (words, _without_brackets(line)) if words and _closes_at_end(line) else None
    return None


def _closes_at_end(line: list[Inline]) -> bool:
    """Whether the bracket that a line begins with is closed by its last character, not before."""
    depth = 0
    letters = "".join(each["c"] for each in line if each["t"] == "Str")
    for count, letter in enumerate(letters, start=1):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth == 0:
            return count == len(letters) and line[-1]["t"] == "Str"
    return False


def _without_brackets(line: list[Inline]) -> list[Inline]:
    first, last = line[0], line[-1]
    if first["t"] == "Str":
        line = [{**first, "c": first["c"][1:]}, *line[1:]]
    if last["t"] == "Str":
        last = line[-1]
        line = [*line[:-1], {**last, "c": last["c"][:-1]}]
    return [each for each in line if each["t"] != "Str" or each["c"]]
