"""From a paper's files to its manuscript: mark, template, parse, fit to the reader, index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.ast.walk import map_strings
from hakusho.manuscript.conditions import Reader, fit
from hakusho.manuscript.excerpts import with_excerpts
from hakusho.manuscript.index import index_of
from hakusho.manuscript.markers import Positions, mark, mark_passages, strip_markers
from hakusho.manuscript.model import Chapter, Draft, Manuscript
from hakusho.manuscript.parse import parse
from hakusho.manuscript.template import render
from hakusho.manuscript.translations import by_language, with_translations
from hakusho.paper.source_file import SourceFile
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from hakusho.ast.nodes import Block
    from hakusho.data.prose import Vocabulary
    from hakusho.findings import Finding
    from hakusho.paper.load import Paper


def read_draft(
    paper: Paper, names_in: Callable[[str], Vocabulary]
) -> tuple[Draft, tuple[Finding, ...]]:
    """Read all chapters and briefs of a paper.

    Args:
        paper: The paper.
        names_in: What templates may use, by language (``ja``, ``en``).

    Returns:
        What could be parsed, and what is wrong with the rest.
    """
    language: str = paper.settings.language
    sources = [(chapter, language, names_in) for chapter in paper.chapters]
    sources += [(brief.text, brief.language, _for_briefs(names_in)) for brief in paper.briefs]
    of_report = {chapter.path for chapter in paper.chapters}
    findings: list[Finding] = []
    positions = Positions()
    rendered: list[tuple[str, SourceFile]] = []
    for source, own, names in sources:
        # Marked before rendering, citations have exact columns; what the templates bring in
        # (a fact's source) is marked after it, by line.
        marked, positions = _mark(source.path, without_private(source.text), positions)
        written = by_language(marked, own) if source.path in of_report else {own: marked}
        for spoken, text in written.items():
            markdown, problems = render(source.path, text, names(spoken))
            markdown, positions = _mark(source.path, markdown, positions)
            rendered.append((spoken, SourceFile(source.path, markdown)))
            findings += problems

    files = tuple(file for _, file in rendered)
    parsed, problems = parse(files, seconds=paper.settings.limits.parse_seconds)
    findings += problems
    blocks = {
        (file.path, spoken): each
        for (spoken, file), each in zip(rendered, parsed, strict=True)
        if each is not None
    }
    texts: dict[str, Chapter] = {}
    for source, own, _ in sources:
        others = {spoken: each for (path, spoken), each in blocks.items() if path == source.path}
        main = others.pop(own, None)
        if main is not None:
            both = with_translations(main, others)
            texts[source.path] = Chapter(source.path, source.text, both)
    chapters = tuple(texts[each.path] for each in paper.chapters if each.path in texts)
    briefs = {each.name: texts[each.text.path] for each in paper.briefs if each.text.path in texts}
    return Draft(chapters, briefs, positions), tuple(findings)


def _mark(path: str, text: str, positions: Positions) -> tuple[str, Positions]:
    marked, positions = mark(path, text, positions)
    return mark_passages(path, marked, positions)


def _for_briefs(names_in: Callable[[str], Vocabulary]) -> Callable[[str], Vocabulary]:
    return lambda language: with_excerpts(names_in(language))


def report_of(draft: Draft, language: str) -> Manuscript:
    """The report's manuscript: what a draft holds for its readers.

    Args:
        draft: What was written.
        language: Of the report, ``ja`` or ``en``.

    Returns:
        The manuscript.
    """
    reader = Reader(language)
    chapters = (replace(each, blocks=fit(each.blocks, reader)) for each in draft.chapters)
    return manuscript_of(tuple(chapters), draft)


def manuscript_of(chapters: tuple[Chapter, ...], draft: Draft) -> Manuscript:
    """Index chapters and take their markers out.

    Args:
        chapters: With markers in the citation ids.
        draft: What they were taken from.

    Returns:
        The manuscript.
    """
    index = index_of(chapters, draft.positions)
    plain = tuple(replace(each, blocks=_unmarked(each.blocks)) for each in chapters)
    return Manuscript(plain, index, draft)


def _unmarked(blocks: list[Block]) -> list[Block]:
    return map_strings(blocks, lambda text: without_private(strip_markers(text)))
