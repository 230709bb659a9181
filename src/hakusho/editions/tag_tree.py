"""The tag tree of a PDF (ISO 32000-2, 14.7) with the letters and the places of what it tags.

PDFium gives the tree of each page, with the elements of which a part stands there, and each child
in its place among all children, whichever page they are on. So the trees of the pages are laid over
one another: a paragraph, a cell or a note that runs over a page's end comes out whole and once.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from hakusho.makeup.pages import Run
from hakusho.tools.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_Pdfium: TypeAlias = Any  # the module pypdfium2.raw, which has no types
_Pointer: TypeAlias = Any  # one of PDFium's
_LETTERS, _PICTURE = 1, 3  # FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_IMAGE
_UNTAGGED = -1


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on a page for a tag: letters, or something drawn."""

    text: str
    runs: tuple[Run, ...]


@dataclass(slots=True)
class Tag:
    """An element of the tag tree; its children, elements or content, by their place."""

    kind: str = ""
    alt: str = ""
    numbering: str = ""
    children: dict[int, Tag | Content] = field(default_factory=dict)

    def inner(self) -> list[Tag | Content]:
        """Its children in order."""
        return [self.children[at] for at in sorted(self.children)]

    @property
    def text(self) -> str:
        """All letters in it."""
        return "".join(each.text for each in self.inner())


def read_tags(file: Path) -> tuple[Tag, int, str]:
    """The tag trees of all pages of a file, laid over one another.

    Returns:
        The tree, how many pages there are, and the letters that no tag has: running heads, page
        numbers, and what stands over words.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415  heavy; only where a PDF is read

    root, apart = Tag(), []
    with opened(file) as document:
        for number, page in enumerate(document, start=1):
            sheet = _Sheet(pdfium, page, number)
            contents = sheet.contents()
            apart.append(sheet.untagged)
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            try:
                for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                    child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
                    if child:
                        _lay_over(pdfium, child, root, at, contents)
            finally:
                pdfium.FPDF_StructTree_Close(tree)
        return root, len(document), "".join(apart)


def _lay_over(
    pdfium: _Pdfium, element: _Pointer, owner: Tag, at: int, contents: dict[int, Content]
) -> None:
    tag = owner.children.get(at)
    if not isinstance(tag, Tag):
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        tag = owner.children[at] = Tag(kind)
        if kind == "Formula":
            tag.alt = _string(pdfium.FPDF_StructElement_GetAltText, element)
        elif kind == "L":
            ask = pdfium.FPDF_StructElement_GetStringAttribute
            tag.numbering = _string(ask, element, b"ListNumbering")
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            _lay_over(pdfium, child, tag, place, contents)
            continue
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
        if content in contents:
            tag.children[place] = contents[content]


class _Sheet:
    """One page: what each piece of its marked content is."""

    def __init__(self, pdfium: _Pdfium, page: Any, number: int) -> None:
        self._pdfium, self._page, self._number = pdfium, page, number
        self._height = page.get_height()
        self.untagged = ""

    def contents(self) -> dict[int, Content]:
        """By the number of the marked content; ``untagged`` gets the other letters."""
        pdfium, text = self._pdfium, self._page.get_textpage()
        letters: dict[int, list[str]] = {}  # by the address of a text object
        owners: dict[int, tuple[int, _Pointer]] = {}
        units: dict[int, list[str]] = {}  # by marked content
        for at in range(text.count_chars()):
            owner = pdfium.FPDFText_GetTextObject(text.raw, at)
            key = ctypes.addressof(owner.contents) if owner else 0
            if key not in owners:
                content = pdfium.FPDFPageObj_GetMarkedContentID(owner) if owner else _UNTAGGED
                owners[key], letters[key] = (content, owner), []
            content = owners[key][0]
            unit = chr(pdfium.FPDFText_GetUnicode(text.raw, at))
            letters[key].append(unit)
            units.setdefault(content, []).append(unit)
        self.untagged = _joined(units.get(_UNTAGGED, ()))
        runs: dict[int, list[Run]] = {}
        for key, (content, owner) in owners.items():
            if content >= 0:
                runs.setdefault(content, []).append(self._run(owner, _joined(letters[key])))
        for content, run in self._drawn():
            runs.setdefault(content, []).append(run)
        return {
            content: Content(_joined(units.get(content, ())), tuple(own))
            for content, own in runs.items()
        }

    def _drawn(self) -> Iterator[tuple[int, Run]]:
        pdfium, page = self._pdfium, self._page.raw
        for at in range(pdfium.FPDFPage_CountObjects(page)):
            drawn = pdfium.FPDFPage_GetObject(page, at)
            if pdfium.FPDFPageObj_GetType(drawn) != _LETTERS:
                content = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
                if content >= 0:
                    yield content, self._run(drawn, "")

    def _run(self, drawn: _Pointer, text: str) -> Run:
        pdfium, number = self._pdfium, self._number
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        upper, lower = self._height - top.value, self._height - bottom.value
        base = lower
        if text:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
            base = self._height - matrix.f
        return Run(number, left.value, upper, right.value, lower, base, text)


def _joined(units: list[str] | tuple[()]) -> str:
    """UTF-16 in halves, as PDFium gives what lies beyond the first plane, as characters."""
    if not any("\ud800" <= unit <= "\udfff" for unit in units):
        return "".join(units)
    return "".join(units).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _string(ask: Any, element: _Pointer, *arguments: bytes) -> str:
    length = ask(element, *arguments, None, 0)
    if not length:
        return ""
    room = ctypes.create_string_buffer(length)
    ask(element, *arguments, room, length)
    return room.raw[:length].decode("utf-16-le").rstrip("\0")
