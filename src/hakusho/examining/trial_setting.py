"""Pieces of a document, set by themselves for a trial: what Typst refuses is known before a build.

Typst stops at the first piece that it cannot set; that is left out and the rest is tried again.
"""

from __future__ import annotations

import shutil
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.tools import fonts, typst
from hakusho.tools.interruption import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_HEAD = '#set document(title: "trial")\n'
_BETWEEN = "\n\n"
_TRIAL = "trial.typ"
_SECONDS, _FOR_EACH = 5.0, 0.02
"""What a trial may take of a processor, and for each piece more: ten times what formulas take."""
MOST = 30
"""So many pieces are refused by name; a paper with more has a mistake of another kind."""


def refused(
    pieces: Sequence[str], files: Mapping[str, Path] = MappingProxyType({})
) -> dict[int, str]:
    """Set pieces of Typst markup as the PDF edition would: with its fonts, to its standards.

    Args:
        pieces: Each on lines of its own.
        files: What they read, by the name that they use.

    Returns:
        What Typst says of each that it refuses, by its index, :data:`MOST` at most. What it does
        not attribute to one piece is for the build to say.
    """
    found: dict[int, str] = {}
    with scratch_folder() as folder:
        for target, source in files.items():
            shutil.copyfile(source, folder / target)
        left = list(range(len(pieces)))
        while left and len(found) < MOST:
            error = _error(folder, [pieces[each] for each in left])
            if error is None:
                break
            index = _blamed(error, [pieces[each] for each in left])
            if index is None:
                index, error = _halved(folder, [pieces[each] for each in left])
            if error is None:
                break
            found[left.pop(index)] = error.message
    return found


def _halved(folder: Path, pieces: Sequence[str]) -> tuple[int, typst.TypstError | None]:
    """Find the piece for an error that Typst gives no place, as where it runs out of time.

    Returns:
        Its index and the error; no error where the piece is good by itself.
    """
    first, end, error = 0, len(pieces), None
    while end - first > 1 or error is None:
        middle = (first + end + 1) // 2
        error = _error(folder, pieces[first:middle])
        if error is not None:
            end = middle
        elif middle == end:
            break
        else:
            first = middle
    return first, error


def _blamed(error: typst.TypstError, pieces: Sequence[str]) -> int | None:
    """The index of the piece that an error is about: by its line, or by the file that it reads."""
    line = next((line for file, line, _ in error.trace if file == _TRIAL), 0)
    if line:
        return _piece_of(line, pieces)
    readers = [at for at, piece in enumerate(pieces) if f'"{error.file}"' in piece]
    return readers[0] if readers else None


def _piece_of(line: int, pieces: Sequence[str]) -> int:
    """The index of the piece that a line of the trial belongs to."""
    begin = _HEAD.count("\n") + 1
    for number, piece in enumerate(pieces):
        begin += piece.count("\n") + _BETWEEN.count("\n")
        if line < begin:
            return number
    return len(pieces) - 1


def _error(folder: Path, pieces: Sequence[str]) -> typst.TypstError | None:
    """What Typst complains of first."""
    main = folder / _TRIAL
    main.write_text(_HEAD + "".join(piece + _BETWEEN for piece in pieces), encoding="utf-8")
    try:
        typst.compile(
            main,
            folder / "trial.pdf",
            root=folder,
            fonts=[font.path for font in fonts.installed()],
            epoch=0,
            seconds=_SECONDS + _FOR_EACH * len(pieces),
        )
    except typst.TypstError as error:
        return error
    return None
