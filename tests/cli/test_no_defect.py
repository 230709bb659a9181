"""What an author, a tool or a machine may leave is a finding, a usage error, or works: never 70."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from hakusho.cli import main

CASES = YAML(typ="safe").load(Path(__file__).with_name("no_defect.yaml"))
NO_SUCH_NAME = "a" * 300


def _run(root, *arguments):
    result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
    assert result.exit_code != 70, result.output
    assert "Traceback" not in result.output
    return result


def _put(path, kind):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(path.name if kind == "loop" else "nowhere")


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are POSIX")
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_no_defect(make_paper, report_text, case):
    added = case.get("report", "").replace(case.get("long", "\0"), NO_SUCH_NAME)
    root = make_paper(case.get("files"), report=report_text + added)
    for name, kind in case.get("odd", {}).items():
        _put(root / name, kind)
    result = _run(root, *case.get("command", "check").split())
    for rule in case.get("finds", ()):
        assert f" {rule} " in result.output
    assert case.get("says", "") in result.output
    assert result.exit_code == case.get("code", 1), result.output
