"""What of a chart leaves its sheet, and which letters a line runs through."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

_MM = 25.4 / 72
_BESIDE_THE_SHEET_MM = 0.08
_STEP_PX = 0.5
_INSIDE = 0.25
"""Of a label's height: a line along the foot of letters, or above them, is beside them."""


def beyond_the_sheet(figure) -> list[tuple[str, float]]:
    """Boxes and what they frame that reach beyond the figure, and by how many mm."""
    axes = figure.axes[0]
    width, height = (float(inch) * 25.4 for inch in figure.get_size_inches())
    found = []
    for patch in axes.patches:
        ends = patch.get_path().transformed(patch.get_patch_transform()).vertices
        half = patch.get_linewidth() * _MM / 2
        (left, top), (right, bottom) = ends.min(0) - half, ends.max(0) + half
        over = max(-left, -top, right - width, bottom - height)
        if over > _BESIDE_THE_SHEET_MM:
            found.append((type(patch).__name__, round(float(over), 2)))
    return found


def struck(figure) -> list[str]:
    """Labels through whose letters a line runs that nothing covers there."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw_without_rendering()
    axes = figure.axes[0]
    lines = [
        (line, points)
        for line in axes.lines
        if line.get_linestyle() != "None"
        and len(points := line.get_transform().transform(line.get_xydata())) > 1
    ]
    texts = [text for text in figure.findobj(Text) if lines and text.get_text().strip()]
    boxes = [text.get_window_extent(renderer) for text in texts]
    return [
        text.get_text()
        for text, box in zip(texts, boxes, strict=True)
        if any(_runs_through(axes, line, points, text, box) for line, points in lines)
    ]


def _runs_through(axes, line, points, text, box) -> bool:
    dx, dy = _INSIDE * min(box.width, box.height), _INSIDE * box.height
    for (x, y), (to_x, to_y) in pairwise(points):
        if (
            max(x, to_x) < box.x0
            or min(x, to_x) > box.x1
            or max(y, to_y) < box.y0
            or min(y, to_y) > box.y1
        ):
            continue
        steps = max(2, int(max(abs(to_x - x), abs(to_y - y)) / _STEP_PX))
        for at in np.linspace(0, 1, steps):
            place = (x + (to_x - x) * at, y + (to_y - y) * at)
            inside = box.x0 + dx < place[0] < box.x1 - dx and box.y0 + dy < place[1] < box.y1 - dy
            if inside and not _covered(axes, line, text, place):
                return True
    return False


def _covered(axes, line, text, place) -> bool:
    return any(
        patch.get_facecolor()[3] == 1
        and line.get_zorder() < patch.get_zorder() <= text.get_zorder()
        and patch.contains_point(place)
        for patch in axes.patches
    )
