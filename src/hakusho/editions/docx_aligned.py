"""Lines of a formula that stand below each other, in the DOCX edition, also for LibreOffice.

Word aligns the lines of an array at its marks ``&`` (ECMA-376, part 1, 22.1.2.34). LibreOffice
takes these for signs of the formula, and draws ∧ and ¿. So such a formula stands there twice
(part 3, 10.2): as the array for who knows Word 2013, which LibreOffice does not claim to know, and
as a matrix for who does not. Word sets fractions in a matrix small, so it is no matrix for Word.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import zip_longest
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.editions.docx_package import MC, M

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEEDS = "w15"  # Word 2013
_NAMESPACES = {"mc": MC[1:-1], _NEEDS: "http://schemas.microsoft.com/office/word/2012/wordml"}
_EMPTY = "\u2009"
_SIDES = ("right", "center", "left")


def offer_matrices(part: etree._Element) -> None:
    """Give each formula with aligned lines a matrix beside it; the part is changed."""
    for formula in list(part.iter(f"{M}oMath")):
        if any(map(_is_mark, formula.iterfind(f".//{M}eqArr/{M}e/{M}r"))):
            _offer(formula)


def _offer(formula: etree._Element) -> None:
    parent = formula.getparent()
    shown = formula
    if parent is not None and parent.tag == f"{M}oMathPara":
        shown, parent = parent, parent.getparent()
    if parent is None or shown.getparent() is not parent or parent.tag == f"{MC}Choice":
        return
    other = deepcopy(shown)
    other.tail = None
    for array in list(other.iter(f"{M}eqArr")):
        owner = array.getparent()
        if owner is not None:
            owner.replace(array, _matrix(array))
    both = etree.Element(f"{MC}AlternateContent", nsmap=_NAMESPACES)
    parent.replace(shown, both)
    choice = etree.SubElement(both, f"{MC}Choice")
    choice.set("Requires", _NEEDS)
    choice.append(shown)
    etree.SubElement(both, f"{MC}Fallback").append(other)


def _matrix(array: etree._Element) -> etree._Element:
    rows = [_cells(line) for line in array.iterfind(f"{M}e")]
    columns = [_divided(column) for column in zip_longest(*rows, fillvalue=())]
    matrix = etree.Element(f"{M}m")
    kinds = etree.SubElement(etree.SubElement(matrix, f"{M}mPr"), f"{M}mcs")
    for at, divided in enumerate(columns):
        sides = _SIDES[1:] if len(divided[0]) > 1 else (_SIDES[2 * (at % 2)],)
        for side in sides:
            kind = etree.SubElement(etree.SubElement(kinds, f"{M}mc"), f"{M}mcPr")
            etree.SubElement(kind, f"{M}count").set(f"{M}val", "1")
            etree.SubElement(kind, f"{M}mcJc").set(f"{M}val", side)
    for row in zip(*columns, strict=True):
        line = etree.SubElement(matrix, f"{M}mr")
        for cell in (cell for divided in row for cell in divided):
            _fill(etree.SubElement(line, f"{M}e"), cell)
    return matrix


def _cells(line: etree._Element) -> list[list[etree._Element]]:
    """What stands between the marks of a line."""
    cells: list[list[etree._Element]] = [[]]
    for piece in line:
        if _is_mark(piece):
            cells.append([])
        elif piece.tag != f"{M}argPr":
            cells[-1].append(piece)
    return cells


def _divided(column: Sequence[Sequence[etree._Element]]) -> list[list[list[etree._Element]]]:
    """The cells of a column, each as [sign, rest] if all begin with a sign: signs are aligned."""
    filled = [cell for cell in column if cell]
    if filled and all(_is_sign(cell[0]) for cell in filled):
        return [[list(cell[:1]), list(cell[1:])] for cell in column]
    return [[list(cell)] for cell in column]


def _fill(place: etree._Element, cell: list[etree._Element]) -> None:
    """Put pieces into a cell; a sign with nothing on one side is what it is (``m:lit``)."""
    place.extend(cell)
    for end in {0, len(cell) - 1} if cell else ():
        if _is_sign(place[end]):
            _take_literally(place[end])
    if not cell:
        run = etree.SubElement(place, f"{M}r")
        etree.SubElement(run, f"{M}t").text = _EMPTY
        _take_literally(run)


def _take_literally(run: etree._Element) -> None:
    properties = run.find(f"{M}rPr")
    if properties is None:
        properties = etree.Element(f"{M}rPr")
        etree.SubElement(properties, f"{M}sty").set(f"{M}val", "p")
        run.insert(0, properties)
    if properties.find(f"{M}lit") is None and properties.find(f"{M}nor") is None:
        properties.insert(0, etree.Element(f"{M}lit"))


def _is_mark(piece: etree._Element) -> bool:
    """Whether a run is ``&``, and not the sign itself, which is literal."""
    return _words(piece) == "&" and piece.find(f"{M}rPr/{M}lit") is None


def _is_sign(piece: etree._Element) -> bool:
    words = _words(piece)
    return bool(words) and not any(map(str.isalnum, words)) and not words.isspace()


def _words(piece: etree._Element) -> str:
    return "".join(map(str, piece.itertext())) if piece.tag == f"{M}r" else ""
