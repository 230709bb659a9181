"""XRF011 to XRF016: references in words, figures that nothing names, titles that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.references_in_words import (
    check_mentions,
    check_references_in_words,
    check_titles,
)
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

HERE = Path(__file__).parent
CASES = read_yaml(HERE / "references_in_words.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["first"])
def test_a_report(case):
    draft = draft_of(f"# 始め\n\n{case['first']}", f"# 終り\n\n{case['last']}")
    index = index_of(draft.chapters, draft.positions)
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    found = [*check_references_in_words(proses, index), *check_mentions(index)]
    found += check_titles(index)
    assert [each.rule.id for each in found] == case["found"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("次章では終りを述べる。", []),
        ("前章では始めを述べた。", []),
        ("前章では終りを述べた。", ["前章 is '始め', and '終り' is on its other side"]),
        ("次章の始めを見よ。", ["次章 is '終り', and '始め' is on its other side"]),
        ("次章と始めを見よ。", []),
        ("次章では初めを述べる。", []),
    ],
)
def test_a_chapter_that_is_named_beside_its_place_is_there(text, told):
    draft = draft_of("# 始め\n\n文。", f"# 半ば\n\n{text}", "# 終り\n\n文。")
    index = index_of(draft.chapters, draft.positions)
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    found = [*check_references_in_words(proses, index)]
    assert [str(each.message) for each in found] == told
    assert {each.rule.id for each in found} <= {"XRF011"}
