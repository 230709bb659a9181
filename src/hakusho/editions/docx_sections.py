"""Pages of the DOCX edition that are turned for a table: a section of their own (17.6.17)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import PARAGRAPH, W, element, properties, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

_SIDES = ("left", "right")


def turned_width(document: etree._Element) -> int:
    """How wide the text of a turned page is, in twips; 0 for a document without a page size."""
    last = _last(document)
    size = None if last is None else last.find(f"{W}pgSz")
    margins = None if last is None else last.find(f"{W}pgMar")
    if size is None or margins is None:
        return 0
    taken = sum(int(margins.get(f"{W}{side}", "0")) for side in _SIDES)
    return int(size.get(f"{W}h", "0")) - taken


def turn_pages(
    document: etree._Element, tables: Iterable[etree._Element], names: Mapping[str, str]
) -> None:
    """Give each of some tables of the main part, with its caption and notes, a turned page.

    What stands before a table ends with a page as all others are. Only the first section of all
    begins with a title page.
    """
    last = _last(document)
    if last is None:
        return
    usual = deepcopy(last)
    for table in tables:
        before, behind = _around(table, names)
        if before is not None and not _ends_section(before):
            _end_section(before, usual)
            _without_title_page(usual)
        across = deepcopy(usual)
        _turn(across)
        _without_title_page(usual)
        if behind.tag == PARAGRAPH:
            properties(behind).append(across)
        else:
            behind.addnext(element("p", element("pPr", across)))
    if usual.find(f"{W}titlePg") is None:
        _without_title_page(last)
    _count_on(document)


def _around(
    table: etree._Element, names: Mapping[str, str]
) -> tuple[etree._Element | None, etree._Element]:
    """What stands before a table, its caption and headings; the last of it and its notes."""
    headings = {names.get(f"heading {level}") for level in range(1, 10)}
    before = table.getprevious()
    while before is not None and style_of(before) in {names["table caption"], *headings}:
        before = before.getprevious()
    last, after, notes = table, table.getnext(), names.get("table notes", "none")
    while after is not None and style_of(after) == notes:
        last, after = after, after.getnext()
    return before, last


def _count_on(document: etree._Element) -> None:
    """Let the pages of a section go on from the one before."""
    for later in list(document.iter(f"{W}sectPr"))[1:]:
        for pages in later.iter(f"{W}pgNumType"):
            if f"{W}start" in pages.attrib:
                del pages.attrib[f"{W}start"]


def _last(document: etree._Element) -> etree._Element | None:
    sections = document.findall(f"{W}body/{W}sectPr")
    return sections[-1] if sections else None


def _ends_section(block: etree._Element) -> bool:
    return block.find(f"{W}pPr/{W}sectPr") is not None


def _end_section(block: etree._Element, section: etree._Element) -> None:
    """Let a section end with a block: a paragraph says so itself, after all else it takes one."""
    made = deepcopy(section)
    if block.tag == PARAGRAPH:
        properties(block).append(made)
    else:
        block.addnext(element("p", element("pPr", made)))


def _without_title_page(section: etree._Element) -> None:
    for found in section.findall(f"{W}titlePg"):
        section.remove(found)


def _turn(section: etree._Element) -> None:
    size = section.find(f"{W}pgSz")
    if size is not None:
        width, height = size.get(f"{W}w", ""), size.get(f"{W}h", "")
        size.set(f"{W}w", height)
        size.set(f"{W}h", width)
        size.set(f"{W}orient", "landscape")
