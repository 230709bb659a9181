"""Numbers in kanji: 四六 and 四十六, 一〇二 and 百二; Roman ones: XIV."""

from __future__ import annotations

import re
import unicodedata

KANJI_DIGITS = "〇一二三四五六七八九"
KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905  words
        2,
    )
}
"""What English writes in words where it counts things."""
NUMBER_WORDS = "|".join(ENGLISH_NUMBERS)
"""The same as alternatives of a regular expression."""
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


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman_number(number: int) -> str:
    """A number, from 1, in Roman numerals."""
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def kanji_numeral(number: int) -> str:
    """A number below 100 in kanji: 二十三."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{KANJI_DIGITS[tens]}十"
    return ten + (KANJI_DIGITS[ones] if ones or not tens else "")


def japanese_number(text: str) -> int:
    """The value of digits of any width, of 元 (1) or of kanji; 0 of an empty text."""
    digits = unicodedata.normalize("NFKC", text)
    if digits.isdecimal():
        return int(digits)
    return 1 if digits == "元" else kanji_number(digits)


def number_in_words(text: str) -> int:
    """The value of a number as English or Japanese writes it: seven, 7, ７, 七; 0 of none."""
    return ENGLISH_NUMBERS.get(text.lower()) or japanese_number(text)


_ROMAN_FORM = re.compile(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)


def roman_value(text: str) -> int:
    """The value of a Roman numeral, large or small; 0 for what is none."""
    if not text or not _ROMAN_FORM.fullmatch(text):
        return 0
    values = {letters: value for value, letters in _ROMAN}
    single = [values[letter] for letter in text.upper()]
    pairs = zip(single, [*single[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
