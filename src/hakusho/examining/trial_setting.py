"""Pieces of a document, set by themselves for a trial: what Typst refuses is known before a build.

Typst stops at the first piece that it cannot set; that is left out and the rest is tried again.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.tools import fonts, typst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEAD = '#set document(title: "trial")\n'
_BETWEEN = "\n\n"
_SECONDS = 60.0
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
    with tempfile.TemporaryDirectory(prefix="hakusho-") as name:
        folder = Path(name)
        for target, source in files.items():
            shutil.copyfile(source, folder / target)
        left = list(range(len(pieces)))
        while left and len(found) < MOST:
            error = _error(folder, [pieces[each] for each in left])
            if error is None:
                break
            if not error.line:
                return found | _alone(folder, {each: pieces[each] for each in left[:MOST]})
            number = left.pop(_piece_of(error.line, [pieces[each] for each in left]))
            found[number] = error.message
    return found


def _alone(folder: Path, pieces: Mapping[int, str]) -> dict[int, str]:
    """Try each piece by itself, for errors that Typst gives no place."""
    tried = ((number, _error(folder, [piece])) for number, piece in pieces.items())
    return {number: error.message for number, error in tried if error is not None}


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
    main = folder / "trial.typ"
    main.write_text(_HEAD + "".join(piece + _BETWEEN for piece in pieces), encoding="utf-8")
    try:
        typst.compile(
            main,
            folder / "trial.pdf",
            root=folder,
            fonts=[font.path for font in fonts.installed()],
            epoch=0,
            seconds=_SECONDS,
        )
    except typst.TypstError as error:
        return error
    return None
