"""What attributes make of a block: numbered equations, listings with captions, boxes with titles.

pandoc keeps the attributes behind a formula as text and those of a block of code or a division as
pairs of strings. Here they become blocks and inlines of their own, each word with its place, so
that all that looks at a text sees them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from hakusho.ast.build import array, attr, inlines_of
from hakusho.ast.walk import attr_of, rewrite

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block, CodeBlock, Div, Element, Inline, Range, Span, Str

EQUATION, LISTING, LISTING_CAPTION = "equation", "listing", "listing-caption"
BOX, BOX_TITLE = "box", "box-title"
CAPTION, TITLE = "caption", "title"
"""The attributes of a block of code and of a box that hold words."""
_OF_EQUATION = re.compile(r"\{#(?P<id>eq-[\w-]+)\}(?P<rest>.*)", re.DOTALL)


def is_equation(element: Element) -> TypeGuard[Span]:
    """Whether an element is a formula with an id, on a line of its own."""
    if element["t"] != "Span" or EQUATION not in element["c"][0][1]:
        return False
    return bool(element["c"][1]) and _is_display(element["c"][1][0])


def is_listing(element: Element) -> TypeGuard[Div]:
    """Whether an element is code with a caption."""
    return element["t"] == "Div" and LISTING in element["c"][0][1]


def caption_of(listing: Div) -> list[Block]:
    """The caption of code: a division of its own, which holds one line."""
    return [each for each in listing["c"][1][:1] if LISTING_CAPTION in attr_of(each)[1]]


def with_attributed_blocks(blocks: list[Block], text: str, base: int) -> list[Block]:
    """Blocks in which attributes have become what they mean; ``text`` is what was read."""
    if not ("{#eq-" in text or f"{CAPTION}=" in text or f"{TITLE}=" in text):
        return blocks
    source = _Source(text, base)

    def change(element: Element) -> Element | None:
        if element["t"] in {"Para", "Plain"}:
            return {**element, "c": _equations(element["c"])}
        if element["t"] == "CodeBlock":
            return source.listing(element)
        return source.box(element) if element["t"] == "Div" else None

    return rewrite(blocks, change)


def _is_display(inline: Inline) -> bool:
    return inline["t"] == "Math" and inline["c"][0]["t"] == "DisplayMath"


def _equations(inlines: list[Inline]) -> list[Inline]:
    """Inlines in which each formula is one with the id behind it."""
    out: list[Inline] = []
    for inline in inlines:
        found = _OF_EQUATION.fullmatch(inline["c"]) if inline["t"] == "Str" else None
        before = out[-1:] if out and out[-1]["t"] not in {"Space", "SoftBreak"} else out[-2:-1]
        if not found or not before or not _is_display(before[0]):
            out.append(inline)
            continue
        while out[-1] is not before[0]:
            out.pop()
        out[-1] = _numbered(before[0], inline, found)
        if found["rest"]:
            out.append(_behind(inline, found["rest"]))
    return out


def _numbered(formula: Inline, written: Inline, found: re.Match[str]) -> Span:
    made: Span = {"t": "Span", "c": array(attr(found["id"], [EQUATION]), [formula])}
    if "at" in formula and "at" in written:
        made["at"] = array(formula["at"][0], written["at"][1] - len(found["rest"]))
        made["attributes"] = array(written["at"][0], written["at"][1] - len(found["rest"]))
    return made


def _behind(written: Inline, rest: str) -> Str:
    made: Str = {"t": "Str", "c": rest}
    if "at" in written:
        made["at"] = array(written["at"][1] - len(rest), written["at"][1])
    return made


class _Source:
    def __init__(self, text: str, base: int) -> None:
        self._text, self._base = text, base

    def listing(self, code: CodeBlock) -> Div | None:
        (ident, classes, pairs), lines = code["c"]
        words = dict(pairs).get(CAPTION, "").strip()
        if not words:
            return None
        others = [pair for pair in pairs if pair[0] != CAPTION]
        inner: CodeBlock = {**code, "c": array(attr("", classes, others), lines)}
        caption = self._division(LISTING_CAPTION, words, code)
        made: Div = {"t": "Div", "c": array(attr(ident, [LISTING]), [caption, inner])}
        if "at" in code:
            made["at"] = code["at"]
        if "attributes" in code:
            made["attributes"] = code["attributes"]
        return made

    def box(self, division: Div) -> Div | None:
        (ident, classes, pairs), content = division["c"]
        words = dict(pairs).get(TITLE, "").strip()
        if BOX not in classes or not words:
            return None
        own = attr(ident, classes, (pair for pair in pairs if pair[0] != TITLE))
        title = self._division(BOX_TITLE, words, division)
        return {**division, "c": array(own, [title, *content])}

    def _division(self, name: str, words: str, of: Element) -> Div:
        line: Block = {"t": "Plain", "c": self._inlines(words, of.get("attributes", of.get("at")))}
        return {"t": "Div", "c": array(attr("", [name]), [line])}

    def _inlines(self, words: str, at: Range | None) -> list[Inline]:
        """Words of an attribute, each with its place if it stands there as it is."""
        inlines = inlines_of(words)
        if at is None:
            return inlines
        since = at[0] - self._base
        for each in inlines:
            word = each["c"] if each["t"] == "Str" else " "
            found = self._text.find(word, since, at[1] - self._base)
            if found < 0:  # an entity, or an escaped letter
                each["at"] = at
                continue
            since = found + len(word)
            each["at"] = array(found + self._base, since + self._base)
        return inlines
