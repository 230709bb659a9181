"""The pipeline on one page: examine, settle, write editions, publish."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.build.state import State, digest, inputs_of, is_current, load_state, save_state
from hakusho.findings import Finding, Location, is_fatal, rule
from hakusho.findings.policy import Selection
from hakusho.tools.writes import BusyError, WriteError, publish, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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
        measures: What there is and what the budget allows, a line for each part of it.
        moved: What a change of the data since the last build moved; ``None`` if nothing.
    """

    findings: tuple[Finding, ...]
    outputs: tuple[str, ...] = ()
    unchanged: bool = False
    readable: bool = True
    measures: tuple[str, ...] = ()
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
        kept = tuple(state.outputs)
        return Result(state.findings, kept, unchanged=True, measures=state.measures)

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
    from hakusho.build.budgets import measure  # noqa: PLC0415
    from hakusho.build.publishing import make_editions  # noqa: PLC0415

    wanted = tuple(editions) or examined.paper.settings.editions
    build = root / "build"
    try:
        with work_folder(build) as folder:
            finished, problems = make_editions(folder, examined, wanted, progress)
            if problems:
                return Result((*findings, *problems))
            measures, exceeded = measure(folder, examined)
            findings = _in_order((*findings, *exceeded))
            if any(is_fatal(finding) for finding in exceeded):
                return Result(findings, measures=measures)
            publish(finished)
            outputs = tuple(path.relative_to(root).as_posix() for path in finished)
            beside = {
                file.relative_to(root).as_posix(): digest(file)
                for file in examined.pictures.copies.values()
                if file.is_relative_to(root) and not file.is_relative_to(build)
            }
            digests = {name: digest(root / name) for name in outputs}
            made = State({**beside, **inputs}, digests, findings, examined.data, measures)
            save_state(root / STATE_FILE, made)
    except BusyError as error:
        hint = "Wait until it has finished, then try again."
        busy = Finding(rule("OUT004"), Location("build"), str(error), hint)
        return Result((*findings, busy))
    except (WriteError, OSError) as error:
        message = f"cannot write: {error}"
        hint = "Free some space or check the permissions; the last good outputs are as they were."
        return Result((*findings, Finding(rule("OUT001"), Location("build"), message, hint)))
    return Result(findings, outputs, measures=measures)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def check_paper(
    root: Path, *, progress: Callable[[str], None], selection: Selection = Selection()
) -> Result:
    """Read and check a paper without writing any edition.

    A budget of characters, words or figures is measured, too, if there is no error; one of pages
    needs the PDF.

    Args:
        root: The paper's folder.
        progress: Told what is being done.
        selection: Which rules are asked for.

    Returns:
        The findings.
    """
    from hakusho.build.examine import examine  # noqa: PLC0415

    examined, findings = examine(root, progress, selection)
    if examined is None:
        return Result(findings, readable=False)
    from hakusho.build.budgets import measure, wants_text  # noqa: PLC0415

    budget = examined.paper.settings.budget
    if not wants_text(budget, examined.policy) or any(map(is_fatal, findings)):
        return Result(findings)
    from hakusho.build.publishing import weigh_text  # noqa: PLC0415

    progress("weighing the text")
    with tempfile.TemporaryDirectory(prefix="hakusho-") as name:
        problems = weigh_text(Path(name), examined)
        measures, exceeded = ((), ()) if problems else measure(Path(name), examined)
    return Result(_in_order((*findings, *problems, *exceeded)), measures=measures)
