"""Letters in figures: the shipped fonts, the widths of text in them, the labels of a figure.

Loading this module loads matplotlib.
"""

from __future__ import annotations

import os
import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.text import Text

from hakusho.figures import theme as looks
from hakusho.tools import fonts
from hakusho.values.letters import FOREIGN_WORD, GAP, HANGUL, KANJI, borders

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontManager, FontProperties
    from matplotlib.ft2font import FT2Font

    from hakusho.figures.theme import Theme

_WHOLE, _CONTINUED = "label:", "label continued"
_CHARACTERS = re.compile(f"[{KANJI}{HANGUL}]+")
_HAN = re.compile(f"[{KANJI}]")
_GENERIC = frozenset(font_manager.font_family_aliases)


@cache
def use_shipped_fonts() -> None:
    """Let matplotlib know its own fonts and the shipped sans ones, and none of the system's.

    Once per process. A style sheet that asks for Arial would have figures laid out by what this
    machine has in its place.
    """
    manager, own = font_manager.fontManager, Path(mpl.get_data_path())
    manager.ttflist = [each for each in manager.ttflist if Path(each.fname).is_relative_to(own)]
    for font in dict.fromkeys([*fonts.of_labels(), *fonts.of_labels(bold=True)]):
        manager.addfont(str(font.path))
    _keep_open(frozenset(os.path.realpath(each.fname) for each in manager.ttflist))
    _find_once(manager)
    for renderer in (RendererAgg, RendererSVG):
        _count_gaps(renderer)


def forget_fonts() -> None:
    """Let matplotlib open a figure's own fonts again, so that it is seen which ones it reads.

    The fonts that figures are set in stay open: opening them takes longer than most drawings.
    """
    use_shipped_fonts()
    font_manager._get_font.cache_clear()  # type: ignore[attr-defined]  # noqa: SLF001


def _keep_open(shipped: frozenset[str]) -> None:
    """Let matplotlib keep what it opens of some font files, by their paths, as long as we run."""
    opened: Any = font_manager._get_font  # type: ignore[attr-defined]  # noqa: SLF001
    kept = cache(opened.__wrapped__)

    def get(paths: tuple[tuple[str, int], ...], **options: Any) -> Any:
        known = all(path in shipped for path, _ in paths)
        return (kept if known else opened)(paths, **options)

    get.cache_clear = opened.cache_clear  # type: ignore[attr-defined]
    font_manager._get_font = get  # type: ignore[attr-defined]  # noqa: SLF001
    if hasattr(os, "register_at_fork"):  # as matplotlib does for its own
        os.register_at_fork(after_in_child=kept.cache_clear)


def _find_once(manager: FontManager) -> None:
    """Let matplotlib remember the fonts of named families, as long as it knows no others.

    What it remembers itself it has for each family, and reads eleven parameters before it looks;
    on these rests only what a generic family stands for.
    """
    own: Any = manager
    find: Callable[..., list[Any]] = own._find_fonts_by_props  # noqa: SLF001
    known: dict[tuple[int, int, str], list[Any]] = {}

    def found(prop: FontProperties | str, *given: Any, **named: Any) -> list[Any]:
        options = given or named
        if options or isinstance(prop, str) or not _GENERIC.isdisjoint(prop.get_family()):
            return find(prop, *given, **named)
        fonts_there = manager.ttflist
        # By its hash matplotlib compares a prop; a program adds fonts at the end.
        key = (hash(prop), len(fonts_there), fonts_there[-1].fname if fonts_there else "")
        if key not in known:
            known[key] = find(prop)
        return [*known[key]]

    own._find_fonts_by_props = found  # noqa: SLF001


def _count_gaps(renderer: type[RendererBase]) -> None:
    """Let matplotlib lay labels out with the gaps that a finished drawing has in them."""
    measured: Callable[..., tuple[float, float, float]] = renderer.get_text_width_height_descent

    def with_gaps(
        self: RendererBase, s: str, prop: FontProperties, ismath: object
    ) -> tuple[float, float, float]:
        width, height, descent = measured(self, s, prop, ismath)
        if not ismath and (count := len(borders(s))):
            em = float(self.points_to_pixels(prop.get_size_in_points()))  # type: ignore[arg-type]
            width += count * GAP * em
        return width, height, descent

    renderer.get_text_width_height_descent = with_gaps  # type: ignore[method-assign]


