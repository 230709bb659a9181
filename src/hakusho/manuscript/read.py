"""From a paper's files to its manuscript: mark, template, parse, fit to the reader, index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hakusho.findings.places import places_of
from hakusho.manuscript.conditions import Reader, fit
from hakusho.manuscript.excerpts import with_excerpts
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, Draft, Manuscript
from hakusho.manuscript.translations import spoken_in, with_translations
from hakusho.source.reading import Asked, read
from hakusho.source.template import speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from hakusho.data.prose import Vocabulary
    from hakusho.findings import Finding
    from hakusho.paper.load import Paper
    from hakusho.paper.source_file import SourceFile


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
    asked = [_asked(chapter, names_in(language)) for chapter in paper.chapters]
    asked += [_asked(each.text, with_excerpts(names_in(each.language))) for each in paper.briefs]
    seconds = paper.settings.limits.parse_seconds
    parsed, positions, findings = read(asked, seconds=seconds)
    texts = {
        text.path: Chapter(text.path, text.source, blocks)
        for text, blocks in zip(asked, parsed, strict=True)
        if blocks is not None
    }
    written = [texts[each.path] for each in paper.chapters if each.path in texts]
    briefs = {each.name: texts[each.text.path] for each in paper.briefs if each.text.path in texts}
    read_so_far = Draft(tuple(written), briefs, positions), findings
    return _with_translations(*read_so_far, names_in, language, seconds)


def _asked(file: SourceFile, names: Vocabulary) -> Asked:
    return Asked(file.path, file.text, file.text, names)


def _with_translations(
    draft: Draft,
    findings: tuple[Finding, ...],
    names_in: Callable[[str], Vocabulary],
    language: str,
    seconds: float,
) -> tuple[Draft, tuple[Finding, ...]]:
    """A draft whose translations are read again, each in its own language."""
    spoken = {
        each.path: spoken_in(each.blocks, draft.positions, language) for each in draft.chapters
    }
    if not any(spoken.values()):
        return draft, findings
    places = {each.path: places_of(each.path, each.source) for each in draft.chapters}

    def is_foreign(finding: Finding) -> bool:
        where = finding.location
        spans = [span for each in spoken.get(where.path, {}).values() for span in each]
        if not spans or not where.line:
            return False
        offset = places[where.path].offset(where)
        return any(start <= offset < end for start, end in spans)

    foreign = {finding.location.path for finding in findings if is_foreign(finding)}
    again: list[tuple[str, Asked]] = []
    for chapter in draft.chapters:
        path, source = chapter.path, chapter.source
        if path in foreign:  # an expression that only its own language can print
            every = [span for spans in spoken[path].values() for span in spans]
            template = speaking(source, every, inside=False)
            again.append((language, Asked(path, source, template, names_in(language))))
        for other, spans in spoken[path].items():
            template = speaking(source, spans, inside=True)
            again.append((other, Asked(path, source, template, names_in(other))))
    parsed, positions, more = read([each for _, each in again], draft.positions, seconds=seconds)
    blocks: dict[str, dict[str, list[Any]]] = {each.path: {} for each in draft.chapters}
    for (spoken_language, each), found in zip(again, parsed, strict=True):
        if found is not None:
            blocks[each.path][spoken_language] = found
    chapters = tuple(
        replace(each, blocks=with_translations(found.pop(language, each.blocks), found, positions))
        for each in draft.chapters
        for found in [blocks[each.path]]
    )
    kept = (finding for finding in findings if not is_foreign(finding))
    return replace(draft, chapters=chapters, positions=positions), (*kept, *more)


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
