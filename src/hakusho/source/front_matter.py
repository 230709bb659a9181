"""Front matter in a chapter: metadata that is read as text here, for its switch is off.

It can make citeproc read any file or URL, and what it says belongs to a paper, not to a chapter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Block, Range
    from hakusho.source.positions import Positions

_LONGEST = 10_000
_YAML = re.compile(
    r"---[ \t]*\n(?=(?:#[^\n]*\n)*[A-Za-z_][\w-]*[ \t]*:(?:[ \t\n]))"
    r"(?P<body>(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z))[^\n]*\n)+)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TORN = re.compile(
    r"(?P<opening>-{2,}[ \t]*\n)?"
    r"(?P<body>[A-Za-z_][\w-]*[ \t]*:(?:[ \t][^\n]*)?(?:\n|\Z)"
    r"(?:(?:[A-Za-z_][\w-]*[ \t]*:(?:[ \t][^\n]*)?|[ \t]+\S[^\n]*|-[ \t][^\n]*)(?:\n|\Z))*)"
    r"(?:(?:[-\u2010-\u2015\u2212\uff0d\u30fc]{2,}|\.{2,})[ \t]*(?:\n|\Z))?"
)
"""Front matter of which a line of dashes is missing, or is another line than ``---``."""
_FEWEST = 2
"""Keys without a line of dashes above them that make no sentence."""
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_TITLE_BLOCK = re.compile(r"(?:%(?:[ \t][^\n]*)?(?:\n(?:[ \t]+[^\n]*))*(?:\n|\Z)){1,3}")
_LINES_OF_TITLE_BLOCK = ("title", "author", "date")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A block of metadata at the top of a chapter.

    Attributes:
        at: Where it stands.
        keys: What it says something about, in order.
        whole: Whether it stands between its two lines of dashes.
    """

    at: Range
    keys: tuple[str, ...]
    whole: bool = True


def later_metadata(blocks: Sequence[Block], positions: Positions) -> Iterator[FrontMatter]:
    """Metadata within a chapter, as where two files were joined: it is read as a table."""
    for block in blocks[1:]:
        if block["t"] == "Table" and "at" in block:
            begin = block["at"][0]
            if match := _YAML.match(positions.letters(begin, _LONGEST)):
                yield FrontMatter((begin, begin + match.end()), tuple(_KEY.findall(match["body"])))


def front_matter_of(blocks: Sequence[Block], positions: Positions) -> FrontMatter | None:
    """The front matter of a chapter (YAML, or the three lines of pandoc's title block), if any.

    Args:
        blocks: Of a chapter, each with its place.
        positions: What the places mean.
    """
    if not blocks or "at" not in blocks[0]:
        return None
    begin = blocks[0]["at"][0]
    text = positions.letters(begin, _LONGEST)
    if match := _YAML.match(text):
        return FrontMatter((begin, begin + match.end()), tuple(_KEY.findall(match["body"])))
    if match := _TITLE_BLOCK.match(text):
        lines = re.findall(r"^%[ \t]*(\S?)", match[0], re.MULTILINE)
        said = zip(_LINES_OF_TITLE_BLOCK, lines, strict=False)
        keys = tuple(key for key, first in said if first)
        return FrontMatter((begin, begin + match.end()), keys) if keys else None
    return _torn(begin, text)


def _torn(begin: int, text: str) -> FrontMatter | None:
    """What may be front matter, and lacks one of its lines of dashes."""
    match = _TORN.match(text)
    keys = tuple(_KEY.findall(match["body"])) if match else ()
    if match is None or not (match["opening"] or len(keys) >= _FEWEST):
        return None
    return FrontMatter((begin, begin + match.end()), keys, whole=False)
