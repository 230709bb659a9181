"""Papers as the gallery and the documentation show them: copies, built by the command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import yaml

from gallery.documented import DOCS, ROOT
from read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PARTS = ("report", "figures", "bib", "images", "sources")
_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="8mm" viewBox="0 0 20 8">'
    '<rect width="20" height="8" fill="#1f4e79"/>'
    '<path d="M2 5.5l4-3 4 3 4-3 4 3" fill="none" stroke="#fff" stroke-width=".7"/></svg>'
)


def copied(paper: Path, folder: Path) -> Path:
    """Copy a paper's sources."""
    for name in _PARTS:
        if (paper / name).is_dir():
            shutil.copytree(paper / name, folder / name)
    return folder


def framed(frame: str, folder: Path) -> Path:
    """Copy the reference paper, as the publication of docs/frames.md, in a frame."""
    copied(ROOT, folder)
    text = (DOCS / "frames.md").read_text(encoding="utf-8")
    shown = yaml.safe_load(
        re.search(r"^```yaml\n(frame: .*?)^```", text, re.DOTALL | re.MULTILINE)[1]
    )
    shown["authors"] = [
        {key: value for key, value in author.items() if key != "photo"}
        for author in shown["authors"]
    ]
    file = folder / "report/report.yaml"
    settings = read_yaml(file) | shown | {"frame": frame}
    del settings["budget"]
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    (folder / "images").mkdir(exist_ok=True)
    (folder / "images/logo.svg").write_text(_LOGO, encoding="utf-8")
    return folder


def hakusho(root: Path, *arguments: str, language: str = "en", **more: str) -> str:
    """Run a command on a paper and return what it prints; an exit code above 1 is an error."""
    environment: Mapping[str, str] = {**os.environ, "HAKUSHO_LANG": language, **more}
    done = subprocess.run(
        [sys.executable, "-m", "hakusho", *arguments, "--project", str(root)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout
