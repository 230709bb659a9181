"""Numbers in locators: every digit, dash, list and Roman or Chinese numeral that authors type."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hakusho.values.numerals import KANJI_NUMERALS, kanji_number

PLAIN = r"[0-9]++"
# 46, 46a, A3, 1.2; in 46ff. and 46n5 the number is 46, in 46th there is none.
ARABIC = (
    r"[A-Z]?[0-9]++(?:\.[0-9]++)*+(?:(?!f)[a-z](?![A-Za-z]|\.?\s?[0-9]))?"
    r"(?!(?!ff?\b|nn?\.?\s?[0-9])[A-Za-z])"
)
ROMAN = r"(?:(?:[ivxlcdm]+|[IVXLCDM]+)(?![A-Za-z])|[Ⅰ-ⅿ]+)"
KANJI = r"[〇一二三四五六七八九十百千]+"
DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−〜～~－])\s*"
RANGE = rf"(?:{DASH}|\s*から\s*)"
AND = r"(?:\s*(?:および|及び|ならびに|並びに|と|&)\s*|\s+and\s+)"
LISTED = rf"(?:\s*[,、・]\s*|{AND})"

_HALF_WIDTH: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5E)},  # ～ is read as a dash
    0x3000: " ", 0x00A0: " ", ord("註"): "注",
}  # fmt: skip


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a paper first needs it: together they take 0.1 s."""
    return re.compile(pattern)


def list_of(number: str, after: str = "") -> str:
    """A pattern for numbers, ranges and lists of them; ``after`` must hold behind each."""
    span = rf"{number}(?:{RANGE}{number})?{after}"
    return rf"{span}(?:{LISTED}{span})*"


def half_width(text: str) -> str:
    """Full-width letters, digits and brackets in half width; every character keeps its place."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def plain_value(value: str) -> str:
    """Numbers with ``-`` and ``, `` between them, in half-width Arabic or Roman digits."""
    if value.isdecimal() and value.isascii():
        return value
    value = compiled(RANGE).sub("-", value)
    value = compiled(LISTED).sub(", ", value)
    if not value.isascii():
        value = unicodedata.normalize("NFKC", value)
        value = compiled(KANJI).sub(lambda match: str(kanji_number(match[0])), value)
    return value.strip()


def begins_in_kanji(value: str) -> bool:
    """Whether a number is written with Chinese numerals."""
    return value[0] in KANJI_NUMERALS


def is_letters(value: str) -> bool:
    """Whether a value is a letter or a word, and no Roman numeral."""
    return value.isalpha() and not compiled(r"[ivxlcdm]+|[IVXLCDM]+").fullmatch(value)


def numbered_by_chapter(value: str, typed: str) -> str:
    """Figure 2-1, the first of chapter 2: typed with a hyphen, so no range; it keeps a U+2010."""
    return value.replace("-", "‐") if compiled(r"\w+[-‐‑－]\w+").fullmatch(typed) else value
