"""`hakusho impact`, and what a build says after a change of the data, as an author runs them."""

import json

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.data.changes import CellChange, FactChange
from hakusho.findings import Location, say
from hakusho.paper.briefs import BriefSettings, BriefSource
from hakusho.paper.source_file import ChapterFile
from hakusho.pipeline.impact import moved_lines
from hakusho.pipeline.result import Dependents, Moved

pytestmark = pytest.mark.usefixtures("printed_is_held")

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
        "  table report/chapters/01.md:11:1  forces\n"
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


HERE = Location("figures/data/a.csv", 2)


def moved(facts=(), cells=(), **rests):
    kinds = dict.fromkeys(("figures", "captions", "sentences", "tables"), ())
    return Moved(tuple(facts), tuple(cells), Dependents(**{**kinds, **rests}))


def _brief(name):
    text = ChapterFile(f"report/briefs/{name}.md", "")
    return BriefSource(name, BriefSettings(title="T"), "en", "en-GB", text, None)


@pytest.mark.parametrize(("count", "left"), [(40, []), (42, ["  data … and 2 more"])])
def test_of_a_table_that_was_replaced_not_every_cell_is_listed(count, left):
    cells = [CellChange("a", HERE, f"row {at}", "value", "1", "2") for at in range(count)]
    lines = [*moved_lines(moved(cells=cells, briefs=(_brief("card"),)))]
    assert lines[1] == "  data a: row 0: value  1 → 2  figures/data/a.csv:2"
    assert lines[1:41] == [
        line.replace("row 0", f"row {at}") for at, line in enumerate([lines[1]] * 40)
    ]
    assert lines[41:] == [*left, "  brief card  report/briefs/card.md"]


def test_what_is_new_and_what_is_gone_is_said():
    facts = [FactChange("x", "a", HERE, "", "1"), FactChange("y", "a", HERE, "2", "")]
    cells = [CellChange("a", HERE, "z", "", "", "there")]
    lines = [*moved_lines(moved(facts, cells), say("what moves:"))]
    assert [line.removesuffix(f"  {HERE}") for line in lines] == [
        "what moves:",
        "  fact x  (new) → 1",
        "  fact y  2 → (gone)",
        "  data a: z  (new) → there",
        "  nothing in the text rests on it",
    ]


DERIVED = """\
derived:
  - {id: afloat, total: [ships, crews], unit: {en: souls}}
  - {id: all, total: [afloat, c], unit: {en: souls}}
"""


def test_what_is_derived_at_any_remove_rests_on_a_fact(paper):
    (paper / "figures/data/more.meta.yaml").write_text(DERIVED, encoding="utf-8")
    (paper / "figures/data/more.csv").write_text(
        FORCES.replace("ships,ships", "b,b").replace("crews,crews", "c,c")
    )
    chapter = paper / "report/chapters/01.md"
    chapter.write_text(CHAPTER + 'With others {{ fact("all") }}.\n', encoding="utf-8")
    assert "With others" in run("impact", paper, "crews").output
    assert "With others" not in run("impact", paper, "b").output
    assert "01.md:12:13  With others" in run("impact", paper, "ships").output


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("as_of: 2026-03-01", ["data forces: as_of", "nothing in the text rests on it"]),
        ("caption: Fleets", ["data forces: caption", "table report/chapters/01.md:11:1  forces"]),
        ("unit: {en: hulls}", ["data forces: unit", "figure fleet"]),  # its rows have their own
    ],
)
def test_what_a_sidecar_says_moves_what_prints_it(paper, said, lines):
    run("build", paper)
    sidecar = paper / "figures/data/forces.meta.yaml"
    kept = "" if said.startswith("caption") else "caption: Forces\n"
    sidecar.write_text(f"{kept}{said}\n", encoding="utf-8")
    moves = run("impact", paper).output.splitlines()[1:]
    assert [line.strip()[: len(words)] for line, words in zip(moves, lines, strict=True)] == lines


PASSENGERS = "年度,旅客数（千人）,船員数\n2015,520,310\n2025,405,231\n"
ASKING = """\
# 章

旅客数は{{ cell("passengers", "旅客数（千人）", 年度=2025) }}である。2015年度は別である。

増減は{{ cell("passengers", "旅客数（千人）").growth(2015, 2025) }}、船員は{{ cell("passengers", "船員数").latest }}人。
"""


