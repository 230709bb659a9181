"""``hakusho brief``, and what it shares with ``hakusho build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hakusho.cli.output import PROJECT, exit_with, print_report, progress_line
from hakusho.making.order import Request
from hakusho.paper.folders import BRIEFS_FOLDER

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@PROJECT
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--issue", is_flag=True, help="Record that they are issued as they are now.")
def brief(names: tuple[str, ...], root: Path, *, force: bool, issue: bool) -> None:
    """Build briefs into build/briefs/, and say what is wrong in the paper.

    NAME is the stem of a file in report/briefs; without any, all are built. A brief is cut from
    the report as it stands now: its notes, figures and first mentions are its own, and what it
    leaves out is named by its page in the report. An error stops the briefs that take the part
    it stands in; elsewhere in the paper it is a warning here. What --issue records in
    report/briefs/issued.yaml lets later builds say what has changed in a brief that was sent.

    \b
    Examples:
      hakusho brief minister
      hakusho brief
      hakusho brief minister --issue
    """
    build_and_show(root, Request(report=False, briefs=names or None, issue=issue), force=force)


_ELSEWHERE = (
    "{} error{} elsewhere in the paper, in nothing that is built here: hakusho build stops there"
)


def build_and_show(root: Path, request: Request, *, force: bool) -> None:
    """Build what is asked for, print findings and outputs, and exit."""
    from hakusho.pipeline.building import build_paper  # noqa: PLC0415  only when it is needed

    with progress_line() as progress:
        result = build_paper(root, request, force=force, progress=progress)
    print_report(root, result, accepted=False)
    if result.elsewhere:
        click.echo(_ELSEWHERE.format(result.elsewhere, "" if result.elsewhere == 1 else "s"))
    for output in result.outputs:
        size = (root / output).stat().st_size / 1024
        state = "unchanged" if result.unchanged else "built"
        click.echo(f"{state}  {(root / output).as_posix()}  {max(size, 1):,.0f} KiB")
    for name in result.unbuilt:
        click.echo(f"not built  {BRIEFS_FOLDER}/{name}.md")
    for name in result.removed:
        click.echo(f"removed  {(root / name).as_posix()}")
    for line in result.measures:
        click.echo(line)
    if result.moved:
        from hakusho.pipeline.impact import moved_lines  # noqa: PLC0415

        click.echo("\n".join(moved_lines(result.moved)))
    for line in result.reissues:
        click.echo(line)
    exit_with(result)
