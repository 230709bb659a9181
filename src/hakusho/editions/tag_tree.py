"""The tag tree of a PDF (ISO 32000-2, 14.7) with the letters and the places of what it tags.

PDFium gives the tree of each page, with the elements of which a part stands there, and each child
in its place among all children, whichever page they are on. So the trees of the pages are laid over
one another: a paragraph, a cell or a note that runs over a page's end comes out whole and once.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hakusho.makeup.pages import Run
from hakusho.tools.pdfium import asked, functions, joined, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hakusho.tools.pdfium import Page, Pointer

_LETTERS = 1  # FPDF_PAGEOBJ_TEXT
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


@dataclass(frozen=True, slots=True)
class Tags:
    """All that is written in a PDF, by its tags and without them.

    Attributes:
        tree: The tag trees of all pages, laid over one another.
        sizes: The width and height of each page, in points.
        untagged: The letters that no tag has: running heads, page numbers, and what stands over
            words.
        pages: All letters of each page, in the order of the file.
    """

    tree: Tag
    sizes: tuple[tuple[float, float], ...]
    untagged: str
    pages: tuple[str, ...]


def read_tags(file: Path) -> Tags:
    """Read a PDF once, for all that anybody wants to know of its pages.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF.
    """
    root, sizes, apart, whole = Tag(), [], [], []
    with opened(file) as document:
        pdfium = functions()
        for number, page in enumerate(document.pages(), start=1):
            sheet = _Sheet(page, number)
            contents = sheet.contents()
            sizes.append((page.width, page.height))
            apart.append(sheet.untagged)
            whole.append(sheet.text)
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            try:
                for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                    child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)
                    if child:
                        _lay_over(pdfium, child, root, at, contents)
            finally:
                pdfium.FPDF_StructTree_Close(tree)
    return Tags(root, tuple(sizes), "".join(apart), tuple(whole))


def _lay_over(
    pdfium: Any, element: Pointer, owner: Tag, at: int, contents: dict[int, Content]
) -> None:
    tag = owner.children.get(at)
    if not isinstance(tag, Tag):
        kind = asked(pdfium.FPDF_StructElement_GetType, element)
        tag = owner.children[at] = Tag(kind)
        if kind == "Formula":
            tag.alt = asked(pdfium.FPDF_StructElement_GetAltText, element)
        elif kind == "L":
            ask = pdfium.FPDF_StructElement_GetStringAttribute
            tag.numbering = asked(ask, element, b"ListNumbering")
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

    def __init__(self, page: Page, number: int) -> None:
        self._pdfium, self._page, self._number = functions(), page, number
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._matrix = (ctypes.c_float * 6)()
        self.untagged = self.text = ""

    def contents(self) -> dict[int, Content]:
        """By the number of the marked content; ``text`` gets all letters, ``untagged`` the rest."""
        whole = self._page.units()
        owner_of, text = self._pdfium.FPDFText_GetTextObject, self._page.text
        content_of = self._pdfium.FPDFPageObj_GetMarkedContentID
        letters: dict[Pointer, list[str]] = {}  # by the text object
        owners: dict[Pointer, int] = {}  # and the number of its marked content
        units: dict[int, list[str]] = {}  # by that
        for at, unit in enumerate(whole):
            owner = owner_of(text, at) or 0
            if owner not in owners:
                owners[owner] = content_of(owner) if owner else _UNTAGGED
                letters[owner] = []
            letters[owner].append(unit)
            units.setdefault(owners[owner], []).append(unit)
        self.text, self.untagged = joined(whole), joined(units.get(_UNTAGGED, ()))
        runs: dict[int, list[Run]] = {}
        for owner, content in owners.items():
            if content >= 0:
                runs.setdefault(content, []).append(self._run(owner, joined(letters[owner])))
        for content, run in self._drawn():
            runs.setdefault(content, []).append(run)
        return {
            content: Content(joined(units.get(content, ())), tuple(own))
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

    def _run(self, drawn: Pointer, text: str) -> Run:
        height = self._page.height
        left = bottom = right = top = 0.0
        if self._pdfium.FPDFPageObj_GetBounds(drawn, *self._sides):
            left, bottom, right, top = (side.value for side in self._sides)
        base = height - bottom
        if text and self._pdfium.FPDFPageObj_GetMatrix(drawn, self._matrix):
            base = height - self._matrix[5]
        return Run(self._number, left, height - top, right, height - bottom, base, text)
