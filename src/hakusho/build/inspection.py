"""What can be looked into once the chapters are being parsed: bibliography, figures, checks.

These modules take longer to load than pandoc takes to parse a paper, so ``examine`` loads them
while it waits for pandoc.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from hakusho.build.images import find_images, place_images
from hakusho.checks.bibliography import audit_of, check_bibliography
from hakusho.checks.citations import check_citations, cited_text_of
from hakusho.checks.conditions import Names, check_conditions
from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.data import DataAudit, check_data
from hakusho.checks.edition_references import check_edition_references
from hakusho.checks.eras import check_eras
from hakusho.checks.glyphs import check_glyphs
from hakusho.checks.ignores import ignores_in_bibliography, ignores_in_chapter
from hakusho.checks.markup import check_markup
from hakusho.checks.translations import check_translations
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.figures import render
from hakusho.figures.registry import available, inspect
from hakusho.manuscript.citing import citekeys_of
from hakusho.manuscript.conditions import Reader, withheld_anchors
from hakusho.manuscript.data_uses import data_uses
from hakusho.manuscript.figure_companions import source_line_uses
from hakusho.paper.brief_settings import BriefEdition
from hakusho.paper.briefs import BRIEFS_FOLDER
from hakusho.paper.load import SETTINGS_PATH, SourceFile
from hakusho.paper.settings import Edition
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
    from hakusho.manuscript.model import Draft, Manuscript, PlacedImage
    from hakusho.paper.load import Paper

CACHE = "build/cache"


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
        The manuscript, with these at the end of its citations, so that their works are looked up,
        audited and set in the bibliography like all others.
    """
    if paper.settings.figures.source_lines == "none":
        return manuscript
    known = manuscript.index.citations
    last = max((use.group for use in known), default=0)
    uses = source_line_uses(manuscript.chapters, pictures.images, last)
    return replace(manuscript, index=replace(manuscript.index, citations=(*known, *uses)))


def check(
    paper: Paper,
    manuscript: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    facts: Mapping[str, Fact],
) -> Iterator[Finding]:
    """Run every check of the text and of the data.

    Args:
        paper: The paper.
        manuscript: Its parsed chapters.
        sources: What else it rests on.
        datasets: Its data by name.
        facts: Its facts by id.

    Yields:
        Findings, in no particular order.
    """
    index = manuscript.index
    elsewhere = citekeys_of(manuscript.draft)
    bibliography = sources.bibliography
    cited = cited_text_of(paper, index, bibliography, sources.works, sources.style, elsewhere)
    yield from check_citations(cited)
    yield from check_bibliography(audit_of(paper, sources.works, index.citations))
    yield from _check_readers(paper, manuscript.draft)
    yield from check_crossrefs(index, withheld_anchors(manuscript.draft, _reader(paper)))
    yield from check_markup(index)
    yield from check_data(_data_audit(paper, datasets, facts))
    for chapter in paper.chapters:
        yield from check_eras(chapter.path, chapter.text)
    for file in (*paper.chapters, *paper.bibliography, _settings_text(paper)):
        yield from check_glyphs(file.path, file.text, sources.covered)


def _check_readers(paper: Paper, draft: Draft) -> Iterator[Finding]:
    """Check what is for some readers only: conditions and translations."""
    editions = frozenset((*get_args(Edition), *get_args(BriefEdition)))
    named = {brief.name for brief in paper.briefs}
    # One whose front matter cannot be read has its finding already.
    named |= {file.stem for file in (paper.root / BRIEFS_FOLDER).glob("*.md")}
    numbered = paper.settings.section_numbers == "auto"
    names = Names(frozenset(named), editions)
    yield from check_conditions(draft, names, numbered=numbered)
    yield from check_translations(draft, paper.settings.language)
    yield from check_edition_references(draft.chapters, draft.positions, _reader(paper), editions)


def _reader(paper: Paper) -> Reader:
    return Reader(paper.settings.language)


def _data_audit(
    paper: Paper, datasets: Mapping[str, Dataset], facts: Mapping[str, Fact]
) -> DataAudit:
    modules = (inspect(paper.root, name)[0] for name in available(paper.root))
    drawn = (name for module in modules if module is not None for name in module.datasets)
    uses = (use for chapter in paper.chapters for use in data_uses(chapter, str))
    day = paper.settings.date
    return DataAudit(datasets, facts, paper.chapters, day, tuple(uses), frozenset(drawn))


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
