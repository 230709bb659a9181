"""``hakusho brief``, and the briefs of ``hakusho build``, as they are run."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from hakusho.cli import main

BRIEF = "---\ntitle: {}\neditions: [html]\n---\n\n{}\n"
FILES = {
    "report/briefs/minister.md": BRIEF.format("大臣へ", '{{ section("sec-a") }}'),
    "report/briefs/press.md": BRIEF.format("報道へ", "本文。"),
}


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert "Traceback" not in result.output
    return result


def _built(result):
    return [
        line.split()[0] + " " + line.split("/build/")[1].split()[0]
        for line in result.output.splitlines()
        if "/build/" in line
    ]


@pytest.fixture
def paper(make_paper, report_text):
    return make_paper(FILES, report=report_text + "editions: [html]\n")


def test_one_brief_by_its_name(paper):
    result = _run(paper, "brief", "minister")
    assert result.exit_code == 0, result.output
    assert _built(result) == ["built briefs/minister.html"]
    assert sorted(file.name for file in (paper / "build/briefs").iterdir()) == ["minister.html"]
    assert not (paper / "build/trial.html").exists()


def test_all_briefs_without_a_name(paper):
    assert _built(_run(paper, "brief")) == [
        "built briefs/minister.html",
        "built briefs/press.html",
    ]


def test_nothing_is_done_twice_unless_forced(paper):
    _run(paper, "brief", "press")
    file = paper / "build/briefs/press.html"
    before = file.stat().st_mtime_ns
    assert _built(_run(paper, "brief", "press")) == ["unchanged briefs/press.html"]
    assert file.stat().st_mtime_ns == before
    assert _built(_run(paper, "brief", "press", "--force")) == ["built briefs/press.html"]


def test_what_a_brief_is_made_from_is_seen(paper):
    _run(paper, "brief")
    (paper / "report/chapters/01.md").write_text("# 序 {#sec-a}\n\n別の文。\n", encoding="utf-8")
    assert "built briefs/minister.html" in _built(_run(paper, "brief"))
    assert "別の文" in (paper / "build/briefs/minister.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("ministre", "Did you mean 'minister'?"), ("zzz", "Briefs here: minister, press.")],
)
def test_an_unknown_name_builds_nothing(paper, name, hint):
    result = _run(paper, "brief", name, "press")
    assert result.exit_code == 1
    assert f"BRF014 there is no brief '{name}'" in result.output
    assert hint in result.output
    assert not (paper / "build/briefs").exists()


@pytest.mark.parametrize(
    ("file", "asked", "told"),
    [
        ("summary.txt", "summary", "'summary.txt' is there: name it summary.md."),
        ("Summary.TXT", "summary", "'Summary.TXT' is there: name it summary.md."),
        ("Summary.md", "summary", "BRF010 'Summary' cannot name a brief"),
        ("大臣.md", "minister", "BRF010 '大臣' cannot name a brief"),
    ],
)
def test_a_brief_with_another_file_name_is_one_finding(make_paper, file, asked, told):
    point = f'[文。]{{.point for="{asked}"}}\n'
    brief = f'---\ntitle: 概要\n---\n\n{{{{ points("{asked}") }}}}\n'
    root = make_paper({"report/chapters/01.md": f"# 序\n\n{point}", f"report/briefs/{file}": brief})
    for arguments in (["brief", asked], ["build", "html"] if file.endswith(".md") else []):
        if arguments:
            result = _run(root, *arguments)
            assert told in result.output
            assert "CND003" not in result.output


def test_a_paper_without_briefs(make_paper):
    root = make_paper()
    result = _run(root, "brief", "minister")
    assert result.exit_code == 1
    assert "Write report/briefs/minister.md; `hakusho brief` shows" in result.output
    assert _run(root, "brief").exit_code == 0


def test_a_build_makes_the_briefs_too_unless_told_otherwise(paper):
    result = _run(paper, "build")
    assert _built(result) == [
        "built trial.html",
        "built briefs/minister.html",
        "built briefs/press.html",
    ]
    (paper / "build/briefs/press.html").unlink()
    assert _built(_run(paper, "build", "--no-briefs")) == ["built trial.html"]
    assert _built(_run(paper, "build", "html", "--force")) == ["built trial.html"]
    assert not (paper / "build/briefs/press.html").exists()
    assert "built briefs/press.html" in _built(_run(paper, "build"))


def test_a_brief_is_the_same_whichever_command_made_it(paper):
    _run(paper, "build")
    file = paper / "build/briefs/minister.html"
    first = file.read_bytes()
    _run(paper, "brief", "minister", "--force")
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("command", "text", "rule"),
    [
        (["build"], "{{ section('sec-z') }}", "BRF011"),
        (["brief", "press"], "文[@none]。", "CIT001"),
        (["brief"], "", "BRF010"),
    ],
)
def test_a_mistake_in_a_brief_leaves_the_last_good_outputs(paper, command, text, rule):
    assert _run(paper, "build").exit_code == 0
    before = {file: file.read_bytes() for file in (paper / "build").rglob("*.html")}
    assert len(before) == 3
    broken = paper / "report/briefs/press.md"
    broken.write_text(BRIEF.format("報道へ", text), encoding="utf-8")
    result = _run(paper, *command)
    assert result.exit_code == 1
    assert result.output.count(f" {rule} ") == 1
    assert "1 error" in result.output
    assert {file: file.read_bytes() for file in (paper / "build").rglob("*.html")} == before


def test_any_name_will_do(paper):
    names = ("pdf", "html", "epub", "trial", "report", "briefs", "style", "0")
    for name in names:
        text = BRIEF.format("題", f"独自の{name}。")
        (paper / f"report/briefs/{name}.md").write_text(text, encoding="utf-8")
    result = _run(paper, "build")
    for name in names:
        assert f"built briefs/{name}.html" in _built(result), result.output
        made = (paper / f"build/briefs/{name}.html").read_text(encoding="utf-8")
        assert f"独自の{name}。" in made
    assert "独自の" not in (paper / "build/trial.html").read_text(encoding="utf-8")
