"""What a chart drawn by hand leaves unsaid, seen on its axes: a unit, that numbers lie ahead.

The chart kinds say it by themselves. A caption may say it as well, which nobody knows here:
:mod:`hakusho.checks.contradictions.unsaid_of_figures` asks that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.container import BarContainer
from matplotlib.dates import num2date
from matplotlib.patches import Patch, Rectangle, Wedge

from hakusho.data.numbers import read_number
from hakusho.figures.figure import AHEAD, NO_UNIT, NUMBERS, PROJECTED
from hakusho.figures.fitting import labels_on_the_page
from hakusho.figures.unsaid_words import is_measured, says_ahead, says_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from hakusho.data import Dataset
    from hakusho.figures.design_faults import Fault

    Year = Callable[[float], int]

_NUMBER = re.compile(r"[-+−]?\d[\d., ]*")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20|21)\d\d(?![\d.,])")
_FEWEST, _MOST_POINTS = 3, 40
"""Points of a line that are data; more at even steps are those of a formula."""
_TWO = 2
_NEAR = 0.5


def unsaid(figure: Figure, drawn: frozenset[str], datasets: Sequence[Dataset]) -> Iterator[Fault]:
    """What a saved figure does not say itself.

    Args:
        figure: As it was saved, drawn by a module of the author's.
        drawn: The lines of text that are on the page.
        datasets: What its module sees.

    Yields:
        That it shows numbers; the first axis of numbers without a unit, by its name; the last year
        that is drawn as the years before are, where nothing says that something lies ahead; the
        first projection in its data that is drawn as a fact is.
    """
    panels = [each for each in figure.axes if _is_chart(each)]
    words = {" ".join(text.get_text().split()) for text in labels_on_the_page(figure, drawn)}
    if not any(map(_has_numbers, panels)):
        return
    yield NUMBERS, "", 0.0
    bare = next((each for each in panels if _lacks_unit(each, panels)), None)
    if bare is not None and not any(says_unit(each) for each in words if not _is_number(each)):
        yield NO_UNIT, _value_axis(bare).get_label_text(), 0.0
    if any(map(says_ahead, words)) or any(map(_tells_apart, panels)):
        return
    last = max((year for each in panels for year in _years(each)), default=0)
    if last:
        yield AHEAD, "", float(last)
    numbers = {float(number) for each in panels for number in _numbers(each)}
    for label in _projected(datasets, numbers):
        yield PROJECTED, label, 0.0
        return


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_chart(axes: Axes) -> bool:
    plain = axes.name == "rectilinear" and axes.get_visible() and axes.axison
    return plain and axes.get_label() != "<colorbar>"


def _has_numbers(axes: Axes) -> bool:
    pie = any(isinstance(each, Wedge) for each in axes.patches)
    return pie or bool(_bars(axes) or _data_lines(axes) or _scatters(axes))


def _bars(axes: Axes) -> list[BarContainer]:
    return [each for each in axes.containers if isinstance(each, BarContainer)]


def _scatters(axes: Axes) -> list[Any]:
    return [each for each in axes.collections if type(each).__name__ == "PathCollection"]


def _data_lines(axes: Axes) -> list[Line2D]:
    """Lines through data: not rules across the plot, and not the many points of a formula."""
    return [each for each in axes.lines if _is_data(each, axes)]


def _is_data(line: Line2D, axes: Axes) -> bool:
    if line.get_transform() != axes.transData or not line.get_visible():
        return False
    x, y = _places(line)
    if len(x) < _FEWEST or np.nanmin(y) == np.nanmax(y):
        return False
    steps = np.diff(x)
    even = len(x) > _MOST_POINTS and np.allclose(steps, steps[0], rtol=1e-6, atol=0)
    return not even or float(steps[0]).is_integer()


def _places(line: Line2D) -> tuple[Any, Any]:
    return (
        np.asarray(line.get_xdata(orig=False), dtype=float),
        np.asarray(line.get_ydata(orig=False), dtype=float),
    )


def _value_axis(axes: Axes) -> Axis:
    """The axis along which numbers are drawn: of bars that of their length."""
    level = any(each.orientation == "horizontal" for each in _bars(axes))
    return axes.xaxis if level else axes.yaxis


def _tick_labels(axis: Axis) -> list[tuple[float, str]]:
    """The labels of the ticks that show, with where they are."""
    low, high = sorted(axis.get_view_interval())
    ticks = [
        (float(tick.get_loc()), label.get_text().strip())
        for tick in axis.get_major_ticks()
        for label in (tick.label1, tick.label2)
        if axis.get_visible() and label.get_visible() and low <= tick.get_loc() <= high
    ]
    return [(place, text) for place, text in ticks if text]


def _lacks_unit(axes: Axes, panels: Sequence[Axes]) -> bool:
    """Whether bare numbers stand along the axis of numbers, and nothing beside it names them."""
    if not (_bars(axes) or _data_lines(axes) or _scatters(axes)):
        return False
    axis = _value_axis(axes)
    labels = [text for _, text in _tick_labels(axis)]
    if len(labels) < _TWO or not all(map(_is_number, labels)):
        return False
    if all(map(_YEAR.fullmatch, labels)):
        return False  # spans of time
    upright = axis is axes.yaxis
    names = [each.get_ylabel() if upright else each.get_xlabel() for each in panels]
    if figure := axes.get_figure(root=True):
        names.append(figure.get_supylabel() if upright else figure.get_supxlabel())
    return all(is_measured(each) for each in names if each)


def _tells_apart(axes: Axes) -> bool:
    """Whether something is drawn otherwise than the rest: dashed, pale, hatched, shaded."""
    for line in axes.lines:
        marked = line.get_marker() not in {"None", None, "", " "}
        hollow = marked and to_rgba(line.get_markerfacecolor()) != to_rgba(line.get_color())
        if line.get_linestyle() not in {"-", "None"} or line.get_alpha() not in {None, 1} or hollow:
            return True
        if line.get_transform() != axes.transData or len(_places(line)[0]) <= _TWO:
            return True  # a line that parts the plot, or a piece of one
    if any(type(each).__name__ != "PathCollection" for each in axes.collections):
        return True  # a fan, or the marks of an event
    if any(not isinstance(each, Rectangle) for each in axes.patches) or axes.artists:
        return True
    bars = _bars(axes)
    own = {id(bar) for each in bars for bar in each.patches}
    if any(id(each) not in own for each in axes.patches):
        return True  # a span that is shaded
    return any(
        len({bar.get_facecolor() for bar in each.patches}) > 1 or any(map(_is_open, each.patches))
        for each in bars
    )


def _is_open(bar: Patch) -> bool:
    solid = bar.get_linestyle() in {"-", "solid"} and to_rgba(bar.get_facecolor())[3] == 1
    return bool(bar.get_hatch()) or not solid


def _years(axes: Axes) -> Iterator[int]:
    """The years that numbers are drawn for, along the axis that is not theirs."""
    value = _value_axis(axes)
    year = _year_of(axes.xaxis if value is axes.yaxis else axes.yaxis)
    if year is None:
        return
    for bar in (bar for each in _bars(axes) for bar in each.patches):
        left, bottom, width, height = bar.get_bbox().bounds
        if width and height:
            yield year(left + width / 2 if value is axes.yaxis else bottom + height / 2)
    if value is axes.yaxis:
        for line in _data_lines(axes):
            places, numbers = _places(line)
            if np.isfinite(numbers).any():
                yield year(float(places[np.isfinite(numbers)].max()))


def _year_of(axis: Axis) -> Year | None:
    """How a place along an axis is read as a year, if its labels are years or dates."""
    if "Date" in type(axis.get_converter()).__name__:  # there are several, some of them private
        return lambda place: num2date(place).year  # type: ignore[no-untyped-call]
    labels = _tick_labels(axis)
    found = [(place, _YEAR.search(text)) for place, text in labels]
    if len(found) < _TWO or not all(match for _, match in found):
        return None
    years = [(place, int(match[0])) for place, match in found if match]
    if all(abs(place - year) < _NEAR for place, year in years):
        return round
    return lambda place: next((year for at, year in years if abs(at - place) <= _NEAR), 0)


def _numbers(axes: Axes) -> Iterator[float]:
    for container in _bars(axes):
        for bar in container.patches:
            yield bar.get_width() if container.orientation == "horizontal" else bar.get_height()
    for line in axes.lines:
        if line.get_transform() == axes.transData:
            yield from map(float, _places(line)[1])


def _projected(datasets: Sequence[Dataset], drawn: set[float]) -> Iterator[str]:
    """What rows are called that are projections, and whose number is drawn and no fact's."""
    known = [each for each in datasets if each.is_of_facts("status")]
    rows = [row for each in known if "status" in each.columns for row in each.rows]
    facts = {_value(row) for row in rows if row["status"] == "fact"}
    for row in rows:
        number = _value(row)
        if row["status"] == "projection" and number in drawn - facts:
            yield row.get("id") or f"{number:g}"


def _value(row: Any) -> float | None:
    try:
        return float(read_number(row.get("value", "")))
    except ValueError:
        return None
