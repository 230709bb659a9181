"""What Word writes and pandoc (3.9) passes over, words and all, in forms that it reads.

Readings over words (``w:ruby``), fields that are one element, as the numbers of captions
(``w:fldSimple``), boxes of text beside other words, words that were moved while changes were
tracked, and words within elements that only say something of them (ECMA-376 Part 1, 17.3, 17.5,
17.13 and 17.16).
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.starting.word_package import TEXTS, parsed, written
from hakusho.starting.word_sources import CLOSE, OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_ABOUT = tuple(f"{_W}{name}" for name in ("customXml", "dir", "bdo", "moveTo", "smartTag"))
"""Elements that say something of the words within."""
_OF_THEMSELVES = tuple(f"{_W}{name}" for name in ("customXmlPr", "smartTagPr", "rPr"))
_LINK = re.compile(r'HYPERLINK +"(?P<to>[^"\s]+)"')
_PLAIN = "none"


def with_text(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Write all text of a Word document so that pandoc reads it; the rest stays as it was."""
    try:
        return {**parts, **{name: _with_text(parts[name]) for name in TEXTS & parts.keys()}}
    except etree.XMLSyntaxError:
        return {**parts}


def _with_text(part: bytes) -> bytes:
    root = parsed(part)
    changes = (_unwrapped, _without_moved, _with_readings, _with_dots, _with_boxes)
    changed = [change(root) for change in changes]
    return written(root) if any(changed) else part


def _unwrapped(root: etree._Element) -> bool:
    """Words instead of elements that say something of them."""
    found = list(root.iter(*_ABOUT, f"{_W}fldSimple"))
    for each in found:
        link = _LINK.search(each.get(f"{_W}instr", ""))
        if link:
            run = etree.Element(f"{_W}r")
            etree.SubElement(run, f"{_W}t").text = f"{OPEN}[{_words(each)}]({link['to']}){CLOSE}"
            each.addprevious(run)
        for child in () if link else list(each):
            if child.tag not in _OF_THEMSELVES:
                each.addprevious(child)
        _drop(each)
    return bool(found)


def _without_moved(root: etree._Element) -> bool:
    """Nothing where words stood before they were moved."""
    found = list(root.iter(f"{_W}moveFrom"))
    for each in found:
        _drop(each)
    return bool(found)


def _with_readings(root: etree._Element) -> bool:
    found = list(root.iter(f"{_W}ruby"))
    for each in found:
        words, reading = (_words(each.find(f"{_W}{name}")) for name in ("rubyBase", "rt"))
        text = f'{OPEN}[{words}]{{ruby="{reading}"}}{CLOSE}' if words and reading else words
        shown = etree.Element(f"{_W}t")
        shown.text = text
        each.addprevious(shown)
        _drop(each)
    return bool(found)


def _with_dots(root: etree._Element) -> bool:
    """圏点 over the words of a run."""
    found = False
    for mark in root.iter(f"{_W}em"):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is None or run.tag != f"{_W}r" or mark.get(f"{_W}val", _PLAIN) == _PLAIN:
            continue
        for text in run.iter(f"{_W}t"):
            if text.text and OPEN not in text.text:
                text.text, found = f"{OPEN}[{text.text}]{{.emphasis-dots}}{CLOSE}", True
    return found


def _with_boxes(root: etree._Element) -> bool:
    """The text of boxes behind the paragraphs that hold them, and their pictures in these."""
    holders = (f"{_MC}AlternateContent", f"{_W}txbxContent")
    changed, again = False, True
    while again:  # a box may stand in another one
        again = False
        for box in list(root.iter(f"{_MC}AlternateContent", f"{_W}pict")):
            has_text = box.find(f".//{_W}txbxContent") is not None
            if has_text and next(box.iterancestors(*holders), None) is None:
                again |= _set_apart(box)
        changed |= again
    return changed


def _set_apart(box: etree._Element) -> bool:
    shown = box.find(f"{_MC}Choice") if box.tag == f"{_MC}AlternateContent" else box
    paragraph = next(box.iterancestors(f"{_W}p"), None)
    if shown is None or paragraph is None:
        return False
    inner = [
        each
        for content in shown.iter(f"{_W}txbxContent")
        if next(content.iterancestors(f"{_W}txbxContent"), None) is None
        for each in content
    ]
    for drawn in [deepcopy(each) for each in shown.iter(f"{{{_PICTURE}}}pic")]:
        box.addprevious(_drawing(drawn, shown.find(f".//{_WP}extent")))
    for each in reversed(inner):
        paragraph.addnext(each)
    _drop(box)
    return True


def _drawing(picture: etree._Element, extent: etree._Element | None) -> etree._Element:
    made = etree.Element(f"{_W}drawing")
    inline = etree.SubElement(made, f"{_WP}inline")
    if extent is not None:
        inline.append(deepcopy(extent))
    graphic = etree.SubElement(inline, f"{_A}graphic")
    etree.SubElement(graphic, f"{_A}graphicData", uri=_PICTURE).append(picture)
    return made


def _words(element: etree._Element | None) -> str:
    return "" if element is None else "".join(each.text or "" for each in element.iter(f"{_W}t"))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
