"""One thing in two places: which numbers are at odds, and which may count something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hakusho.checks.contradictions import Said, check_contradictions, passage_in
from hakusho.findings import Location
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

FILE = Path(__file__).with_name("same_things.yaml")
CASES = read_yaml(FILE)
SETTINGS = "title: 題\nabstract: >-\n  {}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["report"])
def test_numbers_of_one_thing(case):
    draft = draft_of(case["report"], case.get("brief", "無い。"))
    report, brief = (
        prose_of(chapter.blocks, draft.positions, printed=True) for chapter in draft.chapters
    )
    texts = {"1.md": report.text, "2.md": brief.text}
    front = ()
    if abstract := case.get("abstract"):
        texts["report.yaml"] = SETTINGS.format(abstract)
        front = (passage_in(abstract, texts["report.yaml"], Location("report.yaml", 2, 1)),)
    alone = replace(draft, chapters=draft.chapters[:1])
    day, where = date(2026, 4, 1), Location("report.yaml")
    said = Said(alone, (report,), (brief,), front, {}, {}, day, where)
    found = list(check_contradictions(said))
    assert [finding.rule.id for finding in found] == ["CON009"] * len(case["found"])
    for finding, expected in zip(found, case["found"], strict=True):
        path, words = expected.split(" ", 1)
        line = texts[path].split("\n")[finding.location.line - 1]
        assert finding.location.path == path
        assert line[finding.location.column - 1 :].startswith(words)


def test_a_value_that_is_folded_has_the_places_of_its_letters():
    file = "title: 題\nabstract: >-\n  甲である。\n  乙である。\n"
    passage = passage_in("甲である。 乙である。", file, Location("report.yaml", 2, 1))
    assert str(passage.place(0)) == "report.yaml:3:3"
    assert str(passage.place(6)) == "report.yaml:4:3"