def apply_theme(theme: Theme, name: str) -> None:
    """Set matplotlib's parameters, whatever a user's matplotlibrc says.

    The figure's name seeds the ids inside the SVG.
    """
    use_shipped_fonts()
    mpl.rcdefaults()
    hold(name)
    mpl.rcParams.update(
        {
            "font.size": theme.text, "axes.labelsize": theme.text, "xtick.labelsize": theme.small,
            "ytick.labelsize": theme.small, "legend.fontsize": theme.small,
            "text.color": looks.INK, "axes.labelcolor": looks.INK, "xtick.labelcolor": looks.INK,
            "ytick.labelcolor": looks.INK, "axes.edgecolor": looks.MUTED,
            "xtick.color": looks.MUTED, "ytick.color": looks.MUTED, "grid.color": looks.GRID,
            "axes.linewidth": theme.rule, "xtick.major.width": theme.rule,
            "ytick.major.width": theme.rule, "grid.linewidth": theme.rule,
            "hatch.linewidth": theme.rule, "axes.prop_cycle": cycler(color=list(theme.palette)),
            "axes.formatter.use_locale": False, "axes.unicode_minus": False,
            "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False,
            "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
        }
    )  # fmt: skip


def hold(name: str) -> None:
    """Set what every edition rests on; the figure's name seeds the ids inside the SVG."""
    mpl.rcParams.update(
        {
            "svg.fonttype": "none", "svg.hashsalt": name, "svg.image_inline": True,
            "savefig.bbox": "standard", "text.parse_math": False,
            "font.family": families(),
        }
    )  # fmt: skip


def families(*, bold: bool = False) -> list[str]:
    """The families of a label's fonts, in the order in which they are asked for a letter."""
    return [font.family for font in fonts.of_labels(bold=bold)]


@cache
def _face(font: fonts.FontFile) -> FT2Font:
    return font_manager.get_font(str(font.path))


@cache
def _character_map(font: fonts.FontFile) -> frozenset[int]:
    return frozenset(_face(font).get_charmap())


@cache
def font_of(char: str, *, bold: bool = False) -> fonts.FontFile | None:
    """The font that a label takes a character from, if any has it."""
    chain = fonts.of_labels(bold=bold)
    return next((font for font in chain if ord(char) in _character_map(font)), None)


def has_glyph(char: str, *, bold: bool = False) -> bool:
    """Tell whether a font has a glyph for a character."""
    return font_of(char, bold=bold) is not None


@cache
def _char_mm(char: str, *, bold: bool) -> float:
    """Advance of one character at 100 points, in mm."""
    font = font_of(char, bold=bold) or fonts.of_labels(bold=bold)[0]
    return advance_em(char, font) * 100 * looks.MM_PER_POINT


def advance_em(text: str, font: fonts.FontFile) -> float:
    """The advances of a text's characters in one font, in em."""
    face = _face(font)
    face.set_size(100, 72)
    return sum(face.load_char(ord(char)).linearHoriAdvance / 65536 for char in text) / 100


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in mm, set at a size in points.

    It is the sum of the characters' advances and of the gaps between scripts; kerning would only
    make it smaller.
    """
    advances = sum(_char_mm(char, bold=bold) for char in text) * size / 100
    return advances + len(borders(text)) * gap_mm(size)


def gap_mm(size: float) -> float:
    """A gap at a size in points."""
    return GAP * size * looks.MM_PER_POINT


def pieces(text: str, *, bold: bool = False) -> list[tuple[str, fonts.FontFile]]:
    """A label cut where its font changes; a word of foreign letters is set in one.

    So is one of Chinese or Korean letters, of which the Japanese font has some: 国家发展改革委员会.
    The bold font has all of them in their Japanese forms, so where one is no letter of Japanese the
    word is set in the regular font of its own country.
    """
    own, *others = fonts.of_labels(bold=bold)
    by_letter = [font_of(char, bold=bold) or own for char in text]
    for word in FOREIGN_WORD.finditer(text):
        if all(ord(char) in _character_map(fonts.latin()) for char in word[0]):
            by_letter[word.start() : word.end()] = [fonts.latin()] * len(word[0])
    for word in _CHARACTERS.finditer(text):
        letters = {ord(char) for char in word[0]}
        foreign = bold and _HAN.search(word[0]) and not letters <= _character_map(fonts.sans())
        used = by_letter[word.start() : word.end()]
        if len(set(used)) == 1 and not foreign:
            continue
        choice = others[1:] if foreign else others  # without the regular one of Japanese
        font = next((each for each in choice if letters <= _character_map(each)), None)
        if font is not None:
            by_letter[word.start() : word.end()] = [font] * len(used)
    cut = groupby(zip(text, by_letter, strict=True), key=itemgetter(1))
    return [("".join(char for char, _ in run), font) for font, run in cut]


def mark(text: Text, whole: str | None) -> None:
    """Note on the first line of a label what the label says in full; on the others, nothing."""
    text.set_label(_CONTINUED if whole is None else _WHOLE + whole)


def labels(figure: Figure, drawn: frozenset[str] | None = None) -> tuple[str, ...]:
    """Every label of a figure that shows, whole where it was broken into lines, as drawn.

    ``drawn`` are the lines that are on the page: matplotlib also keeps labels of ticks that are
    not. ``None`` takes all.
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
