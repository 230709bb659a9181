"""Letters in figures: the shipped fonts, their widths, and where a label may be broken.

Loading this module loads matplotlib.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import matplotlib as mpl
from cycler import cycler
from matplotlib import font_manager
from matplotlib.text import Text

from hakusho.figures import theme as looks
from hakusho.tools import fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hakusho.figures.theme import Theme

_WHOLE, _CONTINUED = "label:", "label continued"

NOT_AT_LINE_START = frozenset(
    ")]}’”〉》」』】〕）］｝｠»〟"  # cl-02 closing brackets
    "‐〜゠–"  # cl-03 hyphens
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

HALF_BLANK_START = frozenset("「『（〔［｛〈《【“")
"""Opening brackets whose left half is blank: at a line's start they hang out (JLREQ 3.1.5)."""

HALF_BLANK_END = frozenset("」』）〕］｝〉》】”、。，．")
"""Closing brackets, commas and full stops whose right half is blank (JLREQ 3.1.9)."""

_COUNTERS = frozenset("年月日回条項号章節頁巻次期発隻機個人名国件割億万千百")
_AFTER = frozenset("、。，．」』）〕】・")
_PARTICLES = frozenset("をにがはへとでもの")
_WITHIN_KANJI = 0.4
"""How unwelcome a break between two kanji is: it may be within a word, and nothing tells."""


@cache
def use_shipped_fonts() -> None:
    """Register the shipped sans fonts with matplotlib, once per process."""
    for font in (fonts.sans(), fonts.sans_bold()):
        font_manager.fontManager.addfont(str(font.path))


def apply_theme(theme: Theme, name: str) -> None:
    """Set matplotlib's parameters, whatever a user's matplotlibrc says.

    Args:
        theme: The looks, for figures that draw with plain matplotlib.
        name: The figure's name: it seeds the ids inside the SVG.
    """
    use_shipped_fonts()
    mpl.rcdefaults()
    mpl.rcParams.update(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": name,
            "svg.image_inline": True,
            "text.parse_math": False,
            "axes.formatter.use_locale": False,
            "font.family": [fonts.sans().family],
            "font.size": theme.text,
            "axes.labelsize": theme.text,
            "axes.unicode_minus": False,
            "xtick.labelsize": theme.small,
            "ytick.labelsize": theme.small,
            "legend.fontsize": theme.small,
            "legend.frameon": False,
            "text.color": looks.INK,
            "axes.labelcolor": looks.INK,
            "axes.edgecolor": looks.MUTED,
            "xtick.color": looks.MUTED,
            "ytick.color": looks.MUTED,
            "xtick.labelcolor": looks.INK,
            "ytick.labelcolor": looks.INK,
            "axes.linewidth": theme.rule,
            "xtick.major.width": theme.rule,
            "ytick.major.width": theme.rule,
            "grid.color": looks.GRID,
            "grid.linewidth": theme.rule,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": cycler(color=list(theme.palette)),
            "hatch.linewidth": theme.rule,
            "figure.facecolor": "none",
            "axes.facecolor": "none",
            "savefig.facecolor": "none",
            "savefig.bbox": "standard",
        }
    )


def font(*, bold: bool = False) -> fonts.FontFile:
    """The font of figures."""
    return fonts.sans_bold() if bold else fonts.sans()


@cache
def _properties(size: float, *, bold: bool) -> font_manager.FontProperties:
    use_shipped_fonts()
    face = font(bold=bold)
    return font_manager.FontProperties(
        family=[face.family], weight="bold" if bold else "normal", size=size
    )


