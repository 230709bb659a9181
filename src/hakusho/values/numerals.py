"""Numbers in kanji: 四六 and 四十六, 一〇二 and 百二."""

from __future__ import annotations

import unicodedata

KANJI_DIGITS = "〇一二三四五六七八九"
KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
KANJI_NUMERALS = frozenset((*KANJI_DIGITS, *KANJI_UNITS))


def kanji_number(text: str) -> int:
    """The value of digits and units in kanji; nothing else may stand there."""
    total = digits = 0
    for char in text:
        if char in KANJI_UNITS:
            total += (digits or 1) * KANJI_UNITS[char]
            digits = 0
        else:
            digits = digits * 10 + KANJI_DIGITS.index(char)
    return total + digits


def japanese_number(text: str) -> int:
    """The value of digits of any width, of 元 (1) or of kanji; 0 of an empty text."""
    digits = unicodedata.normalize("NFKC", text)
    if digits.isdecimal():
        return int(digits)
    return 1 if digits == "元" else kanji_number(digits)
