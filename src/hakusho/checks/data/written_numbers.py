"""Numbers as prose writes them: 1,550, １５５０, 1億2,000万, 3.5万, 千五百, 1.2 million."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.values.numerals import KANJI_DIGITS, KANJI_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_WORDS = {"million": 10**6, "billion": 10**9, "trillion": 10**12}

_D = r"[0-9０-９]"
_ARABIC = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}})+(?!{_D})|{_D}+)(?:[.．]{_D}+)?"
_MIXED = rf"(?:{_ARABIC}[千万億兆]{{1,2}}){{1,4}}(?:{_ARABIC})?"
_KANJI = rf"[{KANJI_DIGITS}十百千万億兆]{{2,14}}"
NUMBER = rf"(?:{_MIXED}|{_ARABIC}(?:[ \u00a0](?:million|billion|trillion)\b)?|{_KANJI})"
BEGINS = rf"(?=[0-9０-９{KANJI_DIGITS}十百千])"
"""Before ``NUMBER`` at the beginning of a pattern: a cheap test first."""
_NOT_BEFORE = (
    r"(?<![0-9０-９A-Za-zＡ-Ｚａ-ｚ.．,，\-‐–—−～〜~/:#〇一二三四五六七八九十百千万億兆第数何幾])"
)
_BETWEEN = r"[ \u00a0]?(?:～|〜|~|–|—|-|−|ないし|から|\bto\b)[ \u00a0]?"
_PATTERN = re.compile(
    rf"{BEGINS}"
    rf"{_NOT_BEFORE}"
    rf"(?:(?P<low>{NUMBER})(?P<low_unit>[^\W\d_]{{0,3}}){_BETWEEN}[$€£¥]?)?"
    rf"(?P<number>{NUMBER})(?![0-9０-９〇一二三四五六七八九十百千万億兆])"
)
_CURRENCY = re.compile(r"(?<![A-Za-z])[A-Z]{0,3}[$€£¥]\Z")
_PART = re.compile(rf"({_ARABIC})([千万億兆]{{0,2}})")


@dataclass(frozen=True, slots=True)
class Written:
    """A number in a text."""

    start: int  # its sign of money included
    end: int  # before its unit
    value: Decimal  # of a range the upper end
    low: Decimal | None  # of a range
    currency: str  # a sign of money before it
    text: str  # as written

    @property
    def arabic(self) -> bool:
        """Whether it is written with digits."""
        return any(char.isdecimal() for char in self.text)


def written_numbers(text: str) -> Iterator[Written]:
    """The numbers in prose (without citations, code and the like) that stand by themselves.

    They are no part of a name (C-130), of another number, of an ordinal (第5) or of 数百.
    """
    for match in _PATTERN.finditer(text):
        value = value_of(match["number"])
        low = value_of(match["low"]) if match["low"] else None
        if value is None or (match["low"] and low is None):
            continue
        currency = _CURRENCY.search(text, max(0, match.start() - 4), match.start())
        start = currency.start() if currency else match.start()
        sign = currency[0] if currency else ""
        yield Written(start, match.end(), value, low, sign, match["number"])


def value_of(text: str) -> Decimal | None:
    """The value of a written number; ``None`` if its parts make none (十百, 二三)."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    number, _, word = plain.partition(" ")
    if word:
        return Decimal(number) * _WORDS[word]
    if not any(char.isdecimal() for char in plain):
        return _kanji_value(plain)
    total = Decimal(0)
    last = 0
    for number, marks in _PART.findall(plain):
        step = 1
        for mark in marks:
            step *= KANJI_UNITS.get(mark, 0) or _LARGE[mark]
        if last and step >= last:
            return None
        total += Decimal(number) * step
        last = step
    return total


def _kanji_value(text: str) -> Decimal | None:
    if all(char in KANJI_DIGITS for char in text):
        positional = int("".join(str(KANJI_DIGITS.index(char)) for char in text))
        # 二三 is "two or three"; 二〇 and 一五〇〇 are numbers.
        return Decimal(positional) if "〇" in text else None
    total, section, digit = 0, 0, 0
    last_small, last_large = 10**4, 10**16
    for char in text:
        if char in KANJI_DIGITS:
            if digit:
                return None
            digit = KANJI_DIGITS.index(char)
        elif char in KANJI_UNITS:
            if KANJI_UNITS[char] >= last_small:
                return None
            last_small = KANJI_UNITS[char]
            section += (digit or 1) * last_small
            digit = 0
        else:
            if _LARGE[char] >= last_large or not section + digit:
                return None
            last_large = _LARGE[char]
            total += (section + digit) * last_large
            section, digit, last_small = 0, 0, 10**4
    return Decimal(total + section + digit)
