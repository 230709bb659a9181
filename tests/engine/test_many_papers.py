"""Many papers in one run: each is built as by itself, and each fault is its own."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from ended import ended_or_named
from hakusho.cli import main
from hakusho.cli.build_command import complete_build
from hakusho.engine import many_papers
from hakusho.engine.many_papers import build_papers
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper

REPORT = """\
slug: {name}
title: {name}
authors: [{{name: A}}]
date: 2026-04-01
lang: en-GB
editions: [html]
"""
HTML = Request(("html",), briefs=())


@pytest.fixture
def papers(make_paper, tmp_path):
    """Makes papers beside each other, of their chapters by name."""

    def make(**chapters):
        made = {}
        for name, text in chapters.items():
            paper = make_paper({"report/chapters/01.md": text}, report=REPORT.format(name=name))
            made[name] = shutil.move(paper, tmp_path / "house" / name)
        return made

    (tmp_path / "house").mkdir()
    return make


def built(papers, request=HTML, **settings):
    return list(build_papers(papers, request, force=False, progress=lambda _: None, **settings))


def test_each_paper_is_built_as_by_itself_and_told_in_order(papers):
    made = papers(
        lamps="# Lamps {#a}\n\nLit.\n", piers="# Piers {#a}\n\nLong.\n", tides="# T\n\nLow.\n"
    )
    together = built(list(made.values()))
    assert [each.paper for each in together] == list(made.values())
    for each in together:
        (output,) = each.result.outputs
        written = (each.paper / output).read_bytes()
        alone = build_paper(each.paper, HTML, force=True, progress=lambda _: None)
        assert alone.outputs == each.result.outputs
        assert (each.paper / output).read_bytes() == written


def test_what_is_wrong_with_one_paper_stops_no_other(papers):
    made = papers(broken="# A\n\nSee @sec-nowhere.\n", sound="# B\n\nFine.\n")
    broken, sound = built(list(made.values()))
    assert [each.rule.id for each in broken.result.findings if each.rule.id == "XRF001"]
    assert broken.result.outputs == ()
    assert sound.result.outputs == ("build/sound.html",)


def test_a_child_that_is_killed_takes_one_paper_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(many_papers, "_build", ended_or_named)
    monkeypatch.setattr(many_papers, "PROCESSORS", 1)
    first, heavy, odd, last = built([tmp_path / name for name in ("first", "heavy", "odd", "last")])
    assert first.result.outputs == ("first",)
    assert [each.rule.id for each in heavy.result.findings] == ["OUT020"]
    assert isinstance(odd.defect, LookupError)
    assert last.result.outputs == ("last",)


def run(*arguments):
    return CliRunner().invoke(main, ["build", *map(str, arguments)])


def test_a_shell_completes_editions_and_folders():
    offered = complete_build(None, None, "ht")
    assert [(each.value, each.type) for each in offered] == [("html", "plain"), ("ht", "dir")]


def test_the_command_takes_editions_and_papers_and_ends_with_the_worst_code(papers):
    made = papers(broken="# A\n\nSee @sec-nowhere.\n", sound="# B\n\nFine.\n")
    result = run("html", *made.values(), made["sound"])
    assert result.exit_code == 1
    assert "1 of 2 papers are without errors" in result.stdout
    assert result.stdout.index(f"{made['broken']}:") < result.stdout.index(f"{made['sound']}:")
    assert (made["sound"] / "build/sound.html").is_file()
    again = run("html", made["sound"])
    assert again.exit_code == 0
    assert "unchanged" in again.stdout


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["hmtl"], "'hmtl' is no edition (pdf, docx, html, epub) and no paper's folder"),
        (["hmtl"], "Did you mean 'html'?"),
        (["Word"], "Did you mean 'docx'?"),
        ([__file__], "is a file: what is built are editions (pdf, docx, html, epub)"),
        (["x" * 5000], "is no edition (pdf, docx, html, epub) and no paper's folder"),
        (["--project", ".", "HERE"], "name papers, or one with --project, not both"),
    ],
)
def test_what_is_neither_edition_nor_paper_is_refused(papers, names, said):
    made = papers(here="# A\n\nB.\n")
    result = run(*(made["here"] if name == "HERE" else name for name in names))
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
