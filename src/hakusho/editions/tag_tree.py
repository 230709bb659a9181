"""The tag tree of a PDF (ISO 32000-2, 14.7) with the letters and the places of what it tags.

PDFium gives the tree of each page, with the elements of which a part stands there, and each child
in its place among all children, whichever page they are on. So the trees of the pages are laid over
one another: a paragraph, a cell or a note that runs over a page's end comes out whole and once.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    sizes, apart, whole = [], [], []
    with opened(file) as document:
        trees = _Trees()
        for number, page in enumerate(document.pages(), start=1):
            sheet = _Sheet(page, number)
            contents = sheet.contents()
            sizes.append((page.width, page.height))
            apart.append(sheet.untagged)
            whole.append(sheet.text)
            trees.lay_over(page, contents, sheet.marked)
    return Tags(trees.root, tuple(sizes), "".join(apart), tuple(whole))


class _Trees:
    """The trees of pages, laid over one another one after the other.

    Every page has all children of each element, also those that stand on other pages. So they are
    looked at outward from where those of the page before begin, and until all that the page holds
    is found: a paragraph of a hundred pages would be read a hundred times.
    """

    def __init__(self) -> None:
        self.root = Tag()
        self._pdfium = functions()
        self._begin: dict[
            int, int
        ] = {}  # by the tag: its first child on the last page that has one
        self._contents: dict[int, Content] = {}
        self._left: set[int] = set()

    def lay_over(self, page: Page, contents: dict[int, Content], marked: set[int]) -> None:
        """Add a page: its content by number, and all numbers that it has."""
        self._contents, self._left = contents, marked
        pdfium = self._pdfium
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        child_of = pdfium.FPDF_StructTree_GetChildAtIndex
        try:
            for at in self._places(self.root, pdfium.FPDF_StructTree_CountChildren(tree)):
                if child := child_of(tree, at):
                    self._add(child, self.root, at)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _add(self, element: Pointer, owner: Tag, at: int) -> None:
        pdfium = self._pdfium
        tag = owner.children.get(at)
        if not isinstance(tag, Tag):
            tag = owner.children[at] = self._new(element)
        child_of = pdfium.FPDF_StructElement_GetChildAtIndex
        content_of = pdfium.FPDF_StructElement_GetChildMarkedContentID
        found = []
        for place in self._places(tag, pdfium.FPDF_StructElement_CountChildren(element)):
            if child := child_of(element, place):
                self._add(child, tag, place)
                found.append(place)
            elif (content := content_of(element, place)) >= 0:
                self._left.discard(content)
                found.append(place)
                if content in self._contents:
                    tag.children[place] = self._contents[content]
        if found:
            self._begin[id(tag)] = min(found)

    def _new(self, element: Pointer) -> Tag:
        pdfium = self._pdfium
        tag = Tag(asked(pdfium.FPDF_StructElement_GetType, element))
        if tag.kind == "Formula":
            tag.alt = asked(pdfium.FPDF_StructElement_GetAltText, element)
        elif tag.kind == "L":
            ask = pdfium.FPDF_StructElement_GetStringAttribute
            tag.numbering = asked(ask, element, b"ListNumbering")
        return tag

    def _places(self, tag: Tag, count: int) -> Iterator[int]:
        """The places of all children, as long as something is left to be found in them."""
        begin = self._begin.get(id(tag), 0)
        for step in range(max(count - begin, begin + 1)):
            for at in (begin + step, begin - step) if step else (begin,):
                if not self._left:
                    return
                if 0 <= at < count:
                    yield at


class _Sheet:
    """One page: what each piece of its marked content is."""

    def __init__(self, page: Page, number: int) -> None:
        self._pdfium, self._page, self._number = functions(), page, number
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._matrix = (ctypes.c_float * 6)()
        self.untagged = self.text = ""
        self.marked: set[int] = set()

    def contents(self) -> dict[int, Content]:
        """By the number of the marked content.

        ``text`` gets all letters, ``untagged`` those that no tag has, and ``marked`` all numbers,
        also of what shows nothing.
        """
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
            content = pdfium.FPDFPageObj_GetMarkedContentID(drawn)
            if content >= 0:
                self.marked.add(content)
                if pdfium.FPDFPageObj_GetType(drawn) != _LETTERS:
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
