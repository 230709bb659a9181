"""Reading a Word file back: its main part and its footnotes, as Word shows them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from hakusho.collation.bare_text import FORMULA, note_sign
from hakusho.collation.witness import Gathering
from hakusho.editions.docx_layout import is_layout
from hakusho.editions.docx_numbers import ListNumbers
from hakusho.editions.docx_package import (
    DOCUMENT,
    FOOTNOTES,
    MC,
    NUMBERING,
    PARAGRAPH,
    STYLES,
    TABLE,
    TEXT,
    VALUE,
    M,
    W,
    parse,
    style_of,
    text_in,
)
from hakusho.editions.docx_reference import styles_by_name
from hakusho.editions.docx_text import CHECKBOXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml import etree

    from hakusho.collation.witness import Witness

_CAPTIONS = ("table caption", "image caption", "part caption")
_HEADINGS = tuple(f"heading {level}" for level in range(1, 7))
_BLANKS = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
_SILENT = frozenset(
    {
        *(f"{W}{name}" for name in ("drawing", "pict", "object", "instrText", "delText")),
        f"{MC}Fallback",  # says once more what the choice beside it says
    }
)
_REFERENCE, _NUMBER = f"{W}footnoteReference", f"{W}footnoteRef"


def read_docx(file: Path) -> Witness:
    """Read a Word file.

    Raises:
        OSError: If it cannot be read.
        KeyError: If it lacks a part.
        zipfile.BadZipFile: If it is no archive.
        lxml.etree.XMLSyntaxError: If a part is no XML.
    """
    with zipfile.ZipFile(file) as archive:
        document, notes, styles, numbering = (
            parse(archive.read(name)) for name in (DOCUMENT, FOOTNOTES, STYLES, NUMBERING)
        )
    reader = _Reader(styles_by_name(styles), _boxes(numbering), ListNumbers(numbering, styles))
    reader.flow(document)
    reader.notes(notes)
    return reader.gathered.witness(only_words=True)


class _Reader:
    def __init__(
        self,
        names: Mapping[str, str],
        boxes: Mapping[tuple[str, str], str],
        lists: ListNumbers,
    ) -> None:
        self._lists = lists
        self._headings = {names[name] for name in _HEADINGS if name in names}
        self.gathered = Gathering()
        self._boxes = boxes
        self._names = names
        self._captions = {names[name] for name in _CAPTIONS if name in names}
        self._numbers: dict[str, str] = {}  # of notes, by the ids of their references
        self._counted = 0

    def flow(self, owner: etree._Element) -> None:
        """Paragraphs and tables in a part; those that only put text side by side are no tables."""
        for child in owner:
            if child.tag == PARAGRAPH:
                caption = style_of(child) in self._captions
                into = self.gathered.captions if caption else self.gathered.flow
                into.append(self._text(child))
            elif child.tag == TABLE and not is_layout(child, self._names):
                for cell in _own_cells(child):
                    self.gathered.add_cell(self._text(cell))
            elif child.tag == f"{W}sdt" and _is_contents(child):
                for paragraph in child.iter(PARAGRAPH):
                    self._lists.before(paragraph)
            else:
                self.flow(child)

    def notes(self, part: etree._Element) -> None:
        """The footnotes; those without a reference only draw lines."""
        for note in part.iter(f"{W}footnote"):
            if note.get(f"{W}type") is None:
                ident = note.get(f"{W}id", "")
                number = self._numbers.get(ident, f"?{ident}")
                own = note.find(f".//{_NUMBER}") is None
                text = self._text(note)
                self.gathered.notes.append((number, text.replace(number, "", 1) if own else text))

    def _text(self, owner: etree._Element) -> str:
        pieces: list[str] = []
        self._read(owner, pieces)
        return "".join(pieces)

    def _read(self, owner: etree._Element, into: list[str]) -> None:
        skipped = False  # the number of a note's mark that is not Word's own
        if owner.tag == PARAGRAPH:
            into.append(self._before(owner))
        for child in owner:
            if child.tag == TEXT:
                into.append("" if skipped else child.text or "")
                skipped = False
            elif child.tag in _BLANKS:
                into.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                into.append("-")
            elif child.tag == f"{M}oMath":
                into.append(FORMULA)
            elif child.tag == _REFERENCE:
                skipped = child.get(f"{W}customMarkFollows") is not None
                into.append(note_sign(self._numbered(child, own=skipped)))
            elif child.tag not in _SILENT:
                self._inner(child, into)

    def _inner(self, child: etree._Element, into: list[str]) -> None:
        if child.tag == f"{W}rt":
            self.gathered.readings.append(text_in(child))
            return
        self._read(child, into)
        if child.tag == PARAGRAPH:
            into.append("\n")

    def _before(self, paragraph: etree._Element) -> str:
        """What Word's lists print before a paragraph that is the paper's own words."""
        number = self._lists.before(paragraph)
        if style_of(paragraph) in self._headings:
            return number
        return self._boxes.get(_numbering_of(paragraph), "")

    def _numbered(self, reference: etree._Element, *, own: bool) -> str:
        """The number that Word shows: it counts the notes that have no mark of their own."""
        following = reference.getnext()
        if own and following is not None:
            number = following.text or ""
        else:
            self._counted += 1
            number = str(self._counted)
        self._numbers[reference.get(f"{W}id", "")] = number
        return number


def _numbering_of(paragraph: etree._Element) -> tuple[str, str]:
    """The numbering of a list's item and its level."""
    held = paragraph.find(f"{W}pPr/{W}numPr")
    if held is None:
        return "", ""
    ident, level = (held.find(f"{W}{name}") for name in ("numId", "ilvl"))
    if ident is None or level is None:
        return "", ""
    return ident.get(VALUE, ""), level.get(VALUE, "")


def _boxes(numbering: etree._Element) -> dict[tuple[str, str], str]:
    """The boxes of lists of tasks, by numbering and level: Word draws them as marks of the list."""
    drawn = {
        (definition.get(f"{W}abstractNumId"), level.get(f"{W}ilvl", "")): text.get(VALUE, "")
        for definition in numbering.iter(f"{W}abstractNum")
        for level in definition.iter(f"{W}lvl")
        for text in level.iter(f"{W}lvlText")
        if text.get(VALUE) in CHECKBOXES
    }
    made = {}
    for number in numbering.iter(f"{W}num"):
        definition = number.find(f"{W}abstractNumId")
        for (ident, level), box in drawn.items():
            if definition is not None and definition.get(VALUE) == ident:
                made[number.get(f"{W}numId", ""), level] = box
    return made


def _own_cells(table: etree._Element) -> list[etree._Element]:
    """The cells of a table, row by row, not those of tables in them."""
    return [cell for row in table.iterfind(f"{W}tr") for cell in row.iterfind(f"{W}tc")]


def _is_contents(block: etree._Element) -> bool:
    """Whether a block is the frame of a contents list."""
    return block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") is not None
