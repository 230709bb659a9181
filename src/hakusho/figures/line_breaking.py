"""Where a label in a figure may be broken into lines: the rules of JLREQ, and even lines.

JLREQ is the W3C's Requirements for Japanese Text Layout; its classes of characters are cl-01 etc.
Widths are those of the shipped fonts, so loading this module loads matplotlib.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hakusho.figures.lettering import gap_mm, width_mm
from hakusho.values.letters import HIRAGANA, KATAKANA, borders, is_wide

NOT_AT_LINE_START = frozenset(
    ")]}’”〉》」』】〕）］｝｠»〟"  # cl-02 closing brackets
    "‐〜～゠–"  # cl-03 hyphens, and the wave by which keyboards write one of them
    "!?！？‼⁇⁈⁉"  # cl-04 dividing punctuation
    "・:;：；"  # cl-05 middle dots
    "。.．、,，"  # cl-06 full stops, cl-07 commas
    "ヽヾゝゞ々〻"  # cl-09 iteration marks
    "ー"  # cl-10 prolonged sound mark
    "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"  # cl-11
    "％%‰℃°′″"  # cl-13 postfixed abbreviations
)
"""Characters that may not begin a line: JLREQ 3.1.7 and appendix A, after JIS X 4051 6.1."""

NOT_AT_LINE_END = frozenset("([{‘“〈《「『【〔（［｛｟«〝￥$＄£€#＃№")
"""Characters that may not end a line: JLREQ 3.1.8, classes cl-01 and cl-12."""

_KATAKANA, _HIRAGANA = re.compile(f"[{KATAKANA}・゠]"), re.compile(f"[{HIRAGANA}]")

HALF_BLANK_START = frozenset("「『（〔［｛〈《【“")
"""Opening brackets whose left half is blank: at a line's start they hang out (JLREQ 3.1.5)."""

HALF_BLANK_END = frozenset("」』）〕］｝〉》】”、。，．")
"""Closing brackets, commas and full stops whose right half is blank (JLREQ 3.1.9)."""

_COUNTERS = frozenset("年月日回条項号章節頁巻次期発隻機個人名国件割億万千百")
_AFTER = frozenset("、。，．」』）〕】・")
_PARTICLES = frozenset("をにがはへとでもの")
_HYPHENS = re.compile(r"(?<=\w[-–‑])(?=[\w−+△▲])|(?<=～)")
"""Behind a hyphen within a word, or the dash of a range."""
_WITHIN_KANJI = 0.4
"""How unwelcome a break between two kanji is: it may be within a word, and nothing tells."""


def wrap(text: str, limit_mm: float, size: float, *, bold: bool = False) -> list[str]:
    r"""Break a label, set at a size in points, into lines.

    Latin words and numbers stay whole, no line begins or ends with a character that may not stand
    there, and of all ways with the fewest lines the one with the most even lines is taken,
    preferring breaks after punctuation and particles. A piece that is wider than a line is broken
    between characters, so that no label ever leaves its column. ``\n`` breaks a line always.

    Returns:
        The lines, without spaces at their ends; none of them wider than ``limit_mm`` unless a
        single character is.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        pieces = _pieces(paragraph.strip(), limit_mm, size, bold=bold)
        lines += _even_lines(pieces, limit_mm, size, bold=bold) if pieces else [""]
    return lines


def unbroken_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The widest piece of a label that ``wrap`` would not break of its own accord, in mm.

    In a narrower column a word would be cut.
    """
    widest = 0.0
    for paragraph in text.split("\n"):
        for piece in _pieces(paragraph.strip(), float("inf"), size, bold=bold):
            widest = max(widest, width_mm(piece.rstrip(), size, bold=bold))
    return widest


