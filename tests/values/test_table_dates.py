"""Dates as tables write them."""

from pathlib import Path

import pytest

from hakusho.values.table_dates import (
    read_column_of_dates,
    read_written_date,
    read_written_quarter,
)
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("table_dates.yaml"))


def _iso(day):
    if day is None:
        return None
    parts = (f"{day.year:04}", *(f"{part:02}" for part in (day.month, day.day) if part))
    return "-".join(parts)


@pytest.mark.parametrize(
    ("text", "date"), [(str(key), day) for key, day in CASES["written"].items()]
)
def test_a_date_in_a_cell(text, date):
    assert _iso(read_written_date(text)) == (date and str(date))


@pytest.mark.parametrize(("text", "date"), CASES["numbered"].items())
def test_the_number_of_a_day_where_a_column_holds_them(text, date):
    assert _iso(read_written_date(text, numbered=True)) == date


@pytest.mark.parametrize("case", CASES["columns"], ids=lambda case: case["name"])
def test_a_column_of_years_that_are_cut(case):
    assert [_iso(day) for day in read_column_of_dates(case["cells"])] == case["dates"]


def test_a_column_of_numbers_of_days():
    days = read_column_of_dates(["45748", "x", "45749"], numbered=True)
    assert [_iso(day) for day in days] == ["2025-04-01", None, "2025-04-02"]


@pytest.mark.parametrize(
    ("text", "quarter"), [(str(key), found) for key, found in CASES["quarters"].items()]
)
def test_a_quarter_in_a_cell(text, quarter):
    assert read_written_quarter(text) == (quarter and tuple(quarter))
