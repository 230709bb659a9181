"""Markdown that a test writes, read as a chapter is: parsed, each node with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.manuscript.model import Chapter, Draft
from hakusho.source.cross_reference_marks import with_separators
from hakusho.source.positions import Positions, Prepared
from hakusho.source.reading import parse_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable


def read_texts(texts: Iterable[str], path: str = "a.md") -> tuple[list[list[Any]], Positions]:
    """The blocks of some texts, read in one run of pandoc, and what their places mean."""
    positions = Positions()
    for text in texts:
        positions = positions.with_text(path, text, with_separators(Prepared(text)))
    parsed, findings = parse_with_places(positions.reads, seconds=60)
    assert not findings, findings
    return [blocks for blocks in parsed if blocks is not None], positions


def draft_of(*texts: str) -> Draft:
    """A draft of chapters 1.md, 2.md and so on; one alone is a.md."""
    positions = Positions()
    paths = [f"{number}.md" for number in range(1, len(texts) + 1)] if len(texts) > 1 else ["a.md"]
    for path, text in zip(paths, texts, strict=True):
        positions = positions.with_text(path, text, with_separators(Prepared(text)))
    parsed, findings = parse_with_places(positions.reads, seconds=60)
    assert not findings, findings
    chapters = [
        Chapter(path, text, blocks)
        for path, text, blocks in zip(paths, texts, parsed, strict=True)
        if blocks is not None
    ]
    return Draft(tuple(chapters), {}, positions)
