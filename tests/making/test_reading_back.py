"""What a finished file says otherwise is found where it was written, before anything is published."""

import zipfile
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions import html

REPORT = """\
slug: trial
title: Keeping Skerrow Open
authors: [{name: Ines Calder}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [bib/a.bib]
"""
FILES = {
    "report/report.yaml": REPORT,
    "report/chapters/01.md": "# The fleet {#sec-fleet}\n\nShips lie there [@navy].\n\nBoats do not.\n",
    "report/briefs/card.md": "---\ntitle: A card\neditions: [html]\n---\n\nBoats are cheap.\n",
    "bib/a.bib": "\n@book{navy, author = {{Navy}}, title = {Annual Boats}, publisher = {P}, date = {2020}}\n",
}


@pytest.fixture
def build(make_paper, monkeypatch):
    """Builds with an edition that is not what its writer made; what is said, by rule and place."""

    def run(change, files=None, command="build"):
        root = make_paper({**FILES, **(files or {})})
        real = html.finish

        def finish(job):
            file = real(job)
            file.write_text(change(file.read_text(encoding="utf-8"), file.name), encoding="utf-8")
            return file

        monkeypatch.setattr(html, "finish", finish)
        result = CliRunner().invoke(main, [command, "--project", str(root)])
        monkeypatch.undo()
        found = [line for line in result.output.splitlines() if ": OUT01" in line]
        return SimpleNamespace(root=root, code=result.exit_code, found=found)

    return run


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Boats do not", "Boats don’t", "report/chapters/01.md:5:10: OUT"),
        ("Annual", "Yearly", "bib/a.bib:2:1: OUT"),
        ("Boats are", "Ships are", "report/briefs/card.md:6"),
        (">Keeping Skerrow Open<", ">Closing Skerrow<", "report/report.yaml: OUT"),
        (">A card<", ">A sheet<", "report/briefs/card.md: OUT"),
    ],
)
def test_what_is_printed_otherwise_is_found_where_it_was_written(build, old, new, place):
    ran = build(lambda text, _name: text.replace(old, new))
    assert [line for line in ran.found if line.startswith(place)], ran.found


def test_editions_that_say_what_the_document_says_are_found_nothing(build):
    ran = build(lambda text, _name: text)
    assert (ran.code, ran.found) == (0, [])
    assert (ran.root / "build/trial.html").is_file()


@pytest.mark.parametrize("error", [OSError, ValueError, KeyError, RuntimeError, zipfile.BadZipFile])
def test_a_file_that_cannot_be_read_back_is_a_finding(make_paper, monkeypatch, error):
    def read(_job):
        raise error("what is this")

    monkeypatch.setattr(html, "read", read)
    root = make_paper({**FILES, "report/briefs/card.md": None})
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    said = [line for line in result.output.splitlines() if ": OUT015" in line]
    assert len(said) == 1, result.output
    assert said[0].startswith("report/report.yaml: OUT015")
    assert "trial.html" in said[0]
    assert "what is this" in said[0]
