"""Dates as prose writes them: what is read, and as what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.contradictions.dates_in_text import written_dates
from hakusho.checks.contradictions.fact_dates import resolved
from hakusho.checks.contradictions.passages import passage_in
from hakusho.data.printed_dates import english_date, seireki, wareki
from hakusho.findings import Location
from read_yaml import read_yaml

FILE = Path(__file__).with_name("dates_in_text.yaml")
CASES = read_yaml(FILE)


def said(written):
    if written.impossible:
        return "-"
    parts = [str(written.day)] if written.day else []
    parts += [written.unit] if written.unit != "date" else []
    parts += [written.relation] if written.relation else []
    if written.month and not written.day:
        parts.append(f"{written.month}" + (f"-{written.month_day}" if written.month_day else ""))
    return " ".join(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_dates_in_text(case):
    assert [said(each) for each in written_dates(case["text"])] == case["dates"]


@pytest.mark.parametrize("form", [seireki, wareki, english_date])
@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_printed_date_is_read(form, day):
    text = f"前文。{form(day.isoformat())} である。"
    (written,) = written_dates(text)
    assert (written.first, written.last) == (day, day)
    assert text[written.start : written.end] == form(day.isoformat())


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2014年に始まる。同年4月、翌年5月、前年、その年。", "2014 2014-04 2015-05 2014 2014"),
        ("本年4月、今年、昨年12月、来年、同年", "2026-04 2026 2025-12 2027 None"),
        ("2014年度に、同年度の4月、翌年度に", "2014 None None"),  # of no year of the calendar
        ("翌年に、同年に", "None None"),
        ("2014年に。\n\n翌年に、2010年に、翌年4月に", "2014 None 2010 2011-04"),
        ("2014年に、昨年に、翌年に", "2014 2025 2015"),  # the paper's year is none of the text's
        ("2015年に、翌年2月29日に、翌年2月29日に、翌年に", "2015 2016-02-29 None 2018"),
    ],
)
def test_the_year_from_which_a_date_is_counted(text, days):
    read = resolved(passage_in(text, text, Location("c.md", 1, 1)), date(2026, 4, 1))
    assert " ".join(str(each.day) for each in read) == days
