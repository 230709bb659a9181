"""Judge a coordination chart by what is drawn: boxes of bodies and letters, and lines."""

from __future__ import annotations

from itertools import combinations, pairwise

from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from hakusho.figures.charts.layers.labels import Box
from hakusho.figures.theme import INK, THEME


class Diagram:
    """A chart as drawn: bodies, links and letters, in mm."""

    def __init__(self, seen) -> None:
        self.seen = seen
        (axes,) = seen.texts[0].figure.axes
        self.bodies = [
            Box(patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height())
            for patch in axes.patches
            if isinstance(patch, FancyBboxPatch)
        ]
        self.lines = [
            list(zip(*line.get_data(), strict=True))
            for line in axes.lines
            if isinstance(line, Line2D)
            and line.get_linestyle() != "None"
            and line.get_color() == INK
            and line.get_linewidth() > THEME.rule
        ]
        self.letters = [Box(x, y, right - x, low - y) for x, y, right, low in seen.boxes]

    def check(self) -> None:
        self.seen.check()
        assert not [pair for pair in combinations(self.bodies, 2) if overlap(*pair)]
        page = Box(0, 0, self.seen.width, self.seen.height)
        for box in self.bodies:
            assert _inside(box, page), box
        for text, box in zip(self.seen.texts, self.letters, strict=True):
            for body in self.bodies:
                apart = not overlap(_shrunk(box, 0.15), body)
                assert apart or _inside(box, _shrunk(body, -0.3)), text
        for line in self.lines:
            for a, b in pairwise(line):
                assert all(_inside(Box(*point, 0, 0), page) for point in (a, b))
                for body in self.bodies:
                    assert not enters(a, b, _shrunk(body, 0.05)), (line, body)
                for text, box in zip(self.seen.texts, self.letters, strict=True):
                    assert not enters(a, b, _shrunk(box, 0.2)), (line, text.get_text())
        assert not self.confusions()

    def confusions(self) -> list[tuple[object, object]]:
        """Stretches of two lines that lie upon each other, or nearly."""
        flat = [
            (index, a, b)
            for index, line in enumerate(self.lines)
            for a, b in pairwise(line)
            if abs(a[0] - b[0]) < 0.01 or abs(a[1] - b[1]) < 0.01
        ]
        found = []
        for (one, a, b), (other, c, d) in combinations(flat, 2):
            if one == other:
                continue
            for along, across in ((0, 1), (1, 0)):
                if abs(a[across] - b[across]) > 0.01 or abs(c[across] - d[across]) > 0.01:
                    continue
                shared = min(max(a[along], b[along]), max(c[along], d[along])) - max(
                    min(a[along], b[along]), min(c[along], d[along])
                )
                if shared > 0.3 and abs(a[across] - c[across]) < 0.9:
                    found.append(((a, b), (c, d)))
        return found


def _inside(box, page) -> bool:
    return (
        box.x >= page.x - 0.01
        and box.y >= page.y - 0.01
        and box.right <= page.right + 0.01
        and box.bottom <= page.bottom + 0.01
    )


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom


def _shrunk(box, by) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def enters(a, b, box) -> bool:
    """Whether a segment has a part within a box (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    for start, delta, least, most in (
        (a[0], b[0] - a[0], box.x, box.right),
        (a[1], b[1] - a[1], box.y, box.bottom),
    ):
        if abs(delta) < 1e-9:
            if not least < start < most:
                return False
            continue
        enter, leave = sorted(((least - start) / delta, (most - start) / delta))
        low, high = max(low, enter), min(high, leave)
    return low < high
