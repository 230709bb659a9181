"""Straight quotation marks beside Japanese letters."""

from pathlib import Path

import pytest

from hakusho.values.straight_quotes import curled, settle, unclear_mark
from read_yaml import read_yaml

_CASES = read_yaml(Path(__file__).parent / "straight_quotes.yaml")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"])
def test_marks_open_and_close(case):
    text = case["text"]
    if "printed" in case:
        assert curled(text) == case["printed"]
    straight = [at for at, char in enumerate(text) if char in "\"'"]
    assert bool(unclear_mark(text)) == bool(case.get("unclear", 0))
    assert len(settle(text, straight).unclear) == case.get("unclear", 0)


def test_a_mark_that_its_author_keeps_straight_is_not_touched():
    assert settle('と"甲"と', [4]).marks == {}
