"""What other tools said of a paper's texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.examining.other_tools import findings_of, read_report
from hakusho.findings import BadValueError
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("other_tools.yaml"))
TEXTS = {"report/chapters/01.md": "# 港\n\n𠮷野は港をを開く。\n", "bib/b.bib": "@book{a,\n}\n"}
CHAPTER = "report/chapters/01.md"


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["name"])
def test_what_a_tool_said(case, tmp_path):
    told = read_report("r.json", json.dumps(case["report"]).encode())
    findings = [*findings_of(told, tmp_path / "PAPER", TEXTS)]
    assert [f"{each.location} {each.message}" for each in findings] == case["found"]
    assert {each.rule.id for each in findings} <= {"EXT001", "EXT002"}


@pytest.mark.parametrize("report", CASES["unread"], ids=str)
def test_what_is_no_report(report):
    with pytest.raises(BadValueError, match="SARIF"):
        read_report("r.json", report.encode())


def test_a_report_in_the_encoding_of_a_redirection(tmp_path):
    report = json.dumps(CASES["read"][0]["report"], ensure_ascii=False)
    told = read_report("r.json", report.encode("utf-16"))
    assert len(list(findings_of(told, tmp_path, TEXTS))) == 1


@pytest.mark.parametrize(
    "file",
    ["{root}/" + CHAPTER, CHAPTER, "papers/harbour/" + CHAPTER, "/elsewhere/harbour/" + CHAPTER],
)
def test_a_file_is_known_from_wherever_the_tool_ran(file, tmp_path):
    root = tmp_path / "papers" / "harbour"
    said = [{"ruleId": "r", "message": "m", "line": 3, "column": 1}]
    report = [{"filePath": file.format(root=root), "messages": said}]
    (found,) = findings_of(read_report("r", json.dumps(report).encode()), root, TEXTS)
    assert str(found.location) == f"{CHAPTER}:3:1"


@pytest.mark.parametrize(
    "file", ["{root}/../other/" + CHAPTER, "papers/other/" + CHAPTER, "/elsewhere/other/" + CHAPTER]
)
def test_a_file_of_another_paper_is_not_ours(file, tmp_path, what_is_found):
    root = tmp_path / "papers" / "harbour"
    said = [{"ruleId": "r", "message": "m", "line": 3, "column": 1}]
    report = [{"filePath": file.format(root=root), "messages": said}]
    (found,) = findings_of(read_report("r", json.dumps(report).encode()), root, TEXTS)
    assert found.rule.id == "EXT002"
    what_is_found.clear()  # it names the folder of the test


@pytest.fixture
def paper(tmp_path):
    root = tmp_path / "paper"
    (root / "report/chapters").mkdir(parents=True)
    settings = "slug: p\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-11-24\n"
    (root / "report/report.yaml").write_text(settings, encoding="utf-8")
    text = "# 港\n\n港を開く。\n\n島を見る。<!-- hakusho: ignore EXT001 -- 原文のまま -->\n"
    (root / CHAPTER).write_text(text, encoding="utf-8")
    said = [{"ruleId": "r", "message": "m", "line": line, "column": 1} for line in (3, 5)]
    report = [{"filePath": f"{root}/{CHAPTER}", "messages": said}]
    (tmp_path / "textlint.json").write_text(json.dumps(report), encoding="utf-8")
    return root


def check(root, *options):
    return CliRunner().invoke(main, ["check", "--project", str(root), *options])


def test_what_it_said_is_told_under_the_ignores_of_the_paper(paper):
    result = check(paper, "--strict", "--also", str(paper.parent / "textlint.json"))
    assert f"{CHAPTER}:3:1: EXT001 warning: textlint, r: m" in result.output
    assert result.output.count("EXT001 warning") == 1
    assert result.exit_code == 1
    alone = check(paper, "--strict")  # nobody can say whether the ignore does anything
    assert alone.exit_code == 0
    assert "PAP008" not in alone.output


def test_an_ignore_of_what_no_tool_says_is_unused(paper):
    empty = paper.parent / "none.json"
    empty.write_text("[]", encoding="utf-8")
    assert f"{CHAPTER}:5" in check(paper, "--also", str(empty)).output


def test_a_file_that_is_no_report_is_refused(paper):
    wrong = paper.parent / "wrong.json"
    wrong.write_text("{]", encoding="utf-8")
    refused = check(paper, "--also", str(wrong))
    assert refused.exit_code == 2
    assert "neither SARIF" in refused.output
