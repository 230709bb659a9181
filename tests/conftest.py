"""What all tests share: tiny papers written on the spot, and the papers in tests/papers."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import settings

settings.register_profile("project", deadline=None, max_examples=60)  # a busy machine is no defect
settings.load_profile("project")

REPOSITORY = Path(__file__).parents[1]

REPORT = """\
slug: trial
title: 試しの論文
authors:
  - name: 試作班
date: 2026-04-01
"""


@pytest.fixture
def make_paper(tmp_path):
    """Writes a paper from a mapping of paths to text; what is not given is a small default."""

    def make(files=None, *, report=REPORT):
        root = tmp_path / "paper"
        defaults = {
            "report/report.yaml": report,
            "report/chapters/01.md": "# 序 {#sec-a}\n\n本文。\n",
        }
        for name, content in {**defaults, **(files or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                continue
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(dedent(content), encoding="utf-8", newline="")
        return root

    return make


@pytest.fixture
def git(monkeypatch):
    """Runs git in a folder, without the settings of whoever runs the tests."""
    if shutil.which("git") is None:
        reason = "no git on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def run(folder, *arguments):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    return run


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture
def report_text():
    return REPORT
