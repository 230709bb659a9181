"""The order of the bibliography: JIS X 4061 for readings, dictionary order for Western names."""

from __future__ import annotations

import pytest

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import ORDER_VARIABLE, Choices
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.ordering import (
    SortFacts,
    kana_key,
    known_readings,
    sort_facts,
    sort_key,
)
from hakusho.citations.works import works_of
from hakusho.paper.source_file import SourceFile

LONG, SMALL, ITERATED, OTHER = range(4)


def works(text):
    bibliography, findings = load_bibliography([SourceFile("a.bib", text)])
    assert not findings
    return works_of(bibliography.entries.values())


@pytest.mark.parametrize(
    ("reading", "base", "voicing", "kind"),
    [
        ("さが", "さか", (0, 1), (OTHER, OTHER)),
        ("ハﾟｱ", "はあ", (2, 0), (OTHER, OTHER)),
        ("キョウ", "きよう", (0, 0, 0), (OTHER, SMALL, OTHER)),
        ("ﾂｯﾂ", "つつつ", (0, 0, 0), (OTHER, SMALL, OTHER)),
        ("ワークヶ", "わあくけ", (0, 0, 0, 0), (OTHER, LONG, OTHER, SMALL)),
        ("ァー", "ああ", (0, 0), (SMALL, LONG)),
        ("ブーー", "ふうう", (1, 0, 0), (OTHER, LONG, LONG)),
        ("ンー", "んん", (0, 0), (OTHER, LONG)),
        ("ー", "ー", (0,), (OTHER,)),
        ("ゝ", "ゝ", (0,), (OTHER,)),
        ("かゞヾ", "かかか", (0, 1, 1), (OTHER, ITERATED, ITERATED)),
        ("がゝヽ", "かかか", (1, 0, 0), (OTHER, ITERATED, ITERATED)),
        ("ヴ", "う", (1,), (OTHER,)),
        ("、や、・まA, ", "や まa", (0, 0, 0, 0, 0), (OTHER,) * 5),
    ],
)
def test_a_reading_is_base_kana_then_voicing_then_kind(reading, base, voicing, kind):
    assert kana_key(reading) == (base, voicing, kind)


def japanese(names, readings, year="2020", title="題"):
    return SortFacts(True, readings, tuple((name,) for name in names), year, title)


def western(*names, year="2020", title="T"):
    return SortFacts(False, (), names, year, title)


ORDERED = [
    japanese(["青木"], ("あおき",)),
    japanese(["山田花"], ("やまだ",), "2020"),
    japanese(["山田花"], ("やまだ",), "2021", "あ"),
    japanese(["山田花"], ("やまだ",), "2021", "い"),
    japanese(["山田花"], ("やまだ",), ""),
    japanese(["山田花", "青木"], ("やまだ", "あおき"), "1999"),
    japanese(["山田花", "渡辺"], ("やまだ", ""), "1998"),
    japanese(["山田造"], ("やまだ",), "1990"),
    japanese(["一橋"], ("",), "1980"),
    japanese(["森"], ("森",), "1970"),
    western(("Ångström", "A."), title="The A"),
    western(("d’Aspremont-Lynden", "B."), year="1999"),
    western(("Mc Neill", "J."), year="1990"),
    western(("Mc-Neill", "J."), year="1991"),
    western(("mc/neill", "J."), year="1991", title="Z"),
    western(("Mc Neill", "J."), year=""),
    western(("Mc Neill", "J."), ("Adams", "B."), year="1980"),
    western(("Zuse", "K."), year="1940"),
]


def test_entries_stand_in_order():
    mixed = [*reversed(ORDERED[1::2]), *ORDERED[::2]]
    assert sorted(mixed, key=sort_key) == ORDERED


