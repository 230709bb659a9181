"""The command line: arguments, progress and printing; no logic.

Exit codes: 0 clean, 1 findings, 2 the paper (or the command line) cannot be read, 70 a defect of
Hakusho (``EX_SOFTWARE`` of sysexits.h), 128 and the number of a signal that ended it.
"""

from __future__ import annotations

import errno
import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from hakusho import __version__
from hakusho.cli.build_command import (
    brief,
    build_all_and_show,
    build_and_show,
    complete_build,
    editions_and_papers,
)
from hakusho.cli.confirm_command import confirm
from hakusho.cli.defects import say, tell_of
from hakusho.cli.impact_command import impact
from hakusho.cli.output import (
    EDITED,
    EXIT_FINDINGS,
    NO_FIGURES,
    PROJECT,
    echo,
    exit_with,
    print_report,
    progress_line,
)
from hakusho.cli.preview_command import preview
from hakusho.cli.rule_command import Selectors, rule
from hakusho.cli.streams import StreamError, flush, prepare
from hakusho.cli.where_command import where
from hakusho.engine.engine import Engine
from hakusho.making.order import Request
from hakusho.tools.clock import BadEpochError, given_epoch
from hakusho.tools.interruption import heed_signals
from hakusho.tools.terminal import printable

if TYPE_CHECKING:
    from hakusho.pipeline.publishing import Edited

_GARBAGE = (1_000_000, 50, 1_000)
FORMATS = ("text", "github", "json", "sarif")
_rules = partial(click.option, type=Selectors(), multiple=True)


