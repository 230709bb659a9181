"""The cut: parts of the report in their places, and what a brief asks for in vain."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hakusho.ast.walk import elements
from hakusho.briefs.cutting import digest_of

FILE = Path(__file__).with_name("cutting.yaml")
TABLES = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
BRIEF = "report/briefs/x.md"


def _cases(table):
    return [{"chapter": TABLES["report"], **case} for case in TABLES[table]]


@pytest.mark.parametrize("case", _cases("cut"), ids=lambda case: case["name"])
def test_parts_stand_where_they_are_asked_for(cut_case, case):
    cut = cut_case(case)
    assert cut.found == []
    assert cut.lines == case["lines"]


@pytest.mark.parametrize("case", _cases("found"), ids=lambda case: case["name"])
def test_what_cannot_be_had_is_found_where_it_is_asked_for(cut_case, case):
    cut = cut_case(case)
    assert len(cut.found) == len(case["found"]), cut.found
    for found, said in zip(cut.found, case["found"], strict=True):
        assert found.startswith(f"{BRIEF}:{said}")
    if "lines" in case:
        assert cut.lines == case["lines"]


def test_links_to_what_is_left_out_are_plain_text_and_others_stay(cut_case):
    text = '{{ section("sec-b") }}\n\n[序](#sec-a)、[二](#sec-b)、[誤](#sec-typo)。\n'
    cut = cut_case({"chapter": TABLES["report"], "text": text})
    blocks = cut.manuscript.chapters[0].blocks
    links = [each["c"][2][0] for each in elements(blocks) if each["t"] == "Link"]
    # The last leads nowhere, in the report either: XRF001 says so, so it may not vanish here.
    assert links == ["#sec-b", "#sec-b", "#sec-typo"]


def test_a_name_is_found_where_a_part_is_asked_for_and_not_before(cut_case):
    text = '::: {.not brief="x"}\n甲\n:::\n\n文。\n\n{{ points("x") }}\n'
    cut = cut_case({"chapter": TABLES["report"], "text": text})
    assert cut.found[0].startswith(f"{BRIEF}:10:12: BRF011")


def test_a_brief_holds_what_was_written_and_not_what_was_printed(cut_case):
    cut = cut_case(
        {"chapter": "# 甲 {#sec-a}\n\n文[@k, 3頁]。\n", "text": '{{ section("sec-a") }}\n'}
    )
    (use,) = cut.manuscript.index.citations
    assert str(use.location) == "report/chapters/01.md:3:3"
    assert (use.key, use.note, use.locator) == ("k", 1, ", 3頁")


def test_a_digest_is_of_what_blocks_print_and_not_of_where_they_stand():
    def said(word, start):
        words = [{"t": "Str", "c": word, "at": (start, start + 1)}]
        return [{"t": "Para", "c": words, "at": (start, start + 1)}]

    assert digest_of(said("a", 1)) == digest_of(said("a", 2)) != digest_of(said("b", 2))
    assert digest_of(said("a", 1)) == digest_of([{"t": "Para", "c": [{"t": "Str", "c": "a"}]}])
