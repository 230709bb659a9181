"""Which characters the fonts have.

Typst says nothing when a glyph is missing and prints an empty box ("tofu"), so the characters of
a text are compared with the fonts' ``cmap`` tables. Reading a CJK font's table takes about 0.1 s;
the result is kept in a cache folder, by the font file's size and name.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from hakusho.tools import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_DRAWN_BY_NOBODY = {"Cc", "Cf", "Zl", "Zp"}


def coverage(fonts: Sequence[Path], cache: Path) -> frozenset[int]:
    """The code points that at least one of the fonts has; ``cache`` is made if possible."""
    found: set[int] = set()
    for font in fonts:
        for first, last in _ranges(font, cache):
            found.update(range(first, last + 1))
    return frozenset(found)


def missing(text: Iterable[str], covered: frozenset[int]) -> tuple[str, ...]:
    """The characters that no font has, sorted, each once; control and format ones need no glyph."""
    return tuple(
        char
        for char in sorted(set(text))
        if ord(char) not in covered and unicodedata.category(char) not in _DRAWN_BY_NOBODY
    )


def _ranges(font: Path, cache: Path) -> list[tuple[int, int]]:
    size = font.stat().st_size
    key = hashlib.sha256(f"{font}\0{size}".encode()).hexdigest()[:16]
    kept = cache / f"cmap-{key}.json"
    with suppress(ValueError, TypeError):  # what was damaged is read from the font again
        return [(int(first), int(last)) for first, last in json.loads(sealed.load(kept) or b"")]
    from fontTools.ttLib import TTFont  # noqa: PLC0415  only until the table is kept

    with TTFont(font, lazy=True, fontNumber=0) as opened:
        points = sorted(opened.getBestCmap())
    ranges: list[tuple[int, int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1] = (ranges[-1][0], point)
        else:
            ranges.append((point, point))
    sealed.keep_if_possible(kept, json.dumps(ranges).encode("ascii"))
    return ranges
