"""Labels that are typed beside what prints them, in the text and in captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.typed_captions import check_typed_captions
from hakusho.checks.typed_labels import check_typed_labels
from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

FILE = Path(__file__).with_name("typed_labels.yaml")
CASES = read_yaml(FILE)
PAPER = """\
# 現状 {#sec-present}

![港の数](a){#fig-ports}

# 規則 {#sec-rules}

| 甲 |
|---|
| 乙 |

: 規則 {#tbl-rules}

# 謝辞 {.unnumbered #sec-thanks}

"""


def found_in(text, language):
    draft = draft_of(f"{PAPER}{text}\n")
    index = index_of(draft.chapters, draft.positions)
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    return [*check_typed_labels(prose, printed_in(index, language, sections=True))]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_labels_before_references(language):
    for case in CASES[language]:
        found = found_in(case["text"], language)
        assert [each.message for each in found] == case["found"], case["text"]
        assert {each.rule.id for each in found} <= {"XRF005"}


def test_a_label_is_found_where_it_begins():
    found = found_in("見よ。図 @fig-ports と[図 @fig-ports]", "ja")
    assert [(each.location.line, each.location.column) for each in found] == [(15, 4), (15, 19)]


def test_a_translation_prints_the_words_of_its_language():
    text = '::: {.translation lang="en" of="sec-rules"}\nFigure @fig-ports shows it.\n:::'
    assert [each.message for each in found_in(text, "ja")] == [
        "Figure @fig-ports prints 'Figure Figure 1'"
    ]


@pytest.mark.parametrize("case", CASES["captions"], ids=lambda case: case["text"])
def test_numbers_typed_in_captions(case):
    draft = draft_of(f"![{case['text']}](a){{#fig-a}}\n\n| 甲 |\n|---|\n\n: {case['text']}\n")
    index = index_of(draft.chapters, draft.positions)
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    found = [*check_typed_captions(prose, index.captions)]
    expected = [(1, 3), (6, 3)] if case["found"] else []
    assert [(each.location.line, each.location.column) for each in found] == expected
    assert all(each.message.startswith(f"{case['found']} is typed") for each in found)
    # One mistake is one finding.
    typed = [*check_typed_references(prose, printed_in(index, "ja", sections=True))]
    assert not (found and typed)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("![](a)\n\n図1　港の数", ["3:1"]),
        ("![](a)\n\n**図1：港の数**（2024年）", ["3:3"]),
        ("表1. 港の規則\n\n| 甲 |\n|---|", ["1:1"]),
        ("![](a)\n\n*Figure 1: Ports of two islands.*", ["3:2"]),
        ("表：主体の役割\n\n| 甲 |\n|---|", ["1:1"]),
        ("図表3　港の数", ["1:1"]),
        ("図：筆者作成", []),
        ("表：港の数を示す。", []),
        ("- [図](a.md)：甲", []),
        ("Table 2 Ports\n\n| 甲 |\n|---|", ["1:1"]),
        ("図1 は港の数を示す。", []),
        ("図1は港の数を示す。", []),
        ("Figure 1 shows the ports.", []),
        ("Figure 1 Ports of call and others grew.", []),
        ("文は図1　である", []),
        ("Table: 港の規則", ["1:1"]),
        ("# 章\n\n: 港の規則", ["3:1"]),
        ("Table: 港の規則\n\n| 甲 |\n|---|", []),
        ("港\n:   船の泊まる所", []),
        ("Table : a round one. \\: この記号", []),
        ("| 図1-1 | 港の数 |\n|---|---|\n| 図1-2 | 船の数 |", []),
    ],
)
def test_paragraphs_that_are_meant_as_captions(text, places):
    draft = draft_of(f"{text}\n")
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    found = [*check_typed_captions(prose, ())]
    assert [str(each.location).removeprefix("a.md:") for each in found] == places


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("図@fig:aは図である。", ["Write @fig-a, and {#fig-a} for its target."]),
        ("図は@Fig-aと@tab:xのとおり。", ["Write @fig-a", "Write @tbl-x"]),
        ("連絡は山@example-b、me@fig-x.example まで。", []),
    ],
)
def test_references_that_are_read_as_text(text, hints):
    found = found_in(text, "ja")
    assert [each.rule.id for each in found] == ["XRF001"] * len(hints)
    assert all(hint in each.hint for hint, each in zip(hints, found, strict=True))
