"""Markdown that a test writes, read as a chapter is: parsed, each node with its place."""

from __future__ import annotations

from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.data import vocabulary_of
from hakusho.manuscript.model import Chapter, Draft
from hakusho.source.cross_reference_marks import with_separators
from hakusho.source.positions import Positions, Prepared
from hakusho.source.prose import Prose, prose_of
from hakusho.source.reading import Asked, parse_with_places, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.data import Fact

EMPTY: Mapping[str, Fact] = MappingProxyType({})


def read_written(texts: Iterable[tuple[str, str]]) -> tuple[list[list[Any]], Positions]:
    """The blocks of some texts with their paths, read in one run of pandoc, and their places."""
    positions = Positions()
    for path, text in texts:
        positions = positions.with_text(path, text, with_separators(Prepared(text)))
    parsed, findings = parse_with_places(positions, seconds=60)
    assert not findings, findings
    return [blocks for blocks in parsed if blocks is not None], positions


def read_texts(texts: Iterable[str], path: str = "a.md") -> tuple[list[list[Any]], Positions]:
    """The same of texts of one path."""
    return read_written((path, text) for text in texts)


def draft_of(*texts: str) -> Draft:
    """A draft of chapters 1.md, 2.md and so on; one alone is a.md."""
    paths = [f"{number}.md" for number in range(1, len(texts) + 1)] if len(texts) > 1 else ["a.md"]
    written = list(zip(paths, texts, strict=True))
    parsed, positions = read_written(written)
    chapters = [
        Chapter(path, text, blocks) for (path, text), blocks in zip(written, parsed, strict=True)
    ]
    return Draft(tuple(chapters), {}, positions)


def proses_of(
    texts: Iterable[str], facts: Mapping[str, Fact] = EMPTY, paths: Iterable[str] = ()
) -> list[Prose]:
    """The running text of some chapters, read in one run of pandoc, templates filled in.

    Each is c.md, unless it has a path.
    """
    names = vocabulary_of({}, facts, "ja")
    files = zip(paths or repeat("c.md"), texts, strict=False)
    parsed, positions, _ = read(
        [Asked(path, text, text, names) for path, text in files], seconds=60
    )
    return [prose_of(blocks, positions, beside=True) for blocks in parsed if blocks is not None]
