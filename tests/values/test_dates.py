"""Dates as far as they are known, and months by their names."""

import re
from datetime import date

import pytest

from hakusho.values.dates import (
    MONTH_WORD,
    PartialDate,
    month_and_day,
    month_number,
    printed_date,
)
from hakusho.values.likely_dates import iso_hint


@pytest.mark.parametrize(
    ("text", "number"),
    [("January", 1), ("dec", 12), (" Sept. ", 9), ("MAY", 5), ("冬", 0), ("Janvier", 0), ("", 0)],
)
def test_the_number_of_a_month_is_that_of_its_english_name(text, number):
    assert month_number(text) == number


def test_a_month_in_a_text_is_taken_whole():
    found = re.findall(MONTH_WORD, "june sept september mar march", re.IGNORECASE)
    assert found == ["june", "sept", "september", "mar", "march"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1978-11-27", date(1978, 11, 27), date(1978, 11, 27)),
        ("1975-08", date(1975, 8, 1), date(1975, 8, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 1955 ", date(1955, 1, 1), date(1955, 12, 31)),
        ("0794", date(794, 1, 1), date(794, 12, 31)),
        ("２０２４－０４", date(2024, 4, 1), date(2024, 4, 30)),
    ],
)
def test_a_date_means_the_days_from_its_first_to_its_last(text, first, last):
    day = PartialDate.parse(text)
    assert (day.first, day.last) == (first, last)
    assert PartialDate.parse(str(day)) == day


def test_a_date_is_written_as_far_as_it_is_known():
    assert str(PartialDate(794)) == "0794"
    assert str(PartialDate(2024, 4)) == "2024-04"
    assert str(PartialDate.of(date(2024, 4, 1))) == "2024-04-01"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2024/4/1", "dates are written"),
        ("2024-4", "dates are written"),
        ("2024-00", "no month or day 00"),
        ("2024-01-00", "no month or day 00"),
        ("2023-02-29", "day"),
        ("2024-13", "month"),
        ("0000", "year"),
    ],
)
def test_what_is_no_date_is_refused(text, problem):
    with pytest.raises(ValueError, match=problem):
        PartialDate.parse(text)


def test_a_day_needs_a_month():
    assert PartialDate(2024, 0, 0).last == date(2024, 12, 31)
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2024, 0, 1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024/4/1", "2024-04-01"),
        ("2024年4月1日", "2024-04-01"),
        ("2024年4月", "2024-04"),
        (" ２０２４．４ ", "2024-04"),
        ("令和6年4月1日", "2024-04-01"),
        ("R6.4.1", "2024-04-01"),
        ("平成元年", "1989"),
        ("20240401", "2024-04-01"),
        ("45383", "2024-04-01"),
        ("1 April 2024", "2024-04-01"),
        ("Apr. 1st, 2024", "2024-04-01"),
        ("April 2024", "2024-04"),
        ("1.4.2024", "2024-04-01"),
        ("2024年4月1日（月）", "2024-04-01"),
        ("20241401", ""),
        ("2024/4/31", ""),
        ("4/1/2024", "2024-04-01 or 2024-01-04"),
        ("13/4/2024", "2024-04-13"),
        ("13/14/2024", ""),
        ("Apr-24", "2024-04"),
        ("FY2024", "Write 2024"),
        ("2024年度", "Write 2024"),
        ("", ""),
    ],
)
def test_another_form_is_answered_with_iso_8601(text, wanted):
    hint = str(iso_hint(text))
    assert wanted in hint
    assert bool(hint) == bool(wanted)


def test_the_number_of_a_day_is_answered_by_both_counts_of_excel():
    hint = str(iso_hint("45000"))
    assert "2023-03-15" in hint
    assert "2027-03-16 where a workbook counts from 1904" in hint


@pytest.mark.parametrize(
    ("day", "japanese", "within_the_year", "english"),
    [
        (PartialDate(1978, 11, 27), "1978年11月27日", "11月27日", "27 November 1978"),
        (PartialDate(1978, 8), "1978年8月", "8月", "August 1978"),
        (PartialDate(1978, 1, 1), "1978年1月1日", "1月1日", "1 January 1978"),
        (PartialDate(1978), "1978年", "", "1978"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(day, japanese, within_the_year, english):
    assert printed_date("ja", day) == japanese
    assert month_and_day(day) == within_the_year
    assert printed_date("en", day) == english


MONTHS = "January February March April May June July August September October November December"


@pytest.mark.parametrize(("number", "name"), [*enumerate(MONTHS.split(), 1)])
def test_every_month_by_its_names(number, name):
    assert month_number(name) == month_number(name[:3]) == month_number(f"{name[:3]}.") == number
    assert month_number(f"{name}x") == 0
    day = PartialDate(1978, number)
    assert printed_date("en", day) == f"{name} 1978"
    assert printed_date("ja", day) == f"1978年{number}月"
    assert re.fullmatch(MONTH_WORD, name.lower())


def test_dates_are_in_the_order_of_time():
    days = [(1977, 12, 31), (1978,), (1978, 1), (1978, 1, 1), (1978, 1, 2), (1978, 2), (1979,)]
    dates = [PartialDate(*day) for day in days]
    assert sorted([*dates[3:], *dates[:3]]) == dates


@pytest.mark.parametrize(
    ("lang", "printed"),
    [
        *((tag, "November 20, 2026") for tag in ("en-US", "en-us", "en-Latn-US", "en-PH", "en-CA")),
        *((tag, "20 November 2026") for tag in ("en", "en-GB", "en-AU", "en-IE", "en-001")),
        *((tag, "2026年11月20日") for tag in ("ja", "ja-JP", "ja-US")),
    ],
)
def test_a_day_is_printed_as_its_region_does(lang, printed):
    assert printed_date(lang, PartialDate(2026, 11, 20)) == printed
    assert printed_date("en-US", PartialDate(2026, 11)) == "November 2026"
    assert printed_date("en-US", PartialDate(2026)) == "2026"
