"""A build is "unchanged" only if nothing has changed that any build read, wherever it lies."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main

REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [sources/w.bib]
citations: {style: house/own.csl}
"""
CHAPTER = """\
# Lamps

There are {{ fact("lamps") }}.[@k]

![Lamps](lamps){#fig-lamps}

![Beams](beams){#fig-beams}

![A quay](pictures/quay.svg){#fig-quay alt="Stones by the water"}

See @fig-lamps, @fig-beams and @fig-quay.
"""
PLOT = """\
from pathlib import Path
import matplotlib.pyplot as plt
{imports}
ALT = "Numbers."
{files}

def draw(context):
    here = Path(__file__).parents[1]
    figure, axes = plt.subplots(figsize=(3, 1))
    axes.text(0.2, 0.5, "N=" + {value})
    return figure
"""
TEXT = PLOT.format(imports="", files="", value='(here / "raw/n.txt").read_text().strip()')
READ_DATABASE = 'str(sqlite3.connect(here / "raw/n.db").execute("select v from n").fetchone()[0])'
DATABASE = PLOT.format(imports="import sqlite3", files="{files}", value=READ_DATABASE)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><text y="20">{}</text></svg>'
ENTRY = "@book{{k, author = {{Keeper, Anna}}, title = {{{}}}, publisher = {{P}}, address = {{Q}}, date = {{2020}}}}\n"
SHIPPED = Path(__file__).parents[2] / "templates/citations"


def _set(file, value):
    connection = sqlite3.connect(file)
    connection.execute("create table if not exists n(v)")
    connection.execute("delete from n")
    connection.execute("insert into n values(?)", (value,))
    connection.commit()
    connection.close()


FILES = {
    "report/report.yaml": REPORT,
    "report/chapters/01.md": CHAPTER,
    "sources/w.bib": ENTRY.format("First words"),
    "shared/d.csv": "id,value,unit,source\nlamps,100,,k\n",
    "raw/n.txt": "5\n",
    "figures/lamps.py": TEXT,
    "figures/beams.py": DATABASE.replace("{files}", 'FILES = ("raw/n.db",)'),
    "pictures/quay.svg": SVG.format("north"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built") / "paper"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    _set(root / "raw/n.db", 31)
    (root / "figures/data").symlink_to("../shared")
    (root / "house").mkdir()
    for suffix in (".csl", ".yaml"):
        shutil.copy(SHIPPED / f"chicago-note-en{suffix}", root / f"house/own{suffix}")
    assert _build(root)
    return root


@pytest.fixture
def paper(built, tmp_path):
    root = tmp_path / "paper"
    shutil.copytree(built, root, symlinks=True)
    assert not _build(root)
    return root


def _build(root, *options):
    """Whether anything was built."""
    result = CliRunner().invoke(main, ["build", *options, "--project", str(root)])
    assert result.exit_code == 0, result.output
    return "unchanged  " not in result.output


def _page(root):
    return (root / "build/trial.html").read_text(encoding="utf-8")


def _replace(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("sources/w.bib", "First words", "Other words"),
        ("shared/d.csv", ",100,", ",437,"),
        ("raw/n.txt", "5", "N=6"),
        ("pictures/quay.svg", "north", "south"),
    ],
)
def test_what_is_read_from_anywhere_is_read_again(paper, file, old, new):
    assert new.strip(",") not in _page(paper)
    _replace(paper / file, old, new)
    assert _build(paper)
    assert new.strip(",") in _page(paper)


@pytest.mark.parametrize("suffix", [".csl", ".yaml"])
def test_a_style_of_the_paper_is_read_again(paper, suffix):
    with (paper / f"house/own{suffix}").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert _build(paper)


def test_a_file_that_a_figure_declares_is_read_again(paper):
    assert "N=31" in _page(paper)
    _set(paper / "raw/n.db", 77)
    assert _build(paper)
    assert "N=77" in _page(paper)


def test_a_build_never_ends_well_where_a_check_does_not(paper):
    with (paper / "sources/w.bib").open("a", encoding="utf-8") as file:
        file.write("@book{broken, title={\n")
    results = [
        CliRunner().invoke(main, [command, "--project", str(paper)])
        for command in ("check", "build")
    ]
    assert [result.exit_code for result in results] == [1, 1]


def test_a_figure_whose_reading_cannot_be_seen_is_drawn_each_time_and_says_so(paper):
    (paper / "figures/beams.py").write_text(DATABASE.replace("{files}", ""), encoding="utf-8")
    assert _build(paper)
    _set(paper / "raw/n.db", 88)
    result = CliRunner().invoke(main, ["build", "--project", str(paper)])
    assert "FIG013" in result.output
    assert "sqlite3" in result.output
    assert "N=88" in _page(paper)
    why = CliRunner().invoke(main, ["figures", "--why", "--project", str(paper)])
    assert "beams: drawn: what sqlite3 reads cannot be seen" in why.output
    assert "lamps: unchanged" in why.output


def test_a_declared_file_that_is_not_there_is_found(paper):
    (paper / "raw/n.db").unlink()
    result = CliRunner().invoke(main, ["check", "--project", str(paper)])
    assert "figures/beams.py:5:10: PAP002" in result.output


def test_force_draws_all_figures(paper):
    drawn = paper / "build/cache/figures/lamps.en.150mm.json"
    drawing = drawn.with_suffix(".svg")
    kept = drawing.read_bytes()
    _replace(drawn, '"alt": "Numbers."', '"alt": "Tampered."')
    assert _build(paper, "--force")
    assert "Tampered" not in drawn.read_text(encoding="utf-8")
    assert drawing.read_bytes() == kept


def test_a_file_of_a_style_that_appears_later_counts(paper):
    (paper / "house/own.yaml").unlink()
    assert _build(paper)
    assert not _build(paper)
    shutil.copy(SHIPPED / "chicago-note-en.yaml", paper / "house/own.yaml")
    assert _build(paper)
