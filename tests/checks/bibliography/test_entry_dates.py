"""Dates of entries as they are read, to their limits."""

from __future__ import annotations

import pytest

from hakusho.checks.bibliography.entry_dates import read_date


@pytest.mark.parametrize(
    ("field", "raw", "dates", "problem"),
    [
        ("date", "2024-12", "2024-12", ""),
        ("date", "2012-13", "", "unreadable"),
        ("year", "2012-13", "2012 2013", ""),
        ("year", "2013-15", "2013 2015", ""),
        ("date", "2024-13-01", "2024", "impossible"),
        ("date", "2024-14", "2024", "impossible"),
        ("date", "2024-02-30", "2024", "impossible"),
        ("date", "2024-00", "2024", "impossible"),
        ("date", "2024-01-00", "2024", "impossible"),
        ("date", "0000", "", "impossible"),
        ("date", "0001", "0001", ""),
        ("date", "2016-2017", "", "unreadable"),
        ("date", "2016/2017", "2016 2017", ""),
        ("date", "2024-04/2024-06", "2024-04 2024-06", ""),
        ("date", "2024-04/2024-13", "2024-04 2024", "impossible"),
        ("date", "2024-13/2024-04", "2024 2024-04", "impossible"),
        ("year", "2016–2017", "2016 2017", ""),
        ("year", "1998–03", "1998 1903", ""),
        ("year", "0000–0001", "", "impossible"),
        ("year", "昭和53年", "1978", ""),
        ("date", "平成28年3月", "2016-03", ""),
        ("date", "平成28年0月", "", "impossible"),
        ("date", "平成28年3月0日", "", "impossible"),
        ("date", "平成0年", "", "impossible"),
        ("date", "令和元年5月1日", "2019-05-01", ""),
        ("year", "昭和五十三年", "", "unreadable"),
        ("year", "Spring 2020", "2020", ""),
        ("year", "2020 or 2021", "", ""),
        ("date", "2020 or 2021", "", "unreadable"),
        ("date", "printed 2020", "2020", ""),
        ("date", "7 December 2023", "2023", "cut"),
        ("year", "7 December 2023", "2023-12-07", ""),
        ("year", "December 7th, 2023", "2023-12-07", ""),
        ("year", "31 Feb 2023", "2023", ""),
        ("year", "03/04/2023", "2023", "cut"),
        ("date", "2020, 3", "2020", "cut"),
        ("year", "forthcoming", "", ""),
        ("year", "近刊", "", ""),
        ("year", "第12号", "", "unreadable"),
        ("year", "someday", "", "unreadable"),
        ("year", "{2020}", "2020", ""),
    ],
)
def test_what_a_date_says(field, raw, dates, problem):
    reading = read_date(field, raw)
    assert (" ".join(map(str, reading.dates)), reading.problem) == (dates, problem)
    assert reading.era == ("年" in raw and raw[:1] in "昭平令")
