"""The text of a chapter as its author wrote it: for this room alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.paper.source_file import ChapterFile
    from hakusho.source.positions import Positions


def raw_text(file: ChapterFile) -> str:
    """What an author wrote in a file that is yet to be read."""
    return file._text  # noqa: SLF001  here alone


def source_of(path: str, positions: Positions) -> str:
    """What an author wrote in a file; empty for one that was not read."""
    return positions._source_of(path)  # noqa: SLF001  here alone
