"""Papers made for one test, and what the eye would see of a figure: boxes of its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from accepted_words import hold_lines
from hakusho.data import load_datasets
from hakusho.figures import lettering, render
from hakusho.figures.theme import THEME
from validators.drawn import told_of, told_of_figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

_DPI = 288
_TOUCH_MM = 0.15
_OF_PYTHON = frozenset({"error", "said"})


@pytest.fixture(autouse=True)
def _theme():
    lettering.apply_theme(THEME, "test")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file of the test's paper."""

    def write_file(path: str, text: str) -> Path:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    return write_file


@pytest.fixture
def draw(tmp_path: Path, what_is_found):
    """Render figures of the test's paper as the build does.

    What is found is held, but for what quotes Python, which the next one may say otherwise.
    """

    def draw_figures(*names: str, **settings):
        datasets, findings = load_datasets(tmp_path)
        assert not findings
        settings = {"language": "en", "cache": tmp_path / "build/cache", **settings}
        figures, found = render(tmp_path, names, datasets, **settings)
        what_is_found.extend(each for each in found if _OF_PYTHON.isdisjoint(each.message.values))
        return figures, found

    return draw_figures


class Seen:
    """A figure as drawn: where its letters are, in mm from the upper left corner."""

    def __init__(self, figure: Figure) -> None:
        FigureCanvasAgg(figure)
        figure.set_dpi(_DPI)
        figure.canvas.draw()
        renderer = figure.canvas.get_renderer()
        scale = 25.4 / _DPI
        self.width, self.height = (float(inch) * 25.4 for inch in figure.get_size_inches())
        self.texts = [
            text for text in figure.findobj(Text) if text.get_text() and text.get_visible()
        ]
        self.boxes = []
        for text in self.texts:
            box = text.get_window_extent(renderer)
            top, bottom = self.height - box.y1 * scale, self.height - box.y0 * scale
            self.boxes.append((box.x0 * scale, top, box.x1 * scale, bottom))
        self.labels = lettering.labels(figure)

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of texts whose letters touch."""
        found = []
        for index, (left, top, right, bottom) in enumerate(self.boxes):
            for at in range(index + 1, len(self.boxes)):
                a, b, c, d = self.boxes[at]
                across = min(right, c) - max(left, a)
                down = min(bottom, d) - max(top, b)
                if across > _TOUCH_MM and down > _TOUCH_MM:
                    found.append((self.texts[index].get_text(), self.texts[at].get_text()))
        return found

    def outside(self) -> list[str]:
        """Texts that leave the figure."""
        return [
            text.get_text()
            for text, (left, top, right, bottom) in zip(self.texts, self.boxes, strict=True)
            if left < -_TOUCH_MM
            or top < -_TOUCH_MM
            or right > self.width + _TOUCH_MM
            or bottom > self.height + _TOUCH_MM
        ]

    def smallest(self) -> float:
        """The smallest size of letters, in points."""
        return min(text.get_fontsize() for text in self.texts)

    def check(self) -> None:
        """Letters are legible, on the page and clear of each other."""
        assert not self.overlaps()
        assert not self.outside()
        assert self.smallest() >= 7


@pytest.fixture
def hold_drawings(request):
    """Holds drawings of one test, each by a name: an SVG, or a figure of matplotlib."""

    def hold(**drawings):
        said = [
            f"{name}: {told_of(each) if isinstance(each, bytes) else told_of_figure(each)}"
            for name, each in drawings.items()
        ]
        hold_lines(request, said, "drawn")

    return hold


@pytest.fixture
def look() -> type[Seen]:
    return Seen
