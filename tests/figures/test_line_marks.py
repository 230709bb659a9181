"""What tells lines apart besides their colours: marks of their own, between the ends as well."""

from __future__ import annotations

import re

import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from hakusho.figures.charts import Bar, ChartError, line, slope
from hakusho.figures.charts.line import MARKERS
from hakusho.figures.theme import GRID, PAPER


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


@pytest.mark.parametrize(
    ("status", "language", "named"),
    [
        ("fact", "en", "range"), ("fact", "ja", "幅"),
        ("projection", "en", "range of the projection"), ("projection", "ja", "見通しの幅"),
    ],
)  # fmt: skip
def test_the_key_names_what_a_fan_is_the_range_of(status, language, named):
    bars = [Bar("2020", 5), *(Bar(f"{y}", 6, low=4, high=8, status=status) for y in (2022, 2024))]
    figure = line(bars, language=language, width_mm=150)
    assert named in {each.get_text() for each in figure.findobj(Text)}


LARGE = {
    "range": {"low": 1_000_000_000, "high": 1_500_000_000},
    "plain": {"value": 12_345_678_901},
    "negative": {"value": -12_345_678_901},
}


@pytest.mark.parametrize("kind", LARGE)
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [50, 60, 80])
@pytest.mark.parametrize("chart", ["line", "slope"])
def test_no_number_at_a_lines_end_is_cut(chart, width, language, kind):
    ends = [Bar("2020", 10_000_000, side="A"), Bar("2024", **LARGE[kind], side="A")]
    if chart == "slope":
        ends = [Bar("A", bar.value, low=bar.low, high=bar.high, side=bar.label) for bar in ends]
    try:
        figure = {"line": line, "slope": slope}[chart](ends, language=language, width_mm=width)
    except ChartError:  # which says that there is no room
        return
    said = [part for each in figure.findobj(Text) for part in each.get_text().split("\n")]
    for number in ["1,000,000,000", "1,500,000,000"] if kind == "range" else ["12,345,678,901"]:
        assert any(re.search(rf"(?<![\d,]){number}(?![\d,])", each) for each in said), said


def test_what_leads_to_the_name_of_a_line_that_ends_early_is_level_like_nothing_measured():
    bars = [Bar(str(year), 1000, side="A") for year in (2020, 2035)]
    bars += [Bar(str(year), 20 + year - 2020, side="B") for year in (2020, 2023)]
    bars += [Bar("2035", 30, side="C"), Bar("2020", 30, side="C")]
    led = [
        [*each.get_ydata()]
        for each in line(bars, language="en", width_mm=110).findobj(Line2D)
        if each.get_color() == GRID and len(each.get_xdata()) == 3
    ]
    assert led
    assert all(heights[0] == heights[1] != heights[2] for heights in led)
