"""Where in an author's files the text stands that Typst refuses.

The body that Typst reads has lines of its own. Only when it has been refused is it written again,
with a comment before each block and formula that holds its position, ``/*@12*/``; the last one
before the error tells the place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import rewrite
from hakusho.editions.pdf import BODY
from hakusho.tools.typst import TypstError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hakusho.ast.nodes import Block, Element, RawBlock, RawInline

_MARK = re.compile(r"/\*@(\d+)\*/")
_BLOCKS = frozenset({
    "Para", "Plain", "Header", "CodeBlock", "Figure", "Table", "LineBlock", "BlockQuote", "Div",
    "BulletList", "OrderedList", "DefinitionList",
})  # fmt: skip
_INLINES = frozenset({"Math", "Code", "Link"})


def with_places(blocks: list[Block]) -> list[Block]:
    """Blocks with a mark before whatever has a place."""
    return rewrite(blocks, _marked)


def _marked(element: Element) -> Sequence[Element] | None:
    at = element.get("at")
    if at is None:
        return None
    if element["t"] in _BLOCKS:
        before: RawBlock = {"t": "RawBlock", "c": ("typst", f"/*@{at[0]}*/")}
        return [before, element]
    if element["t"] in _INLINES:
        within: RawInline = {"t": "RawInline", "c": ("typst", f"/*@{at[0]}*/")}
        return [within, element]
    return None


def up_to_error(error: Exception, folder: Path) -> str:
    """What stands in the body before the place of which Typst complains; empty if it is none."""
    cause = error.__cause__
    trace = cause.trace if isinstance(cause, TypstError) else ()
    for file, line, column in trace:
        if file == BODY:
            lines = (folder / BODY).read_text(encoding="utf-8").split("\n")
            return "\n".join([*lines[: line - 1], lines[line - 1][:column]])
    return ""


def last_place(body: str) -> int | None:
    """The position that the last mark in a body tells."""
    marks = _MARK.findall(body)
    return int(marks[-1]) if marks else None
