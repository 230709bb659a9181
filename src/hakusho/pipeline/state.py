"""What the last build was made from, so that a build without change costs next to nothing.

Everything is compared by content: the paper's files, the engine's own code, the versions of the
tools and the outputs themselves. Time stamps are never looked at. Nothing heavy is imported here,
because this is all that runs when nothing has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hakusho
from hakusho.findings import Finding, Text, packed_finding, unpacked, unpacked_finding
from hakusho.paper.folders import SOURCE_FOLDERS
from hakusho.tools import sealed
from hakusho.tools.boundary import file_digest, walk
from hakusho.tools.boundary import state as state_of
from hakusho.tools.distributions import version_of
from hakusho.tools.fonts import PACKAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.making.order import Request

_TOOLS = (
    *("bibtexparser", "contourpy", "fonttools", "jinja2", "kiwisolver", "lxml", "markupsafe"),
    *("matplotlib", "numpy", "pillow", "pydantic", "pylatexenc", "pypandoc-binary"),
    *(
        "pyarrow",
        "pypdfium2",
        "python-stdnum",
        "pyyaml",
        "rapidfuzz",
        "ruamel-yaml",
        "typst",
        "uharfbuzz",
        "xlsxwriter",
    ),
    *PACKAGES,
)
"""Packages of others that read, check, draw and write."""

STATE_FILE = "build/cache/last-build.json"
_BRIEFS_STATE_FILE = "build/cache/last-briefs.json"
_REVIEW_STATE_FILE = "build/cache/last-review.json"
STATE_FILES = (STATE_FILE, _BRIEFS_STATE_FILE, _REVIEW_STATE_FILE)


@dataclass(frozen=True, slots=True)
class State:
    """The last good build."""

    inputs: Mapping[str, str]  # sha256 of each input by name
    outputs: Mapping[str, str]  # sha256 of each output, by path from the paper's folder
    findings: tuple[Finding, ...]  # what the checks said, all of it warnings
    # Text of each file in ``figures/data``, by path: the next build compares with it.
    data: Mapping[str, str]
    measures: tuple[Text, ...] = ()  # what there is and what the budgets allow, in lines
    # Whether an output may rest on what nobody saw: then the next build makes all anew.
    unseen: bool = False
    reissues: tuple[Text, ...] = ()  # what had changed in briefs since they were issued, in words
    by_row: tuple[Text, ...] = ()  # how it went with briefs by the row, in lines
    aside: int = 0  # how many warnings were about nothing that was asked for


def sources_of(root: Path) -> dict[str, str]:
    """Hash all that can change what is found in a paper, or made of it.

    Returns:
        sha256 by name: files of the paper, the engine, the tools' versions.
    """
    found = {
        "engine": _engine(),
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "python": sys.version,
        "tools": " ".join(f"{name}={version_of(name)}" for name in _TOOLS),
    }
    for folder in SOURCE_FOLDERS:
        walked = walk(root, folder)
        found |= {path: file_digest(root / path) for path in walked.files}
        found |= {path: f"leads to {os.path.realpath(root / path)}" for path in walked.outside}
    return found


@cache
def _engine() -> str:
    """One hash of the engine's own files, as this process has begun with them.

    A developer's edit must not leave stale outputs.
    """
    whole = hashlib.sha256()
    package = Path(hakusho.__file__).parent
    for path in walk(package, "").files:
        whole.update(path.encode())
        whole.update((package / path).read_bytes())
    shipped = package.parents[1]
    for folder in ("templates", "bib"):
        for path in walk(shipped, folder).files if (shipped / "src").is_dir() else ():
            whole.update((shipped / path).read_bytes())
    return whole.hexdigest()


def state_file(request: Request) -> str:
    """Where the state of the last such build is kept."""
    if request.review:
        return _REVIEW_STATE_FILE
    return STATE_FILE if request.report else _BRIEFS_STATE_FILE


def load_state(file: Path) -> State | None:
    """Read the last build's state; ``None`` if there is none of this user's and this version's."""
    try:
        kept = json.loads(sealed.load(file) or b"")
        findings = tuple(unpacked_finding(each) for each in kept["findings"])
        measures = tuple(map(unpacked, kept["measures"]))
        reissues = tuple(map(unpacked, kept["reissues"]))
        by_row = tuple(map(unpacked, kept["by_row"]))
        given = (_texts(kept["inputs"]), _texts(kept["outputs"]), findings, _texts(kept["data"]))
        unseen: bool = kept["unseen"]
        return State(
            *given,
            measures,
            unseen=unseen,
            reissues=reissues,
            by_row=by_row,
            aside=int(kept["aside"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):  # an earlier version kept another
        return None


def _texts(kept: dict[str, str]) -> dict[str, str]:
    return {name: str(text) for name, text in kept.items()}


def state_text(state: State, file: str) -> str:
    """The state of a good build as its file, of this name, holds it: under a seal."""
    kept = {
        "inputs": dict(sorted(state.inputs.items())),
        "outputs": dict(state.outputs),
        "findings": [packed_finding(each) for each in state.findings],
        "data": dict(state.data),
        "measures": [each.packed() for each in state.measures],
        "reissues": [each.packed() for each in state.reissues],
        "by_row": [each.packed() for each in state.by_row],
        "unseen": state.unseen,
        "aside": state.aside,
    }
    text = json.dumps(kept, ensure_ascii=False) + "\n"  # with lines it is Python that writes it
    return sealed.under_seal(Path(file).name, text.encode()).decode()


def is_current(root: Path, state: State, inputs: Mapping[str, str]) -> bool:
    """Whether the outputs on disk are what a build of these inputs would make.

    The state may know more inputs than ``inputs`` does: what a build has asked for elsewhere. These
    are compared by themselves.
    """
    return (
        not state.unseen
        and is_as_it_was(root, state.inputs, inputs)
        and all(state_of(root, name) == kept for name, kept in state.outputs.items())
    )


def is_as_it_was(root: Path, before: Mapping[str, str], inputs: Mapping[str, str]) -> bool:
    """Whether what something was made from ``before`` is so still; ``inputs`` are known already."""
    if any(before.get(name) != value for name, value in inputs.items()):
        return False
    beside = ((name, kept) for name, kept in before.items() if name not in inputs)
    return all(state_of(root, name) == kept for name, kept in beside)
