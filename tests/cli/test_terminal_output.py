"""No command lets anything of a paper reach the terminal as it is."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import hakusho
from hakusho.cli import main
from hakusho.values.invisible import CONTROL

ESC = "\x1b]0;owned\x07\x1b[31m\x9b1m"
CHAPTER = "report/chapters/01.md"
REPORT = "slug: t\ntitle: T\nauthors: [{name: A}]\ndate: 2026-04-01\nbibliography: [bib/a.bib]\n"
FIGURE = """\
import os, sys
ALT = "a"
print("out\\x1b[31m", flush=True)
os.write(2, b"err\\x1b]0;owned\\x07\\n")
def draw(context):
    raise ValueError("\\x1b[31mred\\n[bold]x\\u202e")
"""
FILES = {
    CHAPTER: f"# 序\n\n港{ESC}[@nokey]は開く。[red]赤[/red] {{{{ x }}}}\n\n![図](w){{#fig-w}}\n",
    "report/report.yaml": REPORT,
    "bib/a.bib": f"@book{{a{ESC}, title = {{T{ESC}}}, date = {{2020}}}}\n@book{{b, \x1b[31m\n",
    "figures/w.py": FIGURE,
    "figures/data/d.csv": f"id,value,unit,source\na,1,隻{ESC},x\n",
    f"report/chapters/02{ESC}[red].md": "# 二\n\n[x](javascript:y)\n",
    "report/chapters/03\nreport:1:1: CIT001 x.md": "",
    "report/briefs/b[red]\x1b.md": "---\ntitle: T\n---\n\nT.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paper")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert result.exit_code in {0, 1, 2}, result.output
    return result


def _is_clean(text):
    return not CONTROL.search(text) and "\r" not in text


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_a_report_in_any_form_has_codes_in_their_place(root, form):
    result = _run(root, "check", "--format", form)
    assert _is_clean(result.output)
    found = result.stdout
    assert "owned" in found
    if form == "text":
        assert "\\x1b" in found
        assert "ValueError: \\x1b[31mred" in found
        assert "[red]赤[/red]" in found
        assert not [line for line in found.split("\n") if line.startswith("report:1:1")]
    if form == "github":
        assert all(line.startswith("::") for line in found.splitlines())
    if form in {"json", "sarif"}:
        said = json.dumps(json.loads(found), ensure_ascii=False)
        assert "ValueError: \\u001b[31mred" in said


def test_what_a_figures_program_prints_is_printed_with_codes(root):
    result = _run(root, "figures")
    assert _is_clean(result.output)
    assert "out\\x1b[31m\n" in result.stderr
    assert "err\\x1b]0;owned\\x07\n" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("build",),
        ("check", "--diff"),
        ("impact",),
        ("impact", f"x{ESC}"),
        ("impact", "--since", f"x{ESC}"),
        ("brief", f"x{ESC}"),
        ("confirm", f"x{ESC}"),
        ("rule", f"x{ESC}"),
        ("check", "--select", f"x{ESC}"),
        (f"x{ESC}",),
        ("figures", f"x{ESC}"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_no_command_prints_one(root, arguments):
    assert _is_clean(_run(root, *arguments).output)


def test_a_report_in_a_file_is_clean_as_well(root, tmp_path):
    _run(root, "check", "--output", str(tmp_path / "report.txt"))
    assert _is_clean((tmp_path / "report.txt").read_text("utf-8"))


def test_every_command_prints_through_the_door():
    asked = []
    for file in sorted((Path(hakusho.__file__).parent / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func)
            said = ast.unparse(node.args[0]) if node.args else ""
            through = said.startswith("printable(") or ".encode(" in said
            if name in {"print", "click.echo", "click.secho"} and not through:
                asked.append(f"{file.name}:{node.lineno}")
    assert asked == []
