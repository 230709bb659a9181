"""Timelines for tests, and what the eye would see of one: letters, leaders, grounds, contrast."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from hakusho.figures import charts
from hakusho.figures.theme import GRID, MUTED, PAPER, contrast

_DPI = 288
_TOUCH_MM = 0.15
_JAPANESE = (
    "協議の枠組みを設置",
    "「共同宣言」を発表",
    "第5条の適用を確認",
    "データ共有の協定に署名",
    "首脳会談(東京)",
    "ケーブル敷設船が出航",
)
_ENGLISH = (
    "Treaty signed at Port Anselm",
    "cable laid across the northern shelf",
    "ministers meet in Vell",
    "Talks collapse",
    "joint patrol begins",
    "Review of 1994 published (2 vols)",
)
KINDS = (("talks", "協議", "Talks"), ("fleet", "部隊", "Fleet"), ("law", "法制", "Law"))


def history(count: int, language: str, *, laned: bool = True) -> dict[str, object]:
    """Arguments of a timeline of an invented state: mixed precision, three kinds, three bands."""
    chance = random.Random(count)  # noqa: S311  the same events in every run
    phrases = _JAPANESE if language == "ja" else _ENGLISH
    events = []
    for _ in range(count):
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        date = f"{chance.randint(1951, 2024)}-{month:02d}-{day:02d}"
        label = ("、" if language == "ja" else ", ").join(
            chance.sample(phrases, chance.choice((1, 1, 1, 2)))
        )
        kind = chance.choice(KINDS)[0]
        events.append(charts.Event(date[: chance.choice((4, 7, 10))], label, kind))
    lanes = {"talks": "left", "fleet": "right", "law": "right"}
    japanese = language == "ja"
    return {
        "events": events,
        "kinds": [
            charts.Kind(kind, ja if japanese else en, lanes[kind] if laned else None)
            for kind, ja, en in KINDS
        ],
        "bands": [
            charts.Band("a", "独立まで" if japanese else "To independence", "1950"),
            charts.Band("b", "拡張期" if japanese else "Growth", "1973-06"),
            charts.Band("c", "見直し" if japanese else "Under review", "1999-05-17"),
        ],
        "lanes": {
            "left": "外交" if japanese else "Diplomacy",
            "right": "国内" if japanese else "At home",
        },
        "language": language,
    }


class Sight:
    """A finished timeline; boxes are measured, nothing is rasterised.

    Letters are measured as SVG sets them, with their true advances: hinting rounds each to pixels.
    """

    def __init__(self, figure):
        FigureCanvasAgg(figure)
        figure.set_dpi(_DPI)
        renderer = figure.canvas.get_renderer()
        scale = 25.4 / _DPI
        self.width, self.height = (float(inch) * 25.4 for inch in figure.get_size_inches())
        self.texts = [text for text in figure.findobj(Text) if text.get_text()]
        self.boxes = []
        with mpl.rc_context({"text.hinting": "no_hinting"}):
            for text in self.texts:
                box = text.get_window_extent(renderer)
                top, bottom = self.height - box.y1 * scale, self.height - box.y0 * scale
                self.boxes.append((box.x0 * scale, top, box.x1 * scale, bottom))
        axes = figure.axes[0]
        self.leaders = [
            line.get_xydata().tolist()
            for line in axes.lines
            if line.get_color() == GRID and len(line.get_xydata()) == 3
        ]
        self.surfaces = [
            (patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height(), colour)
            for patch in axes.patches
            if isinstance(patch, Rectangle)
            and (colour := patch.get_facecolor()[:3]) != to_rgb(PAPER)
        ]
        self.cuts = sum(
            line.get_color() == MUTED
            and len(set(line.get_xdata())) == 2
            and line.get_ydata()[0] != line.get_ydata()[1]
            for line in axes.lines
        )

    def overlaps(self):
        found = []
        order = sorted(range(len(self.boxes)), key=lambda index: self.boxes[index][1])
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if self.boxes[other][1] >= self.boxes[one][3]:
                    break
                if _shared(self.boxes[one], self.boxes[other]) > _TOUCH_MM:
                    found.append((self.texts[one].get_text(), self.texts[other].get_text()))
        return found

    def outside(self):
        page = (0.0, 0.0, self.width, self.height)
        return [
            text.get_text()
            for text, box in zip(self.texts, self.boxes, strict=True)
            if any(
                (edge < limit - _TOUCH_MM) if low else (edge > limit + _TOUCH_MM)
                for edge, limit, low in zip(box, page, (True, True, False, False), strict=True)
            )
        ]

    def struck_through(self):
        """Texts that a leader runs through."""
        return [
            text.get_text()
            for text, (left, top, right, bottom) in zip(self.texts, self.boxes, strict=True)
            for leader in self.leaders
            for x, y in _along(leader)
            if left + _TOUCH_MM < x < right - _TOUCH_MM and top + _TOUCH_MM < y < bottom - _TOUCH_MM
        ]

    def crossings(self):
        """Pairs of leaders that cross: on one side of the axis the order must be kept."""
        return [
            (one, other)
            for one, other in combinations(self.leaders, 2)
            if one[0][0] == other[0][0]
            and one[2][0] == other[2][0]
            and (one[0][1] - other[0][1]) * (one[2][1] - other[2][1]) < -1e-6
        ]

    def contrasts(self):
        """The least contrast of letters with their ground, by WCAG 2.2's formula."""
        found = []
        for text, (left, top, right, bottom) in zip(self.texts, self.boxes, strict=True):
            x, y = (left + right) / 2, (top + bottom) / 2
            grounds = [
                colour
                for at, above, wide, tall, colour in self.surfaces
                if at <= x <= at + wide and above <= y <= above + tall
            ]
            found.append(contrast(to_hex(text.get_color()), to_hex((grounds or [PAPER])[-1])))
        return min(found)

    def order(self, side=None):
        """Whole labels of events from top to bottom; those of one side, if one is named."""
        rows = [
            (box[1], str(text.get_label()).removeprefix("label:"))
            for text, box in zip(self.texts, self.boxes, strict=True)
            if str(text.get_label()).startswith("label:")
            and (side is None or text.get_ha() == side)
        ]
        return [label for _, label in sorted(rows, key=lambda row: row[0])]

    def labels(self):
        return [text.get_text() for text in self.texts]

    def check(self):
        assert not self.overlaps()
        assert not self.outside()
        assert not self.struck_through()
        assert not self.crossings()
        assert min(text.get_fontsize() for text in self.texts) >= 7
        assert self.contrasts() >= 4.5


def _shared(one, other):
    """The lesser side of what two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return min(across, min(one[3], other[3]) - max(one[1], other[1]))


def _along(points, steps=12):
    for (x, y), (to_x, to_y) in pairwise(points):
        for step in range(steps + 1):
            yield x + (to_x - x) * step / steps, y + (to_y - y) * step / steps
