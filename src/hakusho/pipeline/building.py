"""``hakusho build`` on one page: examine, settle, write editions, publish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, did_you_mean, in_order, is_fatal, said, say
from hakusho.paper.briefs import brief_names
from hakusho.paper.folders import BRIEFS_FOLDER, DRAWINGS
from hakusho.pipeline.result import ALL_SOUND, Result, Sound
from hakusho.pipeline.state import (
    State,
    digest,
    inputs_of,
    is_current,
    load_state,
    save_state,
    state_file,
)
from hakusho.tools.writes import BusyError, WriteError, publish, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from hakusho.examining.examined import Examined
    from hakusho.making.order import Request


def build_paper(
    root: Path, request: Request, *, force: bool, progress: Callable[[str], None]
) -> Result:
    """Build a paper's editions and briefs, even if nothing has changed where ``force`` says so.

    Returns:
        The findings and, if none is an error, the outputs.
    """
    inputs = inputs_of(root, request.text)
    state = load_state(root / state_file(request))
    if force:
        from hakusho.figures.cache import forget  # noqa: PLC0415  not needed without change

        forget(root / DRAWINGS)
    if state is not None and not (force or request.issue) and is_current(root, state, inputs):
        kept = Result(state.findings, tuple(state.outputs), unchanged=True)
        return replace(kept, measures=state.measures, reissues=state.reissues)

    from hakusho.examining.examine import examine  # noqa: PLC0415  heavy; not needed without change

    examined, findings = examine(root, progress)
    if examined is None:
        return Result(findings, readable=False)
    unknown = tuple(_unknown_briefs(root, request))
    if unknown or (request.report and any(map(is_fatal, findings))):
        return Result((*findings, *unknown))
    if not request.report:
        return _write_briefs(root, examined, request, inputs, findings, progress)
    result = _write(root, examined, request, inputs, findings, progress)
    if state is None or not result.outputs:
        return result
    from hakusho.pipeline.impact import moved  # noqa: PLC0415

    draft = examined.manuscript.draft
    return replace(result, moved=moved(examined.paper, draft, state.data, examined.data))


def _write_briefs(
    root: Path,
    examined: Examined,
    request: Request,
    inputs: dict[str, str],
    findings: tuple[Finding, ...],
    progress: Callable[[str], None],
) -> Result:
    """Write the briefs of a request that no error stands in the way of."""
    from hakusho.pipeline.elsewhere import sound_briefs  # noqa: PLC0415  heavy, as above

    sound = sound_briefs(examined, request, findings)
    if sound.stopped and not sound.briefs:
        return Result(sound.findings, unbuilt=sound.stopped, elsewhere=sound.elsewhere)
    if sound.stopped or sound.elsewhere:
        able = tuple(each for each in examined.briefs if each.source.name in sound.briefs)
        examined = replace(examined, briefs=able)
    wanted = replace(request, briefs=sound.briefs)
    result = _write(root, examined, wanted, inputs, sound.findings, progress, sound)
    unbuilt = (*sound.stopped, *result.unbuilt)
    return replace(result, unbuilt=unbuilt, elsewhere=sound.elsewhere)


def _unknown_briefs(root: Path, request: Request) -> Iterator[Finding]:
    known = brief_names(root)
    for name in request.briefs or ():
        if name not in known:
            hint = did_you_mean(name, known, say("Briefs here: {known}.", ", ".join(known)))
            message = "there is no brief '{name}'"
            hint = hint if known else say("Write {folder}/{name}.md.", BRIEFS_FOLDER, name)
            yield Finding.of("BRF014", Location(BRIEFS_FOLDER), message, hint, name)


def _write(
    root: Path,
    examined: Examined,
    request: Request,
    inputs: dict[str, str],
    findings: tuple[Finding, ...],
    progress: Callable[[str], None],
    sound: Sound = ALL_SOUND,
) -> Result:
    from hakusho.making.all_documents import make  # noqa: PLC0415
    from hakusho.pipeline.outdated import take_away_outdated  # noqa: PLC0415  as above

    build = root / "build"
    try:
        with work_folder(build) as folder:
            made = make(folder, examined, request, progress, report_stands=sound.report)
            findings = in_order((*findings, *made.findings))
            unbuilt = tuple(name for name in request.briefs or () if name in made.stopped)
            if any(map(is_fatal, made.findings)) and (request.report or not made.files):
                return Result(findings, measures=made.measures, unbuilt=unbuilt)
            publish(made.files)
            outputs = tuple(path.relative_to(root).as_posix() for path in made.files)
            if request.issue:
                _issue(examined, request, made.stopped)
                inputs = inputs_of(root, inputs["request"])
            reissues = _reissues(examined)
            digests = {name: digest(root / name) for name in outputs}
            removed = take_away_outdated(examined, digests, report=request.report)
            beside = _beside(root, examined)
            pictures = (examined.pictures, *(brief.pictures for brief in examined.briefs))
            state = State(
                {**beside, **inputs},
                digests,
                findings,
                examined.data,
                made.measures,
                # Nor does anybody know when what is wrong elsewhere is mended.
                unseen=bool(sound.elsewhere)
                or any(each.unseen for some in pictures for each in some.figures.values()),
                reissues=reissues,
            )
            if not (unbuilt or sound.stopped):
                save_state(root / state_file(request), state)
    except BusyError as error:
        hint = "Wait until it has finished, then try again."
        busy = Finding.of("OUT004", Location("build"), said(error), hint)
        return Result((*findings, busy))
    except (WriteError, OSError) as error:
        message = "cannot write: {error}"
        hint = "Free some space or check the permissions; the last good outputs are as they were."
        return Result((*findings, Finding.of("OUT001", Location("build"), message, hint, error)))
    result = Result(findings, outputs, measures=made.measures, reissues=reissues)
    return replace(result, removed=removed, unbuilt=unbuilt)


def _issue(examined: Examined, request: Request, stopped: Collection[str]) -> None:
    from hakusho.pipeline.issuing import record  # noqa: PLC0415

    briefs = {brief.source.name: brief for brief in examined.briefs}
    wanted = briefs if request.briefs is None else request.briefs
    record(examined, {name: briefs[name] for name in wanted if name not in stopped})


def _reissues(examined: Examined) -> tuple[str, ...]:
    if not examined.briefs:
        return ()
    from hakusho.pipeline.issuing import reissue_lines, reissues  # noqa: PLC0415

    return tuple(reissue_lines(reissues(examined)))


def _beside(root: Path, examined: Examined) -> dict[str, str]:
    """Digests of what was read and may lie in none of a paper's source folders."""
    paper = examined.paper
    pictures = (examined.pictures, *(brief.pictures for brief in examined.briefs))
    style = root / paper.style.csl.path
    files = {style, style.with_suffix(".yaml")}  # which may be written later
    files |= {root / each.path for each in paper.bibliography}
    files |= {root / each.path for each in paper.chapters}
    for each in pictures:
        files |= set(each.copies.values())
        files |= {root / path for figure in each.figures.values() for path in figure.reads}
    return {
        file.relative_to(root).as_posix(): digest(file)
        for file in files
        if file.is_relative_to(root) and not file.is_relative_to(root / "build")
    }
