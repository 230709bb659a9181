"""The lists that are shipped with the checks: words, bodies, offices and who held them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def rows_in(file: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of a list.

    Args:
        file: Of ours, in UTF-8: each line a row of cells parted by tabs; one that begins with # is
            a comment.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and line[0] != "#")
