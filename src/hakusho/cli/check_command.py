"""``hakusho check``."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from hakusho.cli.output import (
    EXIT_FINDINGS,
    NO_FIGURES,
    PROJECT,
    echo,
    exit_with,
    print_report,
    progress_line,
    unwanted,
)
from hakusho.cli.rule_command import Selectors, selection_of
from hakusho.engine.engine import Engine
from hakusho.findings import BadValueError
from hakusho.findings.sentences import said, say

if TYPE_CHECKING:
    from hakusho.examining.other_tools import Told
    from hakusho.findings import Text
    from hakusho.findings.policy import Selection
    from hakusho.pipeline.result import Result

FORMATS = ("text", "github", "json", "sarif")
_rules = partial(click.option, type=Selectors(), multiple=True)


def _of_one_file(name: str) -> Text:
    message = (
        "'{name}': a check looks at the whole paper, whose files are held against one another; "
        "write hakusho check alone, or hakusho check --project DIR for the paper in another folder"
    )
    return say(message, name)


@click.command()
@PROJECT
@unwanted(_of_one_file)
@click.option("--strict", is_flag=True, help="Let warnings fail the check, too.")
@_rules("--select", help="Look for these rules or families only, for example CIT,ERA001.")
@_rules("--ignore", help="Do not look for these rules or families.")
@click.option(
    "--format", "--output-format", "form", type=click.Choice(FORMATS),
    default="text", show_default=True, help="How to word the findings.",
)  # fmt: skip
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the findings to this file, and print them as text besides.",
)
@click.option("--fix", is_flag=True, help="Mend in .bib files and texts what needs no judgement.")
@click.option("--diff", is_flag=True, help="Only show what --fix would change; 1 if anything.")
@click.option("--watch", is_flag=True, help="Check again after each save, until Ctrl-C.")
@click.option("--since", metavar="REV", help="Only what is new since this revision of git.")
@click.option(
    "--also",
    metavar="FILE",
    type=click.File("rb"),
    multiple=True,
    help="Tell what textlint, Vale or a tool with SARIF wrote into this file, too.",
)
@NO_FIGURES
def check(  # noqa: PLR0913  one for each option
    root: Path,
    *,
    strict: bool,
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    form: str,
    output: Path | None,
    fix: bool,
    diff: bool,
    watch: bool,
    since: str | None,
    also: tuple[BinaryIO, ...],
    no_figures: bool,
) -> None:
    """Check the paper without building it.

    Every problem is reported at once, as path:line:column, rule and message, with the source
    line and a hint. Exit code 0 means that it would build, 1 that there are errors (with
    --strict: or warnings), 2 that the paper cannot be read at all. What report.yaml accepts
    never fails. Essential rules are looked for whatever --select says.

    A check sets no pages: what shows on them, as a table that none holds (PAG010), hakusho build
    tells alone.

    Figures are the paper's own Python programs, and a check runs them, too. For a paper of
    somebody else's there is --no-figures: none runs, and what is not drawn is said.

    \b
    Examples:
      hakusho check --strict
      hakusho check --select CIT --ignore CIT004
      hakusho check --format sarif --output hakusho.sarif
      hakusho check --select CIT --fix
      hakusho check --since main
      hakusho check --also textlint.json
      hakusho check --no-figures
      hakusho check --watch
    """
    selection = selection_of(select, ignore)
    if watch and (fix or diff or output or since or also or form != "text"):
        message = "--watch goes with --select, --ignore and --no-figures only"
        raise click.UsageError(say(message))
    told = _told_by_others(also)
    with closing(Engine(root, programs=not no_figures)) as engine:
        if watch:
            from hakusho.cli.watching_check import check_each_save  # noqa: PLC0415  seldom wanted

            check_each_save(root, engine, selection)
        result = _checked(engine, selection, since, told)
        if fix or diff:
            from hakusho.cli.fix_command import mend_and_show  # noqa: PLC0415

            aside = form != "text" and not diff
            changed = mend_and_show(root, result.findings, write=not diff, aside=aside)
            if diff:
                raise SystemExit(EXIT_FINDINGS if changed else 0)
            result = _checked(engine, selection, since, told)
    print_report(root, result, form, output, always=True)
    for line in result.measures if form == "text" or output else ():
        echo(line)
    exit_with(result, strict=strict)


def _told_by_others(files: tuple[BinaryIO, ...]) -> tuple[Told, ...] | None:
    """What other tools wrote into files; ``None`` if there are none."""
    if not files:
        return None
    from hakusho.examining.other_tools import read_report  # noqa: PLC0415  seldom wanted

    try:
        return tuple(each for file in files for each in read_report(file.name, file.read()))
    except BadValueError as error:
        raise click.BadParameter(said(error), param_hint="--also") from error


def _checked(
    engine: Engine, selection: Selection, since: str | None, told: tuple[Told, ...] | None
) -> Result:
    from hakusho.tools.git import GitError  # noqa: PLC0415  seldom wanted

    try:
        with progress_line() as progress:
            return engine.check(selection, since=since, told=told, progress=progress)
    except GitError as error:
        raise click.UsageError(said(error)) from error
