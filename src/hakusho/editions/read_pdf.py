"""Reading a PDF back by its tag tree (ISO 32000-2, 14.7), as assistive technology reads it.

PDFium gives the tree of each page, with the elements of which a part stands there, and each child
in its place among all children, whichever page they are on. So the trees of the pages are laid over
one another: a paragraph, a cell or a note that runs over a page's end comes out whole and once.
Running heads, page numbers and the repeated heads of tables are no part of the tree.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from hakusho.collation.bare_text import FORMULA, bare, note_sign
from hakusho.collation.witness import Gathering
from hakusho.tools.pdfium import opened

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.collation.witness import Witness

_BLOCKS = frozenset({"P", "LI", "LBody", "Div", "TD", "TH", "H1", "H2", "H3", "H4", "H5", "H6"})
_SILENT = frozenset({"TOC"})
_UNTAGGED = -1
_TERMS = "None"
"""How Typst numbers the items of a list of terms (``ListNumbering``): not at all."""


@dataclass(slots=True)
class _Tag:
    """An element of the tag tree; its children, elements or text, by their place."""

    kind: str = ""
    alt: str = ""
    numbering: str = ""
    children: dict[int, _Tag | str] = field(default_factory=dict)

    def inner(self) -> list[_Tag | str]:
        """Its children in order."""
        return [self.children[at] for at in sorted(self.children)]


_Element: TypeAlias = Any  # a pointer of PDFium's


def read_pdf(file: Path) -> Witness:
    """Read a PDF that Typst has tagged.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF.
        ValueError: If it has no tags.
    """
    reader = _Reader()
    tree, apart = _tree(file)
    if not tree.children:
        raise ValueError("the PDF has no tags")
    reader.gathered.readings.append(apart)
    reader.inside(tree, reader.gathered.flow, floats=True)
    return reader.gathered.witness()


def tagged_text(file: Path) -> str:
    """All text in the tags of a PDF: without running heads, and what stands over words."""
    return _text(_tree(file)[0])


class _Reader:
    def __init__(self) -> None:
        self.gathered = Gathering()
        self._number = ""  # of the note whose mark was read last

    def inside(self, tag: _Tag, into: list[str], *, floats: bool) -> None:
        """Read what is in an element; ``floats`` says whether captions and cells are put apart."""
        for child in tag.inner():
            if isinstance(child, str):
                into.append(child)
            else:
                self._read(child, tag, into, floats=floats)

    def _read(self, tag: _Tag, owner: _Tag, into: list[str], *, floats: bool) -> None:
        kind = tag.kind
        if kind in _SILENT or (kind == "Lbl" and owner.kind == "LI" and owner.numbering != _TERMS):
            return  # a contents list; the mark or the number of a list's item
        if kind == "Figure":
            self.gathered.drawn.append(_text(tag))
        elif kind == "Formula":
            into.append(FORMULA)
            self.gathered.formulas.append(tag.alt)
        elif kind == "Note":
            self._note(tag)
        elif kind == "Lbl" and owner.kind != "LI":
            self._number = bare(self._whole(tag))
            into.append(note_sign(self._number))
        elif floats and kind == "Caption":
            self.gathered.captions.append(self._whole(tag))
        elif floats and kind in {"TD", "TH"}:
            self.gathered.add_cell(self._whole(tag))
        else:
            if kind == "LI":
                tag.numbering = owner.numbering
            self.inside(tag, into, floats=floats)
            if kind in _BLOCKS:
                into.append("\n")

    def _whole(self, tag: _Tag) -> str:
        text: list[str] = []
        self.inside(tag, text, floats=False)
        return "".join(text)

    def _note(self, tag: _Tag) -> None:
        """A note stands behind its mark, and its entry at the page's foot begins with its number.

        Where that is a link back, as in the house style, it is known from the text of the note.
        """
        number, text = self._number, self._whole(tag)
        first = _first_link(tag)
        if first and bare(first) == number:
            text = text.replace(first, "", 1)
        self.gathered.notes.append((number, text))


def _first_link(tag: _Tag) -> str:
    """The text of a link, if an element begins with one."""
    for child in tag.inner():
        if isinstance(child, str):
            if bare(child):
                return ""
        elif child.kind in {"Link", "Lbl"}:
            return _text(child)
        else:
            return _first_link(child)
    return ""


def _text(tag: _Tag) -> str:
    return "".join(each if isinstance(each, str) else _text(each) for each in tag.inner())


def _tree(file: Path) -> tuple[_Tag, str]:
    """The tag trees of all pages, laid over one another, and the letters that are in none.

    Those are running heads, page numbers, and what stands over words.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy; only where a PDF is read

    root, apart = _Tag(), []
    with opened(file) as document:
        for page in document:
            letters = _letters(pdfium, page)
            apart.append(letters.pop(_UNTAGGED, ""))
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            try:
                for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                    child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
                    if child:
                        _lay_over(pdfium, child, root, at, letters)
            finally:
                pdfium.FPDF_StructTree_Close(tree)
    return root, "".join(apart)


def _lay_over(
    pdfium: Any, element: _Element, owner: _Tag, at: int, letters: dict[int, str]
) -> None:
    tag = owner.children.get(at)
    if not isinstance(tag, _Tag):
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        tag = owner.children[at] = _Tag(kind)
        if kind == "Formula":
            tag.alt = _string(pdfium.FPDF_StructElement_GetAltText, element)
        elif kind == "L":
            ask = pdfium.FPDF_StructElement_GetStringAttribute
            tag.numbering = _string(ask, element, b"ListNumbering")
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            _lay_over(pdfium, child, tag, place, letters)
            continue
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
        if content in letters:
            tag.children[place] = letters[content]


def _letters(pdfium: Any, page: Any) -> dict[int, str]:
    """The text of each piece of marked content of a page, by its number."""
    text = page.get_textpage()
    found: dict[int, list[str]] = {}
    known: dict[int, int] = {}
    for at in range(text.count_chars()):
        owner = pdfium.FPDFText_GetTextObject(text.raw, at)
        key = ctypes.addressof(owner.contents) if owner else 0
        content = known.get(key)
        if content is None:
            content = pdfium.FPDFPageObj_GetMarkedContentID(owner) if owner else _UNTAGGED
            known[key] = content
        found.setdefault(content, []).append(chr(pdfium.FPDFText_GetUnicode(text.raw, at)))
    return {content: _joined("".join(units)) for content, units in found.items()}


def _joined(units: str) -> str:
    """UTF-16 in halves, as PDFium gives what lies beyond the first plane, as characters."""
    if not any("\ud800" <= unit <= "\udfff" for unit in units):
        return units
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _string(ask: Any, element: _Element, *arguments: bytes) -> str:
    length = ask(element, *arguments, None, 0)
    if not length:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(element, *arguments, room, length)
    return room.raw[:length].decode("utf-16-le").rstrip("\0")