def test_a_cell_is_followed_to_the_sentences_that_print_it(tmp_path):
    (tmp_path / "report" / "chapters").mkdir(parents=True)
    (tmp_path / "figures" / "data").mkdir(parents=True)
    about = "slug: w\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-11-24\neditions: [html]\n"
    (tmp_path / "report" / "report.yaml").write_text(about, encoding="utf-8")
    (tmp_path / "report" / "chapters" / "01.md").write_text(ASKING, encoding="utf-8")
    data = tmp_path / "figures" / "data" / "passengers.csv"
    data.write_text(PASSENGERS, encoding="utf-8")
    run("build", tmp_path)
    data.write_text(PASSENGERS.replace("405", "410"), encoding="utf-8")
    told = run("impact", tmp_path).output.splitlines()
    assert told == [
        "what moves (since the last build):",
        "  fact passengers.旅客数（千人）[2025]  405千人 → 410千人  figures/data/passengers.csv:3:6",
        "  fact passengers.旅客数（千人）.growth(2015, 2025)  −22.1% → −21.2%  figures/data/passengers.csv:3:6",
        "  data passengers: 2025: 旅客数（千人）  405 → 410  figures/data/passengers.csv:3:6",
        "  sentence report/chapters/01.md:3:5  旅客数は410千人である。",
        "  sentence report/chapters/01.md:5:4  増減は−21.2%、船員は231人。",
    ]
    assert "船員は231人" in run("impact", tmp_path, "passengers").output


OF_CELLS = """\
# Crews

In 2025 {{ cell("p", "riders", route="North", year=2025) }} rode, {{ cell("p", "riders", route="North").growth(2015, 2025) }} more,
{{ cell("p", "riders", route="North", year=2025).share }} of all. South had {{ cell("p", "riders", route="South", year=2025) }}.

There are {{ fact("ships") }} of {{ fact("both") }}.

{{ table("p") }}
"""


@pytest.fixture
def of_cells(paper):
    rows = "North,2015,1200\nNorth,2025,1500\nSouth,2025,500\n"
    about = "caption: Riders\nunit: {en: riders, ja: 人}\nsource: navy\n"
    derived = "derived: [{id: both, total: [ships, ships], unit: {en: ships}}]\n"
    files = {"p.csv": f"route,year,riders\n{rows}", "p.meta.yaml": about}
    for name, text in {**files, "z.meta.yaml": derived, "z.csv": "x,y\n1,2\n"}.items():
        (paper / "figures/data" / name).write_text(text, encoding="utf-8")
    (paper / "report/chapters/01.md").write_text(OF_CELLS, encoding="utf-8")
    return paper


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("p.riders[North, 2025]", 1),
        ("p.riders[2025、South]", 2),  # in any order; of a share too
        ("p.riders[North].growth(2015, 2025)", 1),
        ("p.riders[North, 2015]", 1),
    ],
)
def test_impact_takes_the_names_of_cells_that_it_tells(of_cells, name, sentences):
    result = run("impact", of_cells, name)
    assert result.exit_code == 0, result.output
    assert result.output.count("  sentence ") == sentences
    assert "  table report/chapters/01.md:8:1  p" in result.output


def test_a_cell_that_there_is_not_is_no_name(of_cells):
    result = run("impact", of_cells, "p.riders[East, 2025]")
    assert result.exit_code == 2
    assert (
        "there is neither a dataset nor a fact nor a cell 'p.riders[East, 2025]'" in result.output
    )


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (
            "1,500",
            [
                "report/chapters/01.md:3:9  1,500 riders  p.riders[North, 2025]",
                "  from figures/data/p.csv:3:12  @navy",
                "report/chapters/01.md:8:1  1500  p",
                "  from figures/data/p.csv:3:12  @navy",
            ],
        ),
        (
            "25.0%",
            [
                "report/chapters/01.md:3:67  25.0%  p.riders[North].growth(2015, 2025)",
                "  from figures/data/p.csv:2:12  @navy",
                "  from figures/data/p.csv:3:12  @navy",
            ],
        ),
        (
            "12 ships",
            [
                "report/chapters/01.md:6:11  12 ships  ships",
                "  from figures/data/forces.csv:2:13  @navy, p. 3",
                "report/chapters/01.md:6:34  12 ships  both",
                "  from figures/data/forces.csv:2:13  @navy, p. 3",
            ],
        ),
        ("13", None),
        ("many", None),
    ],
)
def test_where_says_where_a_number_comes_from(of_cells, asked, lines):
    result = run("where", of_cells, asked)
    if lines is None:
        assert result.exit_code != 0
    else:
        assert result.output.splitlines() == lines


