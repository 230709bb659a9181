"""Between the marks of notes side by side: 12、13 and not 1213.

It is put in for each edition once that has lost what it does not show, since only then it is known
which marks stand side by side. A space between them gives way to it.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import inlines_of, span
from hakusho.ast.walk import elements
from hakusho.manuscript.notes import is_numbered_note
from hakusho.settling.inlines import held_by, is_holder, is_space

if TYPE_CHECKING:
    from typing import Literal

    from hakusho.ast.nodes import Block, Inline, Span

CLASS = "note-separator"
_DEEPER = (dict, list)
_WORDS = frozenset({"Str", "Space", "SoftBreak"})


def with_note_separators(blocks: list[Block], separator: str) -> list[Block]:
    """Copy a document that one edition shows, with a separator between notes side by side.

    Args:
        blocks: With numbered notes; they come back themselves if none stand side by side.
        separator: What stands there; a space in it does not break.
    """
    found = 0
    for element in elements(blocks):
        found += is_numbered_note(element)
    if found < 2:  # noqa: PLR2004  one has no neighbour
        return blocks
    words = inlines_of(separator.replace(" ", "\N{NO-BREAK SPACE}"))
    return cast("list[Block]", _separated(blocks, span(words, classes=[CLASS])))


def _separated(node: object, separator: Span) -> object:
    """A node with separators; itself where there are none to put in."""
    if type(node) is dict:
        changed = {
            key: new
            for key, value in node.items()
            if type(value) in _DEEPER and (new := _separated(value, separator)) is not value
        }
        return {**node, **changed} if changed else node
    if type(node) is not list:
        return node
    out: list[object] = []
    for each in node:
        item = _separated(each, separator) if type(each) in _DEEPER else each
        if type(item) is dict and item.get("t") not in _WORDS and _stands_at(item, 0):
            spaced = bool(out) and isinstance(out[-1], dict) and is_space(cast("Inline", out[-1]))
            before = out[-2:-1] if spaced else out[-1:]
            if before and _stands_at(before[0], -1):
                out = [*(out[:-1] if spaced else out), separator]
        out.append(item)
    same = len(out) == len(node) and all(map(is_, out, node))
    return node if same else out


def _stands_at(node: object, end: Literal[0, -1]) -> bool:
    """Whether an inline is a note, or has one at its beginning or its end."""
    if not isinstance(node, dict) or "t" not in node:
        return False
    inline = cast("Inline", node)
    if is_numbered_note(inline):
        return True
    held = held_by(inline) if is_holder(inline) else []
    return bool(held) and _stands_at(held[end], end)
