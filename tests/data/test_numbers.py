"""Numbers as they are read and printed."""

from __future__ import annotations

from decimal import Decimal
from math import isnan

import pytest

from hakusho.data.dataset import CellError
from hakusho.data.datasets import datasets_of
from hakusho.data.numbers import (
    print_number,
    read_number,
    read_number_or_share,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,000", "1000"),
        ("１０００", "1000"),
        ("-2.50", "-2.50"),
        ("−5", "-5"),
        ("8.87537649535931e-4", "0.000887537649535931"),
        ("-1E-05", "-0.00001"),
        ("1.2e+06", "1200000"),
        (" 7 ", "7"),
        ("△16.5", "-16.5"),
        ("▲1,000", "-1000"),
        ("△ 3", "-3"),
        ("(2.50)", "-2.50"),
        ("（１，０００）", "-1000"),
        ("9" * 40, "9" * 40),
    ],
)
def test_a_number_keeps_the_places_that_were_written(text, number):
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "約5",
        "1.2.3",
        "5発",
        "9" * 41,
        "1e5",
        "12e-05",
        "1.2e+100",
        ".",
        "(-5)",
        "()",
        "(注1)",
        "△",
        "(5",
        "131¹",
        "131①",
        "131₂",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="is not a number"):
        read_number(text)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("9999", "9,999"),
        ("10000", "1万"),
        ("10001", "1万1"),
        ("12345", "1万2,345"),
        ("35000", "3.5万"),
        ("-35000", "−3.5万"),
        ("35500", "3万5,500"),
        ("99999000", "9,999.9万"),
        ("100000000", "1億"),
        ("100035000", "1億3万5,000"),
        ("120000000", "1億2,000万"),
        ("1000000000000", "1兆"),
        ("12345000000000000", "1京2,345兆"),
        ("10000.5", "10,000.5"),
        ("0", "0"),
    ],
)
def test_large_numbers_in_japanese(number, printed):
    assert print_number(Decimal(number), "ja", "man-oku") == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("999999", "999,999"),
        ("1000000", "1 million"),
        ("1200000", "1.2 million"),
        ("-1250000", "−1.25 million"),
        ("1234000", "1,234,000"),
        ("999990000", "999.99 million"),
        ("1000000000", "1 billion"),
        ("2500000000000", "2.5 trillion"),
        ("2500000000000000", "2,500 trillion"),
        ("5.50", "5.50"),
    ],
)
def test_large_numbers_in_english(number, printed):
    assert print_number(Decimal(number), "en", "million") == printed


@pytest.mark.parametrize(
    ("language", "large"), [("ja", "million"), ("en", "man-oku"), ("en", "digits")]
)
def test_digits_are_grouped_and_never_rounded(language, large):
    assert print_number(Decimal("-1234567.50"), language, large) == "−1,234,567.50"


@pytest.mark.parametrize(
    ("language", "sign", "printed"),
    [("ja", "△", "△1,234.5"), ("ja", "▲", "▲1,234.5"), ("ja", "−", "−1,234.5"), ("en", "△", "−1,234.5")],
)  # fmt: skip
def test_the_sign_of_a_negative_number_is_the_papers(language, sign, printed):
    assert print_number(Decimal("-1234.5"), language, "digits", sign) == printed


MARKS = [
    "",
    "-",
    "−",
    "–",
    "—",
    "－",
    "―",
    "…",
    "x",
    "X",
    "χ",
    "...",
    "･･･",
    "・・・",
    "***",
    "n.a.",
    "NA",
]


def _column(cell):
    (dataset,) = datasets_of({"figures/data/a.csv": f"name,value\nx,{cell}\ny,5\n"})[0].values()
    return dataset.numbers("value")


@pytest.mark.parametrize("mark", MARKS)
def test_what_tables_have_in_place_of_a_number_is_none(mark):
    first, second = _column(mark)
    assert (isnan(first), second) == (True, 5)


@pytest.mark.parametrize("mark", ["xx", "..", "N", "A", "・", "**", "?", "n.a"])
def test_another_mark_must_be_said_to_be_one(mark):
    with pytest.raises(CellError, match="is not a number"):
        _column(mark)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("16.5%", "16.5"), ("16.5 ％", "16.5"), (" 7 ", "7"), ("△3%", "-3"), ("1,000", "1000"), (".5", "0.5"),
        ("+5", "5"), ("1 234 567", "1234567"), ("12345.60", "12345.60"), ("9." + "9" * 33 + "e+01", "9" * 2 + "." + "9" * 32),
    ],
)  # fmt: skip
def test_a_number_may_be_one_of_per_cent(text, number):
    assert str(read_number_or_share(text)) == number


@pytest.mark.parametrize(
    "text", ["%", "5%%", "1,00", "1,0000", "12 34", "1 2345", "- -5", "(+5)", "5-", "１e5"]
)
def test_what_is_nearly_a_number_is_none(text):
    with pytest.raises(ValueError, match="is not a number"):
        read_number_or_share(text)


TEXTS = {
    0.1 + 0.2: "0.3", 1.2e15: "1200000000000000", 1e-7: "0.0000001", 5.0: "5", -2.5: "-2.5", 0.0: "0",
    float("inf"): "inf", 123456789.123456789: "123456789.123457",
}  # fmt: skip


@pytest.mark.parametrize("number", TEXTS)
def test_a_binary_number_has_the_digits_that_it_keeps(number):
    assert text_of(number) == TEXTS[number]