@cache
def _char_mm(char: str, *, bold: bool) -> float:
    """Advance of one character at 100 points, in mm."""
    face = font_manager.get_font(font_manager.findfont(_properties(100, bold=bold)))
    face.set_size(100, 72)
    advance = face.load_char(ord(char)).linearHoriAdvance / 65536
    return float(advance) * looks.MM_PER_POINT


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Measure a line of text.

    Args:
        text: Without line breaks.
        size: In points.
        bold: Set in the bold font.

    Returns:
        The sum of the characters' advances in mm; kerning would only make it smaller.
    """
    return sum(_char_mm(char, bold=bold) for char in text) * size / 100


@cache
def _character_map(*, bold: bool) -> frozenset[int]:
    return frozenset(font_manager.get_font(str(font(bold=bold).path)).get_charmap())


def has_glyph(char: str, *, bold: bool = False) -> bool:
    """Tell whether the font has a glyph for a character."""
    return ord(char) in _character_map(bold=bold)


def wrap(text: str, limit_mm: float, size: float, *, bold: bool = False) -> list[str]:
    r"""Break a label into lines.

    Latin words and numbers stay whole, no line begins or ends with a character that may not
    stand there, and of all ways with the fewest lines the one with the most even lines is taken,
    preferring breaks after punctuation and particles. A piece that is wider than a line is broken
    between characters, so that no label ever leaves its column. ``\n`` breaks a line always.

    Args:
        text: The label.
        limit_mm: Width of the column.
        size: In points.
        bold: Set in the bold font.

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
    """Measure the widest piece of a label that ``wrap`` would not break of its own accord.

    Args:
        text: The label.
        size: In points.
        bold: Set in the bold font.

    Returns:
        Its width in mm: in a narrower column a word would be cut.
    """
    widest = 0.0
    for paragraph in text.split("\n"):
        for piece in _pieces(paragraph.strip(), float("inf"), size, bold=bold):
            widest = max(widest, width_mm(piece.rstrip(), size, bold=bold))
    return widest


def _is_word(char: str) -> bool:
    return char.isascii() and not char.isspace()


def _may_break(before: str, after: str) -> bool:
    if before.isspace():
        return not after.isspace()
    if after.isspace():
        return False
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END:
        return False
    if before == after and before in "—―…‥":
        return False  # cl-08 inseparable
    if (before.isdecimal() and after in _COUNTERS) or (before == "第" and after.isdecimal()):
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
    """Cut a run into characters; brackets and points stay with theirs as far as they fit."""
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
    full = [width_mm(piece, size, bold=bold) for piece in pieces]
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
    """Whether a label is broken where a word may be torn: between letters of one Japanese script.

    Args:
        lines: From ``wrap``.
    """
    pairs = [pair for pair in pairwise(lines) if all(pair)]
    japanese = [pair for pair in pairs if _script(pair[0][-1]) == _script(pair[1][0]) != "other"]
    return any(_penalty(list(pair), 1) >= _WITHIN_KANJI for pair in japanese)


def _script(char: str) -> str:
    if "\u30a0" <= char <= "\u30ff":
        return "katakana"
    if "\u3040" <= char <= "\u309f":
        return "hiragana"
    return "kanji" if char > "\u2fff" else "other"


def mark(text: Text, whole: str | None) -> None:
    """Note on the first line of a label what the label says in full; on the others, nothing."""
    text.set_label(_CONTINUED if whole is None else _WHOLE + whole)


def labels(figure: Figure, drawn: frozenset[str] | None = None) -> tuple[str, ...]:
    """Every label of a figure, whole where it was broken into lines.

    Args:
        figure: Drawn by ``charts`` or by an author's own matplotlib code.
        drawn: The lines that are on the page; matplotlib also keeps labels of ticks that are
            not. ``None`` takes all.

    Returns:
        The labels that show, in the order of drawing.
    """
    found: list[str] = []
    for text in figure.findobj(Text):
        noted = str(text.get_label())
        if noted == _CONTINUED or not text.get_visible():
            continue
        if drawn is not None and not all(line in drawn for line in text.get_text().split("\n")):
            continue
        whole = noted.removeprefix(_WHOLE) if noted.startswith(_WHOLE) else text.get_text()
        if whole.strip():
            found.append(whole)
    return tuple(found)
