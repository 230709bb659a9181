"""``hakusho data``: how the files of figures/data are read."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  click reads the annotation

import click

from hakusho.cli.completion import complete_dataset
from hakusho.cli.output import EXIT_FINDINGS, PROJECT, echo, or_nearest, print_report
from hakusho.findings.sentences import say


@click.command()
@click.argument("name", required=False, shell_complete=complete_dataset)
@PROJECT
@click.option("--sidecar", is_flag=True, help="Write a first sidecar, unless there is one.")
@click.option("--snapshot", metavar="NAME", help="Keep all data as they are, to compare later.")
@click.option("--no-figures", is_flag=True, help="Run no Python of the paper's.")
def data(
    name: str | None, root: Path, *, sidecar: bool, snapshot: str | None, no_figures: bool
) -> None:
    """Show how a data file is read: its columns, units, notes, first rows, facts.

    NAME is the stem of a file in figures/data; without it, all datasets are listed. The script of
    the dataset that is named is run, and no other. With --sidecar
    what can be guessed of the file's layout (sheet, header, notes, marks, years by era) is written
    beside it, to be looked through and completed. With --snapshot what all data say now is kept in
    figures/data/snapshots, for hakusho impact --since and data_changes(…).

    \b
    Examples:
      hakusho data
      hakusho data passengers
      hakusho data passengers --sidecar
      hakusho data --snapshot 2026-11
    """
    from hakusho.pipeline.data_shown import overview  # noqa: PLC0415  only when it is needed

    if snapshot is not None:
        _keep(root, snapshot)
    elif name is not None:
        _show(root, name, sidecar=sidecar, programs=not no_figures)
    elif sidecar:
        raise click.UsageError(say("say for which dataset: hakusho data NAME --sidecar"))
    else:
        for line in overview(root) or (say("there is no dataset in figures/data"),):
            echo(line)


def _keep(root: Path, snapshot: str) -> None:
    from hakusho.pipeline.data_shown import (  # noqa: PLC0415  as above
        NoSnapshotNameError,
        NotAllReadError,
        write_snapshot,
    )
    from hakusho.pipeline.result import Result  # noqa: PLC0415

    try:
        echo(say("wrote {path}", write_snapshot(root, snapshot)))
    except NoSnapshotNameError as error:
        message = "'{name}' cannot name a snapshot, or there is one of this name already"
        raise click.UsageError(say(message, snapshot)) from error
    except NotAllReadError as error:
        print_report(root, Result(error.args[0]))
        raise SystemExit(EXIT_FINDINGS) from error


def _show(root: Path, name: str, *, sidecar: bool, programs: bool) -> None:
    from hakusho.pipeline.data_shown import (  # noqa: PLC0415  as above
        NoDatasetError,
        SidecarExistsError,
        shown,
        write_sidecar,
    )
    from hakusho.pipeline.result import Result  # noqa: PLC0415

    try:
        if sidecar and (path := write_sidecar(root, name)):
            echo(say("wrote {path}: look it through", path))
        found = shown(root, name, programs=programs)
    except NoDatasetError as error:
        problem = say("there is no dataset '{name}'", name)
        raise click.UsageError(or_nearest(problem, error.nearest)) from error
    except SidecarExistsError as error:
        path, layout = error.args
        message = "there is a sidecar already, {path}, which is never replaced"
        if layout:
            message = (
                "there is a sidecar already, {path}, which is never replaced; a first one would "
                "say of the file:\n{layout}"
            )
        raise click.UsageError(say(message, path, *filter(None, [layout]))) from error
    for line in found.lines:
        echo(line)
    if found.findings:
        print_report(root, Result(found.findings))
        raise SystemExit(EXIT_FINDINGS)
