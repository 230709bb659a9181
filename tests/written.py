"""Markdown that a test writes, read as a chapter is: parsed, each node with its place."""

from __future__ import annotations

from io import BytesIO
from itertools import repeat
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PIL import Image

from hakusho.data import vocabulary_of
from hakusho.manuscript.model import Chapter, Draft
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, parse_with_places, read
from hakusho.source.cross_reference_marks import with_separators
from hakusho.source.positions import Positions, Prepared
from hakusho.source.prose import Prose, prose_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.data import Fact
    from hakusho.data.vocabulary import Vocabulary

EMPTY: Mapping[str, Fact] = MappingProxyType({})


def read_written(
    texts: Iterable[tuple[str, str]], names: Vocabulary | None = None
) -> tuple[list[list[Any]], Positions]:
    """Read some texts with their paths in one run of pandoc.

    Args:
        texts: Path and text of each.
        names: What their templates may use; without it templates stay as they are.

    Returns:
        The blocks of each, and what their places mean.
    """
    if names is None:
        positions = Positions()
        for path, text in texts:
            positions = positions.with_text(path, text, with_separators(Prepared(text)))
        parsed, findings = parse_with_places(positions.reads, seconds=300)
    else:
        asked = [Asked(ChapterFile(path, text), names) for path, text in texts]
        parsed, positions, findings = read(asked, seconds=300)
    assert not findings, findings
    return [blocks for blocks in parsed if blocks is not None], positions


def read_texts(texts: Iterable[str], path: str = "a.md") -> tuple[list[list[Any]], Positions]:
    """The same of texts of one path."""
    return read_written((path, text) for text in texts)


def draft_of(*texts: str, names: Vocabulary | None = None) -> Draft:
    """A draft of chapters 1.md, 2.md and so on; one alone is a.md."""
    paths = [f"{number}.md" for number in range(1, len(texts) + 1)] if len(texts) > 1 else ["a.md"]
    parsed, positions = read_written(zip(paths, texts, strict=True), names)
    chapters = map(Chapter, paths, parsed)
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
        [Asked(ChapterFile(path, text), names) for path, text in files], seconds=300
    )
    return [prose_of(blocks, positions, beside=True) for blocks in parsed if blocks is not None]


def picture_bytes(kind: str, mode: str = "L") -> bytes:
    """A picture of pixels, ``png``, ``jpeg`` or ``gif``, that is large enough to be cut off."""
    file = BytesIO()
    Image.linear_gradient("L").resize((60, 40)).convert(mode).save(file, kind)
    return file.getvalue()
