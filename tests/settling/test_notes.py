from pathlib import Path

import pytest

from hakusho.citations.choices import Mark
from read_yaml import read_yaml

HERE = Path(__file__).parent
FILES = ("notes", "notes_people", "notes_kinds", "notes_titles", "notes_languages")


def load(name):
    return read_yaml(HERE / f"{name}.yaml")


CASES = [case for name in FILES for case in load(name)]
IN_CHAPTERS = load("notes_chapters")

IN_TEXT = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="(" suffix=")" delimiter="; ">
<names variable="author"><name form="short"/></names>
<date variable="issued" prefix=" "><date-part name="year"/></date>
</layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""
FULL_STOP = IN_TEXT.replace("in-text", "note").replace('prefix="(" suffix=")"', 'suffix="."')


@pytest.fixture(scope="module")
def printed(print_citations):
    return print_citations([case["text"] for case in CASES])


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_notes_read_as_they_should(printed, number):
    assert printed[number].notes == CASES[number]["notes"]
    assert "LEFT-OVER" not in printed[number].body
    assert "[@" not in printed[number].body
    if "body" in CASES[number]:
        assert printed[number].body == CASES[number]["body"]
    if "references" in CASES[number]:
        texts = [reference["text"] for reference in printed[number].references]
        assert texts == CASES[number]["references"]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_no_mark_of_ours_is_left(printed, number):
    whole = "".join([printed[number].body, *printed[number].notes])
    whole += "".join(reference["text"] for reference in printed[number].references)
    assert not [char for char in whole if "\ue000" <= char <= "\uf8ff" or char == "\u2e31"]


@pytest.fixture(scope="module")
def printed_by_chapter(print_citations):
    return print_citations([case["text"] for case in IN_CHAPTERS], restart="chapter")


@pytest.mark.parametrize(
    "number", range(len(IN_CHAPTERS)), ids=[case["name"] for case in IN_CHAPTERS]
)
def test_chapters_begin_afresh(printed_by_chapter, number):
    assert printed_by_chapter[number].notes == IN_CHAPTERS[number]["notes"]


def test_a_document_cut_from_another_begins_afresh(print_citations):
    one = "# 一\n\n甲[@kitai, 1頁]。乙[@tokuchi]。\n\n"
    two = "# 二\n\n丙[@tokuchi]。丁[@kitai, 4頁]。\n\n"
    three = "# 三\n\n戊^[注。]。己[@kitai, 4頁]。\n\n"
    whole, later, outer = print_citations([one + two + three, two + three, one + three])
    assert whole.notes[2:] == [
        "同上。",
        "北井前掲書（注1）、4頁。",
        "注。",
        "北井前掲書（注1）、4頁。",
    ]
    assert later.notes == [
        "徳地秀士「『指針』からみた同盟」『国際安全保障』第44巻第1号、2016年。",
        "北井邦亮『日米ガイドライン 自主防衛』（中央公論新社、2024年）4頁。",
        "注。",
        "北井前掲書（注2）、4頁。",
    ]
    assert outer.notes[2:] == ["注。", "北井前掲書（注1）、4頁。"]


def test_the_dash_of_ranges_is_a_choice_and_leaves_titles_alone(print_citations):
    dash = {"japanese": "-", "western": "‑"}
    text = "甲[@nengetsu, 145-149頁; @ownbook, 3-5頁]。A [@smith, pp. 40-42]."
    [printed] = print_citations([text], range_dash=Mark(**dash))
    assert "145-149頁" in printed.notes[0]
    assert printed.notes[0].endswith("3-5頁。")
    assert printed.notes[1].endswith("pp. 40‑42.")
    references = {reference["id"]: reference["text"] for reference in printed.references}
    assert "145-149頁" in references["ref-nengetsu"]
    assert "pp. 40‑58" in references["ref-smith"]


def test_one_author_before_two_by_year_and_title(print_citations):
    keys = (
        "abe2 abel abe4 abe abe3 whitehouse clausewitz unsigned suzuki2 suzukico suzuki1 suzuki3"
        " diet diet2 nobody waltz2013 kanshuhen moded"
    )
    [printed] = print_citations(["[" + "; ".join(f"@{key}" for key in keys.split()) + "]。"])
    order = [reference["id"].removeprefix("ref-") for reference in printed.references]
    japanese = "waltz2013 suzuki3 suzuki1 suzukico suzuki2 diet2 diet moded nobody kanshuhen"
    western = "abe3 abe abe4 abe2 abel unsigned clausewitz whitehouse"
    assert order == f"{japanese} {western}".split()


