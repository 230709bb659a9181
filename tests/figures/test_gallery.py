"""The gallery, judged by artist: every chart at every width is legible, or says why it is not."""

from __future__ import annotations

from itertools import product

import pytest
from matplotlib.text import Text

from gallery.documented import ROOT, draw
from gallery.shown import ITEMS, TOO_MUCH, WIDTHS
from hakusho.figures.charts import ChartError
from hakusho.figures.theme import SMALLEST_POINTS
from validators.balance_marks import Marks
from validators.diagram import Diagram
from validators.letter_contrast import too_faint
from validators.struck_letters import beyond_the_sheet, struck
from validators.timeline_sight import Sight

HARBOUR = ROOT / "tests/papers/harbour"
PAPERS = [
    *((ROOT, name, language) for name in ("missiles", "warheads") for language in ("ja", "en")),
    (HARBOUR, "readiness", "en"),
    (HARBOUR, "quays", "en"),
]


def _check(kind, figure, look):
    if kind == "timeline":
        Sight(figure).check()
    elif kind == "diagram":
        Diagram(look(figure)).check()
    else:
        look(figure).check()
        if kind == "balance":
            assert Marks(figure).faults() == []
    assert too_faint(figure) == []
    letters = (each for each in figure.findobj(Text) if each.get_text().strip())
    assert min(each.get_fontsize() for each in letters) >= SMALLEST_POINTS
    if kind != "own":
        assert beyond_the_sheet(figure) == []
        assert struck(figure) == []


@pytest.mark.parametrize(("name", "where"), [*product(ITEMS, WIDTHS)])
def test_a_chart_is_legible_or_says_what_is_missing(name, where, look, hold_drawings):
    width = WIDTHS[where]
    if (name, where) in TOO_MUCH:
        with pytest.raises(ChartError, match=rf"at a width of {width} mm need \d+ mm"):
            ITEMS[name](width_mm=width)
        return
    figure = ITEMS[name](width_mm=width)
    assert figure.get_figwidth() * 25.4 == pytest.approx(width)
    _check(name.split("-")[0], figure, look)
    hold_drawings(drawn=figure)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize(("root", "name", "language"), PAPERS)
def test_the_papers_charts_are_legible(root, name, language, width, look, hold_drawings):
    kind = "balance" if name in {"missiles", "readiness"} else "own"
    figure = draw(root, name, language, width_mm=width)
    _check(kind, figure, look)
    hold_drawings(drawn=figure)
