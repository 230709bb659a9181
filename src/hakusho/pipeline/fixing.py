"""``hakusho check --fix``: mend the bibliography in place, and show what changed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from io import StringIO
from typing import TYPE_CHECKING

from hakusho.checks.bibliography import MENDERS
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.mending import Replacement, mend, replaced
from hakusho.citations.works import works_of
from hakusho.paper.load import load_paper
from hakusho.paper.reading import decode, find_file
from hakusho.paper.source_file import SourceFile
from hakusho.pipeline.result import unwritten
from hakusho.tools.writes import WriteError, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from hakusho.findings import Finding, Location


@dataclass(frozen=True, slots=True)
class Fix:
    """What is mended in one file."""

    path: str  # the file, from the paper's folder
    replacements: tuple[Replacement, ...]  # the mended values, in the order of the file
    diff: str  # the change as a unified diff


def fix_paper(
    root: Path, findings: Iterable[Finding], *, write: bool
) -> tuple[tuple[Fix, ...], tuple[Finding, ...]]:
    """Mend what needs no judgement in a paper's bibliography, or only say what would change.

    Args:
        root: The paper's folder.
        findings: What a check has found; a value is mended for a rule that stands against it,
            and for none that the paper accepts.
        write: Whether to write the files.

    Returns:
        One fix for each file that changes, and OUT001 for each that cannot be written. A paper
        that cannot be read has no fixes; what is wrong with it is for the check to say.
    """
    paper, _ = load_paper(root)
    if paper is None:
        return (), ()
    bibliography, _ = load_bibliography(paper.bibliography)
    works = works_of(bibliography.entries.values())
    wanted = _wanted(findings)
    fixes, problems = [], []
    for file in paper.bibliography:
        replacements = mend(file, works, MENDERS, wanted)
        if not replacements:
            continue
        try:
            new = mended_text(root, file, replacements, write=write)
        except WriteError as error:
            problems.append(unwritten(file.path, error))
        else:
            fixes.append(Fix(file.path, replacements, unified(file, new)))
    return tuple(fixes), tuple(problems)


def _wanted(findings: Iterable[Finding]) -> Callable[[str, Location, Location], bool]:
    """Which rules to mend in which values: those of which a finding stands within the value."""
    standing: dict[str, list[Location]] = {}
    for finding in findings:
        if not finding.accepted:
            standing.setdefault(finding.rule.id, []).append(finding.location)

    def wanted(rule_id: str, first: Location, last: Location) -> bool:
        return any(first <= place <= last for place in standing.get(rule_id, ()))

    return wanted


def mended_text(
    root: Path, file: SourceFile, replacements: Sequence[Replacement], *, write: bool
) -> SourceFile:
    """The file with its values replaced, in order; written if so asked, all other bytes as before.

    Raises:
        WriteError: If the disk refuses, or the file is no longer what was read.
    """
    found, _ = find_file(root, file.path)
    try:
        data = found.read_bytes() if found is not None else b""
    except OSError as error:
        raise WriteError(f"{file.path}: {error.strerror or error}") from error
    if found is None or decode(file.path, data)[0] != file.text:
        raise WriteError(f"{file.path}: it has changed in the meantime")
    raw = replaced(data.decode("utf-8"), replacements)
    if write:
        write_text(found, raw)
    text, _ = decode(file.path, raw.encode("utf-8"))
    return SourceFile(file.path, text or "")


def unified(old: SourceFile, new: SourceFile) -> str:
    """The difference between two states of a file as a unified diff."""
    lines = unified_diff(
        StringIO(old.text, newline="\n").readlines(),
        StringIO(new.text, newline="\n").readlines(),
        fromfile=f"a/{old.path}",
        tofile=f"b/{old.path}",
    )
    missing = "\n\\ No newline at end of file\n"
    return "".join(line if line.endswith("\n") else f"{line}{missing}" for line in lines)
