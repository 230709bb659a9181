"""Headings without words, empty links and images, links that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.dead_ends import check_dead_ends
from hakusho.manuscript.model import Chapter, Draft
from read_yaml import read_yaml
from written import draft_of, read_texts

CASES = read_yaml(Path(__file__).with_name("dead_ends.yaml"))


@pytest.fixture(scope="module")
def texts():
    blocks, positions = read_texts(case["text"] for case in CASES)
    return dict(zip((case["name"] for case in CASES), blocks, strict=True)), positions


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_dead_ends(texts, case):
    blocks, positions = texts
    draft = Draft((Chapter("a.md", blocks[case["name"]]),), {}, positions)
    found = sorted(check_dead_ends(draft), key=lambda each: each.sort_key)
    lines = [f"{f.rule.id} {f.location.line}:{f.location.column} {f.message}" for f in found]
    assert lines == case["found"]
    if "hint" in case:
        assert found[0].hint == case["hint"]


def test_what_is_told_of_each(texts, hold_words):
    blocks, positions = texts
    drafts = {name: Draft((Chapter("a.md", each),), {}, positions) for name, each in blocks.items()}
    hold_words({name: [*check_dead_ends(draft)] for name, draft in drafts.items()})


def test_a_link_into_another_chapter_is_answered_with_what_that_holds():
    draft = draft_of("[次](2.md)と[注](2.md#word)", "## 節 {#sec-next}\n\n[語]{#word}\n")
    first, second = check_dead_ends(draft)
    assert first.hint == "Write @sec-next, which prints the number, or [words](#sec-next)."
    assert second.hint == "Write [words](#word)."
