"""A number beside the words of a column and a row is the cell's, or one of the two is wrong."""

from __future__ import annotations

import pytest

from hakusho.checks.data.typed_cells import check_typed_cells
from hakusho.checks.own_words import own_words
from hakusho.data.datasets import datasets_of
from written import proses_of

BY_YEAR = (
    "年度,旅客数,船員数,運賃収入（百万円）,満足度\n2015,520,310,1204,61.5%\n2025,405,231,980,58%\n"
)
BY_PORT = "港名,年,入港隻数（隻）\n北浜,2024,812\n北浜,2025,846\n東島,2025,97\n合計,2025,943\n"
IN_ENGLISH = "year,Passengers,Crews\n2015,520,310\n2025,405,231\n"
"""Passengers in thousands."""
TABLES = {
    "figures/data/by_year.csv": BY_YEAR,
    "figures/data/by_port.csv": BY_PORT,
    "figures/data/english.csv": IN_ENGLISH,
}


def found_in(sentence, datasets):
    (prose,) = proses_of([sentence])
    return list(check_typed_cells([own_words(prose)], datasets))


SENTENCES = {
    # what a sentence says, and what is found: the rule and the number
    "旅客数は2025年度に398千人、船員は213人であった。": ["DAT018 398千", "DAT018 213"],
    "令和7年度の旅客数は405千人である。": ["DAT007 405千"],
    "旅客数は2015年度に520千人、2025年度に398千人である。": ["DAT007 520千", "DAT018 398千"],
    "2025年度の運賃収入は9億8,000万円である。": ["DAT007 9億8,000万"],
    "2025年度の運賃収入は9億3,000万円である。": ["DAT018 9億3,000万"],
    "2025年度の満足度は57%である。": ["DAT018 57%"],
    "2025年の北浜の入港隻数は864隻である。": ["DAT018 864隻"],
    "2025年の入港隻数は、北浜が846隻である。": [],
    "In 2025 passengers numbered 398 thousand.": ["DAT018 398"],
    # the year, the row or the column is another one, or is not said
    "旅客数は398千人である。": [],
    "2020年度の旅客数は398千人である。": [],
    "外国人旅客数は2025年度に398千人である。": [],
    "2025年度の便数は398便である。": [],
    "旅客数は減ったが、便数は2025年度に398便である。": [],
    "2025年の南崎の入港隻数は864隻である。": [],
    # it is rounded, compared, or counts something else
    "2025年度の旅客数は約400千人である。": [],
    "2025年度の旅客数は400千人である。": [],
    "2025年度の旅客数は398千人増えた。": [],
    "2025年度の旅客数は398千人を下回った。": [],
    "2025年度の旅客数は22%減った。": [],
    "2025年度の旅客数は全国で398位である。": [],
    "2025年度の旅客数は3路線で数える。": [],
    "2025年度の旅客数は398～410千人である。": [],
    "2025年度の「旅客数は398千人」という報告がある。": [],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_sentence_says_of_a_table(sentence):
    datasets, findings = datasets_of(TABLES)
    assert findings == ()
    found = found_in(sentence, datasets)
    assert [f"{each.rule.id} {each.message.split(' is typed')[0]}" for each in found] == SENTENCES[
        sentence
    ]


IN_GROUPS = (
    "Route,Year,Passengers (thousand)/All,Passengers (thousand)/Of which commuters,Calls\n"
    "North,2015,398,120,9\nNorth,2025,402,131,8\nSouth,2025,233,50,7\n"
)
GROUPED = {
    "In 2025, North had 402 passengers.": ["DAT007 402"],
    "In 2025 the North route had 499 passengers.": ["DAT018 499"],
    "In 2025 the North route carried 402 thousand passengers; it grew.": ["DAT007 402"],
    "In 2025 the South carried only 243 thousand passengers.": ["DAT018 243"],
    "Passengers on North numbered 412 thousand in 2025.": [],
    # the row or the year is another one, or several are named
    "In 2020 the North route had 499 passengers.": [],
    "The North route had 499 passengers.": [],
    "In 2025 North and South had 452 passengers.": [],
    "In 2015 and 2025 North had 399 passengers.": [],
    # it counts something else, is compared, or is a part
    "In 2025 the North route gained 399 passengers.": [],
    "In 2025 the North route had 399 passengers more.": [],
    "In 2025 the North route had more than 399 passengers.": [],
    "In 2025 the North route had 399 passengers a day.": [],
    "In 2025 the North route had 399 passengers on Sundays.": [],
    "In 2025 the North route had 399 foreign passengers.": [],
    "In 2025 the North route had 399 passenger seats.": [],
    "In 2025 the North route had about 399 passengers.": [],
}


@pytest.mark.parametrize("sentence", GROUPED)
def test_what_an_english_sentence_counts_behind_its_number(sentence):
    datasets, findings = datasets_of({"figures/data/g.csv": IN_GROUPS})
    assert findings == ()
    found = found_in(sentence, datasets)
    told = [f"{each.rule.id} {each.message.split(' is typed')[0]}" for each in found]
    assert [" ".join(each.split()[:2]) for each in told] == GROUPED[sentence]


def test_a_value_is_told_in_the_language_of_its_text():
    data = {
        "figures/data/p.csv": "year,passengers\n2024,398\n2025,402\n",
        "figures/data/p.meta.yaml": "unit: passengers\n",
    }
    (found,) = found_in("In 2025 passengers numbered 412.", datasets_of(data)[0])
    assert found.message == "412 is typed, and the table 'p' says 402 passengers"


def test_it_says_what_to_write_and_where_the_cell_is():
    datasets, _ = datasets_of({"figures/data/p.csv": BY_YEAR})
    (found,) = found_in("2025年度の船員数は213人である。", datasets)
    assert found.message == "213 is typed, and the table 'p' says 231"
    assert found.hint.startswith('Write {{ cell("p", "船員数", 年度="2025") }}')
    assert str(found.related[0].location) == "figures/data/p.csv:3:10"


def test_tables_of_facts_have_a_check_of_their_own():
    text = "id,年度,旅客数\na,2015,520\nb,2025,405\n"
    datasets, _ = datasets_of({"figures/data/p.csv": text})
    sentence = "旅客数は2025年度に398千人である。"
    assert found_in(sentence, datasets) == []
