"""What `hakusho doctor` looks at."""

import io
import os
import platform
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner

from hakusho import __version__
from hakusho.cli import main
from hakusho.tools import fonts, pandoc, surroundings


def told(folder):
    return {str(each.what): each for each in surroundings.surroundings(folder)}


def test_all_that_a_build_needs_is_here(tmp_path):
    found = told(tmp_path)
    assert f"Hakusho {__version__}" in found
    assert [what for what, each in found.items() if each.state == "wrong"] == []
    assert f"font {fonts.serif().family}" in found


def test_what_is_missing_is_told_with_its_remedy(tmp_path, monkeypatch):
    def absent():
        raise pandoc.PandocError("there is none")

    monkeypatch.setattr(surroundings, "binary", absent)
    monkeypatch.setattr(surroundings.shutil, "which", lambda _name: None)
    monkeypatch.setattr(surroundings, "version_of", lambda name: "" if name == "typst" else "1")
    found = told(tmp_path)
    assert found["pandoc: there is none"].state == "wrong"
    assert "pip install typst" in found["typst is not installed"].remedy
    assert found["LibreOffice was not found"].state == "missing"
    assert all(each.remedy for each in found.values() if each.state != "ok")
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 1
    assert "WRONG    typst is not installed" in done.output


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    tmp_path.chmod(0o500)
    try:
        found = told(tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert found[f"this folder cannot be written to: {tmp_path}"].state == "wrong"


@pytest.mark.parametrize(("encoding", "state"), [("utf-8", "ok"), ("cp932", "missing")])
def test_a_terminal_is_asked_what_it_can_print(encoding, state, monkeypatch):
    monkeypatch.setattr(sys, "__stdout__", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert surroundings._terminal().state == state


def test_an_old_python_and_fonts_that_are_missing_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(surroundings, "_OLDEST", (99, 0))
    monkeypatch.setattr("hakusho.tools.fonts._is_installed", lambda _package: False)
    gone = fonts.serif()
    monkeypatch.setattr(fonts, "shipped", lambda: (replace(gone, path=tmp_path / "gone"),))
    found = told(tmp_path)
    python = found[f"Python {platform.python_version()}"]
    assert (python.state, str(python.remedy)) == ("wrong", "Install Python 3.11 or later.")
    font = found[f"font {gone.family} is missing"]
    assert (font.state, str(font.remedy)) == (
        "wrong",
        "Install Hakusho anew: its fonts come as packages.",
    )
    scripts = {what: each for what, each in found.items() if what.startswith("fonts for ")}
    extras = {script.extra for script in fonts.SCRIPTS if script.extra}
    assert len(scripts) == len(extras) > 1
    assert {each.state for each in scripts.values()} == {"missing"}
    remedies = {str(each.remedy) for each in scripts.values()}
    assert remedies == {f"Only for texts in it: pip install 'hakusho[{extra}]'" for extra in extras}


@pytest.mark.parametrize(
    ("program", "what"),
    [
        *((name, "a browser") for name in ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "firefox")),
        ("soffice", "LibreOffice"),
        ("libreoffice", "LibreOffice"),
        ("git", "git"),
    ],
)  # fmt: skip
def test_a_program_is_found_by_any_of_its_names(program, what, monkeypatch):
    which = {program: f"/bin/{program}"}.get
    monkeypatch.setattr(surroundings.shutil, "which", which)
    found = [*surroundings._programs()]
    assert [str(each.what) for each in found if each.state == "ok"] == [f"{what}: /bin/{program}"]
    assert [each.state for each in found].count("missing") == 2
    assert all(bool(each.remedy) is (each.state == "missing") for each in found)
