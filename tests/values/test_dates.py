"""Months by their names."""

import pytest

from hakusho.values.dates import month_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("January", 1), ("dec", 12), (" Sept. ", 9), ("MAY", 5), ("冬", 0), ("Janvier", 0), ("", 0)],
)
def test_the_number_of_a_month_is_that_of_its_english_name(text, number):
    assert month_number(text) == number
