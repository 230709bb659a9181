"""Numbers and dates that are typed although a fact has them: what is found, and what is not."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.data.typed_values import check_typed_dates, check_typed_numbers
from hakusho.checks.data.written_numbers import value_of, written_numbers
from hakusho.checks.own_words import own_words
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.data.numbers import print_number
from hakusho.data.printed_dates import english_date, seireki, wareki
from hakusho.source.positions import Positions, Prepared
from hakusho.source.prose import Prose
from read_yaml import read_yaml
from written import proses_of


def cases(name):
    return read_yaml(Path(__file__).with_name(name))


CSV = """\
id,value,low,high,unit,unit_en,item_ja,item_en,date
china-2021,400,,,発,warheads,核弾頭,Nuclear warheads,2021
china-2030,1000,,,発,warheads,核弾頭,Nuclear warheads,2030
ceiling,1550,,,発,warheads,核弾頭の上限,Ceiling,2010
dprk,,45,50,発,warheads,生産可能弾頭数,Warheads,2023
budget,120000000,,,円,,予算,Budget,
staff,35000,,,人,people,定員,Staff,
arrivals,2846,,,隻,arrivals,到着,Ship arrivals,
call,350000,,,€,€,費用,One call,
cable,42.5,,,km,,ケーブル,Spare cable,
rate,12.5,,,%,,到着の伸び,Growth,
round,20,,,%,,到着の伸び,Growth,
days,20,,,日,days,会議の期間,Meeting,
ships,3,,,隻,ships,艦船,Ships,
pillars,3,,,本,cables,ケーブル,Cables in service,
nameless,23,,,%,,,,
few,7,,,発,,,,
silos,320,,,基,,サイロ,Missile silos,
zero,0,,,発,warheads,核弾頭,Nuclear warheads,
guideline-1978,,,,,,「78指針」をSCCで合意,1978 Guidelines agreed at the SCC,1978-11-27
law-2015,,,,,,港湾安全法制成立,Harbour law enacted,2015-09-19
"""
FACTS = facts_of(datasets_of({"figures/data/f.csv": CSV})[0])[0]


def numbers_in(text):
    (prose,) = proses_of([text], FACTS)
    return list(check_typed_numbers(own_words(prose), FACTS))


def dates_in(text):
    (prose,) = proses_of([text], FACTS)
    return list(check_typed_dates(own_words(prose), FACTS))


def plain(text):
    """A text without markup."""
    positions = Positions().with_text("c.md", text, Prepared(text))
    return Prose(text, range(len(text)), (), positions)


def places(findings):
    return [str(finding.location).removeprefix("c.md:") for finding in findings]


def test_what_is_told_of_each(hold_words):
    checks = {"typed_numbers.yaml": check_typed_numbers, "typed_dates.yaml": check_typed_dates}
    said = {}
    for name, check in checks.items():
        texts = [case["text"] for case in cases(name)]
        for text, prose in zip(texts, proses_of(texts, FACTS), strict=True):
            said[text] = [*check(own_words(prose), FACTS)]
    hold_words(said)


@pytest.mark.parametrize("case", cases("typed_numbers.yaml"), ids=lambda case: case["text"])
def test_numbers_in_text(case):
    findings = numbers_in(case["text"])
    assert places(findings) == case["found"]
    named = [finding.hint.split('"')[1] for finding in findings]
    assert named == case.get("names", [])


@pytest.mark.parametrize("case", cases("typed_dates.yaml"), ids=lambda case: case["text"])
def test_dates_in_text(case):
    findings = dates_in(case["text"])
    assert places(findings) == case["found"]
    assert all(case["hint"] in finding.hint for finding in findings)


NUMBERS = st.integers(10, 10**12).map(Decimal) | st.decimals(10, 10**6, places=2)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(NUMBERS, st.sampled_from(["digits", "man-oku"]), st.booleans())
def test_every_printed_number_is_read(number, large, wide):
    text = print_number(number, "ja", large)
    text = text.translate(FULL_WIDTH) if wide else text
    (found,) = written_numbers(f"数は{text}発である")
    assert (found.value, found.text) == (number, text)


KANJI = "〇一二三四五六七八九"


def kanji(number):
    """千五百五十, without 一 before 十, 百, 千."""
    text = ""
    for step, name in ((10**8, "億"), (10**4, "万")):
        if number >= step:
            text += kanji(number // step) + name
            number %= step
    for step, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= step:
            digit = number // step
            text += ("" if digit == 1 else KANJI[digit]) + name
            number %= step
    return text + (KANJI[number] if number else "")


@given(st.integers(11, 10**9))
def test_every_number_in_kanji_is_read(number):
    text = kanji(number)
    if len(text) > 1:
        assert value_of(text) == number


@given(st.text(st.sampled_from("0１9,.万億千百十一〇第数約～-発% \n「」>[@]()US$"), max_size=40))
def test_no_text_ends_in_an_error_of_ours(text):
    for finding in (*numbers_in(text), *dates_in(text)):
        assert 1 <= finding.location.line <= text.count("\n") + 1


@given(st.sampled_from(sorted(FACTS)), st.sampled_from(["ja", "en"]))
def test_what_a_fact_prints_is_its_own_typed_form(name, language):
    """Typed in a paragraph that speaks of it, a fact's own text is found and named."""
    fact = FACTS[name]
    if fact.quantity.empty or name in {"zero", "pillars", "round", "days", "nameless", "few"}:
        return
    if language == "en" and not fact.unit["en"]:
        return
    text = f"{fact.labels['ja']} {fact.labels['en']}: {fact.text(language)}."
    findings = numbers_in(text)
    assert f"'{name}'" in " ".join(finding.message for finding in findings)


