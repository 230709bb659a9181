"""A report: what one run says, ready for any output format."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.findings import Severity
from hakusho.tools.files import real_path
from hakusho.values.invisible import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hakusho.findings import Finding, Location


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, in order, and where its paper lies.

    Attributes:
        folder: The paper's folder from the repository's root (or from where the command was
            given); empty if it is that folder.
        line_of: Gives a source line for a path and a 1-based line number, or ``None``.
        readable: Whether the paper could be read at all.
    """

    findings: tuple[Finding, ...]
    folder: str
    line_of: Callable[[str, int], str | None]
    readable: bool = True

    def path(self, location: Location) -> str:
        """A finding's file from the repository's root, as tools around a repository want it."""
        return f"{self.folder}/{location.path}" if self.folder else location.path


def as_json(value: Any) -> str:
    """A value as JSON, with the codes of all that a terminal would obey: JSON asks few of them."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not text.replace("\n", "").isprintable():  # which is asked ten times as fast
        text = CONTROL.sub(lambda match: json.dumps(match[0])[1:-1], text)
    return f"{text}\n"


def folder_of(root: Path, here: Path) -> str:
    """The paper's folder from the folder that holds ``.git``; without such a one, from ``here``.

    Empty if it is that folder or lies outside it.
    """
    real = real_path(root)
    repository = next((f for f in (real, *real.parents) if (f / ".git").exists()), real_path(here))
    if not real.is_relative_to(repository):
        return ""
    folder = real.relative_to(repository).as_posix()
    return "" if folder == "." else folder


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings of a run are errors, warnings, and accepted ones."""

    errors: int
    warnings: int
    accepted: int


def count(findings: Iterable[Finding]) -> Counts:
    """Count findings; an accepted one is counted as nothing else."""
    found = Counter("accepted" if each.accepted else each.severity for each in findings)
    return Counts(found[Severity.ERROR], found[Severity.WARNING], found["accepted"])
