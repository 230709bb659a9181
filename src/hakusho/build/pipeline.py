"""The pipeline on one page: examine, settle, write editions, publish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.build.state import State, digest, inputs_of, is_current, load_state, save_state
from hakusho.findings import Finding, Location, is_fatal, rule
from hakusho.findings.policy import Selection
from hakusho.tools.writes import BusyError, WriteError, publish, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hakusho.build.examine import Examined
    from hakusho.build.impact import Moved

STATE_FILE = "build/cache/last-build.json"


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did.

    Attributes:
        findings: Sorted by place.
        outputs: Files in place, relative to the paper's folder.
        unchanged: Whether they were up to date already.
        readable: Whether the paper could be read at all.
        moved: What a change of the data since the last build moved; ``None`` if nothing.
    """

    findings: tuple[Finding, ...]
    outputs: tuple[str, ...] = ()
    unchanged: bool = False
    readable: bool = True
    moved: Moved | None = None


def build_paper(
    root: Path,
    editions: Sequence[str],
    *,
    force: bool,
    progress: Callable[[str], None],
) -> Result:
    """Build a paper's editions.

    Args:
        root: The paper's folder.
        editions: Which ones; none means all that report.yaml names.
        force: Build even if nothing has changed.
        progress: Told what is being done.

    Returns:
        The findings and, if none is an error, the outputs.
    """
    inputs = inputs_of(root, editions)
    state = load_state(root / STATE_FILE)
    if state is not None and not force and is_current(root, state, inputs):
        return Result(state.findings, tuple(state.outputs), unchanged=True)

    from hakusho.build.examine import examine  # noqa: PLC0415  heavy; not needed without change

    examined, findings = examine(root, progress)
    if examined is None:
        return Result(findings, readable=False)
    if any(is_fatal(finding) for finding in findings):
        return Result(findings)
    result = _write(root, examined, editions, inputs, findings, progress)
    if state is None or not result.outputs:
        return result
    from hakusho.build.impact import moved  # noqa: PLC0415

    return replace(result, moved=moved(examined.paper, state.data, examined.data))


def _write(
    root: Path,
    examined: Examined,
    editions: Sequence[str],
    inputs: dict[str, str],
    findings: tuple[Finding, ...],
    progress: Callable[[str], None],
) -> Result:
    from hakusho.build.publishing import make_editions  # noqa: PLC0415

    wanted = tuple(editions) or examined.paper.settings.editions
    build = root / "build"
    try:
        with work_folder(build) as folder:
            finished, problems = make_editions(folder, examined, wanted, progress)
            if problems:
                return Result((*findings, *problems))
            publish(finished)
            outputs = tuple(path.relative_to(root).as_posix() for path in finished)
            beside = {
                file.relative_to(root).as_posix(): digest(file)
                for file in examined.pictures.copies.values()
                if file.is_relative_to(root) and not file.is_relative_to(build)
            }
            digests = {name: digest(root / name) for name in outputs}
            made = State({**beside, **inputs}, digests, findings, examined.data)
            save_state(root / STATE_FILE, made)
    except BusyError as error:
        hint = "Wait until it has finished, then try again."
        busy = Finding(rule("OUT004"), Location("build"), str(error), hint)
        return Result((*findings, busy))
    except (WriteError, OSError) as error:
        message = f"cannot write: {error}"
        hint = "Free some space or check the permissions; the last good outputs are as they were."
        return Result((*findings, Finding(rule("OUT001"), Location("build"), message, hint)))
    return Result(findings, outputs)


def check_paper(
    root: Path, *, progress: Callable[[str], None], selection: Selection = Selection()
) -> Result:
    """Read and check a paper without writing any edition.

    Args:
        root: The paper's folder.
        progress: Told what is being done.
        selection: Which rules are asked for.

    Returns:
        The findings.
    """
    from hakusho.build.examine import examine  # noqa: PLC0415

    examined, findings = examine(root, progress, selection)
    return Result(findings, readable=examined is not None)