class _Commands(click.Group):
    """Says what keeps a command from its work; what is a defect of ours is exit 70 and a file."""

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Run a command, and leave with its exit code or that of a stream that takes nothing.

        As a process of its own, it ends when it is told to.
        """
        prepare()
        if not arguments and settings.get("args") is None:
            heed_signals()
            # What a command reads it keeps to its end: to look for garbage took a quarter of it.
            gc.freeze()
            gc.set_threshold(*_GARBAGE)
        try:
            try:
                return super().main(*arguments, **settings)
            finally:
                flush()
        except StreamError as error:
            if error.errno != errno.EPIPE:  # nobody reads on: hakusho check | head
                say("OUT001", "standard output", f"cannot write: {error.strerror}")
            sys.exit(EXIT_FINDINGS)

    def invoke(self, ctx: click.Context) -> object:
        done: object = None
        try:
            _require_surroundings()
            done = super().invoke(ctx)
        except click.ClickException as error:
            vars(error)["message"] = printable(error.message)  # what was typed, names of files
            raise
        except (click.exceptions.Exit, BrokenPipeError, StreamError):
            raise
        except Exception as error:  # noqa: BLE001  the last resort
            ctx.exit(tell_of(error))
        return done


def _require_surroundings() -> None:
    """Look at what a command takes from where it is given.

    Raises:
        click.UsageError: If the folder is gone, or the environment says what cannot be.
    """
    try:
        Path.cwd()
        given_epoch()
    except OSError as error:
        message = f"the folder in which you are cannot be used: {error.strerror}"
        raise click.UsageError(message) from error
    except BadEpochError as error:
        raise click.UsageError(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hakusho")
def main() -> None:
    """Turn Markdown chapters, a BibTeX bibliography and Python figures into finished papers.

    A paper is a folder with report/report.yaml, report/chapters/*.md, bib/, figures/ and, if it
    has a house style of its own, templates/.
    """


@main.command()
@click.argument("names", nargs=-1, metavar="[EDITION]... [PAPER]...", shell_complete=complete_build)
@PROJECT
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--no-briefs", is_flag=True, help="Build the report alone.")
@click.option("--review", is_flag=True, help="Build the copy for referees, without its authors.")
@EDITED
@NO_FIGURES
@click.pass_context
def build(
    context: click.Context,
    names: tuple[str, ...],
    root: Path,
    *,
    force: bool,
    no_briefs: bool,
    review: bool,
    no_figures: bool,
    edited: Edited,
) -> None:
    """Check the paper and build its editions and briefs into build/.

    Without the name of an edition, all that report.yaml names are built, and all briefs in
    report/briefs. Every check runs first: an error stops the build before anything is
    written, and the last good outputs stay as they were. When nothing has changed since the last
    build, nothing is done. When the data have, the build says what that moved: facts, figures,
    captions, tables, sentences and briefs. What you have changed in build/, or have put there, is
    never replaced: it is kept beside.

    Figures are the paper's own Python programs, and are run to be drawn. With --no-figures none
    is: drawings that are current are used, and a missing one stops the build.

    Several PAPERs, named by their folders, are built in one run, as many at once as there are
    processors. What is wrong with one stops no other; the exit code is that of the worst.

    With --review a copy for referees is built into build/review/: lines are numbered and set wide,
    every page is marked, and who wrote the paper stands nowhere; all outputs are searched for it.

    \b
    Examples:
      hakusho build
      hakusho build pdf
      hakusho build --no-briefs
      hakusho build --review pdf
      hakusho build --project tests/papers/harbour
      hakusho build html tests/papers/harbour tests/papers/minimal
    """
    editions, papers = editions_and_papers(names)
    briefs = () if no_briefs or editions or review else None
    request = Request(editions, briefs=briefs, edited=edited, review=review)
    if not papers:
        build_and_show(root, request, force=force, programs=not no_figures)
    elif context.get_parameter_source("root") is ParameterSource.COMMANDLINE:
        raise click.UsageError("name papers, or one with --project, not both")
    else:
        build_all_and_show(papers, request, force=force, programs=not no_figures)


@main.command()
@PROJECT
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
    no_figures: bool,
) -> None:
    """Check the paper without building it.

    Every problem is reported at once, as path:line:column, rule and message, with the source
    line and a hint. Exit code 0 means that it would build, 1 that there are errors (with
    --strict: or warnings), 2 that the paper cannot be read at all. What report.yaml accepts
    never fails. Essential rules are looked for whatever --select says.

    Figures are the paper's own Python programs, and a check runs them, too. For a paper of
    somebody else's there is --no-figures: none runs, and what is not drawn is said.

    \b
    Examples:
      hakusho check --strict
      hakusho check --select CIT --ignore CIT004
      hakusho check --format sarif --output hakusho.sarif
      hakusho check --select CIT --fix
      hakusho check --no-figures
    """
    from hakusho.cli.rule_command import selection_of  # noqa: PLC0415

    selection = selection_of(select, ignore)
    engine = Engine(root, programs=not no_figures)
    with progress_line() as progress:
        result = engine.check(selection, progress=progress)
    if fix or diff:
        from hakusho.cli.fix_command import mend_and_show  # noqa: PLC0415

        aside = form != "text" and not diff
        changed = mend_and_show(root, result.findings, write=not diff, aside=aside)
        if diff:
            raise SystemExit(EXIT_FINDINGS if changed else 0)
        with progress_line() as progress:
            result = engine.check(selection, progress=progress)
    engine.close()
    print_report(root, result, form, output, always=True)
    for line in result.measures if form == "text" or output else ():
        echo(line)
    exit_with(result, strict=strict)


@main.command()
@click.argument("names", nargs=-1, metavar="[FIGURE]...")
@PROJECT
@click.option("--why", is_flag=True, help="Say for each figure why it was drawn, or was not.")
@EDITED
def figures(names: tuple[str, ...], root: Path, *, why: bool, edited: Edited) -> None:
    """Draw the paper's figures, and their data as CSV, into build/figures/.

    FIGURE is the name of a module in figures/; without any, all are drawn. They are kept by
    content: one is drawn again only if what it is made from has changed, that is its module, what
    it imports, the rows that it sees, the fonts, the libraries that draw, or Hakusho itself.
    Each is a Python program of the paper's, which this runs.

    \b
    Examples:
      hakusho figures
      hakusho figures --why
      hakusho figures --why warheads
    """
    from hakusho.pipeline.figures_alone import draw_figures  # noqa: PLC0415

    with progress_line() as progress:
        result, reasons = draw_figures(root, progress=progress, names=names, edited=edited)
    print_report(root, result)
    for each in reasons if why else ():
        echo(f"{each.name}: {each.text}")
    for output in () if why else result.outputs:
        echo((root / output).as_posix())
    exit_with(result)


for command in (brief, confirm, impact, preview, rule, where):
    main.add_command(command)
