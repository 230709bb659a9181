r"""What a Japanese letter is, and what is set full-width: the one answer for the whole program.

Each name in capitals is a set of ranges for a character class of :mod:`re`: ``rf"[{KANJI}]+"``.
The ranges are those of the Unicode Standard (17.0, chapter 18; annexes 11 and 24). Lua has them in
``editions/lua/letters.lua``, which a test holds against this module.
"""

from __future__ import annotations

import re
from unicodedata import category, combining, east_asian_width, normalize

HALF_WIDTH_KANA = r"\uff66-\uff9f"
HIRAGANA = r"\u3041-\u3096\u3099\u309a\u309d-\u309f"
KATAKANA = rf"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff{HALF_WIDTH_KANA}"
"""With ー, without ・, which stands between words."""
KANA = rf"{HIRAGANA}{KATAKANA}\U0001b000-\U0001b16f"
KANJI = (
    r"\u3005-\u3007\u303b\u2e80-\u2fd5\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
"""With 々〆〇, compatibility ideographs (﨑), radicals as PDF files give them, and planes 2 and 3
(𠮷), which hold nothing else."""
JAPANESE = KANA + KANJI
"""Letters of Japanese; punctuation is none."""
WIDE = (
    r"\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    r"\uff01-\uffe6\U0001b000-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003fffd"
)
"""What East Asian text is made of, its punctuation, full-width forms and Hangul with it: set
upright, on a square (half-width kana apart), and with no space to what stands beside it. All of
:data:`JAPANESE` is in it, and no range twice: each letter of a class takes time to compile."""
HANGUL = r"\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
"""Korean's own letters."""

HELD_BY_JAPANESE_FONTS = "ĀāĂăĐđĒēĚěĨĩĪīŃńŇňŌōŎŏŒœŨũŪūŬŭƒƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǸǹ"
"""What fonts of Adobe-Japan1 have of Latin Extended-A and -B; they lack č, ğ, ı, ł, ř, ş and more,
and would set a word that has one in two fonts."""
_EUROPEAN = r"['A-Za-z\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1eff’-]"
_LACKING = rf"(?![{HELD_BY_JAPANESE_FONTS}])[\u0100-\u024f\u0300-\u036f\u0400-\u052f]"
FOREIGN_WORD = re.compile(f"{_EUROPEAN}*(?:{_LACKING}){_EUROPEAN}*")
"""A word with a letter that Japanese fonts lack: it is set in another font as a whole."""
VARIATION_SELECTORS = r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""What asks for another form of the character before it (UTS #37)."""
_SELECTOR = re.compile(f"[{VARIATION_SELECTORS}]")

GAP = 0.25
"""Between Japanese letters and Latin ones or figures, in em (四分アキ: JLREQ 3.2.3)."""
_WESTERN = r"0-9A-Za-z\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff"
_BORDER = re.compile(rf"(?<=[{JAPANESE}])(?=[{_WESTERN}])|(?<=[{_WESTERN}%])(?=[{JAPANESE}])")

_KANA, _KANJI = re.compile(f"[{KANA}]"), re.compile(f"[{KANJI}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_JAPANESE, _WIDE = re.compile(f"[{JAPANESE}]"), re.compile(f"[{WIDE}]")


def letters_of(text: str) -> set[str]:
    """The letters of a text, each once and with its marks and variation selector: ``ş``, ``葛󠄀``."""
    found: set[str] = set()
    letter = ""
    for char in text:
        if letter and category(char).startswith("M"):  # selectors are marks, too
            letter += char
            continue
        found.add(letter)
        letter = char
    return (found | {letter}) - {""}


def without_selectors(text: str) -> str:
    """The text in the usual forms of its characters."""
    return _SELECTOR.sub("", text)


def has_kana(text: str) -> bool:
    """Whether the text holds any kana."""
    return _KANA.search(text) is not None


def has_kanji(text: str) -> bool:
    """Whether the text holds any Han character."""
    return _KANJI.search(text) is not None


def has_japanese(text: str) -> bool:
    """Whether the text holds any kana or Han character."""
    return _JAPANESE.search(text) is not None


def is_wide(char: str) -> bool:
    """Whether a character (or a text's first) is one of East Asian text; an empty text has none."""
    return _WIDE.match(char) is not None


def is_unspaced(char: str) -> bool:
    """Whether a character (or a text's first) has no space beside it where a line ends.

    That is East Asian text but for Korean, which is written with spaces between its words.
    """
    return is_wide(char) and _HANGUL.match(char) is None


def borders(text: str) -> list[int]:
    """The offsets in a line before which a gap stands, as wide as ``GAP``."""
    return [] if text.isascii() else [match.start() for match in _BORDER.finditer(text)]


def is_full_width(char: str, *, ambiguous: bool = False) -> bool:
    """Whether a character takes a full square (UAX #11), or may, in an East Asian font."""
    return east_asian_width(char) in ("WFA" if ambiguous else "WF")


def columns_of(char: str) -> int:
    """How many columns a character takes where a table is drawn with lines, as pandoc counts."""
    return 0 if combining(char) else 1 + is_full_width(char)


RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits as they stand in a text that is raised."""
_MARKING = re.compile(r"([¹²³⁰⁴-⁹₀-₉①-⓿❶-➓㉑-㉟㊱-㊿])")


def normal_width(text: str) -> str:
    """A text in NFKC, but for raised and circled digits, which stay what they are.

    They mark a number, as of a note, and are none of it: of 131¹ NFKC makes 1311.
    """
    if text.isascii():
        return text
    parts = _MARKING.split(text)
    return "".join(part if at % 2 else normalize("NFKC", part) for at, part in enumerate(parts))
