"""Issued briefs, and what a change moves in them, as an author runs the commands."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

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


CELLS = """\
---
title: Cells
editions: [html]
---

Of {{ cell("p", "riders", route="North", year=2025) }}{{ cell("p", "riders", route="North", year=2025).cite }}
the mean is {{ cell("p", "riders", year=2025).mean }}, the sum {{ cell("p", "riders", year=2025).sum }},
the most {{ cell("p", "riders", year=2025).max }}, together
{{ (cell("p", "riders", {"route": "North", "year": 2025}).value + fact("ships").value) | number }}
against {{ fact("ships") }} of {{ fact("ships").year }}{{ fact("ships").cite }}.
{% if cell("p", "load", route="South", year=2025).value > 1 %}It is full.{% endif %}
{% for year in [2024, 2025] %}{{ cell("p", "load", route="North", year=year) }} {% endfor %}
"""


def _of_cells(paper):
    rows = "North,2024,390,5\nNorth,2025,402,6\nSouth,2024,200,7\nSouth,2025,232,8\n"
    file = paper / "figures/data/p.csv"
    file.write_text(f"route,year,riders,load\n{rows}", encoding="utf-8")
    (paper / "figures/data/p.meta.yaml").write_text("source: navy\ncaption: P\n", encoding="utf-8")
    (paper / "report/briefs/cells.md").write_text(CELLS, encoding="utf-8")


def test_all_that_is_printed_of_cells_and_facts_is_recorded(paper):
    _of_cells(paper)
    assert _run(paper, "brief", "cells", "--issue").exit_code == 0
    record = YAML(typ="safe").load((paper / RECORD).read_text(encoding="utf-8"))
    assert record["cells"]["facts"] == {
        "p.riders[North, 2025]": "402",
        "p.riders[North, 2025].cite": "[@navy]",
        "p.riders[2025].mean": "317.0",
        "p.riders[2025].sum": "634",
        "p.riders[2025].max": "402",
        "(p.riders[North, 2025].value + ships.value) | number": "414",
        "ships": "12 ships",
        "ships.year": "2024",
        "ships.cite": "[@navy, p. 3]",
        "p.load[South, 2025]": "8",
        'cell("p", "load", route="North", year=year)': "5, 6",
    }


def test_a_table_that_a_brief_prints_itself_is_recorded(paper):
    _of_cells(paper)
    own = '---\ntitle: T\neditions: [html]\n---\n\n{{ table("p") }}\n'
    (paper / "report/briefs/cells.md").write_text(own, encoding="utf-8")
    assert _run(paper, "brief", "cells", "--issue").exit_code == 0
    assert "has changed" not in _run(paper, "brief").output
    _edit(paper, "figures/data/p.csv", "2025,402", "2025,431")
    for output in (_run(paper, "brief").output, _run(paper, "impact", "--issued").output):
        assert output.splitlines()[-1] == "  table p"
    told = json.loads(_run(paper, "impact", "--issued", "--format", "json").output)
    assert told["briefs"][0]["tables"] == ["p"]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("p.csv", "2025,402", "2025,431",
         ["p.riders[North, 2025]  402 → 431", "p.riders[2025].mean  317.0 → 331.5",
          "p.riders[2025].sum  634 → 663", "p.riders[2025].max  402 → 431",
          "(p.riders[North, 2025].value + ships.value) | number  414 → 443"]),
        ("p.csv", "232,8", "232,9", ["p.load[South, 2025]  8 → 9"]),
        ("p.csv", "390,5", "390,4",
         ['cell("p", "load", route="North", year=year)  5, 6 → 4, 6']),
        ("forces.csv", "navy,p. 3", "navy,p. 9", ["ships.cite  [@navy, p. 3] → [@navy, p. 9]"]),
    ],
)  # fmt: skip
def test_each_printed_value_that_is_another_is_told(paper, path, old, new, told):
    _of_cells(paper)
    assert _run(paper, "brief", "cells", "--issue").exit_code == 0
    _edit(paper, f"figures/data/{path}", old, new)
    issued = _run(paper, "impact", "--issued").output.splitlines()
    assert [line.strip() for line in issued[1:]] == [f"fact {each}" for each in told]
    assert all(f"fact {each}" in _run(paper, "brief").output for each in told)


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
    assert told["briefs"] == [{"brief": "m", "issued": "2026-11-30", "facts": facts, "tables": []}]
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


def test_a_new_issue_names_what_it_corrects(paper):
    first = _run(paper, "brief", "m", "--issue-date", "2026-05-06").output
    assert "corrects" not in first
    _edit(paper, "figures/data/forces.csv", "ships,ships,12", "ships,ships,14")
    lines = _run(paper, "brief", "m", "--issue").output.splitlines()
    at = lines.index("brief m corrects what was issued on 2026-05-06:")
    assert lines[at + 1 :] == [
        "  fact ships  12 ships → 14 ships",
        "  section sec-a",
        "recorded in report/briefs/issued.yaml: m, issued on 2026-11-30",
    ]
    assert "corrects" not in _run(paper, "brief", "m").output


def test_what_is_as_it_was_issued_is_not_recorded_again(paper):
    _run(paper, "brief", "m", "--issue-date", "2026-05-06")
    record = (paper / RECORD).read_text(encoding="utf-8")
    output = _run(paper, "brief", "m", "--issue").output
    assert "brief m is as it was issued on 2026-05-06, and is not recorded again" in output
    assert "recorded in" not in output
    assert (paper / RECORD).read_text(encoding="utf-8") == record


@pytest.mark.parametrize("names", [["m"], []])
def test_no_brief_is_issued_before_its_last_issue(paper, names):
    assert _run(paper, "brief", "m", "--issue-date", "2026-12-02").exit_code == 0
    record = (paper / RECORD).read_text(encoding="utf-8")
    _edit(paper, "report/briefs/m.md", "# Also", "# More")
    refused = _run(paper, "brief", *names, "--issue-date", "2026-11-01")
    assert refused.exit_code == 1
    assert "BRF015 the brief 'm' was issued on 2026-12-02, and cannot be issued on 2026-11-01" in (
        refused.output
    )
    assert (paper / RECORD).read_text(encoding="utf-8") == record
    assert _run(paper, "brief", "tables", "--issue-date", "2026-11-01").exit_code == 0


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
    ("name", "briefs"),
    [("ships", ["m", "tables"]), ("crews", ["tables"]), ("forces", ["m", "tables"])],
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
