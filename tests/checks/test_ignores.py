"""Inline ignores: which lines and entries they silence, and which of them cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hakusho.checks.ignores import ignores_in_bibliography, ignores_in_chapter
from hakusho.findings.policy import WHOLE_FILE

CASES = YAML(typ="safe").load(Path(__file__).with_name("ignores.yaml").read_text(encoding="utf-8"))


def _worded(ignore):
    first, last = ignore.lines
    lines = "file" if ignore.lines == WHOLE_FILE else f"{first}-{last}"
    where = f"{ignore.location.line}:{ignore.location.column}"
    return f"{ignore.rule_id} {where} {lines} {ignore.entry}".strip()


def _check(read, case):
    ignores, findings = read("f", case["text"])
    assert [_worded(each) for each in ignores] == case.get("ignores", [])
    assert {each.rule.id for each in findings} <= {"PAP008"}
    expected = case.get("found", [])
    assert len(findings) == len(expected)
    for finding, said in zip(findings, expected, strict=True):
        place, part = said.split(" ", 1)
        assert str(finding.location) == f"f:{place}"
        assert part in finding.message
        assert finding.hint


@pytest.mark.parametrize("case", CASES["chapter"], ids=lambda case: case["name"])
def test_ignores_in_a_chapter(case):
    _check(ignores_in_chapter, case)


@pytest.mark.parametrize("case", CASES["bibliography"], ids=lambda case: case["name"])
def test_ignores_in_a_bibliography(case):
    _check(ignores_in_bibliography, case)


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


@given(PIECES)
def test_any_text_is_read_and_every_place_is_in_it(text):
    lines = text.split("\n")
    for read in (ignores_in_chapter, ignores_in_bibliography):
        ignores, findings = read("f", text)
        for each in (*ignores, *findings):
            assert 1 <= each.location.line <= len(lines)
            assert 1 <= each.location.column <= len(lines[each.location.line - 1]) + 1
        for ignore in ignores:
            named = lines[ignore.location.line - 1][ignore.location.column - 1 :]
            assert named.startswith(ignore.rule_id)
