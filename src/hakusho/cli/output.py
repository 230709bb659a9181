"""What commands share: an option; what they print: progress, findings; and the exit code."""

from __future__ import annotations

import re
import sys
import unicodedata
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from hakusho.findings.sentences import say
from hakusho.localization.catalogues import worded
from hakusho.paper.folders import SETTINGS_PATH, SOURCE_FOLDERS, WRITTEN_FOLDERS
from hakusho.tools.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.findings import Finding, Text
    from hakusho.pipeline.result import Result

_Function = TypeVar("_Function", bound="Callable[..., Any] | click.Command")
_REPORTS = frozenset({"", ".github", ".json", ".log", ".out", ".sarif", ".txt"})
"""Kinds of files in a paper's folder that may be earlier reports of ours."""
EXIT_FINDINGS, EXIT_UNREADABLE, EXIT_DEFECT = 1, 2, 70


def _tidied(context: click.Context, parameter: click.Parameter, given: Path) -> Path:
    chosen = context.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE
    root = given if chosen else paper_around(given)
    tidy(root)
    return root


def paper_around(folder: Path) -> Path:
    """The paper that a folder is, or lies in; the folder itself if there is none."""
    here = folder.resolve()
    for up, each in enumerate((here, *here.parents)):
        if (each / SETTINGS_PATH).is_file():
            return folder.joinpath(*[".."] * up)
    return folder


def tidy(root: Path) -> None:
    """Finish or take back what a command that was killed had begun in this paper, and say so."""
    from hakusho.tools.interruption import sweep_scratch  # noqa: PLC0415
    from hakusho.tools.writes import WriteError, clear, recover  # noqa: PLC0415

    sweep_scratch()
    clear(root, WRITTEN_FOLDERS if (root / SETTINGS_PATH).is_file() else ())
    try:
        moved = recover(root / "build")
    except WriteError as error:
        left = say("what an interrupted command has left stays there: {error}", error)
        echo(say("build: {problem}", left), err=True)
        return
    if moved is not None:
        done = say("what an interrupted command had begun has been finished")
        echo(say("build: {problem}", done), err=True)
    if moved:
        from hakusho.pipeline.publishing import kept_beside  # noqa: PLC0415

        for each in kept_beside(root, moved):
            echo(f"{each.location}: {each.rule.id} {worded(each.message)}", err=True)


_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")


class _Day(click.ParamType[date]):
    """A day: 2026-12-01, and also 2026/12/1 or 2026年12月1日, which mean one thing everywhere."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day, unless it is read already."""
        if isinstance(value, date):
            return value
        if found := _DAY.fullmatch(unicodedata.normalize("NFKC", str(value))):
            year, month, day = map(int, filter(None, found.groups()))
            with suppress(ValueError):
                return date(year, month, day)
        message = "'{value}' is no date: write year, month and day, as 2026-12-01"
        return self.fail(worded(say(message, str(value))), param, ctx)


def unwanted(answer: Callable[[str], Text]) -> Callable[[_Function], _Function]:
    """Let a command that takes nothing behind its name say what to write instead."""

    def refuse(ctx: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> None:
        if given:
            raise click.UsageError(answer(given[0]), ctx)

    return click.argument("unwanted", nargs=-1, metavar="", expose_value=False, callback=refuse)


DAY = _Day()
PROJECT = click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="this folder, or the paper in which it lies",
    help="The paper's folder, the one that holds report/report.yaml.",
    callback=_tidied,
)
EDITED = click.option(
    "--edited",
    type=click.Choice(("keep", "stop")),
    default="keep",
    show_default=True,
    help="What to do with outputs that you have changed: keep them beside the new ones, or stop.",
)
NO_FIGURES = click.option(
    "--no-figures",
    is_flag=True,
    help="Run none of the paper's Python: draw no figure, and use those that are drawn.",
)


