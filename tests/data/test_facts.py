from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hakusho.data import ValueForAuthorError, facts_of, vocabulary_of
from hakusho.data.fact import citation_of
from hakusho.data.numbers import print_number, read_number

HEADER = "id,value,low,high,unit,unit_en,status,source,locator,date,year,label_ja\n"


@pytest.fixture
def say(data):
    """Render a template with the facts of some CSV rows, in a language."""

    def render(template, rows, language="ja"):
        datasets, findings = data(facts_csv=HEADER + rows)
        facts, problems = facts_of(datasets)
        assert findings + problems == ()
        words = vocabulary_of(datasets, facts, language)
        environment = ImmutableSandboxedEnvironment()
        environment.filters |= words.filters
        return environment.from_string(template).render(words.functions)

    return render


PRINTED = [
    # value, low, high, unit, unit_en -> Japanese, English
    ("1000,,,発,warheads", "1,000発", "1,000 warheads"),
    (",45,50,発,warheads", "45～50発", "45–50 warheads"),
    (",45,,発,warheads", "45発以上", "at least 45 warheads"),
    (",,50,発,warheads", "50発以下", "at most 50 warheads"),
    ("1000,,,発,", "1,000発", "1,000"),
    ("5500,,,km,", "5,500km", "5,500 km"),
    ("2.50,,,%,", "2.50%", "2.50%"),
    ("12,,,US$,", "US$12", "US$12"),
    ("１２３４,,,発,", "1,234発", "1,234"),
    ('"1,234",,,発,', "1,234発", "1,234"),
    ("-5,,,,", "−5", "−5"),
    ("0,,,発,", "0発", "0"),
]


@pytest.mark.parametrize(("cells", "japanese", "english"), PRINTED)
def test_values_print_in_each_language(data, cells, japanese, english):
    facts, findings = facts_of(data(f_csv=f"{HEADER}x,{cells},,,,,,\n")[0])
    assert findings == ()
    assert (facts["x"].text("ja"), facts["x"].text("en")) == (japanese, english)


ROW = "red,1000,,,発,warheads,projection,mod2023,61頁,1978-11-27,,弾頭*\n"
IN_PROSE = [
    ('{{ fact("red") }}', "1,000発"),
    ('{{ fact("red").cite }}', "[@mod2023, 61頁]"),
    ('{{ fact("red").date }}', "1978-11-27"),
    ('{{ fact("red").date | wareki }}', "1978年(昭和53年)11月27日"),
    ('{{ fact("red").date | date }}', "1978年11月27日"),
    ('{{ fact("red").year }}', "1978"),
    ('{{ (fact("red").value * 2) | number }}', "2,000"),
    ('{{ fact("red").unit }}', "発"),
    ('{{ fact("red").label }}', r"弾頭\*"),
    ('{% if fact("red").status == "projection" %}見通し{% endif %}', "見通し"),
]


@pytest.mark.parametrize(("template", "expected"), IN_PROSE)
def test_prose_takes_what_it_needs(say, template, expected):
    assert say(template, ROW) == expected


def test_prose_in_english(say):
    assert say('{{ fact("red") }}, {{ fact("red").date | date }}', ROW, "en") == (
        "1,000 warheads, 27 November 1978"
    )


BARE = "bare,,,,,,,,,,,\n"


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ('{{ fact("bare") }}', "no value"),
        ('{{ fact("bare").cite }}', "no source"),
        ('{{ fact("bare").year }}', "no date"),
        ('{{ fact("bare").date | wareki }}', "no date"),
        ('{{ fact("none") }}', "no fact 'none'"),
        ('{{ table("none") }}', "no table 'none'"),
        ('{{ "many" | number }}', "not a number"),
    ],
)
def test_what_is_not_there_is_said_to_the_author(say, template, word):
    with pytest.raises(ValueForAuthorError, match=word):
        say(template, BARE)


BAD_CELLS = [
    ("x,約400,,,,,,,,,,", "DAT002", 3),
    ("x,,四,,,,,,,,,", "DAT002", 4),
    ("x,,9,8,,,,,,,,", "DAT002", 4),
    ('x,"1,00",,,,,,,,,,', "DAT002", 3),
    ("x,1,,,,,,a; b,,,,", "DAT002", 10),
    ("x,1,,,,,,a,p. 1] [@b,,,", "DAT002", 12),
    ("x,1,,,,,,,,1978-13,,", "DAT002", 12),
    ("x,1,,,,,,,,,昭和53,", "DAT002", 13),
]


@pytest.mark.parametrize(("row", "rule", "column"), BAD_CELLS)
def test_a_bad_cell_is_found_at_its_place(data, row, rule, column):
    _, (finding,) = facts_of(data(f_csv=f"{HEADER}{row}\n")[0])
    assert (finding.rule.id, str(finding.location)) == (rule, f"figures/data/f.csv:2:{column}")


