"""Shares: bars of one length, cut into what each series has of the whole."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import (
    inspect,
    number_text,
    strong_labels,
    unit_of,
    with_unit,
    words_in,
)
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import Item, Key, box_swatch, status_items
from hakusho.figures.charts.upright_bars import letters_on
from hakusho.figures.theme import INK, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bars import Bar, Unit

_WHOLE: Mapping[str, str] = {"ja": "計{}", "en": "of {}"}
_NAME_SHARE, _ABOVE_BELOW_MM = 0.28, 100.0
"""Names take no more of the width than this; on a narrower figure they stand above their bars."""
_BAR_MM, _GAP_MM, _BESIDE_MM, _TEXT_GAP_MM, _HALF_EDGE_MM = 5.4, 2.2, 2.0, 0.8, 0.2
_MOST = 6


def shares(
    bars: Sequence[Bar],
    *,
    unit: Unit = "",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    theme: Theme = THEME,
) -> Figure:
    """Draw shares.

    Args:
        bars: ``label`` names the whole, ``side`` the part.
        unit: Of the whole, which is printed behind its bar.
        language: Chooses words and how numbers are printed.
        words: Other words, by status, or ``whole`` (``of {}``).
        width_mm: Of the figure.
        theme: The looks.

    Returns:
        The figure. Percentages are rounded to whole ones, so that they may add up to 99 or 101.

    Raises:
        ChartError: If a part is negative or unknown, a whole is zero, there are more parts than can
            be told apart, or there is no room.
    """
    inspect(bars, (), log=False)
    for bar in bars:
        if bar.value is None or bar.value < 0:
            message = "a share of a whole is a number from zero on; '{label}' of '{side}' is none"
            raise ChartError(message, bar.label, bar.side)
    sides = list(dict.fromkeys(bar.side for bar in bars))
    if len(sides) > _MOST:
        message = "{count} parts cannot be told apart; show {most} at most"
        raise ChartError(message, len(sides), _MOST, key="series")
    chosen = {"whole": _WHOLE.get(language, _WHOLE["en"]), **words_in(language, words)}
    known = unit_of(bars, unit)
    wholes = {label: _whole(bars, label) for label in dict.fromkeys(bar.label for bar in bars)}
    texts = {
        label: chosen["whole"].format(with_unit(number_text(whole), known, language))
        for label, whole in wholes.items()
    }
    return _draw(bars, sides, wholes, texts, chosen, width_mm, theme)


def _whole(bars: Sequence[Bar], label: str) -> Decimal:
    whole = sum((Decimal(str(bar.value)) for bar in bars if bar.label == label), Decimal(0))
    if not whole:
        raise ChartError("'{label}' is zero, and has no shares", label)
    return whole


def _draw(
    bars: Sequence[Bar],
    sides: Sequence[str],
    wholes: Mapping[str, Decimal],
    texts: Mapping[str, str],
    words: Mapping[str, str],
    width_mm: float,
    theme: Theme,
) -> Figure:
    size, small, step = theme.text, theme.small, theme.step(theme.text)
    above = width_mm < _ABOVE_BELOW_MM
    limit = width_mm if above else _NAME_SHARE * width_mm
    names = {label: line_breaking.wrap(label, limit, size) for label in wholes}
    widest = max(lettering.width_mm(line, size) for lines in names.values() for line in lines)
    left = _HALF_EDGE_MM if above else widest + _BESIDE_MM
    right = width_mm - max(lettering.width_mm(text, small) for text in texts.values()) - _BESIDE_MM
    items = [Item(side, box_swatch(_colour(theme, at), "fact")) for at, side in enumerate(sides)]
    key = Key([*items, *status_items(bars, words, partial(box_swatch, INK))], width_mm, theme)
    rows = [
        (
            label,
            len(names[label]) * step + _BAR_MM if above else max(_BAR_MM, len(names[label]) * step),
        )
        for label in wholes
    ]
    top = key.height + 1.2
    height = top + sum(height + _GAP_MM for _, height in rows)
    sheet = Canvas(width_mm, height, theme)
    key.draw(sheet, 0)
    strong = strong_labels(bars)
    for label, row in rows:
        lines = names[label]
        if label in strong:
            forms.band(sheet, 0, top - _GAP_MM / 2, width_mm, row + _GAP_MM)
        middle = top + (row - _BAR_MM / 2 if above else row / 2)
        first = top + step / 2 if above else middle - (len(lines) - 1) * step / 2
        sheet.text(0, first, lines, size=size, whole=label)
        sheet.text(right + _BESIDE_MM, middle, [texts[label]], size=small, colour=MUTED)
        x = left
        for bar in (bar for bar in bars if bar.label == label):
            share = float(bar.value or 0) / float(wholes[label])
            colour, width = _colour(theme, sides.index(bar.side)), share * (right - left)
            _draw_part(sheet, bar, share, (x, middle, width), colour)
            x += width
        top += row + _GAP_MM
    return sheet.figure


def _colour(theme: Theme, at: int) -> str:
    return theme.palette[at % len(theme.palette)]


def _draw_part(
    sheet: Canvas, bar: Bar, share: float, place: tuple[float, float, float], colour: str
) -> None:
    """One part and, if there is room, its percentage."""
    x, middle, width = place
    if not share:
        return
    top, small = middle - _BAR_MM / 2, sheet.theme.small
    forms.box(sheet, x, top, width, _BAR_MM, colour, bar.status)
    sheet.line([(x, top), (x, top + _BAR_MM)], colour=PAPER, width=0.7, over=True)
    text = f"{100 * share:.0f}%"
    wide = lettering.width_mm(text, small)
    if wide + _TEXT_GAP_MM > width:
        return
    if bar.status == "projection":  # a ground, so that no hatching runs through letters
        sheet.box(
            x + (width - wide) / 2 - 0.3,
            top + 0.9,
            wide + 0.6,
            _BAR_MM - 1.8,
            face=PAPER,
            over=True,
        )
    letters = letters_on(colour) if bar.status == "fact" else INK
    sheet.text(x + width / 2, middle, [text], size=small, colour=letters, side="center")
