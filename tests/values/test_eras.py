from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.values.dates import PartialDate
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME, ERAS, era_years, printed_eras

# First days, from the proclamations.
CHANGES = [
    (date(1912, 7, 30), ("明治", 45), ("大正", 1)),
    (date(1926, 12, 25), ("大正", 15), ("昭和", 1)),
    (date(1989, 1, 8), ("昭和", 64), ("平成", 1)),
    (date(2019, 5, 1), ("平成", 31), ("令和", 1)),
]
FIRST_DAYS = [date(1868, 1, 25), *(first for first, _, _ in CHANGES)]
NAMES = ["明治", "大正", "昭和", "平成", "令和"]


def test_the_days_of_the_eras_are_those_of_their_proclamations():
    days = [(era.name, str(era.since), str(era.until)) for era in ERAS]
    assert days[0] == ("慶応", "1865-05-01", "1868-10-22")
    assert [first for _, first, _ in days[1:]] == [str(first) for first in FIRST_DAYS]
    for era, following in pairwise(ERAS[1:]):
        assert era.until == following.since - timedelta(days=1)
    assert ERAS[-1].until == date.max


def of_day(day: date) -> tuple[tuple[str, int], ...]:
    return era_years(PartialDate(day.year, day.month, day.day))


@pytest.mark.parametrize(("first", "before", "after"), CHANGES)
def test_an_era_changes_on_its_day(first, before, after):
    assert of_day(first - timedelta(days=1)) == (before,)
    assert of_day(first) == (after,)
    assert era_years(PartialDate(first.year)) == (before, after)


@given(st.dates(date(1868, 1, 25), date(2040, 12, 31)))
def test_every_day_has_the_one_era_that_began_last(day):
    index = max(i for i, first in enumerate(FIRST_DAYS) if first <= day)
    assert of_day(day) == ((NAMES[index], day.year - FIRST_DAYS[index].year + 1),)


@given(st.dates(date(1868, 1, 25), date(2040, 12, 31)))
def test_a_month_and_a_year_have_all_eras_of_their_days(day):
    exact = of_day(day)[0]
    month, year = era_years(PartialDate(day.year, day.month)), era_years(PartialDate(day.year))
    assert exact in month
    assert set(month) <= set(year)
    assert len(year) <= 2


def test_1868_belongs_to_two_eras_and_nothing_before_is_known():
    assert era_years(PartialDate(1868)) == (("慶応", 4), ("明治", 1))
    assert era_years(PartialDate(1867)) == ()
    assert of_day(date(1868, 1, 24)) == (("慶応", 4),)


def test_eras_have_a_name_for_english_too():
    assert [era.romaji for era in ERAS][1:] == ["Meiji", "Taisho", "Showa", "Heisei", "Reiwa"]


def test_an_era_is_known_by_each_of_its_names_and_keio_by_none():
    names = {name: era.name for name, era in ERA_BY_NAME.items()}
    assert {"昭和", "Showa", "Shōwa", "Shouwa"} == {each for each in names if names[each] == "昭和"}
    assert {"大正", "Taisho", "Taishō"} <= names.keys()
    assert list(dict.fromkeys(names.values())) == ERA_NAME.split("|") == NAMES


@pytest.mark.parametrize(
    ("name", "year", "western"), [("明治", 1, 1868), ("昭和", 53, 1978), ("令和", 6, 2024)]
)
def test_the_western_year_of_an_era_year(name, year, western):
    assert ERA_BY_NAME[name].western_year(year) == western


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (PartialDate(1978, 11, 27), "昭和53年"),
        (PartialDate(1989), "昭和64年・平成元年"),
        (PartialDate(2019, 5), "令和元年"),
        (PartialDate(1867), ""),
    ],
)
def test_the_first_year_of_an_era_is_printed_as_such(day, printed):
    assert printed_eras(day) == printed