SHOWN = """\
# A

{{ table("p", rows={"route": "North"}, columns="route, riders", id="tbl-n", caption="North") }}

{{ table("p", rows={"route": "South"}, id="tbl-s", caption="South") }}
"""


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ("1,500", ["report/chapters/01.md:3:1  1500  p", "  from figures/data/p.csv:2:12  @navy"]),
        ("500", ["report/chapters/01.md:5:1  500  p", "  from figures/data/p.csv:3:12  @army"]),
        ("7.5", ["report/chapters/01.md:5:1  7.5  p", "  from figures/data/p.csv:3:16  @army"]),
        ("8.5", None),
    ],
)
def test_where_tells_of_cells_that_a_table_shows_and_of_no_others(paper, asked, lines):
    rows = "North,2025,1500,8.5,\nSouth,2025,500,7.5,army\n"
    data = paper / "figures/data"
    (data / "p.csv").write_text(f"route,year,riders,share,source\n{rows}", encoding="utf-8")
    (data / "p.meta.yaml").write_text("source: navy\n", encoding="utf-8")
    (paper / "report/chapters/01.md").write_text(SHOWN, encoding="utf-8")
    result = run("where", paper, asked)
    if lines is None:
        assert result.exit_code != 0
    else:
        assert result.output.splitlines() == lines


DRAWN = """\
# A

![Riders](riders){#fig-r} ![All](every){#fig-e}
"""


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (
            "1,500",
            [
                "report/chapters/01.md:3:1  1500  figures/riders.yaml",
                "  from figures/data/p.csv:2:12  @navy",
                "report/chapters/01.md:3:27  1500  figures/every.py",
                "  from figures/data/p.csv:2:12  @navy",
            ],
        ),
        (
            "500",  # of a row that only one of them chooses
            [
                "report/chapters/01.md:3:27  500  figures/every.py",
                "  from figures/data/p.csv:3:12  @army",
            ],
        ),
        (
            "8.5",  # of a column that only one of them shows
            [
                "report/chapters/01.md:3:27  8.5  figures/every.py",
                "  from figures/data/p.csv:2:17  @navy",
            ],
        ),
        ("50", None),
    ],
)
def test_where_tells_of_cells_that_a_figure_shows(paper, asked, lines):
    rows = "North,2025,1500,8.5,\nSouth,2025,500,7.5,army\n"
    spec = "kind: columns\ndataset: p\nlabel: route\nvalue: riders\nrows: {route: North}\n"
    files = {
        "figures/data/p.csv": f"route,year,riders,share,source\n{rows}",
        "figures/data/p.meta.yaml": "source: navy\n",
        "figures/riders.yaml": spec,
        "figures/every.py": 'DATA = ("p",)\n\n\ndef draw(context): ...\n',
        "report/chapters/01.md": DRAWN,
    }
    for name, text in files.items():
        (paper / name).write_text(text, encoding="utf-8")
    result = run("where", paper, asked)
    if lines is None:
        assert result.exit_code != 0
    else:
        assert result.output.splitlines() == lines


def test_changes_are_told_since_a_snapshot_over_a_threshold_and_as_json(paper):
    assert run("data", paper, "--snapshot", "2026-10").output == (
        "wrote figures/data/snapshots/2026-10.json\n"
    )
    assert run("data", paper, "--snapshot", "2026-10").exit_code == 2
    change(paper, "12,ships", "13,ships")
    change(paper, "40,people", "80,people")
    whole = run("impact", paper, "--since", "2026-10").output
    assert "fact ships  12 ships → 13 ships" in whole
    large = run("impact", paper, "--since", "2026-10", "--over", "10").output
    assert ("fact crews" in large, "fact ships" in large) == (True, False)
    told = json.loads(run("impact", paper, "--since", "2026-10", "--format", "json").output)
    assert [(f["id"], f["old"], f["new"]) for f in told["facts"]] == [
        ("ships", "12 ships", "13 ships"),
        ("crews", "40 people", "80 people"),
    ]
    texts = [(each["kind"], each["says"]) for each in told["texts"]]
    assert ("sentence", "Crews number 80 people.") in texts
    assert told["figures"] == ["figures/fleet.py"]


