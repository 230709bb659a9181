"""Notes below a chart: numbered, level with their numbers, each below the one before."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hakusho.figures.canvas import Canvas
from hakusho.figures.charts.chart_notes import add_notes
from hakusho.figures.theme import THEME

LONG = "Passengers of the first half of the year, as the harbours have counted them. " * 4


def _set(notes, language="en"):
    """The height of a chart with notes, and its texts with their places in mm from the upper left."""
    sheet = Canvas(120, 40)
    sheet.text(0, 10, ["Chart"], size=8)
    add_notes(sheet.figure, notes, language, THEME)
    placed = [(text.get_text(), *text.get_position()) for text in sheet.figure.axes[0].texts]
    assert placed[0][0] == "Chart"
    return sheet.figure.get_size_inches()[1] * 25.4, placed[1:]


@pytest.mark.parametrize(
    ("language", "heads"),
    [("en", ["Note 1:", "Note 2:"]), ("ja", ["注1：", "注2："]), ("fr", ["Note 1:", "Note 2:"])],
)
def test_notes_are_numbered_and_stand_under_each_other(language, heads):
    height, placed = _set([LONG, "Short."], language)
    assert [text for text, *_ in placed if text in heads] == heads
    first, second = (next(y for text, _, y in placed if text == head) for head in heads)
    lines = [(x, y) for text, x, y in placed if text not in heads]
    assert [x for text, x, _ in placed if text in heads] == pytest.approx([0, 0], abs=0.5)
    assert len({x for x, _ in lines}) == 1
    assert lines[0][0] > len(heads[0])  # beside the head, a letter of which is a millimetre or more
    heights = [y for _, y in lines]
    assert (heights[0], heights[-1]) == pytest.approx((first, second))
    steps = [after - before for before, after in pairwise(heights)]
    assert min(steps) == pytest.approx(THEME.step(THEME.small))
    assert steps[-1] == max(steps) > min(steps)  # the next note stands off
    assert 40 < first < 40 + 2 * min(steps)
    assert second < height < second + min(steps)


def test_one_note_has_no_number():
    _, placed = _set(["Short."])
    assert [text for text, *_ in placed] == ["Note:", "Short."]
