"""Running an author's program, a figure's or a dataset's, in this process: seen, refused, judged.

Nothing may depend on which programs ran here before, or on anything that nobody can compare, so it
is seen what a program asks for (:mod:`hakusho.figures.watching`) and which modules it leaves.
Whatever it raises comes back as a finding at the line of the author's own that led there.
"""

from __future__ import annotations

import builtins
import random
import re
import traceback
import unicodedata
import warnings
import zlib
from contextlib import chdir, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from hakusho.data import MissingColumnError, NoColumnError
from hakusho.figures import refusals
from hakusho.figures.author_modules import alone, prepare, unseen_readers
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.figure import UndeclaredDatasetError
from hakusho.figures.registry import FOLDER
from hakusho.figures.watching import Seen, watched
from hakusho.findings import Finding, Location, Subject, also, did_you_mean, said, say
from hakusho.findings.places import places_of
from hakusho.findings.sentences import NOTHING
from hakusho.paper.control_characters import control_character, unprintable_in
from hakusho.tools.confinement import reach_for_reserve
from hakusho.tools.files import real_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from hakusho.figures.figure import Allowance
    from hakusho.findings import Text
    from hakusho.findings.finding import Related

_Made = TypeVar("_Made")


class Program(Protocol):
    """What is to be run.

    Attributes:
        name: Its name, from which what is random in it follows.
        path: Its source, relative to the paper.
        root: The paper's folder, absolute.
        libraries: What its sources import.
        allowance: What it may take.
        rule_id: The rule of what is wrong with it.
        about_network: What to do in place of asking the network.
        about_numbers: What to do where a text is no number.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def root(self) -> Path: ...  # noqa: D102
    @property
    def libraries(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def allowance(self) -> Allowance: ...  # noqa: D102
    @property
    def rule_id(self) -> str: ...  # noqa: D102
    @property
    def about_network(self) -> Text: ...  # noqa: D102
    @property
    def about_numbers(self) -> Text: ...  # noqa: D102


def run(program: Program, act: Callable[[], _Made]) -> tuple[_Made | Finding, Seen]:
    """Run what an author has written as if nothing had been run in this process before.

    Returns:
        What ``act`` returns, or the finding for what it raised or asked for in vain; and what it
        asked for besides.
    """
    prepare(program.root)
    random.seed(program.name)  # jitter and samples are the same in every run
    np.random.seed(zlib.crc32(program.name.encode()))  # noqa: NPY002  authors use the old interface
    asked: list[refusals.Refused] = []
    seen = Seen(program.root)
    try:
        with (
            warnings.catch_warnings(),
            alone(program.root),
            chdir(program.root),  # where the command was given must not matter
            watched(program.root) as seen,
            refusals.collected() as asked,
        ):
            warnings.simplefilter("ignore")  # missing glyphs are looked for in the outcome
            made: _Made | Finding = act()
    except MemoryError as error:
        return _out_of_memory(error, program), seen
    except BaseException as error:  # noqa: BLE001  SystemExit too: it is the author's mistake
        made = _from_error(error, program)
    if asked:  # whatever became of it, tomorrow it is perhaps something else
        return _refused(asked[0], program), seen
    seen.readers |= set(unseen_readers(program.libraries, seen.imported))
    return made, seen


class UnprintableError(ValueError):
    """A program says or draws a control character: ``args[0]``."""


def refuse_controls(value: str) -> None:
    """Raise UnprintableError for a text that holds a control character."""
    found = unprintable_in(value)
    if found:
        raise UnprintableError(value[found[0]])


_COLUMNS = "There are {columns}."
_NO_NUMBER = re.compile(
    r"(?:invalid literal for int\(\) with base 10|could not convert string to float): "
    r"(?P<quote>['\"])(?P<cell>.*)(?P=quote)"
)
"""What Python says of a cell that is no number."""
_NO_CONTEXT = re.compile(r"draw\(\) takes 0 positional arguments but 1 was given")
_COLUMN = re.compile(r"""\[\s*(?P<quote>['"])(?P<name>[^'"]+)(?P=quote)\s*\]""")
_TEXT_COUNTED = re.compile(
    r"multiply sequence by non-int|unsupported operand type\(s\) for .*'str'"
    r"|can only concatenate str|not supported between instances of .*'str'"
)
"""What Python says where a cell, which is a text, is counted with."""
_COUNT_WITH = "A cell is a text, and no number yet: count with int(…) or float(…) of it."
_UNNAMED = "Look at how it is written where it is made, or import it above."
_PACKAGES = {"cv2": "opencv-python", "PIL": "pillow", "sklearn": "scikit-learn", "yaml": "pyyaml"}
"""Libraries whose package is called otherwise."""


def _from_error(error: BaseException, program: Program) -> Finding:
    """The finding for what an author's code raised."""
    if isinstance(error, MissingColumnError):
        message = "{error} (asked for by {path})"
        where = Location(error.dataset.path, 1)
        return Finding.of("DAT003", where, message, "", error, program.path)
    if isinstance(error, UnprintableError):
        return control_character(error.args[0], _typed(error.args[0], program))
    where = _own_line(error, program)
    if isinstance(error, SyntaxError) and error.filename:
        where = _location(Path(error.filename), error.lineno or 0, program) or where
    if isinstance(error, ChartError):  # says by itself what is wrong
        return Finding.of(program.rule_id, where, said(error), because=error.because)
    if isinstance(error, NoColumnError):
        hint = did_you_mean(error.column, error.columns, say(_COLUMNS, ", ".join(error.columns)))
        message = "there is no column '{column}'"
        rests_on = (Subject("dataset"),)
        return Finding.of(program.rule_id, where, message, hint, error.column, because=rests_on)
    if isinstance(error, (UndeclaredDatasetError, ModuleNotFoundError)):
        return _not_there(error, where, program)
    first = _first_line(error) or say("without a message")
    hint, related, because = _remedy(error, str(first), where, program)
    message, given = "{error}: {said}", (type(error).__name__, first)
    return Finding.of(
        program.rule_id, where, message, hint, *given, related=related, because=because
    )


def _remedy(
    error: BaseException, first: str, where: Location, program: Program
) -> tuple[Text, tuple[Related, ...], tuple[Subject, ...]]:
    """What to write against an error of Python's own, the cell it is about, what that rests on."""
    if isinstance(error, ValueError) and (found := _NO_NUMBER.match(first)):
        return program.about_numbers, *_cells_of(found["cell"], where, program)
    return _hint(error, first), (), ()


def _hint(error: BaseException, first: str) -> Text:
    if isinstance(error, NameError):
        own, others = _names_about(error)
        name = error.name or ""
        return did_you_mean(name, own) or did_you_mean(name, others, say(_UNNAMED))
    if isinstance(error, TypeError) and _NO_CONTEXT.match(first):
        return say("Write def draw(context): in its first line.")
    if isinstance(error, TypeError) and _TEXT_COUNTED.search(first):
        return say(_COUNT_WITH)
    if isinstance(error, ZeroDivisionError):
        hint = "A number by which this line divides is 0: look at it, or leave out what has it."
        return say(hint)
    if isinstance(error, FileNotFoundError):
        hint = (
            "A path begins in the paper's folder. What figures/data holds is "
            'context.data["{name}"], with DATA = ("{name}",).'
        )
        return say(hint, PurePath(str(error.filename or "…")).stem)
    return NOTHING


def _names_about(error: BaseException) -> tuple[set[str], set[str]]:
    """The names that are known where an error was raised: of the function, and all others."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    own = {*frames[-1].f_locals} if frames else set()
    return own, {*(frames[-1].f_globals if frames else ()), *dir(builtins)}


def _cells_of(
    cell: str, where: Location, program: Program
) -> tuple[tuple[Related, ...], tuple[Subject, ...]]:
    """The first cell that a line reads and that is so, of a program's datasets, and its row."""
    text = (program.root / program.path).read_text(encoding="utf-8").split("\n")
    line = text[where.line - 1] if where.path == program.path and where.line <= len(text) else ""
    named = {match["name"] for match in _COLUMN.finditer(line)}
    for dataset in getattr(program, "data", ()):
        for row in dataset.rows:
            for name in dataset.columns:
                if name in named and row.get(name) == cell:
                    return also(row.where(name), "the cell"), row.subjects
    return (), ()


def _first_line(error: BaseException) -> str:
    """What an author's error says first; nothing if that is an error, too."""
    with suppress(Exception):
        return next(iter(str(error).splitlines()), "")
    return ""


def _not_there(
    error: UndeclaredDatasetError | ModuleNotFoundError, where: Location, program: Program
) -> Finding:
    """The finding for a dataset that is not declared, and for a library that is not installed."""
    if isinstance(error, UndeclaredDatasetError):
        message = "the dataset '{name}' is not among those that the module declares"
        names = ", ".join(f'"{name}"' for name in (*error.declared, error.name))
        declare = say("Write DATA = ({names},) below the imports.", names)
        return Finding.of(program.rule_id, where, message, declare, error.name)
    message = "the library '{name}' is not installed where Hakusho is"
    advice = "Install it into the same environment: pip install {package}."
    name = error.name or ""
    package = _PACKAGES.get(name.partition(".")[0], name.partition(".")[0])
    return Finding.of(program.rule_id, where, message, advice, name, package)


def _refused(asked: refusals.Refused, program: Program) -> Finding:
    """The finding for what a module asked for and did not get, at the line that asked."""
    places = (_location(Path(file), line, program) for file, line in reversed(asked.frames))
    where = next((place for place in places if place), Location(program.path))
    hint = program.about_network if asked.of_network else NOTHING
    return Finding.of(program.rule_id, where, asked.message, hint)


def _out_of_memory(error: MemoryError, program: Program) -> Finding:
    """The finding for a module that wanted more memory than there is for a figure."""
    with suppress(OSError, ValueError, ImportError):
        reach_for_reserve()
    where = _own_line(error, program)
    traceback.clear_frames(error.__traceback__)
    message = "it wants more memory than it may take ({megabytes:g} MB)"
    hint = (
        "Read only the columns and rows that are shown, or raise limits.figure_megabytes in "
        "report.yaml."
    )
    return Finding.of(program.rule_id, where, message, hint, program.allowance.megabytes)


def _typed(char: str, program: Program) -> Location:
    """Where a module has a character, or the escape that stands for it."""
    code = ord(char)
    forms = (
        *(rf"\\x{code:02x}", rf"\\u{code:04x}", rf"\\U{code:08x}", rf"\\{code:o}(?![0-7])"),
        *(rf"\\N\{{{name}\}}" for name in filter(None, [unicodedata.name(char, "")])),
        *({7: [r"\\a"], 11: [r"\\v"]}.get(code, ())),
    )
    text = (program.root / program.path).read_text(encoding="utf-8")
    found = re.search("|".join((re.escape(char), *forms)), text, re.IGNORECASE)
    return places_of(program.path, text).at(found.start()) if found else Location(program.path)


def _own_line(error: BaseException, program: Program) -> Location:
    """The innermost line of the paper's own code that led to the error."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = (_location(Path(frame.filename), frame.lineno or 0, program) for frame in frames)
    return next((place for place in places if place), Location(program.path))


def _location(file: Path, line: int, program: Program) -> Location | None:
    folder = real_path(program.root / FOLDER)
    try:
        inside = real_path(file).relative_to(folder)
    except ValueError:
        return None
    return Location(f"{FOLDER}/{inside.as_posix()}", line)
