"""Citations in captions are source lines (出典：…): set in full where they stand, never as notes.

So are those of what stands under a table as 資料：… or Source: ….

A source line is no note, so it must not count among them, and a 同上 after it must not mean it.
citeproc knows only one chain of citations. So the citations of captions are moved to the end of
the document, where citeproc words each as a first mention, apart from the others;
:func:`put_back` then sets them in their captions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, attr, text, with_caption
from hakusho.ast.walk import attr_of, elements, rewrite, stringify
from hakusho.manuscript.table_notes import NOTES, is_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from hakusho.ast.nodes import Block, Element, Inline

PLACE_CLASS, HOLDER_ID = "source-line", "source-lines"
_BRACKETS = (("(", ")"), ("（", "）"), ("[", "]"))


def take_out(blocks: list[Block]) -> list[Block]:
    """Move the citations of source lines to the document's end; cross-references are resolved.

    Returns:
        The document with places in its captions. Its last block holds the citations, if there are
        any, one paragraph each.
    """
    taken: list[Block] = []

    def in_caption(element: Element) -> Element | None:
        if element["t"] != "Cite":
            return None
        taken.append({"t": "Para", "c": [element]})
        own = attr("", [PLACE_CLASS], [("number", str(len(taken)))])
        return {"t": "Span", "c": array(own, [])}

    def captioned(element: Element) -> Element | None:
        if element["t"] == "Div" and NOTES in attr_of(element)[1]:
            own, inner = element["c"]
            lines = [
                _outside_notes(each, in_caption) if is_source(each) else each for each in inner
            ]
            return {**element, "c": array(own, cast("list[Block]", lines))}
        if element["t"] not in {"Figure", "Table"}:
            return None
        caption = _outside_notes(element["c"][1][1], in_caption)
        return with_caption(element, cast("list[Block]", caption))

    placed = rewrite(blocks, captioned)
    return [*placed, {"t": "Div", "c": array(attr(HOLDER_ID), taken)}] if taken else placed


def put_back(blocks: list[Block]) -> list[Block]:
    """Set the source lines in their captions, worded in full, without their final full stop.

    The citations of :func:`take_out` are in words: notes, or text in an in-text style.
    """
    holder = blocks[-1] if blocks else None
    if holder is None or holder["t"] != "Div" or holder["c"][0][0] != HOLDER_ID:
        return blocks
    lines = [_line(paragraph["c"]) for paragraph in holder["c"][1] if paragraph["t"] == "Para"]

    def captioned(element: Element) -> list[Inline] | None:
        if element["t"] != "Span" or PLACE_CLASS not in element["c"][0][1]:
            return None
        return lines[int(dict(element["c"][0][2])["number"]) - 1]

    return rewrite(blocks[:-1], captioned)


def _line(inlines: list[Inline]) -> list[Inline]:
    notes = (each["c"] for each in elements(inlines) if each["t"] == "Note")
    paragraphs = (each for note in notes for each in note if each["t"] == "Para")
    words = [inline for each in paragraphs for inline in each["c"]] or _without_brackets(inlines)
    if words and words[-1]["t"] == "Str":
        words[-1] = text(words[-1]["c"].removesuffix("。").removesuffix("."))
    return words


def _without_brackets(inlines: list[Inline]) -> list[Inline]:
    """What an in-text style puts into brackets, without them: a source line stands in its own."""
    words = [*inlines]
    for opening, closing in _BRACKETS:
        first, last = words[:1], words[-1:]
        if (
            (first and first[0]["t"] == "Str" and first[0]["c"].startswith(opening))
            and last[0]["t"] == "Str"
            and last[0]["c"].endswith(closing)
        ):
            words[-1] = text(last[0]["c"].removesuffix(closing))
            words[0] = text(stringify(words[0]).removeprefix(opening))
            break
    return words


def _outside_notes(node: object, change: Callable[[Element], Element | None]) -> object:
    """Rewrite a caption but not the notes in it: their citations are notes like all others."""
    if isinstance(node, list):
        return [_outside_notes(item, change) for item in node]
    if not isinstance(node, dict) or node.get("t") == "Note":
        return node
    changed = change(cast("Element", node))
    if changed is not None:
        return changed
    return {key: _outside_notes(value, change) for key, value in node.items()}
