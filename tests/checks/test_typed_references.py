"""Numbers that are typed: what they point at, and those that are other documents'."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

FILE = Path(__file__).with_name("typed_references.yaml")
CASES = read_yaml(FILE)
OURS = {case["text"]: case["found"] for case in CASES["ours"]}
TEXTS = [*OURS, *CASES["others"]]
PAPER = """\
# 現状 {#sec-present}

## 岸壁 {#sec-quays}

![港の数](a){#fig-ports}

## 倉庫

![倉庫の数](b)

# 規則 {#sec-rules}

| 甲 |
|---|
| 乙 |

: 規則 {#tbl-rules}

# 結び {#sec-end}

# 資料 {.appendix #sec-data}

# 年表 {.appendix}

# 謝辞 {.unnumbered}

"""


@pytest.fixture(scope="module")
def found():
    """What is found in each text, read in one run of pandoc."""
    draft = draft_of(*(f"{PAPER}{text}\n" for text in TEXTS))
    return {
        text: findings_of(chapter, draft.positions)
        for text, chapter in zip(TEXTS, draft.chapters, strict=True)
    }


def findings_of(chapter, positions, *, sections=True):
    printed = printed_in(index_of([chapter], positions), "ja", sections=sections)
    prose = prose_of(chapter.blocks, positions, beside=True)
    return [*check_typed_references(prose, printed)]


@pytest.mark.parametrize("text", OURS)
def test_numbers_that_are_typed(found, text):
    assert {each.rule.id for each in found[text]} == {"XRF006"}
    said = {each.message.split(" is typed")[0]: each.hint for each in found[text]}
    assert list(said) == list(OURS[text])
    assert all(part in said[typed] for typed, part in OURS[text].items())
    first = found[text][0].location
    typed = next(iter(OURS[text]))
    assert f"{PAPER}{text}".split("\n")[first.line - 1].startswith(typed, first.column - 1)


@pytest.mark.parametrize("text", CASES["others"])
def test_numbers_of_other_documents(found, text):
    assert found[text] == []


def test_what_it_points_at_is_named():
    draft = draft_of(f"{PAPER}図1は推移を示す。\n")
    (finding,) = findings_of(draft.chapters[0], draft.positions)
    assert finding.message == "図1 is typed, and is '港の数' here"
    assert [str(each.location) for each in finding.related] == ["a.md:5:1"]


def test_sections_without_numbers_are_not_spoken_of():
    draft = draft_of(f"{PAPER}図1と第2章で述べた。\n")
    found = findings_of(draft.chapters[0], draft.positions, sections=False)
    assert [each.message.split()[0] for each in found] == ["図1"]


def test_a_section_is_that_of_its_chapter():
    draft = draft_of(
        "# 一\n\n## 甲 {#sec-a}\n\n## 乙 {#sec-b}\n\n# 二\n\n## 丙 {#sec-c}\n\n第1節で述べた。\n"
    )
    (finding,) = findings_of(draft.chapters[0], draft.positions)
    assert "@sec-c" in finding.hint


def test_a_title_that_begins_with_the_number_goes_before_the_number_itself():
    text = "# はじめに\n\n# 第1章 港 {#sec-port}\n\n第1章で述べた。\n"
    draft = draft_of(text)
    (finding,) = findings_of(draft.chapters[0], draft.positions)
    assert "@sec-port" in finding.hint


def test_what_is_told_of_each(found, hold_words):
    hold_words(found)


def test_a_title_is_said_without_a_source_line_that_is_a_citation():
    table = "| a |\n|---|\n| b |\n\n: Riders (Source: [@k]) {#tbl-riders}\n"
    draft = draft_of(f"{table}\nSee Table 1.\n")
    (finding,) = findings_of(draft.chapters[0], draft.positions)
    assert finding.message == "Table 1 is typed, and is 'Riders' here"
