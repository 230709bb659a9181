"""Numbers that Word works out: what its lists print before a paragraph (ECMA-376, 17.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.editions.docx_package import PARAGRAPH_PROPERTIES, VALUE, W, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml import etree

_KANJI = "〇一二三四五六七八九"
_AIUEO = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテ"
_IROHA += "アサキユメミシヱヒモセスン"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CIRCLED, _MOST_CIRCLED = 0x2460, 20
_LETTERS = 26


def _kanji(count: int) -> str:
    if count >= 100:  # noqa: PLR2004  the first that needs 百
        return str(count)
    tens, ones = divmod(count, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_KANJI[tens]}十"
    return ten + (_KANJI[ones] if ones else "")


def _roman(count: int) -> str:
    made = ""
    for value, letters in _ROMAN:
        made += letters * (count // value)
        count %= value
    return made


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % _LETTERS) * (1 + (count - 1) // _LETTERS)


def _of(letters: str) -> Callable[[int], str]:
    return lambda count: letters[count - 1] if count <= len(letters) else str(count)


def _circled(count: int) -> str:
    return chr(_CIRCLED + count - 1) if count <= _MOST_CIRCLED else str(count)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalEnclosedCircle": _circled,
    "decimalFullWidth": lambda count: str(count).translate({48 + n: 0xFF10 + n for n in range(10)}),
    "japaneseCounting": _kanji,
    "aiueoFullWidth": _of(_AIUEO),
    "irohaFullWidth": _of(_IROHA),
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
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