def echo(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print a text for a person: the one way to do so, through the door to the terminal.

    A sentence is printed in the language of that person.
    """
    click.echo(printable(worded(text)), nl=nl, err=err)


def or_nearest(problem: Text, nearest: str) -> Text:
    """What is wrong with a name, and the one that may have been meant, if there is one."""
    message = "{problem}; did you mean '{nearest}'?"
    return say(message, problem, nearest) if nearest else problem


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, where a person watches; silence in a log."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415  what is in files is no markup

    from hakusho.tools.interruption import progress_shown  # noqa: PLC0415

    with progress_shown(), Console(stderr=True).status(worded(say("reading"))) as status:
        yield lambda step: status.update(Text(printable(worded(step))))


def print_report(
    root: Path,
    result: Result,
    form: str = "text",
    output: Path | None = None,
    *,
    always: bool = False,
    accepted: bool = True,
) -> None:
    """Print a command's findings in a format, or text if that goes to ``output``.

    ``always`` says so if there are none; what the paper accepts may be only counted.

    Raises:
        click.ClickException: If ``output`` cannot be written.
    """
    shown = tuple(f for f in result.findings if accepted or not f.accepted)
    hidden = len(result.findings) - len(shown)
    if shown or always:
        _print(root, shown, form, output, readable=result.readable)
    if hidden:
        echo(say("{hidden} accepted (hakusho check shows them)", hidden))


def _print(
    root: Path, findings: tuple[Finding, ...], form: str, output: Path | None, *, readable: bool
) -> None:
    # Loaded here, because a build without change loads as little as it can.
    from hakusho.reporting.formats import document_of  # noqa: PLC0415
    from hakusho.reporting.report import Report, folder_of  # noqa: PLC0415
    from hakusho.tools.writes import WriteError, write_text  # noqa: PLC0415

    folder = folder_of(root, Path.cwd())
    report = Report(findings, folder, _line_of(root), readable=readable)
    if output:
        if _is_led_out(root, output):
            message = "{output} is a link that leads out of the paper's folder"
            raise click.ClickException(say(message, output))
        if _is_source(root, output):
            message = "{output} is a source of the paper: name another file"
            raise click.ClickException(say(message, output))
        if _is_output(root, output):
            message = "{output} is an output of the paper: name another file"
            raise click.ClickException(say(message, output))
        try:
            write_text(output, document_of(report, form))
        except WriteError as error:
            raise click.ClickException(say("cannot write {error}", error)) from error
    if output or form == "text":
        from hakusho.reporting.text import write  # noqa: PLC0415

        write(report, sys.stdout)
    else:  # machines read UTF-8, whatever the locale
        click.echo(document_of(report, form).encode("utf-8", "backslashreplace"), nl=False)


def _is_led_out(root: Path, output: Path) -> bool:
    """Whether a path within the paper's folder is, or goes by, a link out of it."""
    paper, place = root.absolute(), output.absolute()
    if ".." in place.parts or not place.is_relative_to(paper):
        return False
    return not output.resolve().is_relative_to(root.resolve())


def _is_source(root: Path, output: Path) -> bool:
    """Whether a file that is there is one that the paper is made from, and no earlier report."""
    from hakusho.pipeline.state import STATE_FILES, load_state  # noqa: PLC0415
    from hakusho.tools.files import real_path  # noqa: PLC0415

    real, paper = real_path(output), real_path(root)
    if not real.is_file() or not real.is_relative_to(paper):
        return False
    name = real.relative_to(paper)
    if name.parts[0] in SOURCE_FOLDERS or name.parts[0] == "build":
        return name.parts[0] != "build"
    built = filter(None, (load_state(root / file) for file in STATE_FILES))
    return real.suffix not in _REPORTS or any(name.as_posix() in state.inputs for state in built)


def _is_output(root: Path, output: Path) -> bool:
    """Whether a file that is there is an output, or what somebody has made of one."""
    from hakusho.pipeline.publishing import made_before  # noqa: PLC0415
    from hakusho.values.editions import EDITIONS  # noqa: PLC0415

    real, build = output.resolve(), (root / "build").resolve()
    if not real.is_file() or not real.is_relative_to(build):
        return False
    editions = {edition.suffix for edition in EDITIONS.values()}
    name = real.relative_to(build).as_posix()
    return real.suffix in editions or f"build/{name}" in made_before(root)


def _line_of(root: Path) -> Callable[[str, int], str | None]:
    """Gives a source line for a finding, if its file is readable text inside the paper."""
    from hakusho.paper.reading import read_text  # noqa: PLC0415

    @cache
    def lines(path: str) -> list[str]:
        text, _ = read_text(root, path)
        return text.split("\n") if text is not None else []

    def line_of(path: str, number: int) -> str | None:
        read = lines(path)
        return read[number - 1] if 0 < number <= len(read) else None

    return line_of


def exit_with(result: Result, *, strict: bool = False) -> None:
    """Leave with the exit code of a result; return if it is clean."""
    code = exit_code(result, strict=strict)
    if code:
        sys.exit(code)


def exit_code(result: Result, *, strict: bool = False) -> int:
    """What a command with this result ends with; 0 if it is clean.

    ``strict`` says that warnings fail, too; what the paper accepts never does.
    """
    from hakusho.findings import is_fatal  # noqa: PLC0415

    if not result.readable:
        return EXIT_UNREADABLE
    failing = any(is_fatal(f) or (strict and not f.accepted) for f in result.findings)
    return EXIT_FINDINGS if failing else 0
