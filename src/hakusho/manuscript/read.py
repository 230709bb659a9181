"""From a paper's chapters to its manuscript: template, mark, parse, index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import map_strings
from hakusho.manuscript.index import index_of
from hakusho.manuscript.markers import Positions, mark, strip_markers
from hakusho.manuscript.model import Chapter, Manuscript
from hakusho.manuscript.parse import parse
from hakusho.manuscript.template import render
from hakusho.paper.load import SourceFile

if TYPE_CHECKING:
    from hakusho.data.prose import Vocabulary
    from hakusho.findings import Finding
    from hakusho.paper.load import Paper


def read_manuscript(paper: Paper, names: Vocabulary) -> tuple[Manuscript, tuple[Finding, ...]]:
    """Read all chapters of a paper.

    Args:
        paper: The paper.
        names: What its templates may use.

    Returns:
        The manuscript of the chapters that could be parsed, and what is wrong with the rest.
    """
    findings: list[Finding] = []
    positions = Positions()
    rendered = []
    for chapter in paper.chapters:
        # Marked before rendering, citations have exact columns; what the templates bring in
        # (a fact's source) is marked after it, by line.
        marked, positions = mark(chapter.path, chapter.text, positions)
        markdown, problems = render(chapter.path, marked, names)
        markdown, positions = mark(chapter.path, markdown, positions)
        rendered.append(SourceFile(chapter.path, markdown))
        findings += problems

    parsed, problems = parse(tuple(rendered), seconds=paper.settings.limits.parse_seconds)
    findings += problems
    chapters = tuple(
        Chapter(source.path, source.text, blocks)
        for source, blocks in zip(paper.chapters, parsed, strict=True)
        if blocks is not None
    )
    index = index_of(chapters, positions)
    plain = tuple(Chapter(c.path, c.source, _unmarked(c.blocks)) for c in chapters)
    return Manuscript(plain, index), tuple(findings)


def _unmarked(blocks: list[Any]) -> list[Any]:
    plain: list[Any] = map_strings(blocks, strip_markers)
    return plain