def test_the_longest_reading_of_a_person_is_known_to_all_works():
    readings = known_readings(
        works("""
        @book{a, title={一}, author={鈴木, 花 and 青木, 一}, yomi={すずき / あおき}, date={2020}}
        @book{b, title={二}, author={青木, 一}, yomi={あおき　はじめ}, date={2020}}
        @book{c, title={三}, author={鈴木, 花}, sortname={Suzuki}, key={スズキ, ハナ}, date={2020}}
        @book{d, title={四}, author={森, 光}, date={2020}}
        """)
    )
    assert readings == {"鈴木花": "スズキ, ハナ", "青木一": "あおき はじめ"}


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        (
            "author={佐藤, 守}, title={題}, yomi={さとう}",
            SortFacts(True, ("さとう",), (("佐藤守",),), "2020", "題"),
        ),
        (
            "author={佐藤, 守 and サノ, ハジメ and さくら}, title={題}",
            SortFacts(
                True,
                ("", "サノ ハジメ", "さくら"),
                (("佐藤守",), ("ハジメ・サノ",), ("さくら",)),
                "2020",
                "題",
            ),
        ),
        (
            "author={ケネス・ウォルツ}, title={題}",
            SortFacts(True, ("ケネス・ウォルツ",), (("ケネス・ウォルツ",),), "2020", "題"),
        ),
        (
            "title={第75回国会の記録}",
            SortFacts(
                True,
                ("だい000075回国会の記録",),
                (("第75回国会の記録",),),
                "2020",
                "第75回国会の記録",
            ),
        ),
        (
            "title={「あしたの国」から}, sortkey={Ashita}",
            SortFacts(
                True, ("あしたの国」から",), (("あしたの国」から",),), "2020", "「あしたの国」から"
            ),
        ),
        (
            "title={国}, titleyomi={くに}, yomi={こく}",
            SortFacts(True, ("くに",), (("国",),), "2020", "国"),
        ),
        ("title={国}", SortFacts(True, ("",), (("国",),), "2020", "国")),
        (
            "author={Waltz, Kenneth and others}, title={Theory}, sortyear={1979}",
            SortFacts(False, (), (("Waltz", "Kenneth"),), "1979", "Theory"),
        ),
        (
            "author={{The Royal Navy}}, title={T}",
            SortFacts(False, (), (("Royal Navy",),), "2020", "T"),
        ),
        (
            "author={Zed, A.}, title={T}, sortkey={Alpha}, sortname={Beta, B.}",
            SortFacts(False, (), (("Alpha",),), "2020", "T"),
        ),
        (
            "author={Zed, A.}, title={T}, sortname={Beta, B.}",
            SortFacts(False, (), (("Beta", "B."),), "2020", "T"),
        ),
        ("title={An Atlas}", SortFacts(False, ("",), (("Atlas",),), "2020", "An Atlas")),
        (
            "title={An Atlas}, sorttitle={Zebra}",
            SortFacts(False, ("",), (("Zebra",),), "2020", "An Atlas"),
        ),
    ],
)
def test_what_a_work_is_sorted_by(fields, facts):
    (work,) = works(f"@book{{a, {fields}, date={{2020}}}}")
    assert sort_facts(work, facts.title, {}) == facts


def test_a_known_reading_comes_before_the_works_own():
    (work,) = works("@book{a, title={題}, author={森, 光}, yomi={もり}, date={2020}}")
    assert sort_facts(work, "題", {"森光": "もり ひかる"}).readings == ("もり ひかる",)


@pytest.mark.parametrize(
    ("choices", "order", "variable"),
    [
        (Choices(by_language=True), "bca", "call-number"),
        (Choices(order="reading"), "bca", ORDER_VARIABLE),
        (Choices(order="western-first"), "abc", ORDER_VARIABLE),
        (Choices(), "bca", None),
    ],
)
def test_works_are_numbered_in_the_order_of_the_bibliography(choices, order, variable):
    cited = works("""
    @book{a, title={T}, author={Zed, A.}, date={2020}}
    @book{c, title={題}, author={渡辺, 一}, yomi={わたなべ}, date={2020}}
    @book{b, title={題}, author={青木, 一}, yomi={あおき}, date={2020}}
    """)
    items = to_csl_json(cited, choices)
    assert "".join(item["id"] for item in items) == order
    numbers = {key: [item.get(key) for item in items] for key in ("call-number", ORDER_VARIABLE)}
    counted = ["000001", "000002", "000003"]
    assert numbers == {key: counted if key == variable else [None] * 3 for key in numbers}
