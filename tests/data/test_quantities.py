"""Numbers with unit, qualifier and range, in each language and house style."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import facts_of
from hakusho.data.numbers import print_number
from hakusho.data.quantities import IN_PRINT, SPELLINGS, Quantity, read_qualifier, singular
from hakusho.paper.settings import Numbers

HEADER = "id,value,low,high,qualifier,unit,unit_en,unit_en_one,status\n"
HOUSE = {
    "plain": Numbers(),
    "about": Numbers(estimates="about"),
    "man-oku": Numbers(large="man-oku"),
    "million": Numbers(large="million"),
}
PRINTED = [
    # cells, style, Japanese, English
    ("20,,,約,発,warheads,,", "plain", "約20発", "about 20 warheads"),
    ("20,,,at least,発,warheads,,", "plain", "20発以上", "at least 20 warheads"),
    ("20,,,以下,発,warheads,,", "plain", "20発以下", "at most 20 warheads"),
    ("20,,,未満,発,warheads,,", "plain", "20発未満", "under 20 warheads"),
    ("20,,,More than,発,warheads,,", "plain", "20発超", "over 20 warheads"),
    (",45,50,,発,warheads,,", "plain", "45～50発", "45–50 warheads"),
    (",45,50,約,発,warheads,,", "plain", "約45～50発", "about 45–50 warheads"),
    (",45,,,発,warheads,,", "plain", "45発以上", "at least 45 warheads"),
    (",45,,超,発,warheads,,", "plain", "45発超", "over 45 warheads"),
    (",45,,約,発,warheads,,", "plain", "約45発以上", "at least about 45 warheads"),
    (",45,45,,発,warheads,,", "plain", "45発", "45 warheads"),
    (",-5,-3,,%,,,", "plain", "−5～−3%", "−5 to −3%"),
    ("400,,,,発,warheads,,estimate", "plain", "400発", "400 warheads"),
    ("400,,,,発,warheads,,estimate", "about", "約400発", "about 400 warheads"),
    ("1000,,,,発,warheads,,projection", "about", "約1,000発", "about 1,000 warheads"),
    ("1550,,,,発,warheads,,ceiling", "about", "1,550発", "1,550 warheads"),
    ("20,,,以上,発,warheads,,estimate", "about", "20発以上", "at least 20 warheads"),
    (",45,50,,発,warheads,,estimate", "about", "45～50発", "45–50 warheads"),
    ("1,,,,発,warheads,,", "plain", "1発", "1 warhead"),
    ("1,,,,人,people,,", "plain", "1人", "1 person"),
    ("1,,,,隻,vessels at sea,,", "plain", "1隻", "1 vessel at sea"),
    ("1,,,,本,cannon,cannon piece,", "plain", "1本", "1 cannon piece"),
    ("1.0,,,,t,tonnes,,", "plain", "1.0t", "1.0 tonnes"),
    ("1.50,,,,倍,times,,", "plain", "1.50倍", "1.50 times"),
    ("0,,,,発,warheads,,", "plain", "0発", "0 warheads"),
    ("-12,,,,US$,,,", "plain", "−US$12", "−US$12"),
    (",5,7,,€,,,", "plain", "€5～7", "€5–7"),
    ("120000000,,,,人,people,,", "man-oku", "1億2,000万人", "120,000,000 people"),
    ("120000000,,,,人,people,,", "million", "120,000,000人", "120 million people"),
    ("1250000,,,,€,,,", "million", "€1,250,000", "€1.25 million"),
    (
        ",1200000,1500000,,人,people,,",
        "million",
        "1,200,000～1,500,000人",
        "1.2–1.5 million people",
    ),
    (
        ",999999,1500000,,人,people,,",
        "million",
        "999,999～1,500,000人",
        "999,999–1.5 million people",
    ),
    (
        ",1500000,2000000000,,人,people,,",
        "million",
        "1,500,000～2,000,000,000人",
        "1.5 million–2 billion people",
    ),
    (",-1,1,,℃,°C,,", "plain", "−1～1℃", "−1 to 1°C"),
    (",1,1,,隻,ships,,", "plain", "1隻", "1 ship"),
    ("10000,,,,人,people,,", "man-oku", "1万人", "10,000 people"),
    ("35000,,,,人,people,,", "man-oku", "3.5万人", "35,000 people"),
    ("12345,,,,人,people,,", "man-oku", "1万2,345人", "12,345 people"),
    ("9999,,,,人,people,,", "man-oku", "9,999人", "9,999 people"),
    ("35000.5,,,,人,people,,", "man-oku", "35,000.5人", "35,000.5 people"),
]


@pytest.mark.parametrize(("cells", "style", "japanese", "english"), PRINTED)
def test_a_value_prints_by_language_and_house_style(data, cells, style, japanese, english):
    datasets, findings = data(f_csv=f"{HEADER}x,{cells}\n")
    facts, problems = facts_of(datasets)
    assert findings + problems == ()
    house = HOUSE[style]
    assert (facts["x"].text("ja", house), facts["x"].text("en", house)) == (japanese, english)


@pytest.mark.parametrize(
    "cells", ["20,,,だいたい,発,,,", ",45,50,以上,発,,,", ",45,,以下,発,,,", ",,50,超,発,,,"]
)
def test_a_qualifier_that_says_something_else_is_found(data, cells):
    _, (finding,) = facts_of(data(f_csv=f"{HEADER}x,{cells}\n")[0])
    assert finding.rule.id == "DAT002"
    assert finding.message.startswith("qualifier: ")
    before = f"x,{cells}".rsplit(",", 4)[0].rsplit(",", 1)[0]
    assert finding.location.column == len(before) + 2


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("bodies", "body"),
        ("ships of war", "ship of war"),
        ("classes", "class"),
        ("boxes", "box"),
        ("ballistic missiles", "ballistic missile"),
        ("aircraft", "aircraft"),
        ("km", "km"),
        ("ms", "ms"),
        ("series", "series"),
        ("US$", "US$"),
        ("times", "times"),
        ("guns", "gun"),
        ("gas", "gas"),
        ("ties", "tie"),
        ("people", "person"),
        ("men", "man"),
        ("women", "woman"),
        ("square feet", "square foot"),
        *(
            (each, each)
            for each in ("species", "means", "headquarters", "barracks", "corps", "lens")
        ),
        ("ashes", "ash"),
        ("launches per day", "launch per day"),
        ("buzzes", "buzz"),
        ("axis", "axis"),
        ("flies", "fly"),
        ("bus", "bus"),
        ("Ships", "Ships"),
        ("", ""),
    ],
)
def test_the_singular_of_a_unit(plural, one):
    assert singular(plural) == one


SPELT = {
    "about": ["約", "およそ", "about", "About", "ABOUT ", "approximately", "approx.", "circa"],
    "at_least": ["以上", "at least", "at  least", ">=", "≥", "＞＝"],
    "at_most": ["以下", "at most", "<=", "≤"],
    "over": ["超", "over", "more than", ">", "＞"],
    "under": ["未満", "under", "less than", "fewer than", "<"],
    "": ["", " "],
}


@pytest.mark.parametrize(("name", "word"), [(name, word) for name in SPELT for word in SPELT[name]])
def test_a_qualifier_may_be_spelt_in_many_ways(name, word):
    assert read_qualifier(word) == name


def test_what_is_no_qualifier_is_refused_with_those_that_there_are():
    with pytest.raises(
        ValueError, match="'some' is no qualifier; there are 約, 以上, 以下, 超, 未満"
    ):
        read_qualifier("some")


@pytest.mark.parametrize("name", SPELLINGS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_printed_qualifier_reads_back(name, language):
    word = IN_PRINT[language][name].replace("{}", "").strip()
    assert read_qualifier(word) == name


NUMBERS = st.decimals(-(10**15), 10**18, places=2) | st.integers(-(10**15), 10**18).map(Decimal)
_MARKS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_back(text):
    """The value of a printed number, read naively."""
    sign = -1 if text.startswith("−") else 1
    bare = text.lstrip("−").replace(",", "")
    number, _, word = bare.partition(" ")
    if word:
        return sign * Decimal(number) * _SCALES[word]
    parts = re.findall(r"([\d.]+)([万億兆京]?)", bare)
    assert "".join(number + mark for number, mark in parts) == bare
    return sign * sum(Decimal(number) * _MARKS.get(mark, 1) for number, mark in parts)


@given(NUMBERS, st.sampled_from(["ja", "en"]), st.sampled_from(["digits", "man-oku", "million"]))
def test_a_printed_number_says_what_was_given(number, language, large):
    assert read_back(print_number(number, language, large)) == number


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(["", *SPELLINGS]),
    st.sampled_from(["ja", "en"]),
    st.sampled_from(["発", "warheads", "%", "US$", "", "1年"]),
)
def test_a_printed_quantity_says_its_parts(number, qualifier, language, unit):
    text = Quantity(Decimal(number), qualifier=qualifier, unit={language: unit}).text(language)
    template = IN_PRINT[language].get(qualifier, "{}")
    before, after = template.split("{}")
    assert text.startswith(before)
    assert text.endswith(after)
    inside = text[len(before) : len(text) - len(after)]
    if unit == "warheads" and number in {1, -1} and language == "en":
        unit = "warhead"
    assert read_back(inside.replace(unit, "", 1).strip() if unit else inside) == number
