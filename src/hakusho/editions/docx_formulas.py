"""Formulas of the DOCX edition: pandoc's, with their properties as the schema has them.

Word repairs what it can, but other readers of ECMA-376 (part 1, 22.1) refuse the file.
"""

from __future__ import annotations

from lxml import etree

from hakusho.editions.docx_package import M

_PAIRS = {")": "(", "]": "["}
_RAISED = (f"{M}sSup", f"{M}sSub", f"{M}sSubSup")


def finish_formulas(part: etree._Element) -> None:
    """Put the properties of formulas in order; the part is changed.

    A matrix says how many columns are alike before it says how they are aligned; text in a
    formula (``nor``) has no style of formulas. What is raised behind brackets is raised behind all
    that is in them: pandoc raises it behind the closing one, of which LibreOffice makes ¿.
    """
    for columns in part.iter(f"{M}mcPr"):
        count = columns.find(f"{M}count")
        if count is not None:
            columns.insert(0, count)
    for properties in part.iter(f"{M}rPr"):
        styles = [each for each in properties if each.tag in {f"{M}sty", f"{M}scr"}]
        if properties.find(f"{M}nor") is not None:
            for style in styles:
                properties.remove(style)
    for raised in list(part.iter(*_RAISED)):
        _put_into_brackets(raised)


def _put_into_brackets(raised: etree._Element) -> None:
    """Make of ``( a )`` with an index at its bracket a pair of brackets with an index."""
    base = raised.find(f"{M}e")
    closing = _sign(base[-1]) if base is not None and len(base) == 1 else ""
    line = raised.getparent()
    if base is None or line is None or closing not in _PAIRS:
        return
    held: list[etree._Element] = []
    opening, depth = None, 1
    for opening in raised.itersiblings(preceding=True):
        depth += (_sign(opening) == closing) - (_sign(opening) == _PAIRS[closing])
        if depth == 0:
            break
        held.insert(0, opening)
    if opening is None or depth:
        return
    line.remove(opening)
    brackets, within = etree.Element(f"{M}d"), etree.Element(f"{M}e")
    properties = etree.SubElement(brackets, f"{M}dPr")
    for name, sign in (("begChr", _PAIRS[closing]), ("endChr", closing)):
        etree.SubElement(properties, f"{M}{name}").set(f"{M}val", sign)
    brackets.append(within)
    within.extend(held)
    base[:] = [brackets]


def _sign(piece: etree._Element) -> str:
    """The sign that a run of a formula is; empty if it is anything else."""
    return "".join(map(str, piece.itertext())) if piece.tag == f"{M}r" else ""
