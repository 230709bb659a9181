"""The one door to Typst: the compiler of the ``typst`` wheel, in a process of its own.

The wheel has no limit on time, and memory that a compilation took is never given back;
a child process has limits for both and ends with them. It imports nothing but ``typst``. While a
paper is held open the child stays, and typesets what has not changed in a tenth of the time.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.tools import keeping, processes, resident

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ACCESSIBLE_ARCHIVE = ("ua-1", "a-2a")
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), which one file can be at once."""
WITH_ATTACHMENTS = ("ua-1", "a-3a")
"""The same with PDF/A-3a (ISO 19005-3), which may hold files of any kind."""
_CHILD = Path(__file__).with_name("typst_child.py")
_LARGE = 256 * 2**20
"""Bytes of a child that does not wait for a brief: what else a command does needs room, too."""
_NOWHERE = "http://127.0.0.1:9"
# A package that is not there would be downloaded; an empty package folder does not prevent it.
_NO_NETWORK = {
    name: _NOWHERE
    for base in ("ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY")
    for name in (base, base.lower())
} | {"NO_PROXY": "", "no_proxy": ""}
_UNSETTLED = "did not converge"
_OF_SYSTEM = re.compile(r"(?P<said>[^:]*?) \(os error (?P<number>\d+)\)")
"""How Rust words what the system says."""
# A diagnostic tells the warnings before the error.
_ERROR = re.compile(r"^error: ", re.MULTILINE)
_PLACE = re.compile(r"┌─ (?P<file>.+):(?P<line>\d+):(?P<column>\d+)\s*$", re.MULTILINE)


class TypstError(Exception):
    """Typst could not typeset; ``args[0]`` is what it said.

    Attributes:
        message: The same without a place.
        file: The file that it complains of, relative to the root; empty if it names none.
        line: The line there, from 1; 0 if unknown.
        hints: What Typst advises.
        trace: File, line and column of all that the error concerns: where it happened, then each
            call that led there.
    """

    def __init__(
        self,
        message: str,
        file: str = "",
        line: int = 0,
        hints: tuple[str, ...] = (),
        trace: tuple[tuple[str, int, int], ...] = (),
    ) -> None:
        super().__init__(f"{file}:{line}: {message}" if file else message)
        self.message = message
        self.file = file
        self.line = line
        self.hints = hints
        self.trace = trace