SHOWN_IN_PART = """\
# Calls

{{ table("calls", rows={"port": "Brae"}, id="tbl-brae", caption="Brae") }}

{{ table("calls", columns="port, tons", id="tbl-tons", caption="Tons") }}

{{ table("calls", columns="port", order="-tons", id="tbl-order", caption="By tons") }}

{% for port in ["Brae", "Aoba"] %}
{{ table("calls", rows={"port": port}, id="tbl-" ~ port, caption=port) }}
{% endfor %}
"""
OF_A_PORT = """\
---
title: "{{ row.port }}"
for: {data: ports, name: port}
editions: [html]
---

The harbour of {{ row.port }} is {{ row.depth }} m deep.

{{ table("calls", rows={"port": row.port}, id="tbl-calls", caption=row.port ~ " calls") }}
"""
IN_JAPANESE = """\
---
title: 入港
lang: ja
editions: [html]
---

{{ table("ports", columns="port, mayor_en", id="tbl-ports", caption="港") }}
"""


@pytest.fixture
def in_part(make_paper):
    return make_paper(
        {
            "report/chapters/01.md": SHOWN_IN_PART,
            "report/briefs/of.md": OF_A_PORT,
            "report/briefs/ja.md": IN_JAPANESE,
            "figures/data/calls.csv": "port,year,ships,tons\nBrae,2024,120,900\nAoba,2024,88,700\n",
            "figures/data/ports.csv": ("port,depth,mayor_ja,mayor_en\nBrae,9,甲,A\nAoba,12,乙,B\n"),
        },
        report=REPORT.replace("bibliography: [bib/a.bib]\n", ""),
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "tables", "briefs"),
    [
        ("calls", "88,", "90,", ["01.md:10", "of.md:9"], ["of-aoba"]),
        ("calls", "120,", "130,", ["01.md:3", "01.md:10", "of.md:9"], ["of-brae"]),
        ("calls", "900", "910", ["01.md:3", "01.md:5", "01.md:10", "of.md:9"], ["of-brae"]),
        (
            "calls",
            ",900",
            ",600",
            [f"01.md:{at}" for at in (3, 5, 7, 10)] + ["of.md:9"],
            ["of-brae"],
        ),
        ("ports", "Brae,9", "Brae,8", [], ["of-brae"]),
        ("ports", ",B\n", ",C\n", [], []),
        ("ports", "乙", "丙", ["ja.md:7"], ["ja"]),
    ],
)
def test_what_shows_other_rows_or_columns_did_not_move(in_part, name, old, new, tables, briefs):
    run("data", in_part, "--snapshot", "before")
    change(in_part, old, new, name)
    told = json.loads(run("impact", in_part, "--since", "before", "--format", "json").output)
    named = [f"{each['path'].rpartition('/')[2]}:{each['line']}" for each in told["texts"]]
    assert [each for each in named if each != "of.md:7"] == tables
    assert told["briefs"] == briefs


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("calls.tons[Aoba]", ["01.md:5:1", "01.md:7:1", "01.md:10:1", "of.md:9:1"]),
        ("calls.ships[Brae]", ["01.md:3:1", "01.md:10:1", "of.md:9:1"]),
        ("calls", ["01.md:3:1", "01.md:5:1", "01.md:7:1", "01.md:10:1", "of.md:9:1", "of.md:9:1"]),
    ],
)
def test_a_table_of_other_rows_or_columns_does_not_rest_on_a_cell(in_part, name, tables):
    lines = run("impact", in_part, name).output.splitlines()
    places = [line.split()[1].rpartition("/")[2] for line in lines if line.startswith("  table ")]
    assert places == tables


BARS = """\
kind: {kind}
dataset: calls
label: port
{number}
rows: {{port: [Aoba]}}
source: ""
"""


@pytest.mark.parametrize(
    ("old", "new", "figures"),
    [
        ("120", "130", []),
        ("88", "90", ["figures/bars.yaml"]),
        ("Brae", "Aoba", ["figures/bars.yaml"]),
    ],
)
def test_a_figure_that_leaves_a_row_out_does_not_rest_on_it(make_paper, old, new, figures):
    root = make_paper(
        {
            "report/chapters/01.md": (
                '# A\n\n{{ cell("calls", "ships", port="Brae") }}隻、'
                '{{ cell("calls", "ships", port="Aoba") }}隻。\n\n![船](bars){#fig-a}\n'
            ),
            "figures/bars.yaml": BARS.format(kind="columns", number="value: ships\nunit: ships"),
            "figures/data/calls.csv": "port,ships\nBrae,120\nAoba,88\n",
        },
        report=REPORT.replace("bibliography: [bib/a.bib]\n", ""),
    )
    assert "bars" not in run("impact", root, "calls.ships[Brae]").output
    assert "bars" in run("impact", root, "calls.ships[Aoba]").output
    run("data", root, "--snapshot", "before")
    change(root, old, new, "calls")
    told = json.loads(run("impact", root, "--since", "before", "--format", "json").output)
    assert told["figures"] == figures
