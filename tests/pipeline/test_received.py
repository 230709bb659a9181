"""A folder that comes from somebody else is only a folder: its links and its caches are no orders."""

import hashlib
import json
import shutil

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from hakusho.tools import sealed

REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html, docx]
"""
FILES = {
    "report/report.yaml": REPORT,
    "report/chapters/01.md": "# Lamps {#sec-a}\n\n![Lamps](lamps){#fig-lamps}\n\nSee @fig-lamps.\n",
    "report/briefs/m.md": "---\ntitle: Short\neditions: [html]\n---\n\nWords.\n",
    "figures/lamps.py": """\
import matplotlib.pyplot as plt
ALT = "A line."


def draw(context):
    figure, axes = plt.subplots(figsize=(3, 1))
    axes.text(0.2, 0.5, "Mine")
    return figure
""",
}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("built") / "paper"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    result = _run(root, "build")
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def paper(built, tmp_path):
    root = tmp_path / "paper"
    shutil.copytree(built, root)
    return root


@pytest.fixture
def elsewhere(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "keep.txt").write_text("precious", encoding="utf-8")
    return folder


def _run(root, *arguments):
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


def _content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("command", ["build", "brief", "check", "figures"])
@pytest.mark.parametrize(
    "path", ["build", "build/figures", "build/briefs", "build/cache", "build/cache/figures"]
)
def test_nothing_is_written_through_a_link(paper, elsewhere, command, path):
    shutil.rmtree(paper / path)
    (paper / path).symlink_to(elsewhere)
    before = _content(elsewhere), _content(paper)
    result = _run(paper, command)
    assert result.exit_code == 1, result.output
    assert f"{path}: PAP009 " in result.output
    assert (_content(elsewhere), _content(paper)) == before


@pytest.mark.parametrize("path", ["build/.lock", "build/cache/made.json", "build/.work-x"])
def test_nor_through_a_link_to_what_is_not_there_yet(paper, elsewhere, path):
    (paper / path).unlink(missing_ok=True)
    (paper / path).symlink_to(elsewhere / "new")
    assert _run(paper, "build", "--force").exit_code == 1
    assert not (elsewhere / "new").exists()


@pytest.mark.parametrize("moment", ["reading the paper", "writing", "searching the outputs"])
@pytest.mark.parametrize("path", ["build/figures", "build/briefs", "build/cache", "build"])
def test_nor_through_a_link_that_is_put_there_while_it_runs(paper, elsewhere, path, moment):
    def at(what):
        if what.startswith(moment) and not (paper / "aside").exists():
            (paper / path).rename(paper / "aside")
            (paper / path).symlink_to(elsewhere)

    for name in ("lamps.svg", "m.html", "made.json", "figures/old.ja.80mm.json"):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        (elsewhere / name).write_text("precious", encoding="utf-8")
    before = _content(elsewhere)
    result = build_paper(paper, Request(), force=True, progress=at)
    assert [(each.rule.id, each.location.path) for each in result.findings] == [("PAP009", path)]
    assert _content(elsewhere) == before


@pytest.mark.parametrize("name", ["trial.html", "figures/lamps.svg"])
def test_an_output_that_is_a_link_is_not_followed(paper, elsewhere, name):
    (paper / "build" / name).unlink()
    (paper / "build" / name).symlink_to(elsewhere / "keep.txt")
    _run(paper, "build", "--force")
    assert (elsewhere / "keep.txt").read_text(encoding="utf-8") == "precious"


def test_a_record_of_issues_is_not_written_elsewhere(paper, elsewhere):
    (paper / "report/briefs/issued.yaml").symlink_to(elsewhere / "new.yaml")
    result = _run(paper, "brief", "m", "--issue")
    assert result.exit_code == 1, result.output
    assert "report/briefs/issued.yaml: PAP00" in result.output
    assert not (elsewhere / "new.yaml").exists()


def test_findings_are_not_written_through_a_link_of_the_papers(paper, elsewhere):
    (paper / "out.json").symlink_to(elsewhere / "keep.txt")
    output = ["--format", "json", "--output", str(paper / "out.json")]
    result = _run(paper, "check", *output)
    assert result.exit_code == 1
    assert "leads out of the paper's folder" in result.output
    assert (elsewhere / "keep.txt").read_text(encoding="utf-8") == "precious"


def _as_stranger(monkeypatch, tmp_path):
    monkeypatch.setenv(sealed.FOLDER, str(tmp_path / "stranger"))


def test_outputs_that_somebody_else_has_built_are_built_again(paper, monkeypatch, tmp_path):
    own = (paper / "build/trial.html").read_bytes()
    assert "unchanged  " in _run(paper, "build").output
    state = json.loads(sealed.load(paper / "build/cache/last-build.json"))
    (paper / "build/trial.html").write_text(HOSTILE, encoding="utf-8")
    digest = hashlib.sha256(HOSTILE.encode()).hexdigest()
    state["outputs"]["build/trial.html"] = digest
    with monkeypatch.context() as patch:
        _as_stranger(patch, tmp_path)
        sealed.keep(paper / "build/cache/last-build.json", json.dumps(state).encode())
    result = _run(paper, "build")
    assert result.exit_code == 0, result.output
    assert "unchanged  " not in result.output
    assert (paper / "build/trial.html").read_bytes() == own


def test_nothing_that_lies_in_a_cache_of_somebody_elses_is_used(paper, monkeypatch, tmp_path):
    """Whatever it is called: what is used must have been kept by this user."""
    (paper / "build/cache/last-build.json").unlink()
    own = _content(paper / "build")
    crafted = {}
    for file in (paper / "build/cache").rglob("*"):
        if file.is_file():
            data = file.read_bytes().replace(b"Mine", HOSTILE.encode())
            body = data.partition(b"\n")[2] if data.startswith(b"hakusho ") else data
            with monkeypatch.context() as patch:
                _as_stranger(patch, tmp_path)
                if body is data:
                    file.write_bytes(data)
                else:
                    sealed.keep(file, body[::-1] if file.suffix in {".png", ".woff"} else body)
            crafted[file] = file.read_bytes()
    assert len(crafted) > 5
    result = _run(paper, "build")
    assert result.exit_code == 0, result.output
    made = _content(paper / "build")
    outputs = [name for name in own if not name.startswith("cache/")]
    assert {name: made[name] for name in outputs} == {name: own[name] for name in outputs}


def test_a_drawing_that_was_changed_in_the_cache_is_drawn_again(paper):
    (drawing,) = (paper / "build/cache/figures").glob("lamps.en.150mm.svg")
    drawing.write_bytes(drawing.read_bytes().replace(b"</svg>", HOSTILE.encode() + b"</svg>"))
    assert _run(paper, "build", "--force").exit_code == 0
    assert HOSTILE not in (paper / "build/trial.html").read_text(encoding="utf-8")
    assert HOSTILE not in (paper / "build/figures/lamps.svg").read_text(encoding="utf-8")


@pytest.mark.usefixtures("cold_drawing")
def test_a_matplotlibrc_in_the_cache_changes_nothing(paper):
    own = (paper / "build/figures/lamps.svg").read_bytes()
    for folder in ("build/cache/matplotlib", "build/cache/figures/matplotlib", "."):
        (paper / folder).mkdir(exist_ok=True)
        (paper / folder / "matplotlibrc").write_text("figure.dpi: 30\n", encoding="utf-8")
    assert _run(paper, "build", "--force").exit_code == 0
    assert (paper / "build/figures/lamps.svg").read_bytes() == own


def test_a_template_by_way_of_links_is_read_only_in_the_paper(paper, elsewhere):
    (elsewhere / "report.css").write_text("/* CANARY */", encoding="utf-8")
    (paper / "house").mkdir()
    (paper / "house/report.css").symlink_to(elsewhere / "report.css")
    (paper / "templates").mkdir()
    (paper / "templates/html").symlink_to("../house")
    result = _run(paper, "build", "html")
    assert result.exit_code == 1, result.output
    assert "templates/html/report.css: PAP004" in result.output
    assert "CANARY" not in (paper / "build/trial.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path", ["report/chapters", "report/briefs", "figures/data", "bib", "templates/labels"]
)
def test_a_folder_that_leads_out_of_the_paper_is_found(paper, elsewhere, path):
    shutil.rmtree(paper / path, ignore_errors=True)
    (paper / path).parent.mkdir(exist_ok=True)
    (paper / path).symlink_to(elsewhere)
    settings = paper / "report/report.yaml"
    if path == "bib":
        settings.write_text(f"{REPORT}bibliography: [bib/keep.txt]\n", encoding="utf-8")
    result = _run(paper, "check")
    assert result.exit_code == 1, result.output
    assert "PAP004" in result.output
    assert "precious" not in result.output
