"""Contradictions in running text: what is found, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.contradictions import Said, check_contradictions, check_lists
from hakusho.data import facts_of, vocabulary_of
from hakusho.data.datasets import datasets_of
from hakusho.findings import Location, Severity
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("cases.yaml"))
CSV = """\
id,value,low,high,unit,unit_en,item_ja,item_en,date,source,locator,note
china-2021,400,,,発,warheads,核弾頭,Nuclear warheads,2021,,,
china-2030,1000,,,発,warheads,核弾頭,Nuclear warheads,2030,,,
dprk,,45,50,発,warheads,核分裂性物質による生産可能弾頭数,Warheads,,,,
inf,,500,5500,km,,INF条約の規制射程(km),Range of the treaty,,,,
calls,1230,,,隻,calls,寄港数,Calls,,a1,3頁,
corridor,1.4,,,km,,航路の幅,Width of the corridor,,,,
law,,,,,,港湾安全法制成立,Harbour law enacted,2015-09-19,,,
edd,,,,,,日米拡大抑止協議(EDD)設立,Dialogue set up,2010,,,
scc,,,,,,条約第5条の確認,Article 5,2019-04,,,
ring,,,,,,島の環,Ring between the islands,2011-06-30,,,
answer,,,,,,参議院予算委員会で長官が答弁,,1975,,,質問は社会党・上田哲議員
limit,1550,,,枚,,切符の枚数,,2010,,,2026年まで延長、市は2023年に履行停止を表明
plane,,,,,,航空自衛隊の輸送機を派遣,,2003-12,,,
war,,,,,,イラクがクウェートに侵攻,,1990-08,,,
order,,,,,,安倍首相が見直しを指示,Prime Minister Abe orders a review,2012,,,
paper,,,,,,文書「同盟の変革」公表,,2007,,,
lanes,,,,,,航路防衛共同研究が終了,,1986,,,
safety,,,,,,沿岸事態安全確保法成立,,1999-05,,,
guns-china,30,,,門,guns,砲の保有数,Guns,,,,china
guns-dprk,70,,,門,guns,砲の保有数,Guns,,,,dprk
reserve,42.5,,,海里,,予備の線,Spare cable,,,,
threshold,40,,,海里,,予備の線の下限,Threshold for spare cable,,,,
long,700,,,弾,missiles,長距離弾道弾(LRM),Long-range missiles (LRM),,,,
short,900,,,弾,missiles,短距離弾道弾(SRM),Short-range missiles (SRM),,,,
review,,,,,,見直しの指示(年末),Review ordered (year end),2012,,,
summit,,,,,,マルタ会談、終結を宣言,,1989,,,
stay,,,,,,無人機が鹿屋へ一時展開,,2022,,,
drone,,,,,,無人偵察機MQ-7の配備,,2021,,,
nets,50,,,張,nets,網の総数,All nets,,,,小さな20張を含む
poles,30,,,竿,poles,竿の総数,All poles,,,,
"""
ABOUT = """\
id,value,qualifier,unit,unit_en,item_ja,item_en
nets,50,,張,nets,網の総数,All nets
china-2021,400,about,発,warheads,核弾頭,Warheads
"""
FACTS = facts_of(datasets_of({"figures/data/f.csv": CSV})[0])[0]
CALLS = """港,隻,トン
北浜港,10,15
南浜港,20,25
中浜港,70,60
"""
SHORT = "港,隻\n西浦港,10\n東浦港,90\n"
WORDS = "港,隻,種別\n上野港,10,甲\n下野港,20,乙\n中野港,70,丙\n"
LOSSES = "港,増減\n前島港,-10\n後島港,20\n横島港,70\n"
FLAGS = "旗国,隻\n日本,70\n韓国,20\n米国,10\n"
YEARLY = "年,便\n2021,12\n2022,35\n2023,77\n"
TABLES = {
    "yearly": YEARLY,
    "calls": CALLS,
    "short": SHORT,
    "words": WORDS,
    "losses": LOSSES,
    "flags": FLAGS,
}
DATASETS = datasets_of({f"figures/data/{name}.csv": text for name, text in TABLES.items()})[0]


def found_in(text, typed=None):
    return found_in_chapter(draft_of(text, names=vocabulary_of({}, FACTS, "ja")), 0, typed)


def found_in_chapter(draft, number, typed=None):
    chapter = draft.chapters[number]
    draft = replace(draft, chapters=(chapter,))
    prose = prose_of(chapter.blocks, draft.positions, beside=True, printed=True)
    day, where = date(2026, 4, 1), Location("report/report.yaml", 4, 1)
    said = Said(draft, (prose,), (), (), DATASETS, FACTS, day, where, typed)
    return [*check_contradictions(said), *check_lists(chapter, draft.positions)]


@cache
def all_cases():
    """The cases as chapters of one draft, read at once."""
    names = vocabulary_of(DATASETS, FACTS, "ja")
    return draft_of(*(case["text"] for case in CASES), names=names)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number]["text"])
def test_contradictions_in_text(number):
    findings = found_in_chapter(all_cases(), number)
    found = [f"{each.location} {each.rule.id}".partition(":")[2] for each in findings]
    assert found == CASES[number]["found"]


def test_what_is_told_of_each(hold_words):
    hold_words(
        {case["text"]: found_in_chapter(all_cases(), number) for number, case in enumerate(CASES)}
    )


def test_the_other_page_may_stand_in_another_chapter():
    draft = draft_of("甲[@a1, 336頁]。", "港。乙[@a1, 336頁]。丙[@a1, 363頁]。")
    proses = tuple(
        prose_of(each.blocks, draft.positions, beside=True, printed=True) for each in draft.chapters
    )
    said = Said(draft, proses, (), (), {}, {}, date(2026, 4, 1), Location("report.yaml", 4, 1))
    (finding,) = check_contradictions(said)
    places = [str(each.location) for each in (finding, *finding.related)]
    assert places == ["2.md:1:17", "1.md:1:2"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('It has {{ fact("nets") }} nets.', ["1:27 TXT003"]),
        ('It has {{ fact("nets") }} netsuke.', []),
        ('It has {{ fact("nets") }}, nets of all kinds.', []),
        ('It has about {{ fact("china-2021") }}.', ["1:8 TXT003"]),
        ('It has roundabout {{ fact("china-2021") }}.', []),
        ('It has about {{ fact("nets") }}.', []),
    ],
)
def test_what_is_typed_beside_what_a_template_prints(text, found):
    facts, _ = facts_of(datasets_of({"figures/data/f.csv": ABOUT})[0])
    draft = draft_of(text, names=vocabulary_of({}, facts, "en"))
    findings = found_in_chapter(draft, 0)
    assert [f"{each.location} {each.rule.id}".partition(":")[2] for each in findings] == found


@pytest.mark.parametrize(("letters", "found"), [(2990, ["CON006"]), (3010, [])])
def test_what_is_told_far_below_is_of_another_series(letters, found):
    text = f"第一に、甲。第二に、{'港' * letters}。第四に、丙。"
    assert [each.rule.id for each in found_in(text)] == found


@given(
    st.text(
        st.sampled_from("20159年度代月日一二三第つ点の、。と及び～同翌（木）核弾頭発 fromMay\n"),
        max_size=50,
    )
)
def test_no_text_ends_in_an_error_of_ours(text):
    for finding in found_in(text):
        assert 1 <= finding.location.line <= text.count("\n") + 1


def test_long_texts_take_no_time():
    found_in(
        "2015年" + "1" * 9_000 + "第一に、" * 3_000 + "一つは、" * 2_000 + "、" * 9_000 + "の三つ"
    )


STRICT = [
    ("魚の数は900匹であった。", ["1:5"]),
    ("魚の数は九百匹であった。", ["1:5"]),
    ("The harbour had 900 ships and cost €350,000.", ["1:17", "1:36"]),
    ('寄港数は[900隻]{.typed reason="旧統計"}であった。', []),
    ("寄港数は[900隻]{.typed}であった。", ["1:5"]),
    ("寄港数は「900隻」という。\n\n> 900隻であった。", []),
    ('2014年10月8日、第5条、12頁、3つ目、第3章で{{ fact("calls") }}とした。', []),
]


@pytest.mark.parametrize(("text", "places"), STRICT)
def test_a_strict_paper_has_no_typed_quantity(text, places):
    found = found_in(text, typed=Severity.ERROR)
    assert [(each.rule.id, each.severity) for each in found] == [
        ("CON030", Severity.ERROR) for _ in places
    ]
    assert [str(each.location).removeprefix("a.md:") for each in found] == places


def test_what_is_marked_as_typed_is_held_against_no_fact():
    assert found_in('寄港数は[1,320隻]{.typed reason="旧統計"}であった。') == []
