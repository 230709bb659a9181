"""References to pages, ``[@sec-a]{.page}``: 12頁 in the PDF, a link by name elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.build import array, inlines_of
from hakusho.ast.walk import attr_of, elements, rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Element, Inline

PAGE = "page"


def is_page_reference(element: Element) -> bool:
    """Whether an element asks for pages."""
    return element["t"] == "Span" and PAGE in attr_of(element)[1]


def has_page_references(blocks: list[Block]) -> bool:
    """Whether something in blocks asks for a page."""
    return any(map(is_page_reference, elements(blocks)))


def with_pages(blocks: list[Block], pages: Mapping[str, str], form: str) -> list[Block]:
    """What the PDF prints: the page of what each reference leads to, by its id, in its form."""

    def change(element: Element) -> Element | None:
        if not is_page_reference(element):
            return None
        own, content = element["c"]  # type: ignore[misc]
        return {**element, "c": array(own, rewrite(content, page_of))}  # type: ignore[return-value,typeddict-item]

    def page_of(element: Element) -> list[Inline] | None:
        if element["t"] != "Link" or element["c"][2][0][1:] not in pages:
            return None
        return inlines_of(form.format(pages[element["c"][2][0][1:]]))

    return rewrite(blocks, change)
