"""Attributes as they are written, ``{.point for="press"}``, and how a value in them changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.ast.nodes import Range
    from hakusho.source.positions import Positions

_PAIR = re.compile(r"""(?<=[\s{])(?P<key>[\w-]+)=(?:"[^"]*"|'[^']*'|[^\s"'}]+)""")


def are_given(at: Range, positions: Positions, key: str) -> bool:
    """Whether written attributes, braces included, give a key a value."""
    return any(match["key"] == key for match in _PAIR.finditer(positions.written(at)))


def with_value(at: Range, positions: Positions, key: str, value: str) -> tuple[int, str, str]:
    """What gives a key of written attributes a value.

    Args:
        at: The attributes, braces included.
        positions: What that means.
        key: Is added behind the others if it is not among them.
        value: Without quotation marks.

    Returns:
        An offset in the file, what stands there, and what is to stand there.
    """
    start, written = positions.span(at)[0], positions.written(at)
    new = f'{key}="{value}"'
    for match in _PAIR.finditer(written):
        if match["key"] == key:
            return start + match.start(), match[0], new
    return start + len(written.rstrip("}").rstrip()), "", f" {new}"
