"""What tells lines apart besides their colours: marks of their own, between the ends as well."""

from __future__ import annotations

from matplotlib.lines import Line2D

from hakusho.figures.charts import Bar, line
from hakusho.figures.charts.line import MARKERS
from hakusho.figures.theme import PAPER


def _marked(points: int, series: int) -> dict[str, list[float]]:
    """Where the marks of each form stand along the axis, from left to right."""
    bars = [
        Bar(str(1960 + at), 10 * number + at % 3, side=f"S{number}")
        for number in range(series)
        for at in range(points)
    ]
    figure = line(bars, language="en", width_mm=150)
    found: dict[str, list[float]] = {}
    for each in figure.findobj(Line2D):
        if str(each.get_marker()) in [*MARKERS] and each.get_markeredgecolor() != PAPER:
            found.setdefault(each.get_marker(), []).append(float(each.get_xdata()[0]))
    return {marker: sorted(places) for marker, places in found.items()}


def test_every_point_of_a_short_line_is_marked():
    assert {marker: len(places) for marker, places in _marked(8, 3).items()} == {
        "o": 8, "s": 8, "^": 8,
    }  # fmt: skip


def test_crossing_long_lines_have_marks_of_their_own_between_their_ends():
    marked = _marked(50, 6)
    assert set(marked) == set(MARKERS)
    assert len(marked["o"]) == 2  # the first line alone is plain
    between = {marker: places[1:-1] for marker, places in marked.items() if marker != "o"}
    assert all(5 <= len(places) <= 7 for places in between.values())
    every = [place for places in between.values() for place in places]
    assert len(every) == len(set(every))  # no two stand above each other
