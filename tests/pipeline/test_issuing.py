"""Issued briefs, and what a change moves in them, as an author runs the commands."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from hakusho.cli import build_command, main
from hakusho.tools import writes

RECORD = "report/briefs/issued.yaml"
FORCES = """\
id,item_en,value,unit_en,year,source,locator
ships,ships,12,ships,2024,navy,p. 3
crews,crews,40,people,2024,navy,p. 4
"""
CHAPTER = """\
# Forces {#sec-a}

There are {{ fact("ships") }} at sea in the TSA [@navy, p. 2].

# Crews {#sec-b}

Crews number {{ fact("crews") }}.

[They are enough.]{.point for="m"}

{{ table("forces") }}
"""
REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [bib/a.bib]
"""
BIB = "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}"
BRIEF = """\
---
title: Short
editions: [html]
---

{{ section("sec-a") }}

# Also

{{ points("m") }}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(build_command, "today", lambda: date(2026, 11, 30))


@pytest.fixture
def paper(make_paper, repository):
    files = {
        "report/chapters/01.md": CHAPTER,
        "report/briefs/m.md": BRIEF,
        "report/briefs/tables.md": '---\ntitle: T\neditions: [html]\n---\n\n{{ table("tbl-forces") }}\n',
        "figures/data/forces.csv": FORCES,
        "figures/data/forces.meta.yaml": "caption: Forces\n",
        "bib/a.bib": BIB,
        "report/terms.yaml": "abbreviations: [{abbr: TSA, en: Tidal Sea Area}]\n",
        "templates/briefs/brief.yaml": (repository / "templates/briefs/brief.yaml").read_text(
            encoding="utf-8"
        ),
    }
    return make_paper(files, report=REPORT)


def _run(root, *arguments):
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


def _edit(root, path, old, new):
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_unissued_brief_is_not_compared(paper):
    result = _run(paper, "brief")
    assert result.exit_code == 0, result.output
    assert "has changed" not in result.output


def test_a_brief_says_what_has_changed_since_it_was_issued(paper):
    issued = _run(paper, "brief", "m", "--issue")
    assert issued.exit_code == 0
    assert f"recorded in {RECORD}: m, issued on 2026-11-30" in issued.output
    assert "has changed" not in _run(paper, "brief").output
    _edit(paper, "figures/data/forces.csv", "ships,ships,12", "ships,ships,14")
    for command in (["brief"], ["build"], ["build"]):  # and again, when nothing is built
        output = _run(paper, *command).output
        assert "brief m has changed since it was issued on 2026-11-30" in output
        assert "fact ships  12 ships → 14 ships" in output
        assert "section sec-a" in output
        assert "points" not in output
    _edit(paper, "figures/data/forces.csv", "ships,ships,14", "ships,ships,12")
    assert "has changed" not in _run(paper, "brief").output


def test_impact_tells_which_facts_of_issued_briefs_changed_by_how_much_at_least(paper):
    same = "every brief that was issued prints the facts that it printed then"
    assert same in _run(paper, "impact", "--issued").output
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    assert same in _run(paper, "impact", "--issued").output
    _edit(paper, "figures/data/forces.csv", "ships,ships,12", "ships,ships,13")
    output = _run(paper, "impact", "--issued", "--over", "8").output
    assert "brief m has changed since it was issued on 2026-11-30" in output
    assert "fact ships  12 ships → 13 ships" in output
    assert same in _run(paper, "impact", "--issued", "--over", "10").output
    told = json.loads(_run(paper, "impact", "--issued", "--format", "json").output)
    facts = [{"id": "ships", "old": "12 ships", "new": "13 ships"}]
    assert told["briefs"] == [{"brief": "m", "issued": "2026-11-30", "facts": facts}]
    refused = _run(paper, "impact", "ships", "--issued")
    assert (refused.exit_code, "one of them only" in refused.output) == (2, True)


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("report/chapters/01.md", "at sea in", "in port of", "section sec-a"),
        ("report/chapters/01.md", "They are enough", "They are few", "points m"),
        ("report/briefs/m.md", "# Also", "# More", "own text"),
        ("report/briefs/m.md", "title: Short", "title: Shorter", "own text"),
        ("bib/a.bib", "title = {T}", "title = {U}", "work navy"),
        (
            *("report/terms.yaml", "Tidal", "Tranquil"),
            "abbreviation TSA  Tidal Sea Area → Tranquil Sea Area",
        ),
        ("templates/briefs/brief.yaml", "margins: {", "margins: { ", None),
        ("templates/briefs/brief.yaml", "body_size: 10.5", "body_size: 10", "layout"),
        (
            "report/briefs/m.md",
            "editions: [html]",
            "citation_style: chicago-note-en",
            "citation style",
        ),
    ],
)
def test_each_cause_is_named(paper, path, old, new, line):
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    _edit(paper, path, old, new)
    lines = [each.strip() for each in _run(paper, "brief").output.splitlines()]
    if line is None:
        assert "has changed" not in "".join(lines)
    else:
        assert line in lines


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("report/chapters/01.md", "There are", "<!-- Later. -->\n\nThere <!-- all --> are"),
        ("report/chapters/01.md", 'ships") }} at sea', 'ships") }} at\nsea'),
        ("report/briefs/m.md", "# Also", "{%# Later. #%}\n\n# Also"),
        ("report/briefs/m.md", "editions: [html]", "editions: [html]\nbudget: {pages: 2}"),
    ],
)
def test_what_prints_nothing_changes_nothing(paper, path, old, new):
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    _edit(paper, path, old, new)
    assert "has changed" not in _run(paper, "brief").output


def test_what_a_brief_does_not_hold_changes_nothing_in_it(paper):
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    _edit(paper, "report/chapters/01.md", "Crews number", "The crews number")
    assert "has changed" not in _run(paper, "brief").output


def test_issuing_one_brief_keeps_the_record_of_another(paper):
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    first = (paper / "report/briefs/issued.yaml").read_text(encoding="utf-8")
    assert _run(paper, "brief", "tables", "--issue").exit_code == 0
    both = (paper / "report/briefs/issued.yaml").read_text(encoding="utf-8")
    assert both.startswith(first)
    assert "tables:" in both


def test_the_day_is_that_on_which_it_is_sent_and_in_no_output(paper, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert _run(paper, "brief", "m").exit_code == 0
    page = (paper / "build/briefs/m.html").read_bytes()
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    assert "date: '2026-11-30'" in (paper / RECORD).read_text(encoding="utf-8")
    assert (paper / "build/briefs/m.html").read_bytes() == page
    assert "unchanged" in _run(paper, "brief", "m").output


def test_earlier_issues_and_comments_stay(paper):
    assert _run(paper, "brief", "m", "--issue-date", "2026-05-06").exit_code == 0
    _edit(paper, RECORD, "date: '2026-05-06'", "date: '2026-05-06'  # to the press")
    _edit(paper, "report/briefs/m.md", "# Also", "# More")
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    text = (paper / RECORD).read_text(encoding="utf-8")
    assert text.index("m:\n  date: '2026-11-30'") < text.index("m@1:\n  date: '2026-05-06'  # to")
    assert "has changed" not in _run(paper, "brief").output
    _edit(paper, "report/briefs/m.md", "# More", "# Also")
    assert "issued on 2026-11-30" in _run(paper, "brief").output


def test_a_day_that_is_none_is_no_command(paper):
    assert _run(paper, "brief", "m", "--issue-date", "30.11.2026").exit_code == 2
    assert not (paper / "build").exists()


def test_nothing_is_recorded_as_sent_that_was_not_published(paper, monkeypatch):
    _run(paper, "brief", "m")
    (paper / "build/briefs/m.html").write_text("mine", encoding="utf-8")
    assert _run(paper, "brief", "m", "--issue", "--edited", "stop").exit_code == 1
    assert not (paper / RECORD).exists()

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writes, "sync_file", full)
    assert _run(paper, "brief", "m", "--issue").exit_code == 1
    assert not (paper / RECORD).exists()
    assert (paper / "build/briefs/m.html").read_text(encoding="utf-8") == "mine"


def test_a_link_to_the_record_stays(paper):
    (paper / "report/sent.yaml").write_text("# Sent\n", encoding="utf-8")
    (paper / RECORD).symlink_to("../sent.yaml")
    assert _run(paper, "brief", "m", "--issue").exit_code == 0
    assert (paper / RECORD).is_symlink()
    assert (paper / "report/sent.yaml").read_text(encoding="utf-8").startswith("# Sent\nm:\n")


def test_nothing_is_recorded_of_a_brief_that_cannot_be_built(paper):
    _edit(paper, "report/briefs/m.md", "sec-a", "sec-z")
    result = _run(paper, "brief", "m", "--issue")
    assert result.exit_code == 1
    assert not (paper / "report/briefs/issued.yaml").exists()


def test_a_damaged_record_stops_the_build(paper):
    (paper / "report/briefs/issued.yaml").write_text("m: 3\n", encoding="utf-8")
    result = _run(paper, "brief")
    assert result.exit_code == 1
    assert "BRF015" in result.output


@pytest.mark.parametrize(
    ("name", "briefs"), [("ships", ["m"]), ("crews", []), ("forces", ["m", "tables"])]
)
def test_impact_names_the_briefs(paper, name, briefs):
    output = _run(paper, "impact", name).output
    named = [line.split()[1] for line in output.splitlines() if line.startswith("  brief ")]
    assert named == briefs


def test_a_build_names_the_briefs_that_moved(paper):
    assert _run(paper, "build").exit_code == 0
    _edit(paper, "figures/data/forces.csv", "crews,crews,40", "crews,crews,41")
    output = _run(paper, "build").output
    assert "brief tables  report/briefs/tables.md" in output
    assert "brief m " not in output


def test_a_brief_in_another_language_rests_on_the_translation(paper):
    translation = (
        '\n::: {.translation lang="ja" of="sec-b" confirmed="0000000"}\n# 乗員\n\n少ない。\n:::\n'
    )
    chapter = paper / "report/chapters/01.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + translation, encoding="utf-8")
    brief = '---\ntitle: 題\nlang: ja\neditions: [html]\n---\n\n{{ section("sec-b") }}\n'
    (paper / "report/briefs/ja.md").write_text(brief, encoding="utf-8")
    assert "brief ja" not in _run(paper, "impact", "crews").output
    _edit(paper, "report/chapters/01.md", "少ない", '{{ fact("crews").value }}人')
    assert "brief ja" in _run(paper, "impact", "crews").output
