"""Links that no edition may hold: their words stay, wherever they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, rewrite
from hakusho.values.addresses import may_be_opened

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block, Element, Inline


def without_closed_links(blocks: list[Block]) -> list[Block]:
    """A finished document in which links to what may not be opened are words.

    The checks find those that an author writes (TYP003, CIT033), but a paper may put up with that.
    """
    if not any(map(_is_closed, elements(blocks))):
        return blocks

    def change(element: Element) -> list[Inline] | None:
        return element["c"][1] if element["t"] == "Link" and _is_closed(element) else None

    return rewrite(blocks, change)


def _is_closed(element: Element) -> bool:
    return element["t"] == "Link" and not may_be_opened(element["c"][2][0])
