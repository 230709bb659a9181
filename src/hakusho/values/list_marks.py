"""The marks of lists: ①, ア, （1）, イ, ・ and how they go on.

A mark is said by the first of its kind, with the brackets or the stop about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.values.numerals import kanji_numeral, roman_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BULLETS = "・•–—*○●◎□■◇◆△▲▽▼※★☆→‣◦·-"

_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_FIFTY = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_CIRCLES = (range(0x2460, 0x2474), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
_CIRCLED = "".join(chr(code) for codes in _CIRCLES for code in codes)
_HUNDRED = 100

_LETTERED: Mapping[str, str] = MappingProxyType(
    {
        "①": _CIRCLED,
        "ア": _FIFTY,
        "あ": _FIFTY.translate(_TO_HIRAGANA),
        "イ": _IROHA,
        "い": _IROHA.translate(_TO_HIRAGANA),
        "a": "abcdefghijklmnopqrstuvwxyz",
        "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ａ": "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ",
        "㋐": "".join(map(chr, range(0x32D0, 0x32FF))),
        "❶": "❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴",
    }
)


_COUNTED: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "1": str,
        "１": lambda number: str(number).translate(_DIGITS),
        "一": lambda number: kanji_numeral(number) if number < _HUNDRED else "",
        "i": lambda number: roman_number(number).lower(),
        "I": roman_number,
    }
)
_MARK = re.compile(
    r"(?P<before>[（(〔［\[]?第?)(?P<first>["
    + "".join((*_LETTERED, *_COUNTED))
    + r"])(?P<after>[）)〕］\].．、:：]?)"
)


@dataclass(frozen=True, slots=True)
class ListMark:
    """How the items of a list are marked.

    Attributes:
        first: The mark of the first item without what is about it, or the bullet.
        before: What stands before it.
        after: What stands behind it.
        counts: Whether it goes on from item to item.
    """

    first: str
    before: str = ""
    after: str = ""
    counts: bool = True

    def at(self, number: int) -> str:
        """The mark of an item, from 1; a plain number where the kind has no more."""
        if not self.counts:
            return self.first
        letters = _LETTERED.get(self.first)
        known = letters[number - 1 : number] if letters else _COUNTED[self.first](number)
        return f"{self.before}{known or number}{self.after}"

    @property
    def most(self) -> int:
        """How many items it can mark."""
        letters = _LETTERED.get(self.first) if self.counts else None
        return 10_000 if letters is None else len(letters)


def list_mark(written: str) -> ListMark | None:
    """The kind of mark that is written as its first one; ``None`` if it is none."""
    if len(written) == 1 and written in BULLETS:
        return ListMark(written, counts=False)
    found = _MARK.fullmatch(written)
    return found and ListMark(found["first"], found["before"], found["after"])


def list_marks(written: str) -> list[str]:
    """The marks that are written one after the other, for each level of lists."""
    return [each for each in re.split(r"[\s/／,]+", written) if each]
