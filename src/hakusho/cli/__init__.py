"""The command line: arguments, progress and printing; no logic.

Exit codes: 0 clean, 1 findings, 2 the paper (or the command line) cannot be read, 70 a defect of
Hakusho (``EX_SOFTWARE`` of sysexits.h), 128 and the number of a signal that ended it.
"""

from __future__ import annotations

import codecs
import errno
import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hakusho import __version__
from hakusho.cli.defects import tell, tell_of
from hakusho.cli.language import asked_language, in_language
from hakusho.cli.output import EXIT_FINDINGS
from hakusho.cli.streams import StreamError, flush, prepare
from hakusho.findings import nearest
from hakusho.findings.sentences import said, say
from hakusho.localization.catalogues import speak, worded
from hakusho.localization.choice import LANGUAGES, UnknownLanguageError, language_of
from hakusho.tools.clock import BadEpochError, given_epoch
from hakusho.tools.interruption import heed_signals
from hakusho.tools.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

_GARBAGE = (1_000_000, 50, 1_000)
_MODULES = {
    "brief": "build_command",
    "build": "build_command",
    "check": "check_command",
    "cite": "cite_command",
    "confirm": "confirm_command",
    "data": "data_command",
    "doctor": "doctor_command",
    "figures": "figures_command",
    "impact": "impact_command",
    "import": "new_command",
    "lsp": "lsp_command",
    "new": "new_command",
    "preview": "preview_command",
    "refresh": "refresh_command",
    "rule": "rule_command",
    "schema": "schema_command",
    "where": "where_command",
}
"""The commands, and the module of this package in which each stands."""
_CALLED = {
    **dict.fromkeys(
        ("render", "make", "compile", "export", "pdf", "html", "epub", "docx"), "build"
    ),
    **dict.fromkeys(("serve", "watch", "dev", "live", "start"), "preview"),
    **dict.fromkeys(("init", "create"), "new"),
    **dict.fromkeys(("lint", "validate", "test", "verify"), "check"),
}
"""What other programs call the same."""


class _Commands(click.Group):
    """Says what keeps a command from its work; what is a defect of ours is exit 70 and a file.

    A command's module is loaded when it is asked for, with all that it needs.
    """

    def list_commands(self, _context: click.Context) -> list[str]:
        return [*_MODULES]

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _MODULES:
            return None
        module = import_module(f"{__name__}.{_MODULES[name]}")
        command: click.Command = getattr(module, {"import": "import_"}.get(name, name))
        return in_language(command)

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Read ``hakusho help`` as ``hakusho --help``."""
        return super().parse_args(context, ["--help"] if args == ["help"] else args)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of a name that is none the nearest is named."""
        name = args[0]
        if name == "help":
            return super().resolve_command(context, [*args[1:2], "--help"])
        near = (
            _CALLED.get(name) or nearest(name, _MODULES)
            if name not in _MODULES and name[:1] != "-"
            else ""
        )
        if near:
            message = "there is no command '{name}': did you mean '{near}'?"
            raise click.UsageError(say(message, name, near), context)
        return super().resolve_command(context, args)

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Run a command, and leave with its exit code or that of a stream that takes nothing.

        As a process of its own, it ends when it is told to.
        """
        prepare()
        _speak(arguments[0] if arguments else settings.get("args"))
        own = not arguments and settings.get("args") is None
        if own:
            heed_signals()
            # What a command reads it keeps to its end: to look for garbage took a quarter of it.
            gc.freeze()
            gc.set_threshold(*_GARBAGE)
        try:
            try:
                return click.Group.main(in_language(self), *arguments, **settings)
            finally:
                flush()
                if own:  # else Python looks through all of it once more, to throw it away
                    gc.freeze()
        except StreamError as error:
            if error.errno != errno.EPIPE:  # nobody reads on: hakusho check | head
                problem = say("cannot write: {error}", error.strerror)
                tell("OUT001", say("standard output"), problem)
            sys.exit(EXIT_FINDINGS)

    def invoke(self, ctx: click.Context) -> object:
        done: object = None
        try:
            _require_surroundings()
            done = super().invoke(ctx)
        except click.ClickException as error:
            vars(error)["message"] = printable(worded(error.message))  # with what was typed
            raise
        except (click.exceptions.Exit, BrokenPipeError, StreamError):
            raise
        except click.exceptions.Abort as error:  # the input ended at a question
            click.echo(printable(""), err=True)  # which stands on the line
            message = say("no answer was given, so nothing was done")
            raise click.UsageError(printable(worded(message))) from error
        except UnicodeEncodeError as error:
            if not _is_of_file_names(error):
                ctx.exit(tell_of(error))
            lacking = "the locale has no file names with these letters: {letters}; set {setting}"
            letters = error.object[error.start : error.end]
            problem = say(lacking, letters, "PYTHONUTF8=1")
            raise click.UsageError(printable(worded(problem))) from error
        except Exception as error:  # noqa: BLE001  the last resort
            ctx.exit(tell_of(error))
        return done


def _speak(arguments: Sequence[str] | None) -> None:
    """Speak the language of a command line, or English until it is told that there is no such."""
    asked = asked_language(sys.argv[1:] if arguments is None else arguments)
    try:
        speak(asked)
    except UnknownLanguageError:
        speak("en")


def _is_of_file_names(error: UnicodeEncodeError) -> bool:
    """Whether letters cannot be in a file's name here: in all of Unicode's encodings they can."""
    names = codecs.lookup(sys.getfilesystemencoding()).name
    return names != "utf-8" and codecs.lookup(error.encoding).name == names


def _require_surroundings() -> None:
    """Look at what a command takes from where it is given.

    Raises:
        click.UsageError: If the folder is gone, or the environment says what cannot be.
    """
    try:
        Path.cwd()
        given_epoch()
        language_of()
    except UnknownLanguageError as error:
        message = "HAKUSHO_LANG says '{language}'; there are {known}"
        raise click.UsageError(say(message, error, ", ".join(LANGUAGES))) from error
    except OSError as error:
        message = "the folder in which you are cannot be used: {problem}"
        raise click.UsageError(say(message, error.strerror)) from error
    except BadEpochError as error:
        raise click.UsageError(said(error)) from error


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="hakusho")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn Markdown chapters, a BibTeX bibliography and Python figures into finished papers.

    A paper is a folder with report/report.yaml, report/chapters/*.md, bib/, figures/ and, if it
    has a house style of its own, templates/.
    """
    if context.invoked_subcommand is None:
        from hakusho.cli.first_steps import say_how_to_begin  # noqa: PLC0415  seldom wanted

        say_how_to_begin(context)
