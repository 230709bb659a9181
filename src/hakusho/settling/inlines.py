"""Inlines as they are printed: their text, what they hold, the script at their ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array
from hakusho.values.letters import WIDE, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeGuard

    from hakusho.ast.nodes import Block, Cite, Inline, Link, Paragraph, Quoted, Span, Styled

    Holder = Styled | Quoted | Cite | Link | Span

_BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_UNREAD = frozenset({"Note", "RawInline", "RawBlock", "CodeBlock"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_STYLED = frozenset(
    {"Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline"}
)
_LETTER = re.compile(rf"[A-Za-z\u00c0-\u1fff{WIDE}]")


def words_of(node: object) -> str:
    """The text of inlines or blocks as pandoc's ``stringify`` has it.

    It is on one line, with quotation marks, without notes and raw markup.
    """
    if isinstance(node, list):
        return "".join(map(words_of, node))
    if not isinstance(node, dict) or node.get("t") in _UNREAD:
        return ""
    kind, content = node.get("t"), node.get("c")
    if content is None:
        return " " if kind in _BREAKS else ""
    if kind in {"Str", "Code", "Math"}:
        return str(content if kind == "Str" else content[1])
    if kind == "Quoted":
        opening, closing = _QUOTES[content[0]["t"]]
        return f"{opening}{words_of(content[1])}{closing}"
    return words_of(content[1] if kind == "Cite" else content)


def is_holder(inline: Inline) -> TypeGuard[Holder]:
    """Whether an inline holds others in its line, as a note and an image do not."""
    return inline["t"] in _STYLED or inline["t"] in {"Quoted", "Cite", "Link", "Span"}


def held_by(holder: Holder) -> list[Inline]:
    """The inlines in an inline."""
    if holder["t"] == "Quoted" or holder["t"] == "Cite":
        return holder["c"][1]
    if holder["t"] == "Link" or holder["t"] == "Span":
        return holder["c"][1]
    return holder["c"]


def holding(holder: Holder, content: list[Inline]) -> Inline:
    """An inline with other inlines in it."""
    held: object = content
    if holder["t"] in {"Quoted", "Cite", "Link", "Span"}:
        held = array(holder["c"][0], content, *holder["c"][2:])
    return cast("Inline", {**holder, "c": held})


def lines_in(blocks: Iterable[Block]) -> list[Inline]:
    """The inlines of paragraphs, one after the other."""
    return [inline for block in blocks if is_line(block) for inline in block["c"]]


def is_line(block: Block) -> TypeGuard[Paragraph]:
    """Whether a block is a paragraph or the text of a cell or an item."""
    return block["t"] in {"Para", "Plain"}


def is_space(inline: Inline | None) -> bool:
    """Whether an inline is the space between two words."""
    return inline is not None and inline["t"] in {"Space", "SoftBreak"}


def string_in(inline: Inline | None) -> str:
    """The text of a ``Str``; empty for all else."""
    return str(inline["c"]) if inline is not None and inline["t"] == "Str" else ""


def without_space(inlines: list[Inline]) -> None:
    """Take away the space at the end of inlines."""
    if inlines and is_space(inlines[-1]):
        inlines.pop()


def is_letter(char: str) -> bool:
    """Whether a character tells the language of its text, as digits and brackets do not."""
    return _LETTER.fullmatch(char) is not None


def begins_wide(inlines: Sequence[Inline]) -> bool:
    """Whether inlines begin in Japanese text."""
    return is_wide(words_of(list(inlines))[:1])


def ends_wide(inlines: Sequence[Inline], *, skip_space: bool = False) -> bool:
    """Whether inlines end in Japanese text; notes there, and spaces if so said, do not count."""
    for inline in reversed(inlines):
        if not (skip_space and is_space(inline)):
            words = words_of(inline)
            if words:
                return is_wide(words[-1])
    return False
