"""Inline ignores: which lines and entries they silence, and which of them cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.checks.ignores import ignores_in_bibliography, ignores_in_chapter
from hakusho.data.vocabulary import Vocabulary
from hakusho.findings.policy import WHOLE_FILE
from hakusho.manuscript.model import Chapter
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("ignores.yaml"))


def _worded(ignore):
    first, last = ignore.lines
    lines = "file" if ignore.lines == WHOLE_FILE else f"{first}-{last}"
    where = f"{ignore.location.line}:{ignore.location.column}"
    return f"{ignore.rule_id} {where} {lines} {ignore.entry}".strip()


def _in_chapters(texts):
    """The ignores of each chapter, f0, f1 and so on, read in one run of pandoc."""
    names = Vocabulary(functions={}, known={}, filters={})
    asked = [Asked(ChapterFile(f"f{at}", text), names) for at, text in enumerate(texts)]
    parsed, positions, _ = read(asked, seconds=300)
    return [
        ignores_in_chapter(Chapter(f"f{at}", blocks), positions) for at, blocks in enumerate(parsed)
    ]


def _check(found, case):
    ignores, findings = found
    assert [_worded(each) for each in ignores] == case.get("ignores", [])
    assert {each.rule.id for each in findings} <= {"PAP008"}
    expected = case.get("found", [])
    assert len(findings) == len(expected)
    for finding, said in zip(findings, expected, strict=True):
        place, part = said.split(" ", 1)
        assert str(finding.location).partition(":")[2] == place
        assert part in finding.message
        assert finding.hint


@pytest.fixture(scope="module")
def in_chapters():
    cases = CASES["chapter"]
    found = _in_chapters([case["text"] for case in cases])
    return dict(zip((case["name"] for case in cases), found, strict=True))


@pytest.mark.parametrize("case", CASES["chapter"], ids=lambda case: case["name"])
def test_ignores_in_a_chapter(in_chapters, case):
    _check(in_chapters[case["name"]], case)


@pytest.mark.parametrize("case", CASES["bibliography"], ids=lambda case: case["name"])
def test_ignores_in_a_bibliography(case):
    _check(ignores_in_bibliography("f", case["text"]), case)


PIECES = st.lists(
    st.sampled_from(
        [
            "<!-- hakusho: ignore CIT008 -->",
            "<!-- hakusho: ignore-file ERA001, CIT -- x -->",
            "<!-- hakusho:",
            "% hakusho: ignore CIT020",
            "@book{a, title = {x}}",
            "@book{",
            "}",
            "`",
            "```",
            "{{",
            "本文。",
            "\n",
            "\n\n",
            " ",
        ]
    ),
    max_size=25,
).map("".join)


def _assert_in_it(text, found):
    lines = text.split("\n")
    ignores, findings = found
    for each in (*ignores, *findings):
        assert 1 <= each.location.line <= len(lines)
        assert 1 <= each.location.column <= len(lines[each.location.line - 1]) + 1
    for ignore in ignores:
        named = lines[ignore.location.line - 1][ignore.location.column - 1 :]
        assert named.startswith(ignore.rule_id)


@given(PIECES)
def test_any_bibliography_is_read_and_every_place_is_in_it(text):
    _assert_in_it(text, ignores_in_bibliography("f", text))


@given(st.lists(PIECES, min_size=30, max_size=30))
@settings(max_examples=5)
def test_any_chapter_is_read_and_every_place_is_in_it(texts):
    for text, found in zip(texts, _in_chapters(texts), strict=True):
        _assert_in_it(text, found)
