"""The tutorials do what they say: files are written, commands run, and what they print compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from spoken import speaking

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def _steps(page):
    return [(step["file"], step["kind"], step["text"]) for step in STEP.finditer(page)]


def _run(commands, folder, patch):
    """What the commands print, and the folder in which they end."""
    printed = ""
    for command in commands.splitlines():
        program, *arguments = shlex.split(command)
        if program == "cd":
            folder /= arguments[0]
            continue
        assert program == "hakusho"
        patch.chdir(folder)
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code in {0, 1}, done.output
        printed += done.stdout
    return printed, folder


@pytest.mark.parametrize(("page", "language"), [("tutorial.md", "en"), ("ja/tutorial.md", "ja")])
def test_a_tutorial_does_what_it_says(tmp_path, monkeypatch, page, language):
    monkeypatch.setenv("HAKUSHO_LANG", language)
    folder, printed = tmp_path, ""
    for file, kind, text in _steps((DOCS / page).read_text(encoding="utf-8")):
        if file:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        elif kind == "sh":
            with speaking(language):
                printed, folder = _run(text, folder, monkeypatch)
        else:
            assert kind == "text"
            for line in text.splitlines():
                assert line in printed.splitlines()
    names = {path.name for path in (folder / "build").rglob("*") if path.is_file()}
    assert {"summary.pdf", f"{folder.name}.pdf", f"{folder.name}.docx"} <= names
    assert [name for name in names if name.startswith("passengers.")]


def test_both_tutorials_take_the_same_steps():
    english, japanese = (
        _steps((DOCS / page).read_text(encoding="utf-8"))
        for page in ("tutorial.md", "ja/tutorial.md")
    )
    assert [step[:2] for step in english] == [step[:2] for step in japanese]
