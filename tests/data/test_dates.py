from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data.errors import ValueForAuthorError
from hakusho.data.printed_dates import date_in, english_date, seireki, wareki
from hakusho.data.vocabulary import vocabulary_of
from hakusho.values.dates import PartialDate

HOUSE_FORMS = [
    # value, wareki, seireki, English
    ("1978-11-27", "1978年(昭和53年)11月27日", "1978年11月27日", "27 November 1978"),
    ("1975-08", "1975年(昭和50年)8月", "1975年8月", "August 1975"),
    ("1955", "1955年(昭和30年)", "1955年", "1955"),
    ("1989", "1989年(昭和64年・平成元年)", "1989年", "1989"),
    ("1989-01", "1989年(昭和64年・平成元年)1月", "1989年1月", "January 1989"),
    ("1989-02", "1989年(平成元年)2月", "1989年2月", "February 1989"),
    ("1989-01-07", "1989年(昭和64年)1月7日", "1989年1月7日", "7 January 1989"),
    ("1989-01-08", "1989年(平成元年)1月8日", "1989年1月8日", "8 January 1989"),
    ("2019-04", "2019年(平成31年)4月", "2019年4月", "April 2019"),
    ("2019-05", "2019年(令和元年)5月", "2019年5月", "May 2019"),
    ("1868", "1868年(慶応4年・明治元年)", "1868年", "1868"),
    ("２０２４-０４-１０", "2024年(令和6年)4月10日", "2024年4月10日", "10 April 2024"),
]


@pytest.mark.parametrize(("value", "era", "western", "english"), HOUSE_FORMS)
def test_house_forms(value, era, western, english):
    assert wareki(value) == era
    assert seireki(value) == western == date_in("ja", value)
    assert english_date(value) == english == date_in("en", value)


@pytest.mark.parametrize(
    "text", ["", " ", "昨年", "1978-13", "1978-02-30", "1978-00", "78-11", "1978/11/27", "0000"]
)
def test_what_is_no_date_is_said_to_the_author(text):
    with pytest.raises(ValueForAuthorError):
        seireki(text)


def test_before_meiji_there_is_no_era_year():
    with pytest.raises(ValueForAuthorError, match="1868"):
        wareki("1853-07-08")


def test_templates_may_hold_dates_and_years_too():
    assert wareki(date(1978, 11, 27)) == wareki("1978-11-27")
    assert seireki(1978) == "1978年"


@given(st.dates(min_value=date(1, 1, 1)), st.integers(0, 2))
def test_a_date_reads_back_as_it_was(day, cut):
    partial = PartialDate(day.year, *(day.month, day.day)[:cut])
    assert PartialDate.parse(str(partial)) == partial


@pytest.mark.parametrize(
    ("language", "lang", "printed"),
    [
        ("en", "en-US", ("November 27, 1978", "November 27, 1978")),
        ("en", "en-GB", ("27 November 1978", "27 November 1978")),
        ("ja", "en-US", ("1978年11月27日", "November 27, 1978")),
        ("en", "ja-JP", ("27 November 1978", "27 November 1978")),
    ],
)
def test_templates_print_dates_as_the_papers_region_does(language, lang, printed):
    filters = vocabulary_of({}, {}, language, lang=lang).filters
    assert (filters["date"]("1978-11-27"), filters["english_date"]("1978-11-27")) == printed
