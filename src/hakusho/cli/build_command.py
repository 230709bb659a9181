"""``hakusho build`` and ``hakusho brief``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from hakusho.cli.completion import complete_brief
from hakusho.cli.defects import tell_of
from hakusho.cli.output import (
    DAY,
    EDITED,
    NO_FIGURES,
    PROJECT,
    echo,
    exit_code,
    exit_with,
    print_report,
    progress_line,
    tidy,
)
from hakusho.engine.engine import Engine
from hakusho.findings.sentences import Text, say
from hakusho.findings.suggestions import did_you_mean
from hakusho.localization.catalogues import worded
from hakusho.making.order import Request
from hakusho.paper.brief_names import brief_names
from hakusho.paper.folders import BRIEFS_FOLDER, SETTINGS_PATH
from hakusho.tools.boundary import is_file
from hakusho.tools.clock import today
from hakusho.values.editions import EDITIONS, also_called

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hakusho.pipeline.publishing import Edited
    from hakusho.pipeline.result import Result


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=complete_brief)
@PROJECT
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@click.option("--issue", is_flag=True, help="Record that they are sent today as they are now.")
@click.option(
    "--issue-date", type=DAY,
    help="Record that they were, or will be, sent on this day.",
)  # fmt: skip
@EDITED
@NO_FIGURES
def brief(
    names: tuple[str, ...],
    root: Path,
    *,
    force: bool,
    issue: bool,
    issue_date: date | None,
    edited: Edited,
    no_figures: bool,
) -> None:
    """Build briefs into build/briefs/, and say what is wrong in the paper.

    NAME is the stem of a file in report/briefs; without any, all are built. A brief is cut from
    the report as it stands now: its notes, figures and first mentions are its own, and what it
    leaves out is named by its page in the report. An error stops the briefs that take the part
    it stands in; elsewhere in the paper it is a warning here. What --issue records in
    report/briefs/issued.yaml, with the day, lets later builds say what has changed in a brief that
    was sent; earlier records stay. Figures are drawn by the paper's own Python programs, which run
    unless --no-figures is given.

    \b
    Examples:
      hakusho brief minister
      hakusho brief
      hakusho brief minister --issue
      hakusho brief minister --issue-date 2026-11-30
    """
    if not names and not brief_names(root):
        echo(say(_NO_BRIEFS), err=True)
    day = issue_date or (today() if issue else None)
    request = Request(report=False, briefs=names or None, issued_on=day, edited=edited)
    build_and_show(root, request, force=force, programs=not no_figures)


_NO_BRIEFS = """\
The paper has no briefs. Write one as report/briefs/NAME.md:

  ---
  title: The title of the brief
  ---

  {{{{ section("sec-introduction") }}}}

It takes sections, figures and tables by their ids; a heading has its own at its end:
# Words {{#sec-name}}. {{{{ points("NAME") }}}} takes what a chapter marks as
[ … ]{{.point for="NAME"}}."""
_ELSEWHERE = (
    "{count:error|errors} elsewhere in the paper, in nothing that is built here: "
    "hakusho build stops there"
)

_ASIDE = "{count:more warning|more warnings} about what is not built here: hakusho check names them"


def editions_and_papers(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Tell the names of editions from folders of papers, and give each paper once.

    Raises:
        click.BadParameter: If a name is neither.
    """
    editions = tuple(name for name in names if name in EDITIONS)
    papers: dict[Path, Path] = {}
    for name in names:
        if name not in EDITIONS:
            if not _is_file(Path(name), SETTINGS_PATH):
                raise click.BadParameter(_neither(name))
            papers.setdefault(Path(name).resolve(), Path(name))
    return editions, tuple(papers.values())


def _neither(name: str) -> Text:
    """For a name that is none of an edition and of no paper: what may be meant."""
    if _is_file(Path(name).parent, Path(name).name):
        message = "'{name}' is a file: what is built are editions ({known}) and papers' folders"
        return say(message, name, ", ".join(EDITIONS))
    told = say("'{name}' is no edition ({known}) and no paper's folder", name, ", ".join(EDITIONS))
    hint = did_you_mean(also_called(name) or name.lower(), EDITIONS)
    return say("{told}. {hint}", told, hint) if hint else told


def _is_file(folder: Path, path: str) -> bool:
    try:
        return is_file(folder, path)
    except (OSError, ValueError):  # no name that this system can have
        return False


def complete_build(
    _context: click.Context, _parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """What a shell offers: editions, and folders."""
    editions = [CompletionItem(name) for name in EDITIONS if name.startswith(begun)]
    return [*editions, CompletionItem(begun, type="dir")]


def build_all_and_show(
    papers: Sequence[Path], request: Request, *, force: bool, programs: bool
) -> None:
    """Build several papers, print of each what one would print, and exit with the worst code."""
    from hakusho.engine.many_papers import build_papers  # noqa: PLC0415  only when it is needed

    codes = []
    for paper in papers:
        tidy(paper)
    with progress_line() as progress:
        for built in build_papers(
            papers, request, force=force, progress=progress, programs=programs
        ):
            echo(f"{built.paper.as_posix()}:")
            if built.defect:
                codes.append(tell_of(built.defect))
            else:
                show(built.paper, built.result)
                codes.append(exit_code(built.result))
    sound = codes.count(0)
    echo(say("{sound} of {all} papers are without errors", sound, len(papers)))
    sys.exit(max(codes))


def build_and_show(root: Path, request: Request, *, force: bool, programs: bool) -> None:
    """Build what is asked for, print findings and outputs, and exit.

    ``programs`` says whether the paper's own Python may run.
    """
    with progress_line() as progress, closing(Engine(root, programs=programs)) as engine:
        result = engine.build(request, force=force, progress=progress)
    show(root, result)
    exit_with(result)


def show(root: Path, result: Result) -> None:
    """Print findings and outputs of a build."""
    print_report(root, result, accepted=False)
    if result.elsewhere:
        echo(say(_ELSEWHERE, result.elsewhere))
    if result.aside:
        echo(say(_ASIDE, result.aside))
    for output in result.outputs:
        size = (root / output).stat().st_size / 1024
        state = say("unchanged") if result.unchanged else say("built")
        echo(f"{worded(state)}  {(root / output).as_posix()}  {max(size, 1):,.0f} KiB")
    for name in result.unbuilt:
        echo(say("not built  {path}", f"{BRIEFS_FOLDER}/{name}.md"))
    for name in result.removed:
        echo(say("removed  {path}", (root / name).as_posix()))
    for line in (*result.measures, *result.by_row):
        echo(line)
    if result.moved:
        from hakusho.pipeline.impact import moved_lines  # noqa: PLC0415

        for line in moved_lines(result.moved):
            echo(line)
    for line in result.reissues:
        echo(line)


@click.command()
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
        raise click.UsageError(say("name papers, or one with --project, not both"))
    else:
        build_all_and_show(papers, request, force=force, programs=not no_figures)
