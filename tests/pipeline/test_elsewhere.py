"""Which errors stand in the way of which brief, and what is built then."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.examining import briefing
from hakusho.examining.examine import examine
from hakusho.findings import Severity
from hakusho.making.order import Request
from hakusho.pipeline.elsewhere import sound_briefs
from hakusho.tools import sealed
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("brief_scopes.yaml"))
REPORT = """\
slug: trial
title: 試しの論文
authors: [{name: 試作班}]
date: 2026-04-01
editions: [html]
bibliography: [bib/a.bib, bib/b.bib]
"""
ENTRY = "@book{{{}, author = {{{}}}, yomi = {{あ}}, title = {{{}}}, publisher = {{社}}, date = {{2020}}}}\n"
BRIEF = "---\ntitle: {}\neditions: [html]\n---\n\n{}"
FILES = {
    "report/chapters/01.md": TABLE["chapter"],
    "report/briefs/urgent.md": BRIEF.format("急ぎ", '{{ section("sec-a") }}\n'),
    "report/briefs/other.md": BRIEF.format("他", "自身の文。\n"),
    "bib/a.bib": ENTRY.format("kou", "甲野, 一郎", "港"),
    "bib/b.bib": ENTRY.format("otsu", "乙野, 次郎", "海"),
    "figures/data/one.csv": "id,value,unit,source\na,1,隻,kou\n",
    "figures/data/two.csv": "id,value,unit,source\nb,2,隻,kou\n",
}


def _content(given):
    return given["cp932"].encode("cp932") if isinstance(given, dict) else given.encode()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder that all papers share one after the other, so that fonts are read only once."""
    return tmp_path_factory.mktemp("paper")


@pytest.fixture
def paper_of(room):
    def make(case):
        for path in room.iterdir():
            if path.name != "build":
                shutil.rmtree(path)
        for made in ("briefs", "cache/last-briefs.json", "cache/made.json"):
            shutil.rmtree(room / "build" / made, ignore_errors=True)
            (room / "build" / made).unlink(missing_ok=True)
        files = {**FILES, "report/report.yaml": f"{REPORT}{case.get('report', '')}\n"}
        files |= case.get("files", {})
        if "urgent" in case:
            files["report/briefs/urgent.md"] = BRIEF.format("急ぎ", case["urgent"])
        for path, given in files.items():
            (room / path).parent.mkdir(parents=True, exist_ok=True)
            (room / path).write_bytes(_content(given))
        return room

    return make


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_what_stands_in_the_way_of_whom(paper_of, case):
    examined, findings = examine(paper_of(case), lambda _step: None)
    briefs = tuple(case["briefs"]) if "briefs" in case else None
    sound = sound_briefs(examined, Request(report=False, briefs=briefs), findings)
    told = [f"{each.location} {each.rule.id} {each.message}" for each in findings]
    assert sorted(sound.stopped) == case["stops"], told
    changed = zip(findings, sound.findings, strict=True)
    warned = [after for before, after in changed if before.severity is not after.severity]
    assert sorted({each.rule.id for each in warned}) == case["warns"], told
    assert len(warned) == sound.elsewhere
    assert bool(sound.stopped) == any(each.severity is Severity.ERROR for each in sound.findings)


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert "Traceback" not in result.output
    return result


def _names(root):
    return sorted(file.name for file in (root / "build/briefs").glob("*"))


UNCITED = "@book{alone, author = {A}, title = {T}, publisher = {P}, date = {2020}}\n"
BROKEN = BRIEF.format("他", '{{ section("nowhere") }}\n')


def test_a_brief_is_built_while_another_is_broken_and_says_so_each_time(paper_of):
    root = paper_of({"files": {"report/briefs/other.md": BROKEN}})
    first, again = (_run(root, "brief", "urgent") for _ in range(2))
    assert first.exit_code == again.exit_code == 0
    assert "BRF011 warning: the report has no section 'nowhere'" in first.output
    assert "1 error elsewhere in the paper" in first.output
    assert first.output == again.output
    assert _names(root) == ["urgent.html"]
    (root / "report/briefs/other.md").write_text(FILES["report/briefs/other.md"], encoding="utf-8")
    mended = _run(root, "brief", "urgent")
    assert "BRF011" not in mended.output
    assert "elsewhere" not in mended.output


def test_of_warnings_those_are_told_that_are_about_the_brief(paper_of):
    slips = {"report/briefs/other.md": BRIEF.format("他", "値は ^[a。\n")}
    root = paper_of(
        {"files": {**slips, "report/briefs/urgent.md": FILES["report/briefs/urgent.md"]}}
    )
    first, again = (_run(root, "brief", "urgent") for _ in range(2))
    assert "other.md" not in first.output
    assert "1 more warning about what is not built here" in first.output
    assert again.output == first.output.replace("built  ", "unchanged  ")
    assert "other.md" in _run(root, "brief", "urgent", "other").output
    assert "more warning" not in _run(root, "brief", "other").output


