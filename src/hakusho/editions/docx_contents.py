"""The table of contents of the DOCX edition: a field of Word's, filled already.

Its entries are links. They have no page numbers, since only Word knows its pages: it adds them
when the reader updates the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.editions.docx_package import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    TEXT,
    element,
    put_property,
    replace,
    run,
    style_of,
    text_of,
)
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

_DEEPEST, _FEWEST = 2, 4
"""As in the PDF: levels shown, and the entries below which there is no list."""


def fill(document: etree._Element, names: Mapping[str, str], metadata: Mapping[str, Any]) -> None:
    """Put the contents list in the place of its mark, and in a report a new page after it.

    Args:
        document: The main part; changed.
        names: Ids of styles by name.
        metadata: The document's metadata: ``contents_depth`` and the word for contents.
    """
    marked = next((text for text in document.iter(TEXT) if text.text == Mark.CONTENTS), None)
    place = None if marked is None else next(marked.iterancestors(PARAGRAPH), None)
    if marked is None or place is None:
        return
    depth = min(_DEEPEST, int(metadata.get("contents_depth", _DEEPEST)))
    levels = {names[f"heading {level}"]: level for level in range(1, depth + 1)}
    headings = [p for p in document.iter(PARAGRAPH) if style_of(p) in levels and text_of(p).strip()]
    after = place.getnext()
    if len(headings) < _FEWEST:
        replace(place, [])
        return
    marked.text = metadata["labels"]["contents"]
    entries = [
        _entry(heading, number, names[f"toc {levels[style_of(heading)]}"])
        for number, heading in enumerate(headings, start=1)
    ]
    first = next(i for i, child in enumerate(entries[0]) if child.tag != PARAGRAPH_PROPERTIES)
    opening = [
        _field("begin"),
        _instruction(f' TOC \\o "1-{depth}" \\h \\z \\u '),
        _field("separate"),
    ]
    for offset, each in enumerate(opening):
        entries[0].insert(first + offset, each)
    entries[-1].append(_field("end"))
    gallery, content = _gallery()
    replace(place, [gallery])
    content.extend([place, *entries])
    if metadata.get("layout"):  # a brief goes on below
        return
    while after is not None and after.tag != PARAGRAPH:
        after = after.getnext()
    if after is not None:
        put_property(after, "pageBreakBefore")


def _entry(heading: etree._Element, number: int, style: str) -> etree._Element:
    name = f"_Toc{number:09}"
    ident = str(900_000 + number)
    at = 1 if heading.find(PARAGRAPH_PROPERTIES) is not None else 0
    heading.insert(at, element("bookmarkStart", id=ident, name=name))
    heading.append(element("bookmarkEnd", id=ident))
    entry = element("p")
    put_property(entry, "pStyle", val=style)
    link = element("hyperlink", anchor=name, history="1")
    link.append(run(text_of(heading)))
    entry.append(link)
    return entry


def _field(kind: str) -> etree._Element:
    made = element("r")
    made.append(element("fldChar", fldCharType=kind))
    return made


def _instruction(words: str) -> etree._Element:
    made = element("r")
    text = element("instrText")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(text)
    return made


def _gallery() -> tuple[etree._Element, etree._Element]:
    """The frame by which Word offers its command to update the list, and its content."""
    made, held, content = element("sdt"), element("sdtPr"), element("sdtContent")
    part = element("docPartObj")
    part.append(element("docPartGallery", val="Table of Contents"))
    part.append(element("docPartUnique"))
    held.append(part)
    made.append(held)
    made.append(content)
    return made, content
