"""Contrast of every letter of a figure with its ground, on white paper and on a dark page."""

from __future__ import annotations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from hakusho.editions.dark_mode import for_dark
from hakusho.figures import theme


def too_faint(figure, least: float = 4.5) -> list[tuple[str, str, float]]:
    """Texts below the least contrast: the text, ``light`` or ``dark``, the contrast."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if text.get_text().strip()]
    assert texts
    found = []
    for text in texts:
        colour, ground = to_hex(text.get_color()), _ground(figure, text, renderer)
        for page, shown in (("light", str), ("dark", for_dark)):
            contrast = theme.contrast(shown(colour), shown(ground))
            if contrast < least:
                found.append((text.get_text(), page, contrast))
    return found


def _ground(figure, text: Text, renderer) -> str:
    """The colour of the topmost filled box under a text's middle, else paper."""
    box = text.get_window_extent(renderer)
    middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    under = [
        patch
        for axes in figure.axes
        for patch in axes.patches
        if patch.get_facecolor()[3] == 1
        and patch.get_zorder() <= text.get_zorder()
        and patch.contains_point(middle)
    ]
    top = max(under, key=lambda patch: patch.get_zorder(), default=None)
    return to_hex(top.get_facecolor()) if top else theme.PAPER
