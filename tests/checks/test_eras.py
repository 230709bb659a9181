from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.era_mistakes import check_eras, wrong_era_years
from hakusho.data.printed_dates import wareki
from hakusho.values.dates import PartialDate
from hakusho.values.eras import era_years
from read_yaml import read_yaml
from written import proses_of

CASES = read_yaml(Path(__file__).with_name("eras.yaml"))
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
KANJI_DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_era_years_in_text(case):
    (prose,) = proses_of([case["text"]])
    findings = list(check_eras(prose))
    assert [str(finding.location) for finding in findings] == [
        f"c.md:{place}" for place in case["found"]
    ]
    assert {finding.rule.id for finding in findings} <= {"ERA001"}
    assert all(case["hint"] in finding.hint for finding in findings)


def test_what_is_told_of_each(hold_words):
    texts = [case["text"] for case in CASES]
    proses = proses_of(texts)
    hold_words({text: [*check_eras(prose)] for text, prose in zip(texts, proses, strict=True)})


def kanji(number):
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else KANJI_DIGITS[tens]) + "十"
    return head + (KANJI_DIGITS[ones] if ones else "")


FORMS = [
    "{y}年({e}{n}年){m}月{d}日",
    "{y}年{m}月{d}日（{e}{n}年）",
    "{e}{n}({y})年{m}月{d}日",
    "{e}{n}年{m}月{d}日({y}年)",
    "{y}年{m}月{d}日({e}{n}年{m}月{d}日)",
    "{e}{n}年{m}月{d}日",
]
DAYS = st.dates(date(1868, 1, 25), date(2040, 12, 31))
WRITTEN = st.sampled_from([str, lambda n: str(n).translate(FULL_WIDTH), kanji])


def written(form, day, name, year, numeral):
    text = form.format(y=day.year, e=name, n=numeral(year), m=day.month, d=day.day)
    return f"前文。　次は{text}である。"


@given(DAYS, st.sampled_from(FORMS), WRITTEN)
def test_what_is_right_passes(day, form, numeral):
    ((name, year),) = era_years(PartialDate(day.year, day.month, day.day))
    assert wrong_era_years(written(form, day, name, year, numeral)) == []


@given(DAYS, st.sampled_from(FORMS[:-1]), WRITTEN, st.integers(-5, 5).filter(bool))
def test_what_is_wrong_is_found_with_the_right_year(day, form, numeral, off):
    ((name, year),) = era_years(PartialDate(day.year, day.month, day.day))
    if year + off < 1:
        return
    text = written(form, day, name, year + off, numeral)
    ((at, _, hint),) = wrong_era_years(text)
    assert text.startswith(name, at)
    assert f"{name}{'元' if year == 1 else year}年" in hint


@given(DAYS, st.integers(0, 2))
def test_the_house_form_passes_its_own_check(day, cut):
    value = "-".join(day.isoformat().split("-")[: cut + 1])
    if day.year > 1868:
        assert wrong_era_years(wareki(value)) == []


@given(st.integers(1869, 2040))
def test_every_era_year_of_a_year_may_stand_beside_it(year):
    for name, number in era_years(PartialDate(year)):
        assert wrong_era_years(f"{year}年({name}{number}年)") == []
        assert wrong_era_years(f"{year + 1}年({name}{number}年)") != []


@given(st.text(st.sampled_from("昭和平成5１元年月日()（）1978 \n三・"), max_size=40))
def test_no_text_ends_in_an_error_of_ours(text):
    (prose,) = proses_of([text])
    for finding in check_eras(prose):
        assert finding.location.line <= text.count("\n") + 1


def test_long_gaps_take_no_time():
    wrong_era_years("1978年" + " " * 20_000 + "(昭和54年" + " " * 20_000)