def test_an_id_given_twice_names_both_places(data):
    datasets, _ = data(a_csv="value,id\n1,x\n2,x\n")
    facts, (finding,) = facts_of(datasets)
    assert (finding.rule.id, str(finding.location)) == ("DAT004", "figures/data/a.csv:3:3")
    assert [str(each.location) for each in finding.related] == ["figures/data/a.csv:2:3"]
    assert facts["x"].value == 1


def test_an_id_is_its_datasets_own(data):
    datasets, _ = data(
        fleet_csv="id,value\nlamps,3\ncrews,4\n",
        harbour_csv="id,value\nlamps,5\n",
        harbour__meta_yaml="derived: [{id: each, ratio: [lamps, crews], digits: 2}]\n",
    )
    facts, findings = facts_of(datasets)
    assert findings == ()
    assert list(facts) == ["fleet.lamps", "crews", "harbour.lamps", "each"]
    assert facts["fleet.crews"] is facts["crews"]
    assert facts["each"].value == Decimal("1.25")
    assert ("lamps" in facts, "harbour.crews" in facts) == (False, False)
    names = vocabulary_of(datasets, facts, "ja")
    assert str(names.functions["fact"]("harbour.lamps")) == "5"
    assert {"fleet.lamps", "crews", "fleet.crews"} <= names.known["fact"]


def test_running_numbers_are_no_facts_unless_they_are_said_to_be(data):
    first, second = "id,value\n1,30\n2,40\n", "id,value\n0,50\n1,60\n"
    facts, findings = facts_of(data(a_csv=first, b_csv=second)[0])
    assert (dict(facts), findings) == ({}, ())
    shuffled = "id,value\n3,30\n1,40\n2,50\n"
    assert facts_of(data(a_csv=shuffled, b_csv=shuffled)[0]) == ({}, ())
    data(a_csv=first, b_csv=second)
    facts, findings = facts_of(data(a__meta_yaml="facts: numbered\n")[0])
    assert (list(facts), findings) == (["1", "2"], ())


def test_rows_without_an_id_are_no_facts(data):
    facts, findings = facts_of(data(a_csv="id,value\n,many\n", b_csv="value\nmany\n")[0])
    assert (dict(facts), findings) == ({}, ())


@pytest.mark.parametrize(
    ("source", "locator", "expected"),
    [
        ("mod2023", "", "[@mod2023]"),
        ("白書2023", "46頁", "[@白書2023, 46頁]"),
        ("doi:10.1/x-y", "p. 3", "[@doi:10.1/x-y, p. 3]"),
        ("odd(1)", "", "[@{odd(1)}]"),
    ],
)
def test_citations_name_keys_whole(blocks_of, source, locator, expected):
    assert citation_of([(source, locator)]) == expected
    ((block,),) = blocks_of(expected)
    assert block["c"][0]["c"][0][0]["citationId"] == source


@given(st.decimals(-(10**9), 10**20, places=3))
def test_a_printed_number_reads_back(number):
    assert read_number(print_number(number)) == number


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader_of_numbers(text):
    with suppress(ValueError):
        assert read_number(text).is_finite()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ fact("red").vlaue }}', "a fact has no 'vlaue'; did you mean .value?"),
        ('{{ fact("red").zzz }}', "a fact has no 'zzz'; it has .cite, .date"),
    ],
)
def test_what_a_fact_does_not_have_is_named(say, template, said):
    with pytest.raises(ValueForAuthorError) as raised:
        say(template, ROW)
    assert str(raised.value).startswith(said)


def test_a_derived_value_cannot_take_the_id_of_another_fact(data):
    ships = "id,value\nships,12\ncrews,3\n"
    derived = "derived:\n  - {{id: {}, difference: [ships, crews]}}\n"
    datasets, _ = data(a_csv=ships, a__meta_yaml=derived.format("ships"))
    facts, (finding,) = facts_of(datasets)
    assert (finding.rule.id, finding.message) == ("DAT004", "'ships' is given already")
    assert str(finding.location).startswith("figures/data/a.meta.yaml:2:")
    assert [str(each.location) for each in finding.related] == ["figures/data/a.csv:2"]
    assert facts["ships"].value == 12
    datasets, _ = data(
        a_csv=ships,
        a__meta_yaml=derived.format("gap"),
        b_csv="id,value\nx,1\n",
        b__meta_yaml=derived.format("gap"),
    )
    facts, (finding,) = facts_of(datasets)
    assert finding.rule.id == "DAT004"
    assert str(finding.location).startswith("figures/data/b.meta.yaml:2:")
    assert str(finding.related[0].location).startswith("figures/data/a.meta.yaml:2:")
    assert facts["gap"].value == 9
