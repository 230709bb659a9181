"""Values of attributes: readings over words, marks of lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.attribute_values import check_values
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("attribute_values.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_attributes_say(case):
    draft = draft_of(case["text"])
    found = check_values(draft.chapters[0], draft.positions)
    shown = [
        f"{each.rule.id} {each.location.line}:{each.location.column} {each.message}"
        for each in found
    ]
    assert shown == case["found"]