@pytest.mark.parametrize("form", [seireki, wareki, english_date])
def test_every_printed_form_of_a_date_is_found(form):
    text = f"指針 Guidelines {form('1978-11-27')}"
    assert len(dates_in(text)) == 1


def test_long_texts_take_no_time():
    text = "核弾頭は" + "1" * 20_000 + "発" + "一" * 20_000 + "「" * 5_000 + "1,000" * 5_000
    text += "[" + "@" * 20_000 + "](" * 5_000 + "{" * 5_000 + "1," * 9_000
    list(check_typed_numbers(own_words(plain(text)), FACTS))
    list(check_typed_dates(own_words(plain(text + "（" * 5_000)), FACTS))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("They recorded 2,846 arrivals.", "2,846 arrivals"),
        ("A reserve of 42.5km of cable.", "42.5km"),
        ("到着は2,846隻であった。", "2,846隻"),
        ("One call costs €350,000 a year.", "€350,000"),
    ],
)
def test_a_number_is_reported_as_it_is_typed(text, typed):
    (finding,) = numbers_in(text)
    assert finding.message.startswith(f"{typed} is typed")


SAME_UNITS = {
    "%": ("%", "％", "パーセント", " per cent", " percent"),
    "km": ("km", "キロメートル", "キロ", "㎞"),
    "kg": ("kg", "キログラム", "キロ"),
    "t": ("t", "トン"),
    "m": ("m", "メートル"),
    "隻": ("隻",),
}


@pytest.mark.parametrize(
    ("unit", "written"), [(unit, each) for unit, words in SAME_UNITS.items() for each in words]
)
def test_a_unit_is_written_in_several_ways(unit, written):
    csv = f"id,value,unit,item_ja\nx,1237,{unit},岸壁の計測\n"
    facts = facts_of(datasets_of({"figures/data/f.csv": csv})[0])[0]

    def found(word):
        prose = plain(f"岸壁の計測は1,237{word}であった。")
        return [each.message.split(" is typed")[0] for each in check_typed_numbers(prose, facts)]

    whole = unicodedata.normalize("NFKC", f"1,237{written}")
    assert found(written) == [" ".join(whole.split())]
    strangers = [words[0] for other, words in SAME_UNITS.items() if other != unit]
    assert {word for word in strangers if found(word)} <= {"%"} - {unit}
