"""Small multiples: line charts of one scale beside each other, one for each place or group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.bars import Printer, inspect, unit_of, words_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key, dot_swatch, status_items
from hakusho.figures.charts.line import draw_line, line_words, middle_of, series_of
from hakusho.figures.charts.order_axis import OrderAxis
from hakusho.figures.charts.value_axis import ValueAxis, scale_of
from hakusho.figures.theme import MUTED, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures.charts.bars import Bar, Unit
    from hakusho.figures.charts.keys import Swatch
    from hakusho.figures.charts.line import Place, Series

_LEAST_MM, _GAP_MM, _SHARE = 34.0, 6.0, 0.62
"""A panel is no narrower than this; beside it is so much room; it is so high for its width."""
_EDGE_MM, _ROW_GAP_MM, _ABOVE_MM = 2.0, 3.0, 2.6


def multiples(  # noqa: PLR0913  what an author may choose
    panels: Mapping[str, Sequence[Bar]],
    *,
    unit: Unit = "",
    zero: bool = True,
    along: str = "",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    most_height_mm: float = 215,
    theme: Theme = THEME,
) -> Figure:
    """Draw small multiples.

    Args:
        panels: The points of each panel by its title, as for a line chart.
        unit: What is counted; it is named at the head.
        zero: Whether the upright axis begins at zero; if not, the key says so.
        along: As for a line chart.
        language: Chooses words and how numbers are printed.
        words: Other words, by status.
        width_mm: Of the figure.
        most_height_mm: What a page has room for.
        theme: The looks.

    Raises:
        ChartError: If there are fewer than two panels, one cannot be drawn as lines, or all are
            taller than a page.
    """
    if len(panels) < 2:  # noqa: PLR2004
        raise ChartError("small multiples need at least two panels; look at 'panel'", key="panel")
    bars = [bar for each in panels.values() for bar in each]
    inspect(bars, (), log=False)
    chosen = {**line_words(language), **words_in(language, words)}
    drawing = _Drawing(
        panels, bars, unit, chosen, language, width_mm, theme, zero=zero, along=along
    )
    height = drawing.sheet.height_mm
    if height > most_height_mm and width_mm > 90:  # noqa: PLR2004  a telephone scrolls
        message = "{count} panels need a height of {height:.0f} mm of {room:g} mm: show fewer"
        raise ChartError(message, len(panels), height, most_height_mm, key="panel")
    return drawing.sheet.figure


class _Drawing:
    def __init__(  # noqa: PLR0913  as above
        self,
        panels: Mapping[str, Sequence[Bar]],
        bars: Sequence[Bar],
        unit: Unit,
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
        *,
        zero: bool,
        along: str,
    ) -> None:
        self.theme, self.language, self.along = theme, language, along
        self.step, self.title_step = theme.step(theme.small), theme.step(theme.text)
        self.printer = Printer("", words, language, signed=False, statuses=False)
        self.labels = [bar.label for bar in bars]
        known = unit_of(bars, unit)
        scale = scale_of([number for bar in bars for number in bar.numbers], zero=zero)
        probe = ValueAxis(scale, _LEAST_MM, language, theme)
        across = max(
            1, min(len(panels), int((width_mm + _GAP_MM - probe.width) / (_LEAST_MM + _GAP_MM)))
        )
        self.width = (width_mm - probe.width - (across - 1) * _GAP_MM) / across
        self.height = min(max(_SHARE * self.width, 20.0), 42.0)
        self.values = ValueAxis(scale, self.height, language, theme)
        lines = series_of_all(bars, theme, self._order(0, 1))
        self.colours = {each.name: each for each in lines}
        items = [Item(each.name, _swatch(each)) for each in lines if each.name]
        items += status_items(bars, words, dot_swatch)
        items += [Item(words["cut"])] if self.values.cut else []
        key = Key(items, width_mm, theme)
        titles = {each: self._title(each) for each in panels}
        head = max(map(len, titles.values())) * self.title_step + self.step * 0.8
        self.row = head + self.height + self._order(0, self.width).height + _ROW_GAP_MM
        top = self.step if known else 0.0
        rows = -(-len(panels) // across)
        self.sheet = Canvas(width_mm, top + rows * self.row + key.height, theme)
        if known:
            self.sheet.text(0, self.step / 2, [known], size=theme.small, colour=MUTED)
        for at, (title, own) in enumerate(panels.items()):
            left = self.values.width + (at % across) * (self.width + _GAP_MM)
            upper = top + (at // across) * self.row
            if own and all(bar.strong for bar in own):
                forms.band(self.sheet, left - 1, upper, self.width + 2, self.row - _ROW_GAP_MM / 2)
            self.sheet.text(
                left,
                upper + self.title_step / 2,
                titles[title],
                size=theme.text,
                bold=True,
                whole=title,
            )
            bare = [replace(bar, unit="") for bar in own]
            self._draw_panel(bare, left, upper + head + self.height, first=at % across == 0)
        key.draw(self.sheet, top + rows * self.row)

    def _title(self, title: str) -> list[str]:
        return line_breaking.wrap(title, self.width, self.theme.text, bold=True)

    def _order(self, left: float, right: float) -> OrderAxis:
        return OrderAxis(self.labels, left, right, self.language, self.theme, self.along)

    def _draw_panel(self, bars: Sequence[Bar], left: float, bottom: float, *, first: bool) -> None:
        right = left + self.width
        order = self._order(left + _EDGE_MM, right - _EDGE_MM)
        self.values.draw(self.sheet, left, right, bottom, named=first)
        order.draw(self.sheet, bottom)

        def place(bar: Bar, number: float | None = None) -> tuple[float, float]:
            value = number if number is not None else middle_of(bar)
            return order.x(bar.label), self.values.y(value, bottom)

        drawn = series_of(bars, self.theme, order)
        for each in drawn:
            known = self.colours[each.name]
            draw_line(self.sheet, replace(each, colour=known.colour, marker=known.marker), place)
        if len(drawn) == 1:
            self._draw_last(drawn[0], place, right, bottom)

    def _draw_last(self, line: Series, place: Place, right: float, bottom: float) -> None:
        """The last number of the only line of a panel, on the side from which it does not come.

        Below only where it does not reach the words of the axis.
        """
        known = [bar for bar in line.bars if bar.known]
        if not known:
            return
        (x, y), text = place(known[-1]), self.printer.value(known[-1])[0]
        falls = place(known[-2])[1] < y if len(known) > 1 else False
        half = lettering.width_mm(text, self.theme.small) / 2
        middle = min(x, right - half)
        below = falls and y + _ABOVE_MM + self.step / 2 < bottom
        y += _ABOVE_MM if below else -_ABOVE_MM
        self.sheet.text(middle, y, [text], size=self.theme.small, side="center", clear=True)


def series_of_all(bars: Sequence[Bar], theme: Theme, axis: OrderAxis) -> tuple[Series, ...]:
    """The lines of all panels, so that one name has one colour and marker everywhere."""
    names = dict.fromkeys(bar.side for bar in bars)
    firsts = [next(bar for bar in bars if bar.side == name) for name in names]
    return series_of(firsts, theme, axis)


def _swatch(line: Series) -> Swatch:
    def draw(sheet: Canvas, x: float, y: float) -> None:
        forms.draw_stroke(sheet, (x, y), (x + SWATCH_MM, y), line.colour, "fact")
        forms.dot(sheet, x + SWATCH_MM / 2, y, line.colour, "fact", line.marker)

    return draw
