"""Formulas that pandoc cannot convert, or Typst not set, are found where they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hakusho.checks.formulas import check_formulas
from hakusho.examining.set_formulas import unset_formulas
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import draft_of

CASES = read_yaml(Path(__file__).with_name("formulas.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_formulas_that_cannot_be_set(tmp_path, case):
    draft = draft_of(case["text"])
    prose = prose_of(draft.chapters[0].blocks, draft.positions, beside=True)
    refused, unset = list(check_formulas(prose)), list(unset_formulas(tmp_path, draft))
    findings = unset if case.get("set") else [*refused, *unset]
    assert [str(finding.location) for finding in findings] == [
        f"a.md:{place}" for place in case["found"]
    ]
    assert {finding.rule.id for finding in findings} <= {"TYP011"}
    assert all(case["says"] in f"{f.message} {f.hint}" for f in findings)


def _documented(repository):
    """The formulas of docs/writing.md, by whether a column's head says that they are understood."""
    text = (repository / "docs/writing.md").read_text(encoding="utf-8")
    section = text[text.index("## Formulas") : text.index("## For some readers")]
    good, _, bad = section.partition("| not understood | write |")
    rows = [row.split("|") for row in bad.splitlines() if row.startswith("| `$")]
    written = "".join(row[2] for row in rows)
    spans = re.compile(r"`(\$[^`…]+\$)`")
    return spans.findall(good + written), spans.findall("".join(row[1] for row in rows))


def test_what_is_documented_is_understood_and_what_is_not_is_refused(repository, tmp_path):
    understood, not_understood = _documented(repository)
    assert len(understood) > 30
    assert len(not_understood) > 6
    draft = draft_of("\n\n".join(understood), "\n\n".join(not_understood))
    assert unset_formulas(tmp_path, draft) == ()
    found = [
        list(check_formulas(prose_of(each.blocks, draft.positions, beside=True)))
        for each in draft.chapters
    ]
    assert found[0] == []
    assert len(found[1]) == len(not_understood)


def test_what_was_good_is_not_set_again(tmp_path, monkeypatch):
    draft = draft_of("$a$ と $b^2$")
    assert unset_formulas(tmp_path, draft) == ()

    def refused(pieces):
        raise AssertionError(pieces)

    monkeypatch.setattr("hakusho.examining.trial_setting.refused", refused)
    assert unset_formulas(tmp_path, draft) == ()
    with pytest.raises(AssertionError, match="c"):
        unset_formulas(tmp_path, draft_of("$a$ と $c$"))


def test_a_paper_that_cannot_be_written_to_is_checked_all_the_same(tmp_path):
    (tmp_path / "build").write_text("no folder", encoding="utf-8")
    (finding,) = unset_formulas(tmp_path, draft_of("$\\llbracket x$ $a$"))
    assert finding.rule.id == "TYP011"
