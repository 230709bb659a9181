"""The text of a chapter as its author wrote it: for this room alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.source.positions import Positions


def source_of(path: str, positions: Positions) -> str:
    """What an author wrote in a file; empty for one that was not read."""
    return next((read.source for read in positions.reads if read.places.path == path), "")
