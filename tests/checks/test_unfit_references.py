"""XRF020 to XRF022: references to a section itself, plans of a paper, figures called tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.unfit_references import check_unfit_references
from hakusho.manuscript.index import index_of
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("unfit_references.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["chapters"][0])
def test_references(case):
    draft = draft_of(*case["chapters"])
    index = index_of(draft.chapters, draft.positions)
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    assert [each.rule.id for each in check_unfit_references(proses, index)] == case["found"]
