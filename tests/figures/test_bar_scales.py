"""Where the ticks of bars and dots stand, on both kinds of scale."""

from dataclasses import replace

import pytest

from hakusho.figures.charts.bar_scales import Scale


def ticks(numbers, *, log=False, zero=False, width_mm=100.0, tick_mm=4.0):
    scale = replace(Scale.of(numbers, log=log, zero=zero), right=width_mm)
    found = scale.ticks(lambda _tick: tick_mm)
    places = [scale.x(each) for each in found]
    assert places == sorted(places)
    assert all(0 <= place <= width_mm + 0.001 for place in places)
    return found


@pytest.mark.parametrize(
    ("numbers", "zero", "found"),
    [
        ([1, 1000], False, [1, 10, 100, 1000]),
        ([3, 1000], True, [0, 1, 10, 100, 1000]),
        ([30, 40], False, [10, 100]),
        ([0.02, 3], False, [0.01, 0.1, 1]),
        ([1, 10**6], False, [1, 10, 100, 1000, 10**4, 10**5, 10**6]),
    ],
)
def test_a_logarithmic_scale_has_its_decades(numbers, zero, found):
    assert ticks(numbers, log=True, zero=zero) == pytest.approx(found)


def test_where_decades_have_no_room_some_are_left_out():
    for width, found in ((40, [1, 100, 10**4, 10**6]), (30, [1, 10**3, 10**6]), (20, [1, 10**4])):
        assert ticks([1, 10**6], log=True, width_mm=width, tick_mm=9) == pytest.approx(found)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([3, 10], [0, 2, 4, 6, 8, 10]),
        ([-4, 6], [-4, -2, 0, 2, 4, 6]),
        ([0.4, 1], [0, 0.2, 0.4, 0.6, 0.8, 1]),
        ([1, 2], [0, 1, 2]),  # of what is whole there are no halves
        ([0, 0], [0, 1]),
        ([700, 1000], [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_other_scales_have_round_steps_from_zero(numbers, found):
    assert ticks(numbers) == pytest.approx(found)
