"""Formulas of the DOCX edition: pandoc's, with their properties as the schema has them.

Word repairs what it can, but other readers of ECMA-376 (part 1, 22.1) refuse the file.
"""

from __future__ import annotations

from lxml import etree

from hakusho.editions.docx_package import M

_PAIRS = {")": "(", "]": "["}
_COMMANDS = frozenset("%#&_~^")  # signs that LibreOffice reads as commands, as it does words
_SPACES = "".join(map(chr, range(0x2000, 0x200C))) + " \u00a0\u205f"
_BRACES = {"⏟": ("limLow", "bot", "top"), "⏞": ("limUpp", "top", "bot")}
_RAISED = (f"{M}sSup", f"{M}sSub", f"{M}sSubSup")


def finish_formulas(part: etree._Element) -> None:
    """Put the properties of formulas in order; the part is changed.

    A matrix says how many columns are alike before it says how they are aligned; text in a
    formula (``nor``) has no style of formulas. What is raised behind brackets is raised behind all
    that is in them: pandoc raises it behind the closing one, of which LibreOffice makes ¿. A brace
    under what it holds together is drawn as long as that; pandoc sets the sign alone.
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
    for sign, (limit, *sides) in _BRACES.items():
        for braced in list(part.iter(f"{M}{limit}")):
            _stretch(braced, sign, *sides)
    for run in list(part.iter(f"{M}r")):
        _take_literally(run)


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


def _stretch(braced: etree._Element, sign: str, side: str, words: str) -> None:
    """Make of a brace that stands under, or over, what it belongs to one as wide as that."""
    held, limit = braced
    if len(limit) != 1 or _sign(limit[0]) != sign:
        return
    braced.tag = f"{M}groupChr"
    properties = etree.Element(f"{M}groupChrPr")
    for name, value in (("chr", sign), ("pos", side), ("vertJc", words)):
        etree.SubElement(properties, f"{M}{name}").set(f"{M}val", value)
    braced[:] = [properties, held]


def _take_literally(run: etree._Element) -> None:
    """Say of a word, a space or a sign that it is what it is, and no command.

    LibreOffice takes *lim* or *sup* for its own commands, and shows ¿ for what it misses; a space
    it leaves out, even one that stands for an empty index, and letters each by itself it spaces.
    """
    words, properties = _sign(run), run.find(f"{M}rPr")
    style = None if properties is None else properties.find(f"{M}sty")
    upright = style is not None and style.get(f"{M}val") == "p"
    is_word = upright and any(map(str.isalpha, words))
    if not is_word and not (upright and words in _COMMANDS) and words.strip(_SPACES):
        return
    if properties is None:
        properties = etree.Element(f"{M}rPr")
        etree.SubElement(properties, f"{M}sty").set(f"{M}val", "p")
        run.insert(0, properties)
    if properties.find(f"{M}nor") is None:
        properties.insert(0, etree.Element(f"{M}lit"))
    before, line = run.getprevious(), run.getparent()
    if is_word and before is not None and line is not None and _is_as(before, properties):
        before[-1].text = _sign(before) + words
        line.remove(run)


def _is_as(run: etree._Element, properties: etree._Element) -> bool:
    """Whether a piece is a run of words with these properties."""
    own = run.find(f"{M}rPr")
    alike = own is not None and etree.tostring(own) == etree.tostring(properties)
    return alike and _sign(run).isalpha()


def _sign(piece: etree._Element) -> str:
    """The sign that a run of a formula is; empty if it is anything else."""
    return "".join(map(str, piece.itertext())) if piece.tag == f"{M}r" else ""
