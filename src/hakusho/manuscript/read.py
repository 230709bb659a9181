"""From a paper's files to its manuscript: mark, template, parse, fit to the reader, index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.manuscript.conditions import Reader, fit
from hakusho.manuscript.excerpts import with_excerpts
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, Draft, Manuscript
from hakusho.manuscript.translations import by_language, with_translations
from hakusho.source.reading import Asked, read

if TYPE_CHECKING:
    from collections.abc import Callable

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
    asked: list[tuple[str, Asked]] = []
    for source, own, names in sources:
        written = by_language(source.text, own) if source.path in of_report else {own: source.text}
        for spoken, text in written.items():
            asked.append((spoken, Asked(source.path, source.text, text, names(spoken))))

    seconds = paper.settings.limits.parse_seconds
    parsed, positions, findings = read([each for _, each in asked], seconds=seconds)
    blocks = {
        (each.path, spoken): found
        for (spoken, each), found in zip(asked, parsed, strict=True)
        if found is not None
    }
    texts: dict[str, Chapter] = {}
    for source, own, _ in sources:
        others = {spoken: each for (path, spoken), each in blocks.items() if path == source.path}
        main = others.pop(own, None)
        if main is not None:
            both = with_translations(main, others, positions)
            texts[source.path] = Chapter(source.path, source.text, both)
    chapters = tuple(texts[each.path] for each in paper.chapters if each.path in texts)
    briefs = {each.name: texts[each.text.path] for each in paper.briefs if each.text.path in texts}
    return Draft(chapters, briefs, positions), findings


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
    """Index chapters.

    Args:
        chapters: As their reader gets them.
        draft: What they were taken from.

    Returns:
        The manuscript.
    """
    return Manuscript(chapters, index_of(chapters, draft.positions), draft)
