"""Reading a PDF back by its tag tree (ISO 32000-2, 14.7), as assistive technology reads it.

Running heads, page numbers and the repeated heads of tables are no part of the tree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.collation.bare_text import FORMULA, bare, note_sign
from hakusho.collation.witness import Gathering
from hakusho.editions.tag_tree import Content, read_tags
from hakusho.editions.tagged_pieces import pieces_in
from hakusho.makeup.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.collation.witness import Witness
    from hakusho.editions.tag_tree import Tag

_BLOCKS = frozenset({"P", "LI", "LBody", "Div", "TD", "TH", "H1", "H2", "H3", "H4", "H5", "H6"})
_SILENT = frozenset({"TOC"})
_TERMS = "None"
"""How Typst numbers the items of a list of terms (``ListNumbering``): not at all."""
_MARK = "\u2060"
"""What a mark begins with in a list that is set as one of terms (``root-list``)."""


def read_pdf(file: Path) -> Witness:
    """Read a PDF that Typst has tagged.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF.
        ValueError: If it has no tags.
    """
    reader = _Reader()
    tags = read_tags(file)
    if not tags.tree.children:
        raise ValueError("the PDF has no tags")
    reader.gathered.readings.append(tags.untagged)
    reader.inside(tags.tree, reader.gathered.flow, floats=True)
    pieces = tuple(pieces_in(tags.tree))
    pages = Pages(tags.sizes, pieces, tags.pages, tags.tree.text, tuple(reader.notes))
    return replace(reader.gathered.witness(), pages=pages)


def tagged_text(file: Path) -> str:
    """All text in the tags of a PDF: without running heads, and what stands over words."""
    return read_tags(file).tree.text


class _Reader:
    def __init__(self) -> None:
        self.gathered = Gathering()
        self._number = ""  # of the note whose mark was read last
        self._open: dict[str, int] = {}  # pages of marks that were read, and not yet their texts
        self.notes: list[tuple[str, int, int]] = []

    def inside(self, tag: Tag, into: list[str], *, floats: bool) -> None:
        """Read what is in an element; ``floats`` says whether captions and cells are put apart."""
        for child in _as_written(tag):
            if isinstance(child, Content):
                into.append(child.text)
            else:
                self._read(child, tag, into, floats=floats)

    def _read(self, tag: Tag, owner: Tag, into: list[str], *, floats: bool) -> None:
        kind = tag.kind
        if kind in _SILENT or (kind == "Lbl" and owner.kind == "LI" and not _is_term(tag, owner)):
            return  # a contents list; the mark or the number of a list's item
        if kind == "Figure":
            self.gathered.drawn.append(tag.text)
        elif kind == "Formula":
            into.append(FORMULA)
            self.gathered.formulas.append(tag.alt)
        elif kind == "Note":
            self._note(tag)
        elif kind == "Lbl" and owner.kind != "LI":
            self._number = bare(self._whole(tag))
            self._open[self._number] = _page_of(tag)
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

    def _whole(self, tag: Tag) -> str:
        text: list[str] = []
        self.inside(tag, text, floats=False)
        return "".join(text)

    def _note(self, tag: Tag) -> None:
        """A note stands behind its mark, and its entry at the page's foot begins with its number.

        Where that is a link back, as in the house style, it is known from the text of the note, and
        so is the mark, if what holds it stands across columns: all its marks come before its notes.
        """
        first = _first_link(tag)
        own = bare(first)
        number = own if own in self._open else self._number
        mark, page = self._open.pop(number, 0), _page_of(tag)
        if mark and page:
            self.notes.append((number, mark, page))
        text = self._whole(tag)
        if first and own == number:
            text = text.replace(first, "", 1)
        self.gathered.notes.append((number, text))


def _is_term(label: Tag, item: Tag) -> bool:
    """Whether the label of an item is a term, and no mark; a term may begin with a note's."""
    is_mark = label.text.startswith(_MARK) and not _holds_label(label)
    return item.numbering == _TERMS and not is_mark


def _holds_label(tag: Tag) -> bool:
    inner = (each for each in tag.children if not isinstance(each, Content))
    return any(each.kind == "Lbl" or _holds_label(each) for each in inner)


def _page_of(tag: Tag) -> int:
    """The page on which what is in a tag begins; 0 if there is nothing."""
    for child in tag.children:
        if isinstance(child, Content):
            page = child.runs[0].page if child.runs else 0
        else:
            page = _page_of(child)
        if page:
            return page
    return 0


def _as_written(tag: Tag) -> list[Tag | Content]:
    """What is in an element; Typst has a caption before the captions in its figure."""
    inside = tag.children
    if not any(_is_caption(each) for each in inside):
        return inside
    others = (each for each in inside if not _is_caption(each))
    return sorted(inside, key=_is_caption) if any(map(_has_caption, others)) else inside


def _is_caption(each: Tag | Content) -> bool:
    return not isinstance(each, Content) and each.kind == "Caption"


def _has_caption(each: Tag | Content) -> bool:
    if isinstance(each, Content):
        return False
    return _is_caption(each) or any(map(_has_caption, each.children))


def _first_link(tag: Tag) -> str:
    """The text of a link, if an element begins with one."""
    for child in tag.children:
        if isinstance(child, Content):
            if bare(child.text):
                return ""
        elif child.kind in {"Link", "Lbl"}:
            return child.text
        else:
            return _first_link(child)
    return ""