def test_of_several_the_sound_are_built_and_the_others_named(paper_of):
    root = paper_of({})
    assert _run(root, "brief").exit_code == 0
    kept = (root / "build/briefs/other.html").read_bytes()
    (root / "report/briefs/other.md").write_text(BROKEN, encoding="utf-8")
    chapter = root / "report/chapters/01.md"
    chapter.write_text(TABLE["chapter"].replace("本文", "新しい文"), encoding="utf-8")
    for _ in range(2):
        result = _run(root, "brief")
        assert result.exit_code == 1
        assert "BRF011 the report" in result.output
        assert "not built  report/briefs/other.md" in result.output
        assert "built  " in result.output
    assert "新しい文" in (root / "build/briefs/urgent.html").read_text(encoding="utf-8")
    assert (root / "build/briefs/other.html").read_bytes() == kept


def test_a_brief_over_its_budget_keeps_no_other_back(paper_of):
    long = BRIEF.replace("editions: [html]", "editions: [html]\nbudget: {{characters: 2}}")
    root = paper_of(
        {
            "report": "checks: {severity: {BRF002: error}}",
            "files": {"report/briefs/other.md": long.format("他", "とても長い文である。\n")},
        }
    )
    result = _run(root, "brief")
    assert result.exit_code == 1
    assert "BRF002" in result.output
    assert "not built  report/briefs/other.md" in result.output
    assert _names(root) == ["urgent.html"]


def test_only_what_was_built_is_issued(paper_of):
    root = paper_of({"files": {"report/briefs/other.md": BROKEN}})
    assert _run(root, "brief", "--issue").exit_code == 1
    issued = read_yaml(root / "report/briefs/issued.yaml")
    assert list(issued) == ["urgent"]


@pytest.mark.parametrize("severity", ["warning", "error"])
def test_without_the_reports_pages_a_brief_says_that_it_names_none(paper_of, severity):
    root = paper_of(
        {
            "report": f"checks: {{severity: {{BRF018: {severity}}}}}",
            "urgent": "自身の文。@sec-bによる。\n",
            "files": {"report/chapters/02.md": "# 三 {#sec-c}\n\n文[@none]。\n"},
        }
    )
    result = _run(root, "brief", "urgent")
    assert "report/briefs/urgent.md:6:6: BRF018" in result.output
    assert "no page is named for @sec-b" in result.output
    if severity == "error":
        assert result.exit_code == 1
        assert "not built  report/briefs/urgent.md" in result.output
        return
    assert result.exit_code == 0, result.output
    html = root / "build/briefs/urgent.html"
    assert "本編 第2章" in html.read_text(encoding="utf-8")
    (root / "report/chapters/02.md").write_text("# 三 {#sec-c}\n\n文。\n", encoding="utf-8")
    assert "BRF018" not in _run(root, "brief", "urgent").output
    assert "本編 第2章（" in html.read_text(encoding="utf-8")


def test_errors_elsewhere_do_not_let_the_report_be_built(paper_of):
    root = paper_of({"files": {"report/briefs/other.md": BROKEN}})
    assert _run(root, "build").exit_code == 1
    assert not (root / "build/trial.html").exists()
    assert not (root / "build/briefs").exists()


def test_a_build_with_errors_elsewhere_is_never_taken_for_current(paper_of):
    root = paper_of({"files": {"report/briefs/other.md": BROKEN}})
    assert _run(root, "brief", "urgent").exit_code == 0
    state = json.loads(sealed.load(root / "build/cache/last-briefs.json"))
    assert state["unseen"]


EXCEPTION = """\
checks:
  exceptions: [{rule: XRF006, file: report/briefs/other.md, reason: it is being written}]
"""


def test_what_asks_for_no_brief_cuts_none(paper_of, monkeypatch):
    files = {"report/briefs/other.md": BROKEN, "bib/b.bib": FILES["bib/b.bib"] + UNCITED}
    root = paper_of({"files": files, "report": EXCEPTION, "urgent": "[@alone]\n"})

    def told(*arguments):
        return {*re.findall(r"[A-Z]{3}\d{3}", _run(root, *arguments).output)}

    cut = []
    with monkeypatch.context() as patch:
        patch.setattr(briefing, "cut", lambda source, _offer: cut.append(source.name))
        for asked in (["html"], ["--no-briefs"]):
            # Nor can it be told what briefs alone cite, or what is silenced in them.
            assert not {"BRF011", "CIT004", "PAP008"} & told("build", *asked)
            assert (root / "build/trial.html").is_file()
    assert cut == []
    assert "BRF011" in told("build")
    (root / "report/briefs/other.md").write_text(FILES["report/briefs/other.md"], encoding="utf-8")
    assert "PAP008" in told("build")
