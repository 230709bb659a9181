"""What the paper makes no more is taken out of its folder of outputs."""

import hashlib
import json
import shutil

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.pipeline.publishing import MADE

FIGURE = """\
import matplotlib.pyplot as plt

ALT = "A line."
DATA = ("depths",)


def draw(context):
    figure, axes = plt.subplots(figsize=(3, 1))
    axes.plot([int(row["depth"]) for row in context.data["depths"].rows])
    return figure
"""
CHAPTER = """\
# Depths {#sec-a}

See @fig-sound and this.

![The sound](sound){#fig-sound}

![The bar](bar){#fig-bar}
"""
BRIEF = "---\ntitle: Short\neditions: [html]\n---\n\nWords.\n"
REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
"""


FILES = {
    "report/report.yaml": REPORT,
    "report/chapters/01.md": CHAPTER,
    "report/briefs/m.md": BRIEF,
    "report/briefs/n.md": BRIEF,
    "figures/sound.py": FIGURE,
    "figures/bar.py": FIGURE,
    "figures/data/depths.csv": "place,depth\na,3\nb,7\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built") / "paper"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert _run(root, "build").exit_code == 0
    assert {"bar.svg", "bar.csv"} <= _names(root, "figures")
    return root


@pytest.fixture
def paper(built, tmp_path):
    root = tmp_path / "paper"
    shutil.copytree(built, root)
    return root


def _run(root, *arguments):
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


def _names(root, folder):
    return {file.name for file in (root / "build" / folder).iterdir()}


def _withhold_bar(root):
    chapter = root / "report/chapters/01.md"
    text = chapter.read_text(encoding="utf-8")
    withheld = text.replace("![The bar]", '::: {.only brief="m"}\n![The bar]') + ":::\n"
    chapter.write_text(withheld, encoding="utf-8")


def test_a_figure_that_is_withheld_now_lies_there_no_more(paper):
    _withhold_bar(paper)
    result = _run(paper, "build")
    assert result.exit_code == 0, result.output
    assert _names(paper, "figures") == {"sound.svg", "sound.csv"}
    assert f"removed  {(paper / 'build/figures/bar.csv').as_posix()}" in result.output


def test_a_brief_that_is_no_more_lies_there_no_more(paper):
    (paper / "report/briefs/n.md").unlink()
    (paper / "build/briefs/own.html").write_text("mine", encoding="utf-8")
    assert _run(paper, "brief").exit_code == 0
    assert _names(paper, "briefs") == {"m.html", "own.html"}


def test_what_somebody_has_changed_stays(paper):
    (paper / "build/figures/bar.csv").write_text("mine", encoding="utf-8")
    _withhold_bar(paper)
    result = _run(paper, "build")
    assert result.exit_code == 0
    assert "bar.csv" in _names(paper, "figures")
    said = "the paper makes this file no more; it stays, for it has been changed"
    assert f"build/figures/bar.csv: OUT016 warning: {said}" in result.output
    assert "removed  " + (paper / "build/figures/bar.svg").as_posix() in result.output
    assert "bar.csv" not in [line for line in result.output.splitlines() if "removed" in line]


def test_what_was_not_asked_for_this_time_stays(paper):
    assert _run(paper, "build", "pdf", "--no-briefs").exit_code == 0
    assert _names(paper, "briefs") == {"m.html", "n.html"}
    assert _run(paper, "brief", "m").exit_code == 0
    assert _names(paper, "briefs") == {"m.html", "n.html"}
    assert {"bar.svg", "sound.svg"} <= _names(paper, "figures")
    assert (paper / "build/trial.html").exists()


@pytest.mark.parametrize("linked", [False, True])
def test_a_record_of_somebody_elses_deletes_nothing_outside(paper, tmp_path, linked):
    kept = tmp_path / "victim/keep.txt"
    kept.parent.mkdir()
    kept.write_text("precious", encoding="utf-8")
    name = "build/figures/link/keep.txt" if linked else "build/figures/../../../victim/keep.txt"
    if linked:
        (paper / "build/figures/link").symlink_to(kept.parent)
    record = paper / MADE
    digest = hashlib.sha256(b"precious").hexdigest()
    record.write_text(json.dumps({name: digest}), encoding="utf-8")
    assert _run(paper, "build", "--force").exit_code == int(linked)
    assert kept.read_text(encoding="utf-8") == "precious"


def test_a_failed_build_takes_nothing_away(paper):
    _withhold_bar(paper)
    chapter = paper / "report/chapters/01.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n@fig-none\n", encoding="utf-8")
    assert _run(paper, "build").exit_code == 1
    assert "bar.svg" in _names(paper, "figures")
