"""Reading pages back: the HTML edition, and each chapter of a book.

What the house style or a writer adds to the text tells so by its role, its class or its element:
contents lists, anchors, the data of figures, the headings of notes, the way back from a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.collation.bare_text import FORMULA, note_sign
from hakusho.collation.witness import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hakusho.collation.witness import Witness

_SILENT = frozenset({"script", "style", "template", "nav", "button", "head", "rt", "rp"})
_BESIDE = frozenset({"figure-data", "figures-data", "figure-data-link", "for-phone", "list-mark"})
_BLOCKS = frozenset(
    {"p", "div", "li", "dt", "dd", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section", "br"}
)
_NOTE = re.compile(r"fn-(\d+)")


def read_html(file: Path) -> Witness:
    """Read a page, with the keywords in its head.

    Raises:
        OSError: If it cannot be read.
        lxml.etree.XMLSyntaxError: If it is no page.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.parse(file, parser).getroot()
    reader = PageReader()
    for keywords in root.iterfind(".//meta[@name='keywords']"):
        reader.gathered.flow.append(keywords.get("content", ""))
    reader.read(root)
    return reader.gathered.witness()


class PageReader:
    """Reads pages into one witness; ``gathered`` holds what was read."""

    def __init__(self) -> None:
        self.gathered = Gathering()

    def read(self, root: etree._Element) -> None:
        """Read a page."""
        self._read(root, self.gathered.flow, floats=True)

    def _read(self, element: etree._Element, into: list[str], *, floats: bool) -> None:
        """Read an element; ``floats`` says whether captions and cells are put apart."""
        name = _name(element)
        classes, role = set((element.get("class") or "").split()), element.get("role") or ""
        if (
            not name
            or name in _SILENT
            or not _BESIDE.isdisjoint(classes)
            or role == "doc-backlink"
            or element.get("aria-hidden") == "true"
        ):
            if name == "rt":
                self.gathered.readings.append(self._whole(element))
            return
        sign = self._sign(element, name, role)
        note = _NOTE.fullmatch(element.get("id") or "")
        if sign is not None:
            into.append(sign)
        elif note and name in {"li", "div"}:
            self.gathered.notes.append((note[1], self._whole(element)))
        elif role == "doc-endnotes":
            self._whole(element)  # its heading is no text of the paper's
        elif floats and name in {"caption", "figcaption"}:
            self.gathered.captions.append(self._whole(element))
        elif floats and name in {"td", "th"}:
            self.gathered.add_cell(self._whole(element))
        else:
            self._inside(element, into, floats=floats)
            if name in _BLOCKS:
                into.append("\n")

    def _sign(self, element: etree._Element, name: str, role: str) -> str | None:
        """What stands for an element that is read in its own way; ``None`` for all others."""
        if name == "svg":
            self.gathered.drawn += ("".join(_words(each)) for each in element.iter("{*}text"))
            return ""
        if name == "math":
            self.gathered.formulas += (each.text or "" for each in element.iter("{*}annotation"))
            return FORMULA
        if name == "input" and element.get("type") == "checkbox":
            return "☐" if element.get("checked") is None else "☒"
        return note_sign("".join(_words(element)).strip()) if role == "doc-noteref" else None

    def _whole(self, element: etree._Element) -> str:
        text: list[str] = []
        self._inside(element, text, floats=False)
        return "".join(text)

    def _inside(self, element: etree._Element, into: list[str], *, floats: bool) -> None:
        into.append(element.text or "")
        for child in element:
            self._read(child, into, floats=floats)
            into.append(child.tail or "")


def _words(element: etree._Element) -> Iterator[str]:
    return (str(words) for words in element.itertext())


def _name(element: etree._Element) -> str:
    """The name of an element; empty for a comment, whose tag is a function."""
    return str(element.tag).rpartition("}")[2] if not callable(element.tag) else ""
