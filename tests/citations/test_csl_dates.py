"""Dates as CSL has them, and for styles that can say more or less than CSL."""

from __future__ import annotations

import pytest

from hakusho.citations.csl_dates import csl_date, in_any_style, worded, year_of


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (("2024-04-10",), [[2024, 4, 10]]),
        (("2024/4/10",), [[2024]]),
        (("2024.12.31",), [[2024, 12, 31]]),
        (("2024年12月",), [[2024, 12]]),
        (("2024-00",), [[2024]]),
        (("2024-12-32",), [[2024, 12]]),
        (("2024-04-10T12:00",), [[2024, 4, 10]]),
        (("2024-04/2024-06/2024-08",), [[2024, 4], [2024, 6]]),
        (("昭和64年1月7日",), [[1989, 1, 7]]),
        (("", "令和元年"), [[2019]]),
        (("", "2023", "12", "31"), [[2023, 12, 31]]),
        (("", "2023", "1", "1"), [[2023, 1, 1]]),
        (("", "2023", "1", "32"), [[2023, 1]]),
        (("", "2023", "1", "0"), [[2023, 1]]),
        (("", "2023", "13", "1"), [[2023]]),
        (("", "2023", "0"), [[2023]]),
        (("", "2023", "４月"), [[2023, 4]]),
        (("", "2023", "", "5"), [[2023]]),
        (("", "2023年5月", "4"), [[2023, 5]]),
        (("2023", "2022", "4"), [[2023]]),
        (("", "printed 2023"), [[2023]]),
    ],
)
def test_a_date_is_read_as_far_as_a_calendar_has_it(given, parts):
    assert csl_date(*given).get("date-parts") == parts


@pytest.mark.parametrize("given", [("forthcoming",), ("", "2020 2021"), ("", "第12号")])
def test_what_is_no_date_is_kept_as_typed(given):
    assert csl_date(*given)["literal"] == "".join(given)


@pytest.mark.parametrize(
    ("word", "number"),
    [("Spring", 1), ("summer", 2), ("Autumn", 3), ("fall", 3), ("Winter", 4), ("春", 1), ("冬", 4)],
)
def test_a_season_is_known_by_its_name(word, number):
    given = ("", "2021", word) if word.isascii() else (f"2021年{word}",)
    found = csl_date(*given)
    assert (found["date-parts"], found["season"]) == ([[2021]], number)


KNOWN = csl_date("2024-04-10")
ABOUT = csl_date("1931~")
SEASON = csl_date("", "2021", "Autumn")
DECADE = csl_date("193X")


def test_what_is_known_is_the_same_in_all_styles():
    assert worded(KNOWN, japanese=True, dash="–") is KNOWN
    assert in_any_style(KNOWN, knows_circa=False, knows_seasons=False) is KNOWN


@pytest.mark.parametrize(
    ("date", "japanese", "english"),
    [
        (ABOUT, {"literal": "1931年頃"}, {"literal": "c. 1931"}),
        (SEASON, {"literal": "2021年秋"}, {"date-parts": [[2021]], "season": 3}),
        (DECADE, {"literal": "1930年代"}, {"literal": "1930s"}),
        (csl_date("1931~/1933"), {"literal": "1931年頃=1933年"}, {"literal": "c. 1931=1933"}),
    ],
)
def test_a_style_by_language_is_given_words(date, japanese, english):
    assert worded(date, japanese=True, dash="=") == japanese
    assert worded(date, japanese=False, dash="=") == english


@pytest.mark.parametrize(
    ("date", "circa", "seasons", "given"),
    [
        (ABOUT, True, False, {"date-parts": [[1931]], "circa": True}),
        (ABOUT, False, True, {"literal": "c. 1931"}),
        (SEASON, False, True, {"date-parts": [[2021]], "season": 3}),
        (SEASON, True, False, {"date-parts": [[2021]]}),
        (DECADE, True, True, {"literal": "1930s"}),
    ],
)
def test_a_style_of_one_language_is_given_what_it_knows(date, circa, seasons, given):
    assert in_any_style(date, knows_circa=circa, knows_seasons=seasons) == given


@pytest.mark.parametrize(
    ("date", "year"),
    [(KNOWN, "2024"), (csl_date("forthcoming"), "forthcoming"), (DECADE, "1930"), (None, "")],
)
def test_a_work_is_sorted_by_its_year(date, year):
    assert year_of(date) == year
