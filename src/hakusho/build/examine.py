"""The first half of every command: read the whole paper, draw its figures, check everything.

Nothing is written here but caches. All problems are gathered; none stops the search for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.build.images import find_images, place_images
from hakusho.checks.citations import check_citations, check_glued
from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.eras import check_eras
from hakusho.checks.glyphs import check_glyphs
from hakusho.checks.markup import check_markup
from hakusho.citations import Bibliography, load_bibliography, load_style
from hakusho.data import load_datasets
from hakusho.data.facts import facts_of
from hakusho.data.prose import vocabulary_of
from hakusho.figures import render
from hakusho.manuscript.read import read_manuscript
from hakusho.paper.load import SETTINGS_PATH, SourceFile, load_paper
from hakusho.tools.fonts import shipped
from hakusho.tools.glyphs import coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from hakusho.figures import RenderedFigure
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Manuscript, PlacedImage
    from hakusho.paper.load import Paper

BUILD, CACHE = "build", "build/cache"


@dataclass(frozen=True, slots=True)
class Examined:
    """A paper that has been read and checked.

    Attributes:
        paper: Its settings and texts.
        manuscript: Its parsed chapters.
        bibliography: Its entries.
        figures: Drawn figures by name.
        images: File and alt text for each image.
        copies: Image files for the editions' working folder.
    """

    paper: Paper
    manuscript: Manuscript
    bibliography: Bibliography
    figures: Mapping[str, RenderedFigure]
    images: Mapping[tuple[str, str], PlacedImage]
    copies: Mapping[str, Path]


def examine(
    root: Path, progress: Callable[[str], None]
) -> tuple[Examined | None, tuple[Finding, ...]]:
    """Read and check a paper.

    Args:
        root: The paper's folder.
        progress: Told what is being done.

    Returns:
        The paper, or ``None`` if report.yaml cannot be used; and all findings, sorted by place.
    """
    progress("reading the paper")
    paper, findings = load_paper(root)
    if paper is None:
        return None, _sorted(findings)
    found = list(findings)

    datasets, problems = load_datasets(root)
    found += problems
    facts, problems = facts_of(datasets)
    found += problems
    bibliography, problems = load_bibliography(paper.bibliography)
    found += problems
    found += load_style(paper.style)[1]

    progress("parsing chapters")
    vocabulary = vocabulary_of(datasets, facts, paper.settings.language)
    manuscript, problems = read_manuscript(paper, vocabulary)
    found += problems

    progress("drawing figures")
    sources, problems = find_images(root, manuscript.index.images)
    found += problems
    figures, problems = render(
        root,
        sources.figures,
        datasets,
        language=paper.settings.language,
        cache=root / CACHE / "figures",
        progress=progress,
        seconds=paper.settings.limits.figure_seconds,
    )
    found += problems
    images, copies, problems = place_images(manuscript.index.images, sources, figures)
    found += problems

    progress("checking")
    found += _checks(paper, manuscript, bibliography)
    examined = Examined(paper, manuscript, bibliography, figures, images, copies)
    return examined, _sorted(found)


def _checks(paper: Paper, manuscript: Manuscript, bibliography: Bibliography) -> Iterable[Finding]:
    index = manuscript.index
    yield from check_citations(index.citations, bibliography)
    yield from check_crossrefs(index)
    yield from check_markup(index)
    covered = coverage([font.path for font in shipped()], paper.root / CACHE)
    for chapter in paper.chapters:
        yield from check_glued(chapter.path, chapter.text)
        yield from check_eras(chapter.path, chapter.text)
    for file in (*paper.chapters, *paper.bibliography, _settings_text(paper)):
        yield from check_glyphs(file.path, file.text, covered)


def _settings_text(paper: Paper) -> SourceFile:
    settings = paper.settings
    names = (f"{author.name}{author.affiliation}" for author in settings.authors)
    parts = (settings.title, settings.subtitle, settings.abstract, *settings.keywords, *names)
    return SourceFile(SETTINGS_PATH, "".join(parts))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda finding: finding.sort_key))
