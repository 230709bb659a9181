"""Where in a text something stands: line and column of any offset, after reading the text once."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from hakusho.findings.finding import Location


@dataclass(frozen=True, slots=True)
class Places:
    """The offset at which each line of a file begins."""

    path: str
    starts: tuple[int, ...]

    def at(self, offset: int) -> Location:
        """The line and column of a character's offset."""
        line = bisect_right(self.starts, offset)
        return Location(self.path, line, offset - self.starts[line - 1] + 1)


def places_of(path: str, text: str) -> Places:
    r"""Read where the lines of a file's text begin, which end with ``\n``."""
    return Places(path, (0, *(match.end() for match in re.finditer("\n", text))))
