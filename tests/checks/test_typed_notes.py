"""NTE005: notes that are numbered by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.checks.typed_notes import check_typed_notes
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("typed_notes.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["texts"][0][:30])
def test_marks_of_notes(case):
    draft = draft_of(*case["texts"])
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    number = {each.path: count for count, each in enumerate(draft.chapters, 1)}
    found = sorted(check_typed_notes(proses), key=lambda each: each.location)
    told = [
        f"{number[at.path]} {at.line}:{at.column} {each.hint}"
        for each in found
        for at in [each.location]
    ]
    assert told == case["found"]
