"""CIT066, CIT067, CIT077, and CIT011 behind brackets: where a citation stands in its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("in_sentences.yaml"))
RULES = ("CIT011", "CIT066", "CIT067", "CIT077")


@pytest.fixture(scope="module")
def findings(audit):
    texts = [case["text"] for case in CASES]
    found = zip(*(audit(texts, rule) for rule in RULES), strict=True)
    return [[each for some in of_text for each in some] for of_text in found]


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["text"][:30])
def test_a_sentence(findings, number):
    found = sorted(findings[number], key=lambda each: each.location)
    told = [f"{each.location.column} {each.rule.id} {each.hint}" for each in found]
    assert told == CASES[number]["found"]
