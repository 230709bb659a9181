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
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hakusho
from hakusho.findings import Finding, Location, Related, Severity, Subject, rule, unpacked
from hakusho.tools.fonts import PACKAGES
from hakusho.tools.writes import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.making.order import Request

SOURCE_FOLDERS = ("report", "figures", "bib", "templates")
_TOOLS = ("pypandoc-binary", "typst", "matplotlib", *PACKAGES)
_IGNORED = {"__pycache__", ".DS_Store"}

STATE_FILE = "build/cache/last-build.json"
_BRIEFS_STATE_FILE = "build/cache/last-briefs.json"


@dataclass(frozen=True, slots=True)
class State:
    """The last good build."""

    inputs: Mapping[str, str]  # sha256 of each input by name
    outputs: Mapping[str, str]  # sha256 of each output, by path from the paper's folder
    findings: tuple[Finding, ...]  # what the checks said, all of it warnings
    # Text of each file in ``figures/data``, by path: the next build compares with it.
    data: Mapping[str, str]
    measures: tuple[str, ...] = ()  # what there is and what the budgets allow, in lines
    # Whether an output may rest on what nobody saw: then the next build makes all anew.
    unseen: bool = False
    reissues: tuple[str, ...] = ()  # what had changed in briefs since they were issued, in words


def inputs_of(root: Path, request: str) -> dict[str, str]:
    """Hash all that can change an output of a request.

    Returns:
        sha256 by name: files of the paper, the engine, the tools' versions, the request.
    """
    found = {
        "request": request,
        "engine": _engine(),
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "python": sys.version,
        "tools": " ".join(f"{name}={_version(name)}" for name in _TOOLS),
    }
    for folder in SOURCE_FOLDERS:
        for file in _files(root / folder):
            found[file.relative_to(root).as_posix()] = digest(file)
    return found


def _version(name: str) -> str:
    """The version of a distribution; empty if it is not installed, as fonts may be."""
    with suppress(PackageNotFoundError):
        return version(name)
    return ""


def digest(file: Path) -> str:
    """sha256 of a file's content; a file that cannot be read counts as empty."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _files(folder: Path) -> Iterable[Path]:
    """All files of a folder in order, also behind links to folders, each folder once."""
    waiting: list[Path] = [folder]
    known: set[Path] = set()
    found: list[Path] = []
    while waiting:
        place = waiting.pop()
        real = place.resolve()
        if real in known or not place.is_dir():
            continue
        known.add(real)
        for each in place.iterdir():
            if each.name not in _IGNORED:
                (waiting if each.is_dir() else found).append(each)
    return sorted(file for file in found if file.is_file())


def _engine() -> str:
    """One hash of the engine's own files: a developer's edit must not leave stale outputs."""
    whole = hashlib.sha256()
    package = Path(hakusho.__file__).parent
    for file in _files(package):
        whole.update(file.relative_to(package).as_posix().encode())
        whole.update(file.read_bytes())
    shipped = package.parents[1]
    for folder in ("templates", "bib"):
        for file in _files(shipped / folder) if (shipped / "src").is_dir() else ():
            whole.update(file.read_bytes())
    return whole.hexdigest()


def state_file(request: Request) -> str:
    """Where the state of the last such build is kept."""
    return STATE_FILE if request.report else _BRIEFS_STATE_FILE


def load_state(file: Path) -> State | None:
    """Read the last build's state; ``None`` if there is none or it cannot be understood."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        findings = tuple(_finding(each) for each in kept["findings"])
        measures, reissues = tuple(kept["measures"]), tuple(kept["reissues"])
        given = (kept["inputs"], kept["outputs"], findings, kept["data"])
        return State(*given, measures, unseen=kept["unseen"], reissues=reissues)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _finding(kept: dict[str, Any]) -> Finding:
    subject, override = kept["subject"], kept["override"]
    return Finding(
        rule(kept["rule"]),
        Location(**kept["location"]),
        unpacked(kept["message"]),
        unpacked(kept["hint"]),
        Subject(**subject) if subject else None,
        tuple(Subject(**each) for each in kept["because"]),
        tuple(Related(Location(**at), unpacked(label)) for at, label in kept["related"]),
        kept["reason"],
        Severity(override) if override else None,
    )


def _kept(finding: Finding) -> dict[str, Any]:
    said = {"message": finding.message.packed(), "hint": finding.hint.packed()}
    related = [(asdict(each.location), each.label.packed()) for each in finding.related]
    return {**asdict(finding), **said, "rule": finding.rule.id, "related": related}


def save_state(file: Path, state: State) -> None:
    """Write the state of a good build.

    Raises:
        WriteError: If the disk refuses.
    """
    kept = {
        "inputs": dict(state.inputs),
        "outputs": dict(state.outputs),
        "findings": [_kept(each) for each in state.findings],
        "data": dict(state.data),
        "measures": list(state.measures),
        "reissues": list(state.reissues),
        "unseen": state.unseen,
    }
    write_text(file, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def is_current(root: Path, state: State, inputs: Mapping[str, str]) -> bool:
    """Whether the outputs on disk are what a build of these inputs would make.

    The state may know more inputs than ``inputs`` does: files from elsewhere in the paper's folder,
    which only a build finds out. These are compared by themselves.
    """
    if state.unseen:
        return False
    if any(state.inputs.get(name) != value for name, value in inputs.items()):
        return False
    beside = {name: kept for name, kept in state.inputs.items() if name not in inputs}
    return all(digest(root / name) == kept for name, kept in {**beside, **state.outputs}.items())
