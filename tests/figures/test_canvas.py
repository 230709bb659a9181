"""The sheet that all charts are drawn on: where letters stand, what covers what, how it grows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from hakusho.figures.canvas import Canvas, join
from hakusho.figures.theme import MM_PER_POINT, SMALLEST_POINTS, THEME

SIZE = 10.0
EM = SIZE * MM_PER_POINT


def _edge(line, side):
    sheet = Canvas(100, 50)
    sheet.text(40, 20, [line], size=SIZE, side=side)
    (text,) = sheet.figure.axes[0].texts
    return text.get_position()[0]


@pytest.mark.parametrize("bracket", "「『（〔［｛〈《【“")
def test_an_opening_bracket_hangs_out_at_the_left(bracket):
    assert _edge(f"{bracket}港", "left") == pytest.approx(40 - EM / 2)
    assert _edge(f"港{bracket}", "right") == _edge(f"{bracket}港", "center") == 40


@pytest.mark.parametrize("sign", "」』）〕］｝〉》】”、。，．")
def test_a_closing_bracket_or_a_point_hangs_out_at_the_right(sign):
    assert _edge(f"港{sign}", "right") == pytest.approx(40 + EM / 2)
    assert _edge(f"港{sign}", "left") == _edge(f"{sign}港", "right") == 40


@pytest.mark.parametrize("line", ["港X", "X港", "(港)", "・港・", ""])
def test_other_lines_stand_at_their_edge(line):
    assert [_edge(line, side) for side in ("left", "right", "center")] == [40, 40, 40]


def test_lines_of_a_label_stand_below_each_other_and_say_the_whole_once():
    sheet = Canvas(100, 50)
    sheet.text(10, 20, ["北の", "港"], size=SIZE, whole="北の港")
    sheet.text(10, 40, ["tiny"], size=3, bold=True, colour="#123456", continued=True)
    first, second, tiny = sheet.figure.axes[0].texts
    assert second.get_position()[1] - first.get_position()[1] == pytest.approx(THEME.step(SIZE))
    assert (
        20 < first.get_position()[1] < 20 + EM / 2
    )  # the baseline, of letters whose middle is there
    assert [each.get_label() for each in (first, second, tiny)] == [
        "label:北の港", "label continued", "label continued",
    ]  # fmt: skip
    assert (tiny.get_fontsize(), tiny.get_fontweight(), tiny.get_color()) == (
        SMALLEST_POINTS,
        "bold",
        "#123456",
    )
    assert first.get_fontweight() == "normal"


def test_a_turned_label_has_its_middle_where_it_is_set():
    sheet = Canvas(100, 50)
    sheet.text(10, 20, ["港"], size=SIZE, rotation=90, side="center")
    (text,) = sheet.figure.axes[0].texts
    assert (text.get_position(), text.get_va(), text.get_rotation()) == ((10, 20), "center", 90)


def test_what_covers_what():
    sheet = Canvas(100, 50)
    points = [(0, 0), (1, 1), (2, 0)]
    sheet.area(points, face="#fff", under=True)
    sheet.box(0, 0, 1, 1, face="#fff", under=True)
    sheet.line(points, under=True)
    sheet.line(points)
    sheet.box(0, 0, 1, 1, face="#fff")
    sheet.area(points, face="#fff")
    sheet.mark(0, 0, "o", colour="#000", face="#fff")
    sheet.text(0, 0, ["x"], size=SIZE)
    sheet.line(points, over=True)
    sheet.box(0, 0, 1, 1, face="#fff", over=True)
    axes = sheet.figure.axes[0]
    ground, low_box, box, area, top_box = (axes.patches[at] for at in (0, 1, 2, 3, 4))
    low, line, mark, top = axes.lines
    (text,) = axes.texts
    order = [ground, low, line, box, mark, text]
    heights = [each.get_zorder() for each in order]
    assert all(one < other for one, other in pairwise(heights))
    assert (low_box.get_zorder(), area.get_zorder()) == (ground.get_zorder(), box.get_zorder())
    assert box.get_zorder() < top.get_zorder() == top_box.get_zorder() < text.get_zorder()
    assert not any(each.get_clip_on() for each in (ground, box, line))


def test_an_edge_is_drawn_only_where_it_has_a_colour():
    sheet = Canvas(100, 50)
    sheet.box(0, 0, 1, 1, stroke=3)
    sheet.box(0, 0, 1, 1, edge="#000", stroke=3, dashed=True)
    sheet.box(0, 0, 1, 1, edge="#000", radius=0.5)
    sheet.area([(0, 0), (1, 1), (2, 0)], face="#fff", width=2)
    sheet.area([(0, 0), (1, 1), (2, 0)], face="#fff", edge="#000")
    widths = [each.get_linewidth() for each in sheet.figure.axes[0].patches]
    assert widths == [0, 3, THEME.stroke, 0, THEME.stroke]
    sheet.line([(0, 0), (1, 1)])
    sheet.line([(0, 0), (1, 1)], width=4, dashed=True)
    plain, dashed = sheet.figure.axes[0].lines
    assert (plain.get_linewidth(), plain.is_dashed()) == (THEME.stroke, False)
    assert (dashed.get_linewidth(), dashed.is_dashed()) == (4, True)


def test_a_sheet_that_grows_leaves_everything_where_it_is():
    sheet = Canvas(127, 50.8)
    sheet.text(10, 20, ["港"], size=SIZE)
    again = Canvas.of(sheet.figure)
    assert (again.width_mm, again.height_mm) == (pytest.approx(127), pytest.approx(50.8))
    before = sheet.figure.axes[0].transData.transform((10, 20)) / sheet.figure.dpi
    again.lengthen(76.2)
    after = sheet.figure.axes[0].transData.transform((10, 20)) / sheet.figure.dpi
    assert [*sheet.figure.get_size_inches()] == [pytest.approx(5), pytest.approx(3)]
    assert (before[0], 2 - before[1]) == (pytest.approx(after[0]), pytest.approx(3 - after[1]))
    assert before[0] == pytest.approx(10 / 25.4)
    assert 2 - before[1] == pytest.approx(20 / 25.4)


JOINED = {("北の", "港"): "北の港", ("Port", "Anselm"): "Port Anselm", ("Port", "港"): "Port港", ("港", "A"): "港A",
          ("", "a"): "a", ("a", ""): "a", ("a", "", "b"): "a b", (): "", ("港A", "b"): "港A b", ("A", "b港"): "A b港"}  # fmt: skip


@pytest.mark.parametrize("lines", JOINED)
def test_the_lines_of_a_label_are_put_together_again(lines):
    assert join(lines) == JOINED[lines]
