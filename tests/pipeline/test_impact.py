"""`hakusho impact`, and what a build says after a change of the data, as an author runs them."""

import pytest
from click.testing import CliRunner

from hakusho.cli import main

FORCES = """\
id,item_en,value,unit_en,year,source,locator
ships,ships,12,ships,2024,navy,p. 3
crews,crews,40,people,2024,navy,p. 4
"""
EVENTS = "date,label_en\n1990-05,Treaty signed\n"
CHAPTER = """\
# Forces {#sec-a}

There are {{ fact("ships") }} at sea [@navy, p. 2]. Others have none.

![The fleet of {{ fact("ships") }}](fleet){#fig-fleet}

Crews number {{ fact("crews") }}.[^n]

[^n]: Of {{ fact("ships") }}.

{{ table("forces") }}
"""
FIGURE = """\
import matplotlib.pyplot as plt
ALT = "A bar"
DATA = ("forces",)
def draw(context):
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.bar([row["id"] for row in context.data["forces"].rows], [1, 2])
    return figure
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


@pytest.fixture
def paper(make_paper):
    files = {
        "report/chapters/01.md": CHAPTER,
        "figures/fleet.py": FIGURE,
        "figures/data/forces.csv": FORCES,
        "figures/data/forces.meta.yaml": "caption: Forces\n",
        "figures/data/events.csv": EVENTS,
        "bib/a.bib": "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}",
    }
    return make_paper(files, report=REPORT)


def run(command, root, *arguments):
    return CliRunner().invoke(main, [command, "--project", str(root), *arguments])


def change(root, old, new, name="forces"):
    file = root / f"figures/data/{name}.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


MOVED = """\
  fact ships  12 ships → 13 ships  figures/data/forces.csv:2
  figure fleet  figures/fleet.py
  caption report/chapters/01.md:5:16  The fleet of 13 ships
  table report/chapters/01.md:11:1  forces
  sentence report/chapters/01.md:3:11  There are 13 ships at sea.
  note report/chapters/01.md:9:10  Of 13 ships.
"""


def test_a_build_says_what_a_changed_cell_moved_and_undoing_it_gives_the_same_bytes(paper):
    assert "what moved" not in run("build", paper).output
    before = {file.name: file.read_bytes() for file in (paper / "build").glob("*.html")}
    change(paper, "ships,12", "ships,13")
    assert run("impact", paper).output == f"what moves (since the last build):\n{MOVED}"
    assert run("build", paper).output.endswith(f"what moved:\n{MOVED}")
    assert "the data say the same" in run("impact", paper).output
    change(paper, "ships,13", "ships,12")
    assert "13 ships → 12 ships" in run("build", paper).output
    assert {file.name: file.read_bytes() for file in (paper / "build").glob("*.html")} == before


def test_data_that_nothing_rests_on(paper):
    run("build", paper)
    change(paper, "Treaty signed", "Treaty in force", "events")
    assert run("build", paper).output.endswith(
        "what moved:\n"
        "  data events: Treaty in force: label_en  Treaty signed → Treaty in force"
        "  figures/data/events.csv:2:9\n"
        "  nothing in the text rests on it\n"
    )


def test_what_rests_on_a_fact_and_on_a_dataset(paper):
    assert run("impact", paper, "crews").output == (
        "what rests on crews:\n"
        "  figure fleet  figures/fleet.py\n"
        "  sentence report/chapters/01.md:7:14  Crews number 40 people.\n"
    )
    whole = run("impact", paper, "forces").output
    assert "  table report/chapters/01.md:11:1  forces\n" in whole
    assert whole.count("\n") == 7


def test_what_is_not_there_is_said(paper):
    result = run("impact", paper, "shpis")
    assert result.exit_code == 2
    assert "did you mean 'ships'?" in result.output
    result = run("impact", paper)
    assert result.exit_code == 2
    assert "use --since" in result.output


def test_a_git_revision_can_be_compared_with(paper, git):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["tag", "v1"]):
        git(paper, *command)
    change(paper, "ships,12", "ships,13")
    assert run("impact", paper, "--since", "v1").output == (f"what moves (since v1):\n{MOVED}")
    result = run("impact", paper, "--since", "v2")
    assert result.exit_code == 2
    assert "there is no revision 'v2'" in result.output


def test_the_sentence_of_a_translation_is_quoted_as_it_reads_there(paper):
    chapter = paper / "report/chapters/01.md"
    translation = (
        '\n::: {.translation lang="ja" of="sec-a"}\n船は{{ fact("ships") }}である。\n:::\n'
    )
    chapter.write_text(CHAPTER + translation, encoding="utf-8")
    data = paper / "figures/data/forces.csv"
    with_unit = FORCES.replace("unit_en,", "unit_en,unit,").replace("ships,2024", "ships,隻,2024")
    data.write_text(with_unit.replace("people,", "people,人,"), encoding="utf-8")
    lines = run("impact", paper, "ships").output
    assert "  sentence report/chapters/01.md:3:11  There are 12 ships at sea.\n" in lines
    assert "  sentence report/chapters/01.md:14:3  船は12隻である。\n" in lines
    assert lines.count("01.md:14:") == lines.count("01.md:3:") == 1
