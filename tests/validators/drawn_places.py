"""Where everything of a chart stands, as one short text: another layout has another."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from matplotlib.patches import FancyBboxPatch

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DIGITS = 1
"""Of a millimetre: what no machine rounds otherwise, and every eye sees."""


def digest_of(figure: Figure) -> str:
    """A hash of the size of a chart, and of every letter, line and area with its look."""
    (axes,) = figure.axes
    size = [round(float(inch) * 25.4, _DIGITS) for inch in figure.get_size_inches()]
    texts, lines = [*map(_of_text, axes.texts)], [*map(_of_line, axes.lines)]
    said = [size, texts, lines, [*map(_of_patch, axes.patches)]]
    text = json.dumps(said, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:12]


def _of_text(text) -> list[object]:
    place = _places([text.get_position()])
    around = [text.get_ha(), text.get_va(), text.get_rotation()]
    look = [text.get_fontsize(), text.get_color(), text.get_fontweight()]
    return [text.get_text(), place, around, look, text.zorder]


def _of_line(line) -> list[object]:
    look = [str(line.get_linestyle()), line.get_color(), line.get_linewidth(), line.get_alpha()]
    marks = [line.get_marker(), line.get_markersize(), line.get_markerfacecolor()]
    return [_places(line.get_xydata()), look, marks, line.zorder]


def _of_patch(patch) -> list[object]:
    fill = [patch.get_hatch(), _shade(patch.get_facecolor())]
    edge = [_shade(patch.get_edgecolor()), patch.get_linewidth(), str(patch.get_linestyle())]
    return [_places(_corners(patch)), fill, edge, patch.zorder]


def _corners(patch):
    if isinstance(patch, FancyBboxPatch):
        return [(patch.get_x(), patch.get_y()), (patch.get_width(), patch.get_height())]
    return patch.get_patch_transform().transform(patch.get_path().vertices)


def _shade(colour) -> list[float]:
    return [round(part, 2) for part in colour]


def _places(points) -> list[float]:
    return [round(float(number), _DIGITS) + 0.0 for point in points for number in point]
