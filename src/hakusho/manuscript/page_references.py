"""References to pages, ``[@sec-a]{.page}``: 12頁 in PDF and Word, a link by name elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from hakusho.ast.build import array, attr, inlines_of
from hakusho.ast.walk import attr_of, elements, rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Element, Inline, Span

PAGE, SETTLED = "page", "page-reference"
"""The class that authors write, and that of editions, which have a ``page`` of their own."""


def is_page_reference(element: Element) -> TypeGuard[Span]:
    """Whether an element asks for pages."""
    return element["t"] == "Span" and not {PAGE, SETTLED}.isdisjoint(attr_of(element)[1])


def settled_page_references(blocks: list[Block]) -> list[Block]:
    """Blocks in which references to pages have the class that editions get."""

    def change(element: Element) -> Element | None:
        if not is_page_reference(element):
            return None
        (ident, classes, pairs), content = element["c"]
        named = [SETTLED if name == PAGE else name for name in classes]
        return {**element, "c": array(attr(ident, named, pairs), content)}

    return rewrite(blocks, change)


def has_page_references(blocks: list[Block]) -> bool:
    """Whether something in blocks asks for a page."""
    return any(map(is_page_reference, elements(blocks)))


def with_pages(blocks: list[Block], pages: Mapping[str, str], form: str) -> list[Block]:
    """What editions with pages print: the page of each reference's target, by its id, in a form."""

    def change(element: Element) -> Element | None:
        if not is_page_reference(element):
            return None
        own, content = element["c"]
        return {**element, "c": array(own, rewrite(content, page_of))}

    def page_of(element: Element) -> list[Inline] | None:
        if element["t"] != "Link" or element["c"][2][0][1:] not in pages:
            return None
        return inlines_of(form.format(pages[element["c"][2][0][1:]]))

    return rewrite(blocks, change)
