"""Dates as prose writes them: what is read, and as what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.contradictions.dates_in_text import written_dates
from hakusho.data.printed_dates import english_date, seireki, wareki
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
