"""The language of the command line: ``--lang``, and help as its readers want it.

Help is written in English where the options are; it is translated when it is asked for, paragraph
by paragraph, and broken into lines as wide characters want it.
"""

from __future__ import annotations

import re
from copy import copy
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hakusho.findings.sentences import say
from hakusho.localization.catalogues import spoken, translated, worded
from hakusho.localization.choice import LANGUAGES, OTHER_NAMES, VARIABLE
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_Command = TypeVar("_Command", bound=click.Command)
_AS_IT_STANDS = "\b"
"""click's mark of a paragraph whose lines stay as they are."""
_NOT_FIRST = frozenset("、。，．・：；！？」』）］｝〉》】ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NOT_LAST = frozenset("「『（［｛〈《【")
_ASKED = re.compile(r"--lang(?:=(.*))?")


class LanguageChoice(click.Choice[str]):
    """One of some languages; another name of one is told how it is written."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a language's code."""
        code = OTHER_NAMES.get(str(value).lower(), "")
        if code in self.choices:
            message = "the language '{name}' is written {code}: --lang {code}"
            self.fail(worded(say(message, str(value), code)), param, ctx)
        return super().convert(value, param, ctx)


def lang_option() -> click.Option:
    """``--lang``; what it says is known already when it is read, from :func:`asked_language`."""
    return click.Option(
        ["--lang"],
        type=LanguageChoice([*LANGUAGES]),
        expose_value=False,
        help=f"The language of what is printed; otherwise {VARIABLE}'s, or the machine's.",
    )


def asked_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for; empty if it asks for none that there is.

    By another name it is asked for as well: what is said of that name is said in it.

    It is looked for before anything is parsed: help and complaints are in it, too.
    """
    found = ""
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if asked := _ASKED.fullmatch(argument):
            following = "".join(arguments[number + 1 : number + 2])
            found = following if asked[1] is None else asked[1]
    found = OTHER_NAMES.get(found.lower(), found)
    return found if found in LANGUAGES else ""


def in_language(command: _Command) -> _Command:
    """The same command with ``--lang``, and with its help in the language that is spoken.

    For ``hakusho new`` it is the language of the paper as well, and so an option of its own.
    """
    command = copy(command)
    if not any("--lang" in each.opts for each in command.params):
        command.params = [*command.params, lang_option()]
    if spoken() == "en":
        return command
    command.context_class = _WideContext
    command.help = "\n\n".join(map(_paragraph, paragraphs_of(command.help)))
    command.params = [*map(_parameter, command.params)]
    return command


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    option = copy(parameter)
    option.help = translated(option.help or "")
    if isinstance(option.show_default, str):
        option.show_default = translated(option.show_default)
    return option


def paragraphs_of(text: str | None) -> list[str]:
    """The paragraphs of a command's help, each as a translator gets it.

    Its lines are joined, save those of a paragraph that is marked to stay as it is.
    """
    every = cleandoc(text or "").split("\n\n")
    return [each if _AS_IT_STANDS in each else " ".join(each.split()) for each in every]


def _paragraph(text: str) -> str:
    if _AS_IT_STANDS not in text:
        return translated(text)
    return "\n".join(translated(line) if line.endswith(":") else line for line in text.split("\n"))


class _WideFormatter(click.HelpFormatter):
    """Lays help out by the cells that its characters take, and breaks it between these."""

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write("\n")
            mark, _, rest = paragraph.partition("\n")
            kept = mark.strip() == _AS_IT_STANDS
            lines = rest.split("\n") if kept else wrapped(paragraph, self.width - len(indent))
            self.write("".join(f"{indent}{line}\n" for line in lines))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        rows = [*rows]
        widest = max((_cells(name) for name, _ in rows if _cells(name) <= col_max), default=0)
        column = self.current_indent + widest + col_spacing
        for name, text in rows:
            lead = f"{'':{self.current_indent}}{name}"
            lines = wrapped(text, max(self.width - column, 10))
            if _cells(lead) + col_spacing > column:
                self.write(f"{lead}\n")
                lead = ""
            for line in lines or [""]:
                gap = " " * (column - _cells(lead))
                self.write(f"{lead}{gap}{line}".rstrip() + "\n")
                lead = ""


class _WideContext(click.Context):
    formatter_class = _WideFormatter


def wrapped(text: str, cells: int) -> list[str]:
    """A text in lines of at most so many cells: words stay whole, and Japanese follows JIS X 4051.

    A word that is wider than a line stands out.
    """
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        width = _cells(piece.rstrip())
        if line and used + width > cells:
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + piece, used + _cells(piece)
    return [*lines, line.rstrip()] if line else lines


def _pieces(text: str) -> Iterator[str]:
    """What a line may end after: a word with its space, or a wide character with its stops."""
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        breaks = before.isspace() or is_wide(before) or is_wide(after)
        if breaks and after not in _NOT_FIRST and before not in _NOT_LAST and not after.isspace():
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _cells(text: str) -> int:
    return sum(1 + is_wide(char) for char in text)
