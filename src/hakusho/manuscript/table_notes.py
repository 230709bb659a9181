"""Notes under a table: （注）, 注1）, Note: and the source, which belong to it and stay with it.

They follow the table directly, each as a paragraph that begins with such words, or together as
``::: {.table-notes}``, in which anything may stand. Both are joined to the table here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, attr
from hakusho.ast.walk import attr_of, elements, stringify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeGuard

    from hakusho.ast.nodes import Block, Element, Paragraph

NOTES, NOTED = "table-notes", "noted-table"
"""The classes of the notes of a table, and of both together."""
_OPENING = re.compile(
    r"[（(]?注(?:\s?[0-9０-９]{1,2})?[）):：．.\s\u3000]|※|(?:資料|出典|出所)[）):：]|[（(](?:資料|出典|出所)[）)]"
    r"|(?:Notes?|Sources?)(?:\s\d{1,2})?[.:]"
)
_SOURCE = re.compile(r"[（(]?(?:資料|出典|出所)[）):：]|Sources?(?:\s\d{1,2})?[.:]")


def with_notes(blocks: Sequence[Block]) -> list[Block]:
    """Join the notes that follow tables to them, in the blocks of a chapter and its divisions."""
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block["t"] == "Div" and NOTES not in attr_of(block)[1]:
            own, inner = block["c"]
            block = {**block, "c": array(own, with_notes(inner))}
        elif block["t"] == "Table" and (count := _count(blocks[at:])):
            block = _joined(block, blocks[at : at + count])
            at += count
        out.append(block)
    return out


def notes_by_table(blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """The notes in a text as divisions, each with the id of the table that it stands under."""
    for element in elements(with_notes(blocks)):
        if element["t"] == "Div" and NOTED in attr_of(element)[1]:
            table, notes = element["c"][1]
            yield attr_of(table)[0], notes


def sources_below(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The notes that say where a table is from (資料：, Source:): these very blocks."""
    for _, notes in notes_by_table(blocks):
        yield from (each for each in elements(notes) if is_source(each))


def is_source(note: Element) -> TypeGuard[Paragraph]:
    """Whether a note of a table says where that is from."""
    return note["t"] == "Para" and bool(_SOURCE.match(stringify(note)))


def _count(blocks: Sequence[Block]) -> int:
    """How many of the blocks that follow a table are its notes."""
    if blocks and blocks[0]["t"] == "Div" and NOTES in attr_of(blocks[0])[1]:
        return 1
    count = 0
    for block in blocks:
        if block["t"] != "Para" or not _OPENING.match(stringify(block)):
            break
        count += 1
    return count


def _joined(table: Block, notes: Sequence[Block]) -> Block:
    first = notes[0]
    if first["t"] != "Div":
        first = cast("Block", {"t": "Div", "c": array(attr("", [NOTES]), [*notes])})
    return {"t": "Div", "c": array(attr("", [NOTED]), [table, first])}
