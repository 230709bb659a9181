"""CIT065: citations that are typed as words."""

from __future__ import annotations

from pathlib import Path

import pytest

from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("typed_citations.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_an_author_and_a_year_in_brackets(audit, case):
    [found] = audit([case["text"]], "CIT065")
    assert sorted(str(each.hint) for each in found) == sorted(case["found"])
