"""Budgets: what is over or under, by how much, and what the hint says of the sections."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.lengths import (
    Measure,
    Measured,
    check_budget,
    length_of,
    measure_line,
    measures_of,
)
from hakusho.findings import Location, Severity
from hakusho.manuscript.page_map import Layout, PageMap, Spot, TextEnd
from hakusho.paper.budget import Budget
from hakusho.settling.text_weights import SectionWeight, TextWeights, WeighedNote
from read_yaml import read_yaml

TABLE = Path(__file__).with_name("budgets.yaml")
CASES = read_yaml(TABLE)
PLACES = {
    part: Location("report/report.yaml", line)
    for line, part in enumerate(Budget.model_fields, start=5)
}
HEADINGS = {"s1": Location("c.md", 1), "s2": Location("c.md", 9)}


def section(ident, title="", body=0, notes=(), **more):
    """Kanji, so that characters and words are the same."""
    written = tuple(WeighedNote(str(at), "注" * long) for at, long in enumerate(notes, start=1))
    given = {"captions": 0, "cells": 0, "figures": 0, "tables": 0, **more}
    captions, cells = "図" * given["captions"], "表" * given["cells"]
    level = int(bool(ident))
    return SectionWeight(
        ident,
        level,
        title,
        "文" * body,
        captions,
        cells,
        written,
        given["figures"],
        given["tables"],
    )


TEXT = TextWeights(
    (
        section("", body=4),
        section("s1", "1\u3000序", 10, (5, 3), captions=3, cells=5, figures=1, tables=1),
        section("s2", "2\u3000結", 20, (2,)),
    ),
    "献" * 50,
)


SPOT = Spot(1, 0, 0)


def measured(text, pages=None, end=(1, 1), language="ja"):
    made = PageMap(pages, {}, TextEnd(*end), Layout(SPOT, SPOT, {}, (), None)) if pages else None
    return Measured(text, made, HEADINGS, language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(dict(case["budget"])))
def test_budgets(case):
    budget = Budget.model_validate(case["budget"])
    given_ = measured(TEXT, case.get("pages"), case.get("end", (1, 1)))
    findings = list(check_budget(budget, given_, PLACES))
    said = [f"{finding.rule.id} {finding.message}" for finding in findings]
    assert len(said) == len(case["found"]), said
    for message, start in zip(said, case["found"], strict=True):
        assert message == start if ":" in start else message.startswith(start)
    if "hint" in case:
        assert case["hint"] in findings[0].hint
    assert all(finding.hint.endswith(".") for finding in findings)
    lines = [measure_line(each) for each in measures_of(budget, TEXT, given_.pages)]
    if "measure" in case:
        assert lines == [case["measure"]]


def test_a_finding_stands_at_its_part_of_the_budget():
    budget = Budget.model_validate({"pages": 1, "words": 2})
    found = check_budget(budget, measured(TEXT, 3), PLACES)
    assert [finding.location for finding in found] == [PLACES["pages"], PLACES["words"]]


def test_pages_alone_can_be_an_error():
    budget = Budget.model_validate({"pages": 1, "words": 2})
    found = list(check_budget(budget, measured(TEXT, 3), PLACES, pages=Severity.ERROR))
    assert [finding.severity for finding in found] == [Severity.ERROR, Severity.WARNING]


def test_an_english_papers_pages_are_weighed_in_words():
    (found,) = check_budget(Budget(pages=1), measured(TEXT, 2, language="en"), PLACES)
    assert "26 words, 8 of them in notes" in found.hint


def test_no_more_than_five_sections_are_listed_the_heaviest_first():
    many = TextWeights(tuple(section(f"x{n}", f"T{n}", n) for n in range(1, 12)), "")
    (found,) = check_budget(Budget(characters=1), measured(many), PLACES)
    assert found.hint.count("characters") == 5
    assert "Heaviest first: 'T11': 11 characters; 'T10': 10" in found.hint


BODIES = st.lists(st.integers(0, 500), min_size=1, max_size=8)


@given(BODIES, st.integers(1, 2000), st.integers(1, 2000))
def test_found_if_and_only_if_outside(bodies, one, other):
    least, most = sorted((one, other))
    text = TextWeights(tuple(section(f"x{n}", "T", body) for n, body in enumerate(bodies)), "")
    budget = Budget.model_validate({"characters": {"min": least, "max": most}})
    found = list(check_budget(budget, measured(text), PLACES))
    total = sum(bodies)
    assert bool(found) == (not least <= total <= most)
    if found:
        off = total - most if total > most else least - total
        assert found[0].message.endswith(f": {off:,} too {'many' if total > most else 'few'}")


@pytest.mark.parametrize(("language", "unit"), [("ja", "characters"), ("en", "words")])
def test_how_long_a_text_is_in_the_unit_of_its_language(language, unit):
    measure = length_of(TEXT, language)
    assert (measure.part, measure.least, measure.most) == (unit, None, None)
    (counted,) = measures_of(Budget.model_validate({unit: {"max": 1}}), TEXT, None)
    assert measure.count == counted.count > 0


@pytest.mark.parametrize(
    ("part", "total", "line"),
    [
        ("pages", 1, "1 page"),
        ("pages", 2, "2 pages"),
        ("characters", 1, "1 character"),
        ("characters", 1234, "1,234 characters"),
        ("words", 1, "1 word"),
        ("words", 1234, "1,234 words"),
        ("figures", 1, "1 figure"),
        ("figures", 0, "0 figures"),
    ],
)
def test_a_measure_in_words(part, total, line):
    assert measure_line(Measure(part, total, None, 9999)) == f"{line} (at most 9,999)"
