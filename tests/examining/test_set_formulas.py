"""Formulas that pandoc converts are set by Typst once, and those that it refuses have their places."""

import json

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.examining import trial_setting

CHAPTER = "report/chapters/01.md"
BAD = "\\llbracket x"
TEXT = f"# 序 {{#sec-a}}\n\n値は $x+1$ と ${BAD}$ である。\n\n- 項 $x+1$ と ${BAD}$\n\n$${BAD}$$\n"


@pytest.fixture
def tried(monkeypatch):
    """The formulas that are set, run by run."""
    trials, real = [], trial_setting.refused

    def refused(pieces):
        trials.append([*pieces])
        return real(pieces)

    monkeypatch.setattr(trial_setting, "refused", refused)
    return trials


def found(root):
    ran = CliRunner().invoke(main, ["check", "--project", str(root), "--format", "json"])
    return [
        (each["rule"], each["line"], each["column"]) for each in json.loads(ran.stdout)["findings"]
    ]


def test_each_place_of_a_formula_that_cannot_be_set_is_found_each_time(make_paper, tried):
    root = make_paper({CHAPTER: TEXT})
    places = [("TYP011", 3, 12), ("TYP011", 5, 13), ("TYP011", 7, 1)]
    assert found(root) == places
    assert found(root) == places
    first, second = tried
    assert [each.count("block: true") for each in first] == [0, 0, 1]
    assert second == first[1:]  # what was good is not set again


def test_good_formulas_are_set_once_and_a_paper_without_any_sets_none(make_paper, tried):
    root = make_paper({CHAPTER: "# 序 {#sec-a}\n\n値は $x+1$ である。\n"})
    assert found(root) == found(root) == []
    assert len(tried) == 1
    (root / CHAPTER).write_text("# 序 {#sec-a}\n\n値は100$である。\n", encoding="utf-8")
    assert found(root) == []
    assert len(tried) == 1