class TypstTimeoutError(TypstError, processes.LimitError):
    """Typst used up its time; ``args[0]`` says which."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """What came of typesetting, besides the file.

    Attributes:
        warnings: What Typst warned of.
        records: The values of the ``metadata`` that was asked for, in document order.
        marks: If the pages are unsettled, or the document says that it is unfinished, the values of
            all ``metadata`` with a label, by its name, as they were in the last layout; else empty.
    """

    warnings: tuple[str, ...]
    records: tuple[Any, ...] = ()
    marks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """What still moved when Typst gave up laying out the pages; empty if nothing did.

        Typst lays a document out anew as long as what was asked of the layout changes, five times
        at most, and then leaves it as it is, with a warning, and one more for each such question.
        """
        told = [each for each in self.warnings if _UNSETTLED in each]
        return tuple(dict.fromkeys(told[1:] or told))


def compile(  # noqa: A001, PLR0913  Typst's own word for it, and its settings
    main: Path,
    output: Path,
    *,
    root: Path,
    fonts: Sequence[Path],
    epoch: int,
    standards: Sequence[str] = ACCESSIBLE_ARCHIVE,
    ppi: float = 144,
    seconds: float = 120,
    record: str = "",
    unfinished: str = "",
) -> Typeset:
    """Typeset a file.

    Nothing is taken from the system or the network: fonts are those given and those inside
    Typst, packages are looked for in an empty folder.

    Args:
        main: The Typst file.
        output: The file to make, ``.pdf``, ``.svg`` or (one page) ``.png``. It appears complete
            under its name or not at all.
        root: Typst may read files below this folder only.
        fonts: Font files. The wheel takes folders only, so their neighbours are found too.
        epoch: Time stamp of the output, in seconds since 1970.
        standards: PDF standards to conform to, by Typst's names; none for other kinds of output.
        ppi: Pixels per inch of a PNG.
        seconds: Of a processor.
        record: Label of ``metadata`` elements whose values are wanted; empty for none.
        unfinished: Label by which a document says that it is to be typeset once more; empty for
            none.

    Returns:
        Typst's warnings and the values.

    Raises:
        TypstTimeoutError: If that is not enough.
        TypstError: If the file cannot be typeset, or asks for a font family that is not there.
    """
    with tempfile.TemporaryDirectory(prefix=".typst-", dir=output.parent) as name:
        scratch = Path(name)
        made = scratch / f"output{output.suffix}"
        (scratch / "packages").mkdir()
        job = {
            "input": str(main.resolve()),
            "output": str(made.resolve()),
            "root": str(root.resolve()),
            "font_paths": list(dict.fromkeys(str(font.resolve().parent) for font in fonts)),
            "package_path": str((scratch / "packages").resolve()),
            "timestamp": epoch,
            "pdf_standards": list(standards) if output.suffix == ".pdf" else [],
            "ppi": ppi,
            "record": record,
            "unsettled": _UNSETTLED,
            "unfinished": unfinished,
        }
        answer = _run(job, seconds)
        warnings = _checked(answer, root)
        made.replace(output)
    return Typeset(warnings, tuple(answer["records"]), answer["marks"])


def _run(job: dict[str, Any], seconds: float) -> dict[str, Any]:
    # -P: else this module would be found beside the child under the name of the wheel.
    command = [sys.executable, "-P", str(_CHILD)]
    kept = {key: text for key, text in os.environ.items() if not key.startswith("TYPST_")}
    environment = {**kept, **_NO_NETWORK}
    answer: dict[str, Any]
    try:
        with resident.borrowed(command, _CHILD.parent, environment) as child:
            answer = json.loads(child.ask("Typst", json.dumps(job).encode(), seconds))
            if answer["last"] or (answer["size"] > _LARGE and not keeping.is_lasting()):
                child.end()
    except processes.LimitError as error:
        raise TypstTimeoutError(error.args[0]) from error
    except resident.EndedError as error:
        code, complaints = error.args
        said = complaints.strip().splitlines()
        reason = said[-1] if said else f"exit status {code}"
        raise TypstError(f"Typst ended unexpectedly: {reason}") from error
    return answer


def _checked(answer: dict[str, Any], root: Path) -> tuple[str, ...]:
    error = answer["error"]
    if error:
        refused = _OF_SYSTEM.search(error.get("refused", ""))
        if refused:  # the disk, and no text and no template
            raise OSError(int(refused["number"]), refused["said"])
        raise _as_error(error, root)
    for warning in answer["warnings"]:
        if warning["message"].startswith("unknown font family"):
            raise _as_error(warning, root)
    return tuple(warning["message"] for warning in answer["warnings"])


def _as_error(said: dict[str, Any], root: Path) -> TypstError:
    diagnostic = said["diagnostic"]
    start = _ERROR.search(diagnostic)
    hints = tuple(said["hints"])
    places = _PLACE.finditer(diagnostic, start.start() if start else 0)
    base = root.resolve()
    trace = tuple(
        (_below(base, place["file"]), int(place["line"]), int(place["column"])) for place in places
    )
    if not trace:
        return TypstError(said["message"], hints=hints)
    return TypstError(said["message"], trace[0][0], trace[0][1], hints, trace)


def _below(base: Path, name: str) -> str:
    """A file's path from the root, if it lies there."""
    file = Path(name)
    return (file.relative_to(base) if file.is_relative_to(base) else file).as_posix()
