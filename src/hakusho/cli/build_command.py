"""``hakusho brief``, and what it shares with ``hakusho build``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hakusho.cli.output import PROJECT, echo, exit_with, print_report, progress_line
from hakusho.making.order import Request

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@PROJECT
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--issue", is_flag=True, help="Record that they are issued as they are now.")
def brief(names: tuple[str, ...], root: Path, *, force: bool, issue: bool) -> None:
    """Check the paper and build its briefs into build/briefs/.

    NAME is the stem of a file in report/briefs; without any, all are built. A brief is cut from
    the report as it stands now: its notes, figures and first mentions are its own, and what it
    leaves out is named by its page in the report. What --issue records in
    report/briefs/issued.yaml lets later builds say what has changed in a brief that was sent.

    \b
    Examples:
      hakusho brief minister
      hakusho brief
      hakusho brief minister --issue
    """
    build_and_show(root, Request(report=False, briefs=names or None, issue=issue), force=force)


def build_and_show(root: Path, request: Request, *, force: bool) -> None:
    """Build what is asked for, print findings and outputs, and exit."""
    from hakusho.pipeline.building import build_paper  # noqa: PLC0415  only when it is needed

    with progress_line() as progress:
        result = build_paper(root, request, force=force, progress=progress)
    print_report(root, result, accepted=False)
    for output in result.outputs:
        size = (root / output).stat().st_size / 1024
        state = "unchanged" if result.unchanged else "built"
        echo(f"{state}  {(root / output).as_posix()}  {max(size, 1):,.0f} KiB")
    for name in result.removed:
        echo(f"removed  {(root / name).as_posix()}")
    for line in result.measures:
        echo(line)
    if result.moved:
        from hakusho.pipeline.impact import moved_lines  # noqa: PLC0415

        echo("\n".join(moved_lines(result.moved)))
    for line in result.reissues:
        echo(line)
    exit_with(result)
