"""``hakusho build`` on one page: examine, settle, write editions, publish."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, Subject, did_you_mean, in_order, is_fatal, said, say
from hakusho.paper.brief_names import brief_names, usable_name
from hakusho.paper.folders import BRIEFS_FOLDER, DRAWINGS, ROWS
from hakusho.paper.reading import folder_names
from hakusho.pipeline.by_row_lines import by_row_lines
from hakusho.pipeline.publishing import (
    Publication,
    Text,
    digest_of_text,
    kept_beside,
    made_before,
)
from hakusho.pipeline.result import ALL_SOUND, Result, Sound, outside_of_build
from hakusho.pipeline.state import (
    State,
    is_current,
    load_state,
    sources_of,
    state_file,
    state_text,
)
from hakusho.tools.boundary import noted
from hakusho.tools.writes import BusyError, WriteError, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.examining.examined import Examined
    from hakusho.findings import Text as Sentence
    from hakusho.making.all_documents import Made
    from hakusho.making.order import Request
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class _Build:
    """What is asked for, and what the examination of the paper has shown."""

    root: Path
    examined: Examined
    request: Request
    inputs: Mapping[str, str]  # the request and the digest of each source, by name
    asked: Mapping[str, str]  # what else was asked of the folder, and the answers
    findings: tuple[Finding, ...]
    progress: Callable[[str], None]
    sound: Sound = ALL_SOUND


def build_paper(
    root: Path,
    request: Request,
    *,
    force: bool,
    progress: Callable[[str], None],
    programs: bool = True,
) -> Result:
    """Build a paper's editions and briefs, even if nothing has changed where ``force`` says so.

    Where ``programs`` says that none of the paper's Python may run, drawings that are current are
    used, also by force, and one that is missing is FIG016.

    Returns:
        The findings and, if none is an error, the outputs.
    """
    led_out = outside_of_build(root)
    if led_out:
        return Result(led_out)
    sources = sources_of(root)
    inputs = {"request": request.text, **sources}
    state = load_state(root / state_file(request))
    if force and programs:
        from hakusho.figures.cache import forget  # noqa: PLC0415  not needed without change

        forget(root / DRAWINGS)
        forget(root / ROWS)
    if state is not None and not (force or request.issued_on) and is_current(root, state, inputs):
        kept = Result(state.findings, tuple(state.outputs), unchanged=True)
        kept = replace(kept, measures=state.measures, reissues=state.reissues)
        return replace(kept, by_row=state.by_row, aside=state.aside)

    from hakusho.examining.consequences import without_consequences  # noqa: PLC0415  as below
    from hakusho.figures.company import in_company  # noqa: PLC0415
    from hakusho.pipeline.found_before import examine_once  # noqa: PLC0415  heavy, as above

    with noted() as asked:
        briefs = request.briefs != ()
        with in_company():
            examined, findings = examine_once(
                root, sources, progress, programs=programs, briefs=briefs, anew=force
            )
        if examined is None:
            return Result(findings, readable=False)
        findings = _with_errors_for_undrawn(findings, examined)
        unknown = tuple(unknown_briefs(examined.paper, request))
        request = with_names(request, examined.paper)
        unknown = (*unknown, *_issued_later(root, request))
        if unknown or (request.report and any(map(is_fatal, findings))):
            told = tuple(by_row_lines(examined, request.briefs, findings))
            return Result(without_consequences((*findings, *unknown)), by_row=told)
        write = _write if request.report else _write_briefs
        result = write(_Build(root, examined, request, inputs, asked, findings, progress))
    if state is None or not result.outputs or not request.report or request.review:
        return result
    from hakusho.pipeline.impact import moved  # noqa: PLC0415

    draft = examined.manuscript.draft
    return replace(result, moved=moved(examined.paper, draft, state.data, examined.data))


def _with_errors_for_undrawn(
    findings: tuple[Finding, ...], examined: Examined
) -> tuple[Finding, ...]:
    """FIG016, which stops a build, for each figure without a drawing, in place of FIG015."""
    pictures = (examined.pictures, *(brief.pictures for brief in examined.briefs))
    figures = {name: each for some in pictures for name, each in some.figures.items()}
    message = "this figure has no current drawing ({reason}), and no program may run"
    hint = (
        "Build without --no-figures, which runs the paper's own Python; with it, only drawings "
        "that are current are used."
    )
    missing = [
        Finding.of("FIG016", Location(figure.path), message, hint, figure.reason)
        for figure in figures.values()
        if not figure.drawn
    ]
    if not missing:
        return findings
    return in_order((*(each for each in findings if each.rule.id != "FIG015"), *missing))


def _write_briefs(build: _Build) -> Result:
    """Write the briefs of a request that no error stands in the way of."""
    from hakusho.pipeline.elsewhere import about_briefs, sound_briefs  # noqa: PLC0415  heavy

    examined = build.examined
    shown = about_briefs(examined, build.request, build.findings)
    sound = sound_briefs(examined, build.request, shown)
    aside = sum(not each.accepted for each in {*build.findings}.difference(shown))
    sound = replace(sound, aside=aside)
    if sound.stopped and not sound.briefs:
        told = tuple(by_row_lines(examined, sound.stopped, build.findings))
        failed = Result(sound.findings, unbuilt=_alone(examined, sound.stopped), by_row=told)
        return replace(failed, elsewhere=sound.elsewhere, aside=aside)
    if sound.stopped or sound.elsewhere:
        able = tuple(each for each in examined.briefs if each.source.name in sound.briefs)
        build = replace(build, examined=replace(examined, briefs=able))
    wanted = replace(build.request, briefs=sound.briefs)
    result = _write(replace(build, request=wanted, findings=sound.findings, sound=sound))
    unbuilt = (*_alone(examined, sound.stopped), *result.unbuilt)
    return replace(result, unbuilt=unbuilt, elsewhere=sound.elsewhere, aside=aside)


def _alone(examined: Examined, names: Iterable[str]) -> tuple[str, ...]:
    """Of some briefs those that are not by the row: of these a table tells."""
    by_row = {each.name for each in examined.paper.briefs if each.family}
    return tuple(name for name in names if name not in by_row)


def with_names(request: Request, paper: Paper) -> Request:
    """A request in which the stem of a file that makes many briefs stands for their names."""
    if request.briefs is None:
        return request
    named = (paper.briefs_called(name) or (name,) for name in request.briefs)
    return replace(request, briefs=tuple(dict.fromkeys(chain.from_iterable(named))))


def _issued_later(root: Path, request: Request) -> tuple[Finding, ...]:
    if request.issued_on is None:
        return ()
    from hakusho.pipeline.issuing import issued_later  # noqa: PLC0415  as above

    return tuple(issued_later(root, request.briefs, request.issued_on))


_A_BRIEF = (
    "Write {file}; `hakusho brief` shows what stands in one. Its name has the letters a-z, digits "
    "and hyphens."
)


def unknown_briefs(paper: Paper, request: Request) -> Iterator[Finding]:
    """BRF014 for each brief of a request that the paper has not."""
    known = dict.fromkeys((*brief_names(paper.root), *paper.all_brief_names))
    files = folder_names(paper.root, BRIEFS_FOLDER)[0]
    for name in request.briefs or ():
        if name not in known:
            hint = did_you_mean(name, known, say("Briefs here: {known}.", ", ".join(known)))
            message = "there is no brief '{name}'"
            if not known:
                hint = say(_A_BRIEF, f"{BRIEFS_FOLDER}/{usable_name(name)}.md")
            if other := next((each for each in files if each.lower() == f"{name}.txt"), ""):
                hint = say("'{other}' is there: name it {name}.", other, f"{name}.md")
            found = Finding.of("BRF014", Location(BRIEFS_FOLDER), message, hint, name)
            because = (Subject("misnamed brief", name),)
            yield replace(found, subject=Subject("brief", name), because=because)


def _write(build: _Build) -> Result:
    """Make and publish what a request asks for, all of it or nothing."""
    try:
        with work_folder(build.root / "build") as (folder, moved):
            return _written(build, folder, kept_beside(build.root, moved))
    except BusyError as error:
        hint = "Wait until it has finished, then try again."
        busy = Finding.of("OUT004", Location("build"), said(error), hint)
        return Result((*build.findings, busy))
    except (WriteError, OSError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            raise  # no disk refuses that
        message = "cannot write: {error}"
        hint = "Free some space or check the permissions; the last good outputs are as they were."
        refused = Finding.of("OUT001", Location("build"), message, hint, error)
        return Result((*build.findings, *(outside_of_build(build.root) or (refused,))))


def _written(build: _Build, folder: Path, aside: Iterable[Finding]) -> Result:
    """What has come of it; ``aside`` tells what had to be kept beside the outputs."""
    from hakusho.making.all_documents import make  # noqa: PLC0415  heavy, as above
    from hakusho.pipeline.finding_lines import lines_text  # noqa: PLC0415  as above

    examined, request, sound = build.examined, build.request, build.sound
    told = [*aside]
    made = make(folder, examined, request, build.progress, report_stands=sound.report)
    findings = in_order((*build.findings, *made.findings))
    unbuilt = tuple(name for name in request.briefs or () if name in made.stopped)
    wanted = None if request.briefs is None else (*request.briefs, *sound.stopped)
    by_row = partial(by_row_lines, examined, wanted, findings, made.sizes)
    if any(map(is_fatal, made.findings)) and (request.report or not made.files):
        failed = Result(in_order((*findings, *told)), measures=made.measures)
        return replace(failed, unbuilt=_alone(examined, unbuilt), by_row=tuple(by_row()))
    publication = _publication(examined, request, folder, made)
    told += publication.in_the_way(request.edited)
    if any(map(is_fatal, told)):
        return Result(in_order((*findings, *told)), measures=made.measures)
    rows = tuple(by_row(made.sizes.keys() - made.stopped))
    issued, corrections = _record(examined, request, made.stopped)
    state = _state(build, publication, made, issued, rows)
    whole = not (unbuilt or sound.stopped)
    kept = [Text(file, state_text(state, file)) for file in (state_file(request),) if whole]
    lines = [lines_text(request, made)] if made.lines else []
    told += publication.carry_out((*kept, *issued, *lines))
    return Result(
        in_order((*findings, *told)),
        tuple(publication.digests),
        measures=made.measures,
        reissues=(*corrections, *state.reissues),
        by_row=rows,
        removed=publication.outdated,
        unbuilt=_alone(examined, unbuilt),
    )


def _state(
    build: _Build,
    publication: Publication,
    made: Made,
    issued: tuple[Text, ...],
    by_row: tuple[Sentence, ...],
) -> State:
    """What the next build is to know of this one."""
    examined = build.examined
    figures = examined.drawings
    reads = {name: state for each in figures for name, state in each.reads}
    return State(
        {**reads, **_asked_besides(build.asked, issued), **build.inputs}
        | {each.path: each.digest for each in issued},
        publication.digests,
        in_order((*build.findings, *made.findings)),
        examined.data,
        made.measures,
        # Nor does anybody know when what is wrong elsewhere is mended.
        unseen=bool(build.sound.elsewhere) or any(each.unseen for each in figures),
        reissues=_reissues(examined, issued),
        by_row=by_row,
        aside=build.sound.aside,
    )


def _publication(examined: Examined, request: Request, folder: Path, made: Made) -> Publication:
    from hakusho.pipeline.outdated import outdated  # noqa: PLC0415  as above

    root = examined.paper.root
    outputs = [path.relative_to(root).as_posix() for path in made.files]
    before = made_before(root)
    gone = () if request.review else outdated(examined, before, outputs, report=request.report)
    return Publication.of(root, folder, made.files, examined.policy, gone)


def _record(
    examined: Examined, request: Request, stopped: Collection[str]
) -> tuple[tuple[Text, ...], tuple[Sentence, ...]]:
    """The record of issued briefs, if any but those that were stopped are issued; what is new."""
    if request.issued_on is None:
        return (), ()
    from hakusho.briefs.issued import ISSUED  # noqa: PLC0415  as above
    from hakusho.pipeline.issuing import record_of, with_issue_of  # noqa: PLC0415

    before = record_of(examined.paper.root)
    names = request.briefs or [brief.source.name for brief in examined.briefs]
    sent = [name for name in names if name not in stopped]
    text, lines = with_issue_of(before, examined, sent, request.issued_on)
    return (Text(ISSUED, text, digest_of_text(before) if before else ""),), lines


def _reissues(examined: Examined, issued: tuple[Text, ...]) -> tuple[Sentence, ...]:
    if not examined.briefs:
        return ()
    from hakusho.pipeline.issuing import record_of, reissue_lines, reissues  # noqa: PLC0415

    record = issued[0].text if issued else record_of(examined.paper.root)
    return tuple(reissue_lines(reissues(examined, record)))


def _asked_besides(asked: Mapping[str, str], issued: tuple[Text, ...]) -> dict[str, str]:
    """What was asked for and is not changed by what is recorded now.

    Which files lie beside the record is an input in any case.
    """
    return {name: state for name, state in asked.items() if not (issued and BRIEFS_FOLDER in name)}
