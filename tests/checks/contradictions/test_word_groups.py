"""The words that contradictions go by: countries, offices, units, events, days, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from hakusho.checks.contradictions.calendar import check_calendar
from hakusho.checks.contradictions.fact_numbers import check_fact_numbers
from hakusho.checks.contradictions.figure_words import Drawn, check_figure_words
from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of
from hakusho.checks.contradictions.passages import passage_in, passage_of
from hakusho.checks.contradictions.printed_rows import check_printed_rows
from hakusho.checks.contradictions.proportions import check_proportions
from hakusho.checks.contradictions.row_names import country_of, swapped_names
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.figures import FigureTable, RenderedFigure
from hakusho.findings import Location
from read_yaml import read_yaml
from written import proses_of

TABLE = read_yaml(Path(__file__).with_name("word_groups.yaml"))
DAY, WHERE = date(2026, 4, 1), Location("report/report.yaml", 4, 1)


def passage(text):
    return passage_in(text, f"title: {text}", Location("a.yaml", 1, 1))


def facts(rows):
    return facts_of(datasets_of({"figures/data/f.csv": rows})[0])[0]


def others(group):
    """Each word of a group with the next one."""
    return [(word, group[at - 1]) for at, word in enumerate(group)]


@pytest.mark.parametrize("names", TABLE["countries"], ids=str)
def test_a_country_has_several_names(names):
    called = {country_of(name) for name in names}
    assert len(called) == 1
    assert called.isdisjoint({"", *(country_of(each) for each in ("日本海", "Japanese"))})
    strangers = [each[0] for each in TABLE["countries"] if each is not names]
    assert called.isdisjoint(map(country_of, strangers))


@pytest.mark.parametrize("office", TABLE["offices"])
def test_who_is_named_with_an_office(office):
    if office.isascii():
        sentence, label = f"{office} Smith spoke.", f"{office} Jones spoke"
    else:
        sentence, label = f"佐藤{office}が述べた。", f"鈴木{office}が述べた"
    (found,) = swapped_names(sentence, label, label)
    assert found[1:] == (("Smith", "Jones") if office.isascii() else ("佐藤", "鈴木"))


@pytest.mark.parametrize("one_office", TABLE["same_office"], ids=str)
def test_words_of_one_office(one_office):
    for here, there in others(one_office):
        assert [*swapped_names(f"佐藤{here}が述べた。", f"鈴木{there}が述べた", "")]
    other = "会計係" if one_office[0] != "会計係" else "書記"
    assert not [*swapped_names(f"佐藤{one_office[0]}が述べた。", f"鈴木{other}が述べた", "")]


SISTERS = [pair for group in TABLE["sisters"] for pair in others(group)]


@pytest.mark.parametrize("whole", ["安倍内閣総理大臣", "安倍総理大臣", "安倍晋三首相", "安倍首相"])
def test_the_name_before_an_office_is_that_alone(whole):
    assert not [*swapped_names(f"{whole}が述べた。", "安倍総理が述べた", "")]
    (found,) = swapped_names(f"{whole}が述べた。", "麻生総理が述べた", "麻生総理が述べた")
    assert found == (
        0,
        whole.removesuffix("首相").removesuffix("内閣総理大臣").removesuffix("総理大臣"),
        "麻生",
    )


def test_names_of_which_one_is_written_for_another():
    label = {True: "{} met", False: "{}の会合"}
    texts, rows = [], ["id,date,label_ja,label_en"]
    for at, (here, there) in enumerate(SISTERS):
        said = label[here.isascii()].format(there)
        rows.append(f"f{at},2003-12,{said},{said}")
        texts.append(
            f'{{{{ fact("f{at}").date | seireki }}}}の{label[here.isascii()].format(here)}。'
        )
    known = facts("\n".join(rows) + "\n")
    found = {
        pair: [each.message for each in check_printed_rows(passage_of(prose), known)]
        for pair, prose in zip(SISTERS, proses_of(texts, known), strict=True)
    }
    for (here, there), messages in found.items():
        assert [message.partition(",")[0] for message in messages] == [here]
        assert messages[0].endswith(f"says {there}")


UNITS = [
    (unit, other)
    for group in TABLE["units"]
    for unit, other in others(group)
    if not any({unit, other} <= {*same} for same in TABLE["same_units"])
]


@pytest.mark.parametrize(("unit", "other"), UNITS)
def test_another_unit_of_one_kind(unit, other):
    known = facts(f"id,value,unit,unit_en,item_ja,item_en\nx,1230,{unit},{unit},港湾の計測値,\n")
    said = [*check_fact_numbers([passage(f"港湾の計測値は1,230{other}であった。")], known)]
    assert [each.rule.id for each in said] == ["CON003"]
    assert f"1,230{other}" in said[0].message


@pytest.mark.parametrize(
    ("unit", "other"), [pair for group in TABLE["same_units"] for pair in others(group)]
)
def test_two_words_for_one_unit(unit, other):
    known = facts(f"id,value,unit,unit_en,item_ja,item_en\nx,1230,{unit},{unit},港湾の計測値,\n")
    assert not [*check_fact_numbers([passage(f"港湾の計測値は1,230{other}であった。")], known)]


def test_a_clause_of_a_label_is_enough():
    known = facts("id,value,unit,item_ja,item_en\nx,1230,隻,大規模港湾計測、船,\n")
    said = [*check_fact_numbers([passage("大規模港湾計測は1,320隻であった。")], known)]
    assert [each.rule.id for each in said] == ["CON001"]
    assert not [*check_fact_numbers([passage("船は1,320隻であった。")], known)]


@pytest.mark.parametrize("words", TABLE["events"], ids=str)
def test_words_that_tell_of_the_same_event(words):
    for here, there in others(words):
        assert heard_in(f"港湾を{here}") >= pieces_of(there).keys(), (here, there)
    strangers = {each[0] for each in TABLE["events"] if each is not words}
    heard = heard_in(f"港湾を{words[0]}")
    assert not [each for each in strangers if pieces_of(each) and heard >= pieces_of(each).keys()]


KANJI_DAYS = "月火水木金土日"
ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


@pytest.mark.parametrize(("day", "said"), [*product(range(7), range(7))])
def test_the_day_of_the_week(day, said):
    the_day = date(2024, 4, 8) + timedelta(days=day)  # a Monday, and those after it
    number, found = the_day.day, ["CON011"] * (day != said)
    for text in (
        f"2024年4月{number}日（{KANJI_DAYS[said]}）に",
        f"2024年4月{number}日の{KANJI_DAYS[said]}曜日に",
        f"on {ENGLISH_DAYS[said]}, {number} April 2024",
        f"on {number} April 2024, {ENGLISH_DAYS[said]}",
    ):
        findings = [*check_calendar(passage(text), DAY, WHERE)]
        assert [each.rule.id for each in findings] == found, text
        if found:
            right = ENGLISH_DAYS[day] if text.isascii() else KANJI_DAYS[day]
            assert right in f"{findings[0].message} {findings[0].hint}", text


@pytest.mark.parametrize("unit", TABLE["no_amounts"])
def test_no_growth_is_counted_in_shares_and_time(unit):
    space = " " if unit.isascii() and unit.isalpha() else ""
    text = f"予算は200{space}{unit}から260{space}{unit}に倍増した。"
    assert not [*check_proportions(passage(text), {})]
    assert [*check_proportions(passage(text.replace(unit, "億円")), {})]


MULTIPLES = [
    ("倍増", 170, 250), ("doubled", 170, 250), ("三倍に増え", 250, 360), ("tripled", 250, 360),
    ("halved", 167, 260), ("半減", 38, 62),
]  # fmt: skip


@pytest.mark.parametrize(("word", "least", "most"), MULTIPLES[:-2] + MULTIPLES[-1:])
def test_between_what_a_multiple_lies(word, least, most):
    def found(value):
        return len(
            [*check_proportions(passage(f"予算は100億円から{value}億円に {word} した。"), {})]
        )

    assert [found(value) for value in (least - 1, least, most, most + 1)] == [1, 0, 0, 1]


PARTS = "港,隻\n北浜港,{}\n南浜港,1000\n中浜港,{}\n"


@pytest.mark.parametrize(("words", "least", "most"), TABLE["shares"])
def test_between_what_a_share_lies(words, least, most):
    """Of 10,000 ships; shares are in hundredths of a per cent."""

    def found(ships):
        text = PARTS.format(ships, 9000 - ships)
        datasets, _ = datasets_of({"figures/data/calls.csv": text})
        return len([*check_proportions(passage(f"北浜港は {words}。"), datasets)])

    wrong = [value for value in (least - 1, most + 1) if 0 < value < 9000]
    assert [found(value) for value in wrong] == [1] * len(wrong)
    assert [found(value) for value in (max(least, 1), min(most, 9000))] == [0, 0]


@pytest.mark.parametrize("pair", others(TABLE["countries_in_figures"]), ids=str)
@pytest.mark.parametrize("language", [0, 1], ids=["ja", "en"])
def test_a_country_of_a_figure_and_of_its_caption(pair, language):
    (said, shown), other = pair, 1 - language
    figure = RenderedFigure(
        name="calls", svg=Path("calls.svg"), alt="Bars.", width_mm=100, height_mm=50,
        texts=(shown[other],), cached=False, reason="",
    )  # fmt: skip
    module = ("figures/calls.py", "ALT = ''\n")
    for caption, found in ((said[language], 1), (shown[language], 0)):
        drawn = Drawn(figure, module, (), (), (), (passage(f"Calls: {caption}"),))
        findings = [*check_figure_words(drawn, "en")]
        assert [each.rule.id for each in findings] == ["CON031"] * found
        if found:
            assert said[language] in findings[0].message
            assert shown[other] in findings[0].message


@pytest.mark.parametrize(("unit", "other"), others([*TABLE["units"][0][:8], "個", "艇"]))
def test_a_counter_in_the_heading_of_a_figures_table(unit, other):
    known = facts(f"id,value,unit,item_ja\nx,7,{unit},港\n")

    def found(heading):
        figure = RenderedFigure(
            name="calls", svg=Path("calls.svg"), alt="", width_mm=100, height_mm=50, texts=(),
            cached=False, reason="", table=FigureTable(("港", heading), ()),
        )  # fmt: skip
        drawn = Drawn(figure, ("a.py", ""), (), (), tuple(known.values()), ())
        return [each.rule.id for each in check_figure_words(drawn, "ja")]

    assert found(f"数（{other}）") == ["FIG043"]
    assert found(f"数({unit})") == []
