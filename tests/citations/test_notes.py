from pathlib import Path

import pytest
from ruamel.yaml import YAML

CASES = YAML(typ="safe").load((Path(__file__).parent / "notes.yaml").read_text(encoding="utf-8"))

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


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_no_mark_of_ours_is_left(printed, number):
    whole = "".join([printed[number].body, *printed[number].notes])
    whole += "".join(reference["text"] for reference in printed[number].references)
    assert not [char for char in whole if "\ue000" <= char <= "\uf8ff" or char == "\u2e31"]


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
