"""Turned pages: sections whose pages are counted on."""

from __future__ import annotations

from lxml import etree

from hakusho.editions.docx_package import W
from hakusho.editions.docx_sections import turn_pages
from validators.docx_content import N

SECTION = (
    '<w:sectPr><w:pgSz w:w="100" w:h="200"/><w:pgNumType w:fmt="decimal" w:start="45"/></w:sectPr>'
)


def test_only_the_first_section_says_on_which_page_it_begins():
    inside = "<w:p/><w:tbl/><w:p/><w:tbl/><w:p/>"
    body = f"<w:body>{inside}{SECTION}</w:body>"
    document = etree.fromstring(f'<w:document xmlns:w="{N["w"]}">{body}</w:document>')
    turn_pages(document, list(document.iter(f"{W}tbl")), {"table caption": "TableCaption"})
    starts = [each.get(f"{W}start") for each in document.iter(f"{W}pgNumType")]
    assert len(starts) > 2
    assert starts == ["45", *[None] * (len(starts) - 1)]
