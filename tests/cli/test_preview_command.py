"""``hakusho preview`` as a command: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

import hakusho
from hakusho.cli import main
from hakusho.preview.serve import Preview

pytestmark = pytest.mark.usefixtures("heeds_ctrl_c")

FIGURE = """\
from pathlib import Path
from matplotlib.figure import Figure
ALT = "船。"
(Path(__file__).parents[1] / "ran").touch()
def draw(context):
    return Figure(figsize=(2, 1))
"""
FILES = {
    "report/chapters/01.md": "# 序 {#sec-a}\n\n@fig-ships を見よ。\n\n![船](ships){#fig-ships}\n",
    "figures/ships.py": FIGURE,
}


@contextmanager
def previewed(root, *options, **environment):
    """A preview in a process of its own, and its address."""
    source = str(Path(hakusho.__file__).parents[1])
    command = [sys.executable, "-m", "hakusho", "preview", "--project", str(root), *options]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": source, **environment},
    )
    try:
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", said)
        assert found, said + process.stdout.read()
        yield process, found[0]
    finally:
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        process.wait()


@contextmanager
def states(address):
    """States as a page is told of them, one after the other."""
    parts = urlsplit(address)
    link = http.client.HTTPConnection(parts.hostname, parts.port)
    link.request("GET", f"{parts.path}events")
    with closing(link), link.getresponse() as answer:
        yield (json.loads(line[6:]) for line in answer if line.startswith(b"data: {"))


def first(address, wanted):
    with states(address) as told:
        return next(state for state in told if wanted(state))


def proved(address):
    return first(address, lambda state: state["proved"])


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
def test_it_ends_when_it_is_told_to_and_leaves_nothing(make_paper, tmp_path, number):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with previewed(make_paper(FILES), TMPDIR=str(scratch)) as (process, address):
        with states(address) as told:  # somebody looks at it, and goes on doing so
            assert next(state for state in told if state["digest"])
            process.send_signal(number)
            assert process.wait() == 128 + number
        said = process.stdout.read()
    assert said == "Ctrl-C ends it.\nThe preview has ended.\n"
    assert list(scratch.iterdir()) == []


def test_no_program_runs_without_figures(make_paper):
    root = make_paper(FILES)
    with previewed(root, "--no-figures") as (_, address):
        state = proved(address)
    assert {each["rule"] for each in state["findings"]} & {"FIG015", "FIG016"}
    assert not (root / "ran").exists()


def test_links_lead_into_the_editor_that_its_user_names(make_paper):
    root = make_paper({"report/chapters/01.md": "# 序 {#sec-a}\n\n@sec-b を見よ。\n"})
    with previewed(root, HAKUSHO_EDITOR="emacs://open?{path}") as (_, address):
        state = proved(address)
    links = {each["editor"] for each in state["findings"]}
    assert f"emacs://open?{root.resolve()}/report/chapters/01.md" in links


def test_a_folder_that_is_no_paper_is_shown_as_what_is_wrong_with_it(tmp_path):
    with previewed(tmp_path) as (_, address):
        state = first(address, lambda state: state["findings"])
    assert state["stale"]
    assert state["digest"] == ""


def test_a_port_that_another_has_is_said(make_paper):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = CliRunner().invoke(
            main, ["preview", "--project", str(make_paper()), "--port", str(port)]
        )
    assert done.exit_code == 1
    assert done.output.startswith(f"Error: port {port} of this machine cannot be had: ")


def test_what_is_no_address_of_an_editor_is_said(make_paper):
    arguments = ["preview", "--project", str(make_paper()), "--editor", "javascript:{path}"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2
    assert "it has to begin like an editor's address" in done.output


def test_the_browser_is_opened_at_the_address(make_paper, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(Preview, "run", lambda self: self._socket.close())
    done = CliRunner().invoke(main, ["preview", "--open", "--project", str(make_paper())])
    assert done.exit_code == 0
    assert opened == re.findall(r"http://\S+", done.output)
