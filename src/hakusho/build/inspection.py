"""What can be looked into once the chapters are being parsed: bibliography, figures, checks.

These modules take longer to load than pandoc takes to parse a paper, so ``examine`` loads them
while it waits for pandoc.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.build.images import find_images, place_images
from hakusho.build.state import CACHE
from hakusho.checks.bibliography import audit_of, check_bibliography
from hakusho.checks.citations import check_citations, cited_text_of
from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.data import DataAudit, check_data
from hakusho.checks.data.captions import captions_of
from hakusho.checks.eras import check_eras
from hakusho.checks.glyphs import check_glyphs
from hakusho.checks.ignores import ignores_in_bibliography, ignores_in_chapter
from hakusho.checks.markup import check_markup
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.figures import render
from hakusho.figures.registry import available, inspect
from hakusho.manuscript.composed_source_lines import index_with_source_lines
from hakusho.manuscript.data_uses import data_uses
from hakusho.paper.load import SETTINGS_PATH, SourceFile
from hakusho.tools.fonts import shipped
from hakusho.tools.glyphs import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from hakusho.citations.model import Bibliography
    from hakusho.citations.style import Style
    from hakusho.citations.works import Work
    from hakusho.data import Dataset, Fact
    from hakusho.figures import RenderedFigure
    from hakusho.findings import Finding
    from hakusho.findings.policy import Ignore
    from hakusho.manuscript.model import Manuscript, PlacedImage
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Pictures:
    """The figures and images of a manuscript.

    Attributes:
        figures: Drawn figures by name.
        images: File and alt text for each chapter and target.
        copies: Image files for the editions' working folder.
    """

    figures: Mapping[str, RenderedFigure]
    images: Mapping[tuple[str, str], PlacedImage]
    copies: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a paper rests on besides its chapters.

    Attributes:
        bibliography: Its entries.
        works: The same, read for checks and the style.
        style: Its citation style; ``None`` if that cannot be used.
        covered: The code points that the fonts have.
    """

    bibliography: Bibliography
    works: tuple[Work, ...]
    style: Style | None
    covered: frozenset[int]


def read_sources(paper: Paper) -> tuple[Sources, tuple[Finding, ...]]:
    """Read what does not depend on the chapters.

    Args:
        paper: The paper.

    Returns:
        The sources, and what is wrong with the bibliography and the citation style.
    """
    bibliography, findings = load_bibliography(paper.bibliography)
    style, problems = load_style(paper.style)
    covered = coverage([font.path for font in shipped()], paper.root / CACHE)
    works = works_of(bibliography.entries.values())
    return Sources(bibliography, works, style, covered), (*findings, *problems)


def draw_pictures(
    paper: Paper,
    manuscript: Manuscript,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
) -> tuple[Pictures, tuple[Finding, ...]]:
    """Draw the figures that the text uses and find its image files.

    Args:
        paper: The paper.
        manuscript: Its parsed chapters.
        datasets: Its data by name.
        progress: Told what is being done.

    Returns:
        The pictures, and what is wrong with the others.
    """
    uses = manuscript.index.images
    sources, unresolved = find_images(paper.root, uses)
    figures, undrawn = render(
        paper.root,
        sources.figures,
        datasets,
        language=paper.settings.language,
        cache=paper.root / CACHE / "figures",
        progress=progress,
        seconds=paper.settings.limits.figure_seconds,
    )
    images, copies, unplaced = place_images(uses, sources, figures)
    return Pictures(figures, images, copies), (*unresolved, *undrawn, *unplaced)


def with_source_lines(paper: Paper, manuscript: Manuscript, pictures: Pictures) -> Manuscript:
    """Count the source lines that captions get from their figure's data as citations.

    Args:
        paper: The paper, which may want none.
        manuscript: Its parsed chapters.
        pictures: Its figures.

    Returns:
        The manuscript, with these among its citations, so that their works are looked up, audited
        and set in the bibliography like all others.
    """
    default = paper.settings.figures.source_lines
    index = index_with_source_lines(
        manuscript.index, manuscript.chapters, pictures.images, default
    )
    return replace(manuscript, index=index)


def check(
    paper: Paper,
    manuscript: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    data: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Run every check of the text and of the data.

    Args:
        paper: The paper.
        manuscript: Its parsed chapters.
        sources: What else it rests on.
        datasets: Its data by name.
        facts: Its facts by id.
        data: Texts of its data files, by path.

    Yields:
        Findings, in no particular order.
    """
    index = manuscript.index
    cited = cited_text_of(paper, index, sources.bibliography, sources.works, sources.style)
    yield from check_citations(cited)
    yield from check_bibliography(audit_of(paper, sources.works, index.citations))
    yield from check_crossrefs(index)
    yield from check_markup(index)
    yield from check_data(_data_audit(paper, datasets, facts, data))
    for chapter in paper.chapters:
        yield from check_eras(chapter.path, chapter.text)
    for file in (*paper.chapters, *paper.bibliography, _settings_text(paper)):
        yield from check_glyphs(file.path, file.text, sources.covered)


def _data_audit(
    paper: Paper,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
    data: Mapping[str, str],
) -> DataAudit:
    modules = (inspect(paper.root, name)[0] for name in available(paper.root))
    selections = [each for module in modules if module is not None for each in module.selections]
    selected = (
        fact.id
        for fact in facts.values()
        if any(s.patterns and s.name == fact.dataset and s.covers(fact.id) for s in selections)
    )
    return DataAudit(
        datasets,
        facts,
        paper.chapters,
        paper.settings.date,
        tuple(use for chapter in paper.chapters for use in data_uses(chapter, str)),
        drawn=frozenset(each.name for each in selections if not each.patterns),
        drawn_rows=frozenset(selected),
        captions=tuple(captions_of(paper.chapters, datasets, data)),
    )


def inline_ignores(paper: Paper) -> tuple[tuple[Ignore, ...], tuple[Finding, ...]]:
    """Read the ignores in a paper's chapters and bibliography.

    Args:
        paper: The paper.

    Returns:
        The ignores, and PAP008 for those that cannot be meant.
    """
    ignores: list[Ignore] = []
    findings: list[Finding] = []
    for files, read in (
        (paper.chapters, ignores_in_chapter),
        (paper.bibliography, ignores_in_bibliography),
    ):
        for file in files:
            found, problems = read(file.path, file.text)
            ignores += found
            findings += problems
    return tuple(ignores), tuple(findings)


def _settings_text(paper: Paper) -> SourceFile:
    settings = paper.settings
    names = (f"{author.name}{author.affiliation}" for author in settings.authors)
    parts = (settings.title, settings.subtitle, settings.abstract, *settings.keywords, *names)
    return SourceFile(SETTINGS_PATH, "".join(parts))
