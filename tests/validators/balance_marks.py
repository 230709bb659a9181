"""What the eye would see of a balance chart, measured without painting it: letters and marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle

from hakusho.figures import line_breaking
from hakusho.figures.theme import MM_PER_POINT

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text

_DPI = 288
_TOUCH_MM = 0.15


@dataclass(frozen=True)
class Box:
    """A rectangle in mm from the upper left corner, and what it holds."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    hatch: str | None = None
    face: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def meets(self, other: Box, allowed: float = _TOUCH_MM) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > allowed and down > allowed


class Marks:
    """The letters, bars and ceilings' lines of a chart."""

    def __init__(self, figure: Figure) -> None:
        figure.set_dpi(_DPI)
        renderer = FigureCanvasAgg(figure).get_renderer()
        axes = figure.axes[0]
        self.width, self.height = (float(inch) * 25.4 for inch in figure.get_size_inches())
        with mpl.rc_context({"text.hinting": "no_hinting"}):  # it rounds each letter to pixels
            self.texts = [
                self._letters(text, renderer) for text in axes.texts if text.get_text().strip()
            ]
        self.bars = [
            self._box(
                patch.get_window_extent(renderer),
                hatch=patch.get_hatch(),
                face=patch.get_facecolor(),
            )
            for patch in axes.patches
            if isinstance(patch, Rectangle)
        ]
        # A line's own extent includes its width and joins; its points are what is meant here.
        self.ceilings, self.marks = [], []
        for line in axes.lines:
            xs, ys = (list(map(float, values)) for values in line.get_data())
            box = Box(min(xs), min(ys), max(xs), max(ys))
            if line.is_dashed():
                self.ceilings.append(box)
            elif str(line.get_marker()) == "o":
                self.marks.append(box)

    def _letters(self, text: Text, renderer) -> Box:
        """The ink of a text: a bracket's blank half hangs out of the edge and is none."""
        box = self._box(text.get_window_extent(renderer), text=text.get_text())
        half = text.get_fontsize() * MM_PER_POINT / 2
        blank_start = box.text[0] in line_breaking.HALF_BLANK_START
        blank_end = box.text[-1] in line_breaking.HALF_BLANK_END
        return replace(box, left=box.left + half * blank_start, right=box.right - half * blank_end)

    def _box(self, extent, **more) -> Box:
        scale = 25.4 / _DPI
        top, bottom = (self.height - y * scale for y in (extent.y1, extent.y0))
        return Box(extent.x0 * scale, top, extent.x1 * scale, bottom, **more)

    def text(self, start: str) -> Box:
        """The first text that begins so."""
        return next(text for text in self.texts if text.text.startswith(start))

    def beside(self, bar: Box) -> Box:
        """The number of a bar: the first text right of it at its height."""
        level = [t for t in self.texts if abs(t.middle - bar.middle) < 1 and t.left >= bar.right]
        return min(level, key=lambda text: text.left)

    def faults(self) -> list[str]:
        """Letters that touch letters, leave the canvas, lie on a bar or under a ceiling's line."""
        found = []
        for index, text in enumerate(self.texts):
            others = self.texts[index + 1 :]
            found += [f"{text.text} | {other.text}" for other in others if text.meets(other)]
            found += [f"{text.text} on a bar" for bar in self.bars if text.meets(bar)]
            found += [f"{text.text} on a dot" for dot in self.marks if text.meets(dot, -0.5)]
            for line in self.ceilings:
                across = text.left + _TOUCH_MM < line.left < text.right - _TOUCH_MM
                if across and min(line.bottom, text.bottom) - max(line.top, text.top) > _TOUCH_MM:
                    found.append(f"{text.text} under a line")
            inside = text.left > -_TOUCH_MM and text.right < self.width + _TOUCH_MM
            if not (inside and text.top > -_TOUCH_MM and text.bottom < self.height + _TOUCH_MM):
                found.append(f"{text.text} leaves the canvas")
        return found
