"""What changes where a line of an author's file begins: its mark, and an empty line before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from hakusho.source.raw import source_of

if TYPE_CHECKING:
    from hakusho.source.positions import Positions

Change: TypeAlias = tuple[int, str, str]
"""An offset in a file, what stands there, and what is to stand there."""
_PREFIX = re.compile(r"[ \t>]*")


def line_change(
    position: int,
    positions: Positions,
    *,
    mark: tuple[str, str] = ("", ""),
    apart: bool = False,
    quotes: int = 0,
) -> Change | None:
    """What mends the beginning of a line.

    Args:
        position: Of the line's first mark, behind spaces and the marks of quotations.
        positions: What that means.
        mark: What stands there, and what is to stand there.
        apart: Whether an empty line is to stand before it.
        quotes: In how many quotations the line stands.

    Returns:
        The change; nothing where a template has printed the line, or it does not begin there.
    """
    where = positions.place(position)
    source, start = source_of(where.path, positions), positions.start(position)
    old, new = mark
    if not positions.is_typed(position) or not source.startswith(old, start):
        return None
    begin = source.rfind("\n", 0, start) + 1
    prefix = source[begin:start]
    if not _PREFIX.fullmatch(prefix) or (apart and not begin):
        return None
    if not apart:
        return start, old, new
    # From the line's end before it, so that the new one is like that.
    return begin - 1, f"\n{prefix}{old}", f"\n{'>' * quotes}\n{prefix}{new}"