AUTHOR_DATE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<macro name="who"><names variable="author"><name form="short" delimiter="・"/></names></macro>
<macro name="when"><date variable="issued"><date-part name="year"/></date>
<text variable="year-suffix"/></macro>
<citation disambiguate-add-year-suffix="true"><layout prefix="(" suffix=")" delimiter="; ">
<group delimiter=" "><text macro="who"/><text macro="when"/></group></layout></citation>
<bibliography>
<layout><group delimiter=" "><text macro="who"/><text macro="when"/><text variable="title"/>
</group></layout></bibliography>
</style>
"""


def test_year_suffixes_follow_the_order_of_the_bibliography(print_citations, tmp_path):
    style = tmp_path / "author-date.csl"
    style.write_text(AUTHOR_DATE, encoding="utf-8")
    style.with_suffix(".yaml").write_text("order: reading\n", encoding="utf-8")
    text = "[@abe; @mod2024; @abe3; @same2; @same1]"
    [printed] = print_citations([text], style=style)
    assert printed.body == "(Abe 2019b; 防衛省 2024; Abe 2019a; 佐藤 2020b; 佐藤 2020a)"
    assert [reference["text"] for reference in printed.references] == [
        "佐藤 2020a 安全の思想",
        "佐藤 2020b 防衛の思想",
        "防衛省 2024 防衛白書(令和6年版)",
        "Abe 2019a Early",
        "Abe 2019b Zeal",
    ]


def test_the_bibliography_is_in_order_and_holds_only_what_is_cited(print_citations):
    keys = "smith mod2023 itayama waltz four itayama2 mofa clausewitz kitai murano mod2024 dod"
    text = "本文[" + "; ".join(f"@{key}" for key in keys.split()) + "]。"
    references = print_citations([text])[0].references
    japanese = "itayama2 itayama mofa kitai waltz mod2023 mod2024 murano four"
    order = [reference["id"].removeprefix("ref-") for reference in references]
    assert order == [*japanese.split(), "clausewitz", "smith", "dod"]
    assert [reference["lang"] for reference in references] == ["ja"] * 9 + ["en"] * 3


def test_entries_of_the_bibliography_have_pages_address_and_full_stop(print_citations):
    references = print_citations(["本文[@itayama; @smith; @lee; @yamada]。"])[0].references
    assert [reference["text"] for reference in references] == [
        "板山真弓「日米同盟と信頼—防衛協力」『国際安全保障』第49巻第2号、2021年、40–58頁。",
        "山田太郎「論文『A』と『B』」鈴木花子・佐藤次郎編『本「X」の話』（岩波書店、2016年）10–20頁。",
        (
            "Lee, Ann, “A Post”, War on the Rocks, 7 December 2023, https://warontherocks.com/a_b"
            " (accessed 2 January 2024)."
        ),
        (
            "Smith, John, and Jane Doe, “The ‘New’ NATO: A Test”, *International Security*,"
            " vol. 49, no. 2 (2021), pp. 40–58, https://doi.org/10.1162/isec_a_1."
        ),
    ]


def test_other_styles_work_too(print_citations, tmp_path):
    in_text = tmp_path / "in-text.csl"
    in_text.write_text(IN_TEXT, encoding="utf-8")
    [printed] = print_citations(["Text [@smith; @dod], and @lee^[Note [@lee].]."], style=in_text)
    assert printed.notes == ["Note (Lee 2023)."]
    assert printed.body.startswith("Text (Smith, Doe 2021; U.S. Department of Defense 2023), and")
    notes = tmp_path / "notes.csl"
    notes.write_text(FULL_STOP, encoding="utf-8")
    [printed] = print_citations(["Text [@smith]^[Note [@lee]; and [@dod]]."], style=notes)
    assert printed.notes == [
        "Smith, Doe 2021.",
        "Note Lee 2023; and U.S. Department of Defense 2023.",
    ]


def test_a_document_without_citations_is_left_alone(print_citations):
    [printed] = print_citations(["本文^[注。]。"])
    assert (printed.notes, printed.references) == (["注。"], [])
