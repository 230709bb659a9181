"""Dates that are not simply known: what is read of them, and how each language says it."""

from pathlib import Path

import pytest

from hakusho.citations.uncertain_dates import of_season, read_uncertain
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("uncertain_dates.yaml"))
SAID = ("is_known", "is_circa", "is_season")


def _read(raw, *, free=False):
    date = read_uncertain(raw, free=free)
    if date is None:
        return None
    said = [name.removeprefix("is_") for name in SAID if getattr(date, name)]
    years = [point.day.year for point in date.points]
    return [date.japanese(), date.english(), *years, *said]


@pytest.mark.parametrize(("raw", "read"), CASES["date"].items())
def test_a_date(raw, read):
    assert _read(raw) == read


@pytest.mark.parametrize(("raw", "read"), CASES["year"].items())
def test_a_year_of_bibtex_which_may_hold_any_words(raw, read):
    assert _read(raw, free=True) == read


def test_a_season_of_another_field():
    date = of_season(2019, 4)
    assert (date.japanese(), date.english(), date.is_season) == ("2019年冬", "Winter 2019", True)
