"""What was found in the same sources is not looked for again; in any others, it is."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.engine.engine import Engine
from hakusho.examining import inspection
from hakusho.pipeline import checking, state
from hakusho.tools import sealed

SETTINGS = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [sources/w.bib]
"""
FIGURE = """\
from pathlib import Path
import matplotlib.pyplot as plt

ALT = "Numbers."


def draw(context):
    figure, axes = plt.subplots(figsize=(3, 1))
    axes.text(0.2, 0.5, Path("../elsewhere/n.txt").read_text())
    return figure
"""
ENTRY = "@book{k, author = {Keeper, Anna}, title = {T}, publisher = {P}, address = {Q}, date = {2020}}\n"
FILES = {
    "report/report.yaml": SETTINGS,
    "report/chapters/01.md": "# Lamps\n\nThere are the the {{ fact('lamps') }}.[@k]\n\n![L](lamps){#fig-l}\n\nSee @fig-l.\n",
    "report/briefs/short.md": "---\ntitle: Short\naudience: All\neditions: [html]\n---\n\nLamps.[@k]\n",
    "sources/w.bib": ENTRY,
    "figures/data/d.csv": "id,value,unit,source\nlamps,100,,k\n",
    "figures/lamps.py": FIGURE,
    "../elsewhere/n.txt": "8",
}


@pytest.fixture
def paper(make_paper):
    return make_paper(FILES)


@pytest.fixture
def looked(monkeypatch):
    """How often all checks were made."""
    times = []
    check = inspection.check

    def counted(*given):
        times.append(given)
        return check(*given)

    monkeypatch.setattr(inspection, "check", counted)
    return times


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert result.exit_code in {0, 1}, result.output
    return [line for line in result.output.splitlines() if ": " in line and ":3:" in line]


def test_the_same_is_said_without_a_second_look(paper, looked):
    first = _run(paper, "check")
    assert any("TXT" in line for line in first)
    assert _run(paper, "check") == first
    assert len(looked) == 1


def test_a_build_after_a_check_knows_what_was_found(paper, looked):
    found = _run(paper, "check")
    assert set(found) <= set(_run(paper, "build"))
    assert len(looked) == 1


def test_and_rests_on_all_that_the_check_had_read(paper):
    def inputs():
        _run(paper, "build")
        return json.loads(sealed.load(paper / "build/cache/last-build.json"))["inputs"]

    _run(paper, "check")
    after_check = inputs()
    (paper / "build/cache/last-findings.json").unlink()
    (paper / "build/cache/last-build.json").unlink()
    assert after_check == inputs()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("report/chapters/01.md", "# Lamps\n\nThere are the the {{ fact('lamps') }}.\n"),
        ("report/chapters/02.md", "# More\n\nWords.\n"),
        ("report/terms.yaml", "abbreviations:\n  - {abbr: MOD, ja: 防衛省}\n"),
        ("report/briefs/short.md", "---\ntitle: Short\naudience: All\n---\n\nLamps.\n"),
        ("sources/w.bib", ENTRY.replace("2020", "2021")),
        ("figures/data/d.csv", "id,value,unit,source\nlamps,101,,k\n"),
        ("../elsewhere/n.txt", "9"),
        ("templates/html/report.css", "p { color: red }\n"),
    ],
)
def test_whatever_changes_everything_is_looked_at_again(paper, looked, file, text):
    _run(paper, "check")
    (paper / file).parent.mkdir(parents=True, exist_ok=True)
    (paper / file).write_text(text, encoding="utf-8")
    changed = _run(paper, "check")
    assert len(looked) == 2
    (paper / "build/cache/last-findings.json").unlink()
    assert changed == _run(paper, "check")


def test_what_another_has_written_is_not_believed(paper, looked):
    found = _run(paper, "check")
    kept = paper / "build/cache/last-findings.json"
    seal, _, data = kept.read_bytes().partition(b"\n")
    told = json.loads(data)
    told["findings"] = []
    kept.write_bytes(seal + b"\n" + json.dumps(told).encode())
    assert _run(paper, "check") == found
    assert len(looked) == 2


def test_what_an_earlier_version_kept_is_not_read(paper, looked):
    found = _run(paper, "check")
    sealed.keep(paper / "build/cache/last-findings.json", b'{"rests_on": {}}')
    assert _run(paper, "check") == found
    assert len(looked) == 2


def test_force_looks_again(paper, looked):
    _run(paper, "build")
    _run(paper, "build", "--force")
    assert len(looked) == 2


def test_without_briefs_something_else_is_looked_at(paper, looked):
    _run(paper, "build", "--no-briefs")
    _run(paper, "check")
    assert len(looked) == 2


def test_what_an_editor_has_not_saved_is_not_kept(paper):
    with closing(Engine(paper)) as engine:
        engine.edited = {"report/chapters/01.md": b"# Lamps\n\nNothing.\n"}
        engine.check()
    assert not (paper / "build/cache/last-findings.json").exists()
    with closing(Engine(paper)) as engine:
        assert any("TXT" in each.rule.id for each in engine.check().findings)


def test_what_a_figure_reads_unseen_is_never_the_same(paper, looked):
    unseen = FIGURE.replace("import matplotlib", "import sqlite3\nimport matplotlib")
    (paper / "figures/lamps.py").write_text(unseen, encoding="utf-8")
    _run(paper, "check")
    _run(paper, "check")
    assert len(looked) == 2


def test_what_changes_before_it_is_read_is_not_kept(paper, looked, monkeypatch):
    chapter = paper / "report/chapters/01.md"
    as_it_was = chapter.read_bytes()

    def edited_meanwhile(root):
        found = state.sources_of(root)
        chapter.write_text("# Lamps\n\nNothing.\n", encoding="utf-8")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(checking, "sources_of", edited_meanwhile)
        _run(paper, "check")
    chapter.write_bytes(as_it_was)
    assert any("TXT" in line for line in _run(paper, "check"))
    assert len(looked) == 2
