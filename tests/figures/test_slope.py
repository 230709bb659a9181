"""Labels of slopes that stand apart from their points are led to them."""

from __future__ import annotations

import pytest
from matplotlib.lines import Line2D

from hakusho.figures.charts import Bar, dots, slope
from hakusho.figures.theme import MUTED

FAR = {"Kantō": (50, 59), "Mie": (60, 49), "Nagano": (55, 54)}
NEAR = {"Kantō": (50, 59), "Mie": (50.1, 49), "Nagano": (50.2, 54), "Okinawa": (50.3, 51)}


def bars(numbers):
    return [
        Bar(name, value, side=side, unit="%")
        for name, values in numbers.items()
        for side, value in zip(("2015", "2025"), values, strict=True)
    ]


@pytest.mark.parametrize(("numbers", "led"), [(FAR, 0), (NEAR, 2)])
def test_numbers_that_lie_close_are_led_to_their_points(numbers, led):
    figure = slope(bars(numbers), language="en", width_mm=110)
    muted = [line for line in figure.findobj(Line2D) if line.get_color() == MUTED]
    assert len([each for each in muted if len({*each.get_ydata()}) > 1]) == led


@pytest.mark.parametrize(("language", "said"), [("en", "−10 (−13 to −6)"), ("ja", "−10(−13～−6)")])
def test_a_range_below_zero_is_no_row_of_dashes(language, said):
    survey = [Bar("A", -10, -13, -6, unit="%"), Bar("B", 5, 3, 6, unit="%")]
    figure = dots(survey, language=language, width_mm=110)
    texts = [text.get_text() for text in figure.findobj(match=lambda e: hasattr(e, "get_text"))]
    assert said in texts