def numbers_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The widest number of a label, in mm: in a narrower column it would be cut, and read wrongly.

    A range may be broken between its ends.
    """
    return max(unbroken_mm(each, size, bold=bold) for each in _HYPHENS.split(text))


def _may_break(before: str, after: str) -> bool:
    if before.isspace():
        return not after.isspace()
    if after.isspace():
        return False
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END:
        return False
    if before == after and before in "—―…‥":
        return False  # cl-08 inseparable
    if (before.isdecimal() and after in _COUNTERS) or (before in "第約" and after.isdecimal()):
        return False  # a number stays with what it counts, as JLREQ advises for unit symbols
    brackets = before in NOT_AT_LINE_START and after in NOT_AT_LINE_END  # as in (ACM)(BPM)
    return brackets or not (_joins(before) and _joins(after))


def _joins(char: str) -> bool:
    """Whether the character is part of a Latin word or a number with its unit."""
    return not char.isspace() and (ord(char) < 0x2000 or char in "–’‑")  # noqa: PLR2004


def _pieces(text: str, limit_mm: float, size: float, *, bold: bool) -> list[str]:
    """The runs between which a line may end; an over-long run is cut up."""
    pieces: list[str] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or _may_break(text[index - 1], text[index]):
            piece = text[start:index]
            if width_mm(piece.rstrip(), size, bold=bold) > limit_mm:
                pieces.extend(_cut(piece, limit_mm, size, bold=bold))
            else:
                pieces.append(piece)
            start = index
    return pieces


def _cut(run: str, limit_mm: float, size: float, *, bold: bool) -> list[str]:
    """Cut a run behind hyphens and dashes, and what is still too wide into characters.

    Brackets and points stay with theirs as far as they fit.
    """
    parts = [part for part in _HYPHENS.split(run) if part]
    if len(parts) > 1:
        return [
            piece
            for part in parts
            for piece in (
                [part]
                if width_mm(part.rstrip(), size, bold=bold) <= limit_mm
                else _cut(part, limit_mm, size, bold=bold)
            )
        ]
    cut: list[str] = []
    for char in run:
        kept = cut and (char in NOT_AT_LINE_START or cut[-1][-1] in NOT_AT_LINE_END)
        if kept and width_mm(cut[-1] + char, size, bold=bold) <= limit_mm:
            cut[-1] += char
        else:
            cut.append(char)
    return cut


def _even_lines(pieces: list[str], limit_mm: float, size: float, *, bold: bool) -> list[str]:
    """Fewest lines first, then the least sum of squared slack and break penalties."""
    full = [
        width_mm(piece, size, bold=bold) + len(borders(piece[-1:] + after[:1])) * gap_mm(size)
        for piece, after in zip(pieces, [*pieces[1:], ""], strict=True)
    ]
    bare = [width_mm(piece.rstrip(), size, bold=bold) for piece in pieces]
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        options = []
        width = bare[end - 1] - full[end - 1]  # a space at a line's end takes no room
        for start in range(end - 1, -1, -1):
            width += full[start]
            if width > limit_mm and start < end - 1:
                break
            slack = max(0.0, limit_mm - width) / limit_mm
            cost = slack * slack + (_penalty(pieces, end) if end < len(pieces) else 0.0)
            options.append((best[start][0] + 1, best[start][1] + cost, start))
        best.append(min(options))
    lines: list[str] = []
    end = len(pieces)
    while end:
        start = best[end][2]
        lines.append("".join(pieces[start:end]).strip())
        end = start
    return lines[::-1]


def _penalty(pieces: list[str], index: int) -> float:
    """How unwelcome a break before ``pieces[index]`` is; 1 weighs as much as an empty line."""
    before, after = pieces[index - 1][-1], pieces[index][0]
    if before.isspace() or before in _AFTER or after in NOT_AT_LINE_END:
        return 0.0
    if before in _PARTICLES:
        return 0.15 if _script(after) == "hiragana" else 0.04
    kinds = {_script(before), _script(after)}
    if len(kinds) > 1:
        return 0.3 if _script(after) == "hiragana" else 0.15
    return {"katakana": 0.6, "hiragana": 0.6}.get(kinds.pop(), _WITHIN_KANJI)


def torn(lines: list[str]) -> bool:
    """Whether a label is broken between letters of one Japanese script, where words may be torn."""
    pairs = [pair for pair in pairwise(lines) if all(pair)]
    japanese = [pair for pair in pairs if _script(pair[0][-1]) == _script(pair[1][0]) != "other"]
    return any(_penalty(list(pair), 1) >= _WITHIN_KANJI for pair in japanese)


def _script(char: str) -> str:
    if _KATAKANA.match(char):
        return "katakana"
    if _HIRAGANA.match(char):
        return "hiragana"
    return "kanji" if is_wide(char) else "other"
