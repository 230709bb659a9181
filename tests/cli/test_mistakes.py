"""Mistakes that users make: each is found where it is, and the finding says what to do."""

from __future__ import annotations

import io
import itertools
import os
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

from hakusho.cli import main
from read_yaml import read_yaml

FILE = Path(__file__).with_name("mistakes.yaml")
GIVEN = read_yaml(FILE)
DRAWN = "build/cache/figures"
ACCEPT = "HAKUSHO_ACCEPT"
"""Set in the environment: what is printed is written into the file."""


def content(case, path):
    """What a file holds in a case: that of the paper, changed or exchanged."""
    change = case["files"].get(path, {})
    if change is None:
        return None
    if isinstance(change, str):
        return change.encode()
    if "image" in change:
        made = io.BytesIO()
        Image.new("RGB", (60, 40), "red").save(made, change["image"])
        return made.getvalue()
    text = change.get("text", GIVEN["paper"].get(path, ""))
    if "replace" in change:
        old, new = change["replace"]
        assert old in text, case["mistake"]
        text = text.replace(old, new)
    return (text + change.get("add", "")).encode(change.get("encoding", "utf-8"))


def printed(case, root):
    """What a check says of a paper with the mistake, without the source lines."""
    for path in {**GIVEN["paper"], **case.get("files", {})}:
        data = content({"files": {}, **case}, path)
        if data is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    lines = CliRunner().invoke(main, ["check", "--project", str(root)]).output.splitlines()
    shown = [line for line in lines if "|" not in line[:12] and not line.startswith("more on")]
    return "".join(f"{line}\n" for line in shown[: -1 if shown[-1:] != ["no findings"] else None])


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The drawings of the paper without a mistake, so that each figure is drawn once."""
    root = tmp_path_factory.mktemp("sound")
    assert printed({}, root) == "no findings\n"
    return root / DRAWN


@pytest.mark.parametrize("case", GIVEN["cases"], ids=lambda case: case["mistake"])
def test_a_mistake_is_told_with_its_line_and_its_remedy(case, drawn, tmp_path):
    shutil.copytree(drawn, tmp_path / DRAWN)
    said = printed(case, tmp_path)
    if os.environ.get(ACCEPT):
        case["prints"] = said
        lines = FILE.read_text(encoding="utf-8").splitlines(keepends=True)
        head = "".join(itertools.takewhile(lambda line: line.startswith("#"), lines))
        text = yaml.safe_dump(GIVEN, allow_unicode=True, sort_keys=False, width=1000)
        FILE.write_text(head + text, encoding="utf-8")
    assert said == case["prints"], f"to accept it: {ACCEPT}=1, and look at the difference"
