"""Reading: a template filled in, its Markdown parsed, and every node given its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.ast.walk import map_strings
from hakusho.paper.source_file import SourceFile
from hakusho.source.alignment import align
from hakusho.source.cross_reference_marks import with_separators, without_separators
from hakusho.source.parse import parse_fully
from hakusho.source.positions import NOWHERE
from hakusho.source.raw import raw_text
from hakusho.source.template import render, speaking
from hakusho.values.marks import Mark, without_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Block
    from hakusho.data.vocabulary import Vocabulary
    from hakusho.findings import Finding
    from hakusho.paper.source_file import ChapterFile
    from hakusho.source.parse import Parsed
    from hakusho.source.positions import Positions, Read


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be read.

    Attributes:
        file: Where it stands.
        names: What its template may use.
        spans: Ranges of it; of its expressions only those in them are filled in, or only those
            outside.
        inside: Which.
    """

    file: ChapterFile
    names: Vocabulary
    spans: tuple[tuple[int, int], ...] = ()
    inside: bool = False


def read(
    texts: Sequence[Asked], positions: Positions = NOWHERE, *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], Positions, tuple[Finding, ...]]:
    """Read texts.

    Args:
        texts: In any order; a file may be among them in several languages.
        positions: Of what has been read before.
        seconds: Time limit for pandoc.

    Returns:
        The blocks of each, every node with its place (``at``), ``None`` for a text that cannot be
        parsed in time; what the places mean, earlier ones included; and what is wrong.

    Raises:
        PandocError: If pandoc fails for a reason that is not the texts'.
    """
    findings: list[Finding] = []
    before = len(positions.reads)
    for text in texts:
        path, source = text.file.path, raw_text(text.file)
        template = speaking(source, text.spans, inside=text.inside) if text.spans else source
        rendered, problems = render(path, without_private(template), text.names)
        findings += problems
        positions = positions.with_text(path, source, with_separators(rendered))
    parsed, problems = _parse(positions.reads[before:], seconds=seconds)
    dropped = tuple(each.dropped if each else () for each in parsed)
    positions = replace(positions, dropped=(*positions.dropped, *dropped))
    return (
        tuple(each.blocks if each else None for each in parsed),
        positions,
        (*findings, *problems),
    )


def parse_with_places(
    reads: Sequence[Read], *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], tuple[Finding, ...]]:
    """Parse texts.

    Args:
        reads: As pandoc is to read them.
        seconds: Time limit for pandoc.

    Returns:
        The blocks of each, ``None`` for one that cannot be parsed in time; and PAP006 for these.

    Raises:
        PandocError: If pandoc fails for a reason that is not the texts'.
    """
    parsed, problems = _parse(reads, seconds=seconds)
    return tuple(each.blocks if each else None for each in parsed), problems


def _parse(
    reads: Sequence[Read], *, seconds: float
) -> tuple[tuple[Parsed | None, ...], tuple[Finding, ...]]:
    files = tuple(SourceFile(each.places.path, each.text) for each in reads)
    parsed, problems = parse_fully(files, seconds=seconds)
    found = []
    for text, each in zip(reads, parsed, strict=True):
        if each is not None:
            align(text.text, each.blocks, text.base)
        found.append(each and replace(each, blocks=_without_marks(each.blocks, text.text)))
    return tuple(found), problems


def _without_marks(blocks: list[Block], text: str) -> list[Block]:
    """Blocks without our marks, and without the private-use characters that entities stand for."""
    if Mark.SEPARATOR in text:
        blocks = without_separators(blocks)
    if "&#" in text:
        blocks = map_strings(blocks, without_private)
    return blocks
