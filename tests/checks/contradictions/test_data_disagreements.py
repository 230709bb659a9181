"""Data against data, against themselves and against the paper's date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hakusho.checks.contradictions.data_disagreements import check_data_disagreements
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.findings import Location
from read_yaml import read_yaml

FILE = Path(__file__).with_name("data.yaml")
CASES = read_yaml(FILE)
EVENTS = "id,date,label_ja\nlaw,2015-09-19,港湾安全法制成立\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["files"]))
def test_data_that_contradict(case):
    files = {"events.csv": EVENTS, **case["files"]}
    datasets, _ = datasets_of({f"figures/data/{name}": text for name, text in files.items()})
    facts, _ = facts_of(datasets)
    where = Location("report/report.yaml", 4)
    found = check_data_disagreements(datasets, facts, date(2026, 4, 1), where)
    assert [
        f"{finding.rule.id} {finding.location}".replace("figures/data/", "").rsplit(":", depth)[0]
        for finding in found
        for depth in [1 if finding.location.column else 0]
    ] == case["found"]
