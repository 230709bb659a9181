"""Numbers that Word works out: what its lists print before a paragraph (ECMA-376, 17.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.editions.docx_package import PARAGRAPH_PROPERTIES, VALUE, W, style_of
from hakusho.values.list_marks import ListMark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

FIRSTS = {
    "1": "decimal", "１": "decimalFullWidth", "①": "decimalEnclosedCircle",
    "一": "japaneseCounting", "ア": "aiueoFullWidth", "イ": "irohaFullWidth",
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
"""Word's name of a format, by how it writes 1 (ECMA-376, 17.18.59)."""
_MOST = {"decimalEnclosedCircle": 20}
"""As many as Word has of some; what comes after them is a plain number."""


def _writer(first: str, name: str) -> Callable[[int], str]:
    most = _MOST.get(name, 1000)
    return lambda count: ListMark(first).at(count) if count <= most else str(count)


FORMATS: Mapping[str, Callable[[int], str]] = {
    name: _writer(first, name) for first, name in FIRSTS.items()
}
"""How Word writes a number, by the name of the format."""


class ListNumbers:
    """Counts the numbered paragraphs of a text; ask for each in the order of the text."""

    def __init__(self, numbering: etree._Element, styles: etree._Element) -> None:
        self._definitions = {
            each.get(f"{W}abstractNumId", ""): each for each in numbering.iter(f"{W}abstractNum")
        }
        self._of_number = {
            each.get(f"{W}numId", ""): _value(each, "abstractNumId")
            for each in numbering.iter(f"{W}num")
        }
        self._styles = {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
        self._counts: dict[str, list[int]] = {}

    def before(self, paragraph: etree._Element) -> str:
        """What Word prints before a paragraph; empty if it is not in a list."""
        ident, level = self._place(paragraph)
        definition = self._definitions.get(self._of_number.get(ident, ""))
        if definition is None:
            return ""
        levels = {each.get(f"{W}ilvl", ""): each for each in definition.iter(f"{W}lvl")}
        counts = self._counts.setdefault(self._of_number[ident], [])
        counts[level + 1 :] = []
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        own = levels.get(str(level))
        if own is None:
            return ""
        words = _value(own, "lvlText")
        for at, count in enumerate(counts):
            of = levels.get(str(at))
            legal = at < level and own.find(f"{W}isLgl") is not None
            name = "decimal" if of is None or legal else _value(of, "numFmt")
            words = words.replace(f"%{at + 1}", FORMATS.get(name, str)(max(count, 1)))
        return words + {"nothing": ""}.get(_value(own, "suff"), " ")

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list that a paragraph is in and its level there, by itself or by its style."""
        ident, level = _numbered(paragraph)
        style = self._styles.get(style_of(paragraph))
        for _ in self._styles:
            if ident or style is None:
                break
            ident, level = _numbered(style)
            style = self._styles.get(_value(style, "basedOn"))
        return ident, int(level or "0")


def _numbered(owner: etree._Element) -> tuple[str, str]:
    held = owner.find(f"{PARAGRAPH_PROPERTIES}/{W}numPr")
    return ("", "") if held is None else (_value(held, "numId"), _value(held, "ilvl"))


def _value(owner: etree._Element, name: str) -> str:
    found = owner.find(f"{W}{name}")
    return "" if found is None else found.get(VALUE, "")
