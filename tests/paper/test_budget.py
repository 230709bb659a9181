"""The settings of a budget: what may be written, and what is said about what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.paper.budget import Budget, Length
from hakusho.paper.load import load_paper, load_settings
from read_yaml import read_yaml

TABLE = Path(__file__).with_name("budgets.yaml")
CASES = read_yaml(TABLE)


@pytest.fixture
def paper(make_paper, report_text):
    return lambda budget: make_paper(report=f"{report_text}budget: {budget}\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["budget"])
def test_settings(paper, case):
    _, _, findings = load_settings(paper(case["budget"]))
    said = [f"{f.location.line}:{f.location.column} {f.message}" for f in findings]
    assert len(said) == len(case["found"]), said
    for message, start in zip(said, case["found"], strict=True):
        assert message.startswith(start)
    assert {finding.rule.id for finding in findings} <= {"PAP001"}
    assert all(case.get("hint", "") in finding.hint for finding in findings)


def test_a_number_alone_is_the_most_that_is_allowed():
    budget = Budget.model_validate({"pages": 1, "characters": 20000})
    assert (budget.pages.min, budget.pages.max) == (None, 1)
    assert budget.characters == Length(max=20000)


def test_the_defaults_are_a_journals():
    length = Length(max=1)
    assert (length.notes, length.captions, length.tables, length.bibliography) == (
        True,
        True,
        True,
        False,
    )
    assert (length.figure, length.table) == (0, 0)


def test_a_paper_without_a_budget_has_none(make_paper):
    paper, _ = load_paper(make_paper())
    assert paper.settings.budget is None


def test_each_part_is_found_at_its_line(paper):
    loaded, _ = load_paper(paper("\n  pages: 1\n  words: 5"))
    places = loaded.budget_places
    assert str(places["pages"]) == "report/report.yaml:7:3"
    assert str(places["words"]) == "report/report.yaml:8:3"
    assert str(places["figures"]) == "report/report.yaml:6:1"
