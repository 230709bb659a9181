"""A paper's budget in a check and in a build, and what the paper's policy makes of it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from hakusho.cli import main

CHAPTER = "# 序 {#sec-a}\n\n" + "四文字。\n\n" * 25 + "終わり。[^n]\n\n[^n]: 注である。\n"
CHARACTERS = 2 + 4 * 25 + 4 + 5
ACCEPT = "exceptions: [{rule: %s, file: report/report.yaml, reason: 編集委員会の許可を得た。}]"


@pytest.fixture
def paper(make_paper, report_text):
    def make(budget, checks="", chapter=CHAPTER, editions="[pdf]"):
        settings = f"editions: {editions}\nbudget: {budget}\n"
        settings += f"checks:\n  {checks}\n" if checks else ""
        return make_paper({"report/chapters/01.md": chapter}, report=f"{report_text}{settings}")

    return make


def run(root, command, *arguments):
    result = CliRunner().invoke(main, [command, "--project", str(root), *arguments])
    assert "defect" not in result.output, result.output
    return result


def checked(root, *arguments):
    result = run(root, "check", "--format", "json", *arguments)
    found = json.loads(result.stdout)["findings"]
    return [(each["rule"], each["severity"], each["accepted"]) for each in found]


def test_a_check_measures_the_text(paper):
    root = paper(f"{{characters: {CHARACTERS - 1}, pages: 9, figures: 3}}")
    result = run(root, "check")
    message = f"{CHARACTERS} characters with notes where {CHARACTERS - 1} are allowed: 1 too many"
    assert f"report/report.yaml:7:10: BRF002 warning: {message}" in result.output
    assert "report/chapters/01.md:1 '1 序'" in result.output
    assert result.output.endswith(f"(at most {CHARACTERS - 1})\n0 figures (at most 3)\n")
    assert checked(paper(f"{{characters: {CHARACTERS}}}")) == []


def test_a_build_says_what_there_is_and_again_when_nothing_has_changed(paper):
    root = paper("{characters: {max: 2000}, pages: {max: 3}}")
    lines = ["2 pages (at most 3)", f"{CHARACTERS} characters with notes (at most 2,000)"]
    first, second = run(root, "build"), run(root, "build")
    assert "built" in first.output
    assert "unchanged" in second.output
    for result in (first, second):
        assert result.exit_code == 0
        assert [line for line in result.output.splitlines() if "(at most" in line] == lines


def test_a_paper_without_a_budget_says_nothing(paper):
    assert "characters" not in run(paper("{}"), "build").output


def test_pages_are_measured_by_a_build_that_makes_the_pdf(paper):
    root = paper("{pages: {min: 3}}", editions="[pdf, html]")
    assert checked(root) == []
    assert "BRF001" not in run(root, "build", "html").output
    built = run(root, "build", "pdf")
    assert "BRF001 warning: 2 pages where at least 3 are asked for: 1 too few" in built.output
    assert built.exit_code == 0
    assert (root / "build/trial.pdf").is_file()
    assert "BRF001" in run(root, "build", "pdf").output  # kept for a build without change


def test_an_error_publishes_nothing(paper):
    root = paper("{characters: 3}", "severity: {BRF: error}")
    result = run(root, "build")
    assert result.exit_code == 1
    assert f"{CHARACTERS} characters with notes (at most 3)" in result.output
    assert not (root / "build/trial.pdf").exists()
    assert checked(root) == [("BRF002", "error", None)]


@pytest.mark.parametrize(
    ("checks", "found"),
    [
        ("", [("BRF002", "warning", None)]),
        ("severity: {BRF002: off}", []),
        ("severity: {BRF: error, BRF002: warning}", [("BRF002", "warning", None)]),
        (ACCEPT % "BRF002", [("BRF002", "warning", "編集委員会の許可を得た。")]),
    ],
)
def test_the_policy_decides_in_a_check_as_in_a_build(paper, checks, found):
    root = paper("{characters: 3}", checks)
    assert checked(root) == found
    built = run(root, "build").output
    shown = [each for each in found if not each[2]]
    assert built.count("BRF002 warning") == len(shown)
    assert ("1 accepted" in built) == (shown != found)
    assert "PAP008" not in built


def test_an_exception_is_unused_only_where_its_rule_was_measured(paper):
    unused = paper("{characters: 2000}", ACCEPT % "BRF002")
    assert checked(unused) == [("PAP008", "warning", None)]
    assert "PAP008" in run(unused, "build").output

    of_pages = paper("{pages: 5}", ACCEPT % "BRF001", editions="[pdf, html]")
    assert checked(of_pages) == []  # only a build can tell
    assert "PAP008" not in run(of_pages, "build", "html").output
    assert "PAP008" in run(of_pages, "build", "pdf").output

    assert checked(paper("{}", ACCEPT % "BRF001")) == [("PAP008", "warning", None)]


def test_rules_that_are_not_asked_for_are_not_measured(paper):
    root = paper("{characters: 3}")
    assert checked(root, "--select", "CIT") == []
    assert checked(root, "--ignore", "BRF") == []
    assert checked(root, "--select", "BRF002") == [("BRF002", "warning", None)]


def test_a_paper_with_an_error_is_not_measured(paper):
    root = paper("{characters: 3}", chapter=f"1978年(昭和54年)\n\n{CHAPTER}")
    assert checked(root) == [("ERA001", "error", None)]


def test_figures_and_words(paper):
    chapter = "# A\n\nOne two three.[^n]\n\n[^n]: Four, five.\n"
    root = paper("{words: {max: 6}, figures: 0}", chapter=chapter)
    assert "7 words with notes where 6 are allowed: 1 too many" in run(root, "check").output
