"""A DOCX file as its parts (ECMA-376, Part 2): packing, names of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.editions import archives

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT, FOOTNOTES = "word/document.xml", "word/footnotes.xml"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
SETTINGS = "word/settings.xml"
DOCUMENT_LINKS = "word/_rels/document.xml.rels"

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
W = f"{{{NAMESPACES['w']}}}"
M = f"{{{NAMESPACES['m']}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""Of what stands there twice (part 3): a choice and a fallback."""
PARAGRAPH, RUN, TEXT, TABLE, ROW = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl", f"{W}tr"
PARAGRAPH_PROPERTIES, RUN_PROPERTIES, CELL_PROPERTIES = f"{W}pPr", f"{W}rPr", f"{W}tcPr"
_PROPERTIES = {
    PARAGRAPH: PARAGRAPH_PROPERTIES,
    RUN: RUN_PROPERTIES,
    ROW: f"{W}trPr",
    f"{W}tc": CELL_PROPERTIES,
}
VALUE = f"{W}val"
PICTURE_TYPES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "svg": "image/svg+xml", "emf": "image/x-emf", "wmf": "image/x-wmf", "bmp": "image/bmp",
    "tif": "image/tiff", "tiff": "image/tiff",
}  # fmt: skip
"""Content types of pictures by the ends of their names."""
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"

# Their order is the schema's (ECMA-376, Part 1, A.1), and Word refuses any other.
_ORDER = {
    PARAGRAPH_PROPERTIES: (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens"),
        *("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
        *("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
        *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment"),
        *("textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    ),
    RUN_PROPERTIES: (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
        *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish"),
        *("webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight"),
        *("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
        *("eastAsianLayout", "specVanish", "oMath", "rPrChange"),
    ),
}


def parse(data: bytes) -> etree._Element:
    """The root of a part; entities and other files are not followed.

    Raises:
        etree.XMLSyntaxError: If it is no XML.
    """
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: etree._Element) -> bytes:
    """A part as it stands in the file."""
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return text


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts: by name, the list of their types first."""
    return archives.pack(
        dict(sorted(parts.items(), key=lambda it: (it[0] != CONTENT_TYPES, it[0])))
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its kind, behind Word's own prefix, and its target."""

    kind: str
    target: str
    external: bool = False


def links_of(data: bytes | None) -> dict[str, Link]:
    """The relationships of a part by their ids; none of a part that has none, or a damaged one."""
    if data is None:
        return {}
    try:
        root = parse(data)
    except etree.XMLSyntaxError:
        return {}
    return {
        each.get("Id", ""): Link(
            each.get("Type", "").rpartition("/")[2],
            each.get("Target", ""),
            external=each.get("TargetMode") == "External",
        )
        for each in root.iter(f"{{{_LINKS}}}Relationship")
    }


def with_links(data: bytes | None, links: Mapping[str, Link]) -> bytes:
    """A part of relationships, or a new one, with more of them by id."""
    root = parse(data or f'<Relationships xmlns="{_LINKS}"/>'.encode())
    for ident, link in links.items():
        kind = f"{NAMESPACES['r']}/{link.kind}"
        attributes = {"Id": ident, "Type": kind, "Target": link.target}
        attributes |= {"TargetMode": "External"} if link.external else {}
        etree.SubElement(root, f"{{{_LINKS}}}Relationship", attributes)
    return written(root)


def element(name: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """An element of WordprocessingML with attributes of the same namespace."""
    made = etree.Element(f"{W}{name}", {f"{W}{key}": str(v) for key, v in attributes.items()})
    made.extend(children)
    return made


def properties(owner: etree._Element) -> etree._Element:
    """The properties of a paragraph, run, row or cell: its first child; made if there are none."""
    tag = _PROPERTIES[str(owner.tag)]
    found = owner.find(tag)
    if found is None:
        found = etree.Element(tag)
        owner.insert(0, found)
    return found


def put_property(owner: etree._Element, name: str, /, **attributes: str | int) -> etree._Element:
    """Give a paragraph or run a property; attributes that it has already and are not named stay.

    Returns:
        The property's element, in the place that the schema wants.
    """
    return put_in(properties(owner), name, **attributes)


def put_in(held: etree._Element, name: str, /, **attributes: str | int) -> etree._Element:
    """The same for properties that are there: of a paragraph, a run or a style."""
    found = held.find(f"{W}{name}")
    if found is None:
        found = element(name)
        order = _ORDER[str(held.tag)]
        before = set(order[: order.index(name)])
        at = sum(etree.QName(child).localname in before for child in held)
        held.insert(at, found)
    for key, value in attributes.items():
        found.set(f"{W}{key}", str(value))
    return found


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; empty if it names none."""
    found = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{W}pStyle")
    return "" if found is None else found.get(VALUE, "")


def text_of(owner: etree._Element) -> str:
    """What is written in an element; tabs count as spaces, notes and readings are not in it."""
    return "".join(
        " " if part.tag == f"{W}tab" else part.text or ""
        for part in owner.iter(TEXT, f"{W}tab")
        if next(part.iterancestors(f"{W}rt"), None) is None
    )


def text_in(reading: etree._Element) -> str:
    """What is written in a reading over words."""
    return "".join(part.text or "" for part in reading.iter(TEXT))


def run(text: str, like: etree._Element | None = None) -> etree._Element:
    """A run of text, with the properties of another run."""
    made = element("r")
    held = None if like is None else like.find(RUN_PROPERTIES)
    if held is not None:
        made.append(parse(etree.tostring(held)))
    part = etree.SubElement(made, TEXT)
    part.text = text
    part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def replace(old: etree._Element, new: Iterable[etree._Element]) -> None:
    """Put elements in the place of one."""
    parent = old.getparent()
    if parent is None:
        return
    for each in new:
        old.addprevious(each)  # its number among thousands of paragraphs would have to be counted
    parent.remove(old)
