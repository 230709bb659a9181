"""Straight quotation marks beside Japanese letters."""

from pathlib import Path

import pytest

from hakusho.values.straight_quotes import all_curled, curled, settle, unclear_mark
from read_yaml import read_yaml

_CASES = read_yaml(Path(__file__).parent / "straight_quotes.yaml")


@pytest.mark.parametrize(
    "case", [case for case in _CASES if "text" in case], ids=lambda case: case["text"]
)
def test_marks_open_and_close(case):
    text = case["text"]
    if "printed" in case:
        assert curled(text) == case["printed"]
    straight = [at for at, char in enumerate(text) if char in "\"'"]
    assert bool(unclear_mark(text)) == bool(case.get("unclear", 0))
    assert len(settle(text, straight).unclear) == case.get("unclear", 0)


@pytest.mark.parametrize(
    "case", [case for case in _CASES if "alone" in case], ids=lambda case: case["alone"]
)
def test_where_words_stand_apart_all_marks_of_a_text_alone_do(case):
    assert all_curled(case["alone"]) == case["printed"]


def test_a_mark_that_its_author_keeps_straight_is_not_touched():
    assert settle('と"甲"と', [4]).marks == {}
