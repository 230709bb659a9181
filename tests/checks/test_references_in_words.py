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
