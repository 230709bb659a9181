"""``hakusho impact``: what rests on a dataset or a fact, and what a change of the data moves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from hakusho.cli.completion import complete_data
from hakusho.cli.output import EXIT_UNREADABLE, PROJECT, echo, or_nearest, print_report
from hakusho.findings.sentences import said, say

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from hakusho.briefs.issued import Reissue
    from hakusho.findings import Text
    from hakusho.manuscript.model import Draft
    from hakusho.paper.load import Paper


@click.command()
@click.argument("name", required=False, metavar="[DATASET|FACT|CELL]", shell_complete=complete_data)
@PROJECT
@click.option(
    "--since", metavar="REV", help="Compare with a snapshot of the data, or with a git revision."
)
@click.option(
    "--over", type=float, metavar="PERCENT", help="Only numbers that changed by more than that."
)
@click.option("--issued", is_flag=True, help="What briefs print since they were issued.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def impact(
    name: str | None,
    root: Path,
    *,
    since: str | None,
    over: float | None,
    issued: bool,
    form: str,
) -> None:
    """Say what rests on the paper's data, before building it.

    With the name of a dataset (the stem of a file in figures/data), of a fact, or of a cell as it
    is told (ports.calls[Brae, 2025]): every figure, caption, table and sentence that rests on it.
    Where a printed number comes from, hakusho where says. Without a name: what has changed in the
    data since the last build, or with --since in a snapshot (hakusho data --snapshot) or in a git
    revision, each fact old → new, and all that this moves. With --issued: the briefs that print
    other facts than when they were issued, and which.

    \b
    Examples:
      hakusho impact
      hakusho impact china-warheads-2030
      hakusho impact forces
      hakusho impact "ports.calls[Brae, 2025]"
      hakusho impact --since v1.0 --over 10
      hakusho impact --issued --over 10 --format json
    """
    from hakusho.figures.data_scripts import OF_SCRIPTS, read_data  # noqa: PLC0415
    from hakusho.paper.load import load_paper  # noqa: PLC0415
    from hakusho.pipeline.drafting import draft_of  # noqa: PLC0415
    from hakusho.pipeline.issuing import facts_since_issued  # noqa: PLC0415
    from hakusho.pipeline.result import Result  # noqa: PLC0415

    paper, findings = load_paper(root)
    if paper is None:
        print_report(root, Result(findings, readable=False))
        raise SystemExit(EXIT_UNREADABLE)
    if [name is not None, since is not None, issued].count(True) > 1:
        raise click.UsageError(say("give a name, --since or --issued, and one of them only"))
    texts, findings = read_data(root, None)
    unknown = {each.location.path for each in findings if each.rule.id in OF_SCRIPTS}
    paper, draft, _ = draft_of(paper, texts)
    least = None if over is None else Decimal(str(over))
    if issued:
        _tell_issued(facts_since_issued(paper, draft, texts, least), unknown, form)
    elif name is not None:
        _tell_unknown(unknown)
        _tell_dependents(paper, draft, texts, name)
    else:
        _tell_moved(paper, draft, texts, unknown, since, least, form)


def _tell_dependents(paper: Paper, draft: Draft, texts: Mapping[str, str], name: str) -> None:
    """Say what rests on a dataset or a fact."""
    from hakusho.pipeline.impact import (  # noqa: PLC0415
        UnknownNameError,
        dependent_lines,
        rests_on,
    )

    try:
        dependents = rests_on(paper, draft, texts, name)
    except UnknownNameError as error:
        problem = say("there is neither a dataset nor a fact nor a cell '{name}'", name)
        raise click.UsageError(or_nearest(problem, error.nearest)) from error
    echo(say("what rests on {name}:", name))
    for line in dependent_lines(dependents):
        echo(line)


def _tell_moved(
    paper: Paper,
    draft: Draft,
    texts: Mapping[str, str],
    unknown: Collection[str],
    since: str | None,
    over: Decimal | None,
    form: str,
) -> None:
    """Say what has changed in the data, and what this moves."""
    from hakusho.data.data_files import SCRIPT  # noqa: PLC0415
    from hakusho.pipeline.impact import moved, moved_lines  # noqa: PLC0415
    from hakusho.pipeline.impact_data import moved_data  # noqa: PLC0415
    from hakusho.reporting.report import as_json  # noqa: PLC0415

    before, words = _texts_before(paper.root, texts, since)
    lost = {path for path in texts if path.endswith(SCRIPT)} - before.keys()
    unknown = {*unknown, *lost}
    then, now = ({p: t for p, t in each.items() if p not in unknown} for each in (before, texts))
    change = moved(paper, draft, then, now, over)
    if form == "json":
        data = {"since": words, "not_compared": sorted(unknown), **moved_data(change)}
        echo(as_json(data), nl=False)
        return
    _tell_unknown(unknown)
    if change is None:
        echo(say("the data say the same as before ({since})", words))
        return
    for line in moved_lines(change, say("what moves ({since}):", words)):
        echo(line)


def _tell_issued(found: tuple[Reissue, ...], unknown: Collection[str], form: str) -> None:
    """Say what has changed in issued briefs."""
    from hakusho.pipeline.issuing import reissue_data, reissue_lines  # noqa: PLC0415
    from hakusho.reporting.report import as_json  # noqa: PLC0415

    if form == "json":
        data = {"not_compared": sorted(unknown), "briefs": reissue_data(found)}
        echo(as_json(data), nl=False)
        return
    _tell_unknown(unknown)
    for line in reissue_lines(found):
        echo(line)
    if not found:
        echo(say("every brief that was issued prints the facts that it printed then"))


def _tell_unknown(paths: Collection[str]) -> None:
    """Say of which scripts nobody knows what they return now, or returned then."""
    for path in sorted(paths):
        message = "not compared: what {path} returns is not known, now or then"
        echo(say(message, path))


def _texts_before(
    root: Path, texts: Mapping[str, str], since: str | None
) -> tuple[Mapping[str, str], Text]:
    """The data files as they were in a snapshot, a revision or the last build; and which."""
    from hakusho.data.data_files import SNAPSHOTS, snapshots_in  # noqa: PLC0415
    from hakusho.pipeline.state import STATE_FILE, load_state  # noqa: PLC0415

    if since is not None:
        kept = snapshots_in(texts).get(since)
        words = say("since {revision}", since)
        path = f"{SNAPSHOTS}/{since}.json"
        if kept is None and path in texts:
            raise click.UsageError(say("{path} is no snapshot of the data", path))
        return (_texts_at(root, since) if kept is None else kept), words
    state = load_state(root / STATE_FILE)
    if state is None:
        message = "there is no last build to compare with; use --since REV"
        raise click.UsageError(say(message))
    return state.data, say("since the last build")


def _texts_at(root: Path, revision: str) -> dict[str, str]:
    """The data files as they were in a revision, as far as they can be read."""
    from hakusho.data.data_files import FOLDER, is_data_file, texts_of  # noqa: PLC0415
    from hakusho.tools.git import GitError, files_at  # noqa: PLC0415

    try:
        files = files_at(root, revision, FOLDER)
    except GitError as error:
        raise click.UsageError(said(error)) from error
    return texts_of({path: data for path, data in files.items() if is_data_file(path)})[0]
