"""Where the points of a line stand along its axis, and what is written there."""

from __future__ import annotations

import pytest

from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.order_axis import OrderAxis
from hakusho.figures.theme import THEME


def _axis(*labels, left=2.0, right=140.0):
    return OrderAxis(labels, left, right, "ja", THEME)


def _words(axis):
    return ["".join(lines) for _, lines in axis.ticks()]


@pytest.mark.parametrize(
    "labels",
    [
        ("令和5年4月", "5月", "6月", "7月"),
        ("2023年1～3月期", "2023年4～6月期", "2023年7～9月期"),
        ("Port Anselm in spring", "in summer", "in autumn"),
    ],
)
def test_a_first_word_that_would_leave_the_sheet_moves_and_takes_no_other_away(labels):
    assert _words(_axis(*labels)) == list(labels)


@pytest.mark.parametrize(
    ("labels", "middle"),
    [
        (("平成30年度", "令和2年度", "令和4年度"), 1 / 2),
        (("H20年度末", "H30年度末", "R10年度末"), 1 / 2),
        (("平成20年", "平成31年・令和元年", "令和4年"), 11 / 14),
        (("令和元年度", "2年度", "令和4年度"), 1 / 2),
        (("令和元年", "2年", "4年"), 1 / 3),
        (("2018/19", "2019/20", "2024/25"), 1 / 6),
        (("Jan 2020", "Jan 2021", "Jan 2024"), 1 / 4),
    ],
)
def test_years_stand_true_to_scale_however_they_are_written(labels, middle):
    axis = _axis(*labels)
    shares = [(axis.x(each) - axis.left) / (axis.right - axis.left) for each in labels]
    assert shares == [0, pytest.approx(middle, abs=2e-3), 1]
    assert _words(axis) == list(labels)


def test_months_are_told_as_months():
    months = [f"2023-{month:02}" for month in range(1, 5)]
    assert _words(_axis(*months)) == ["2023.1", "2023.2", "2023.3", "2023.4"]
    assert _words(OrderAxis(months, 2, 140, "en", THEME))[1] == "Feb 2023"
    assert len(_words(_axis(*(f"20{year}-04" for year in range(10, 60))))) < 50


def test_two_points_of_one_year_stand_in_the_order_of_the_data():
    axis = _axis("令和元年度", "令和2年度（当初）", "令和2年度（補正後）", "令和3年度")
    places = [axis.x(each) for each in axis.labels]
    assert places == pytest.approx([2, 48, 94, 140])


@pytest.mark.parametrize(
    ("labels", "along", "words"),
    [
        (("1000", "2000", "3000"), "", ["1,000", "2,000", "3,000"]),
        (("1500", "2000", "2500"), "Depth (m)", ["1,500", "2,000", "2,500"]),
        (("1950", "2000", "2050"), "", ["1950", "2000", "2050"]),
    ],
)
def test_four_digits_are_years_where_all_can_be(labels, along, words):
    axis = OrderAxis(labels, 2, 140, "en", THEME, along)
    assert _words(axis) == words
    assert axis.height > OrderAxis(labels, 2, 140, "en", THEME).height or not along


@pytest.mark.parametrize("odd", ["合計", "Total", "24", "20233"])
def test_what_is_no_year_among_years_is_refused(odd):
    with pytest.raises(ChartError, match=f"'{odd}' stands along the axis"):
        _axis("2019", "2020", "2021", "2022", odd)


@pytest.mark.parametrize("labels", [("2019", "2020", "2021", "目標"), ("1", "2", "3", "合計")])
def test_other_words_are_points_of_an_order(labels):
    assert _axis(*labels).labels == [*labels]
