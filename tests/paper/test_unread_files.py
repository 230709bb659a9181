"""Files that nothing reads, and what is told of them and of settings that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hakusho.paper.load import load_paper

CASES = yaml.safe_load(Path(__file__).with_name("unread_files.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_paper_is_told_what_is_not_read_of_it(number, make_paper, report_text):
    case = CASES[number]
    root = make_paper(case.get("files"), report=report_text + case.get("settings", ""))
    _, findings = load_paper(root)
    assert [f"{each.location} {each.rule.id}" for each in findings] == case["found"]


def test_the_briefs_of_a_name(make_paper):
    brief = "---\ntitle: {0}\naudience: a\ndate: 2026-04-01\n---\n\n文。\n"
    files = {f"report/briefs/{name}.md": brief.format(name) for name in ("a", "b")}
    paper, findings = load_paper(make_paper(files))
    assert not [each for each in findings if each.severity == "error"], findings
    assert [paper.briefs_called(name) for name in ("a", "b", "c")] == [("a",), ("b",), ()]
