"""Briefs in a build: cut, checked and drawn with the report, made after its PDF.

Why after: what a brief leaves out it names by the page of the current PDF (本編 図3（12頁）).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hakusho.briefs.cutting import cut
from hakusho.briefs.lineage import lineage_of, lineage_text
from hakusho.briefs.places import places_in, with_chapter_places
from hakusho.build.document import Order
from hakusho.build.pictures import Pictures, draw_pictures, with_source_lines
from hakusho.checks.citations import check_citations, cited_text_of
from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.markup import check_markup
from hakusho.citations.style import load_style
from hakusho.findings import Location, Severity
from hakusho.manuscript.index import index_of
from hakusho.manuscript.numbering import number
from hakusho.manuscript.source_sections import section_stretches
from hakusho.paper.budget import budget_places
from hakusho.paper.layouts import Layout, load_layout
from hakusho.paper.metadata import brief_metadata, date_text, labels
from hakusho.paper.reading import find_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from hakusho.briefs.cutting import Taken
    from hakusho.build.examine import Examined
    from hakusho.build.sources import Sources
    from hakusho.data import Dataset
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class ExaminedBrief:
    """A brief that has been cut and checked.

    Attributes:
        source: As written.
        layout: Its page.
        manuscript: What it says.
        pictures: Its figures, drawn for its page and in its language.
        taken: The report's parts in it.
        sources: What it cites from, and in which style.
    """

    source: BriefSource
    layout: Layout
    manuscript: Manuscript
    pictures: Pictures
    taken: tuple[Taken, ...]
    sources: Sources


def examine_briefs(
    paper: Paper,
    report: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
) -> tuple[tuple[ExaminedBrief, ...], tuple[Finding, ...]]:
    """Cut and check all briefs of a paper.

    Args:
        paper: The paper.
        report: The report's manuscript.
        sources: Bibliography and citation style.
        datasets: Its data by name.
        progress: Told what is being done.

    Returns:
        The briefs that could be cut, and what is wrong with them; what the report's own checks
        find is not repeated.
    """
    briefs: list[ExaminedBrief] = []
    findings: list[Finding] = []
    written = index_of(report.draft.chapters, report.draft.positions)
    known = places_in(report.index)
    for source in paper.briefs:
        layout, problems = load_layout(paper.root, source)
        findings += problems
        made, problems = cut(
            *(source, report.draft, partial(_is_file, paper.root)),
            language=paper.settings.language,
        )
        findings += problems
        if layout is None or made is None:
            continue
        index = with_chapter_places(made.manuscript.index, written)
        manuscript = replace(made.manuscript, index=index)
        pictures, problems = draw_pictures(
            *(paper, manuscript, datasets, progress),
            language=source.language,
            width_mm=layout.usual_figure_width(source.settings.page_size),
            text_width_mm=layout.text_width(source.settings.page_size),
        )
        findings += (each for each in problems if each.location not in known)
        pictures = _without_files(pictures)
        manuscript = with_source_lines(paper, manuscript, pictures)
        own, problems = _sources(sources, source)
        findings += problems
        findings += _check(paper, source, manuscript, report, own)
        briefs.append(ExaminedBrief(source, layout, manuscript, pictures, made.taken, own))
    return tuple(briefs), tuple(findings)


def _without_files(pictures: Pictures) -> Pictures:
    """The pictures without data to download: those lie beside the report's HTML."""
    images = {
        use: replace(image, figure=image.figure and replace(image.figure, csv=b""))
        for use, image in pictures.images.items()
    }
    return replace(pictures, images=images)


def _is_file(root: Path, path: str) -> bool:
    return find_file(root, path)[0] is not None


def _check(
    paper: Paper, brief: BriefSource, manuscript: Manuscript, report: Manuscript, sources: Sources
) -> Iterator[Finding]:
    """What is wrong with a brief and not with the report."""
    index = manuscript.index
    alone = replace(paper, chapters=(brief.text,), briefs=())
    cited = cited_text_of(alone, index, sources.bibliography, sources.works, sources.style)
    elsewhere = {anchor.ident for anchor in report.index.anchors}
    own = places_in(index) - places_in(report.index)
    found: tuple[Finding, ...] = (
        *check_citations(cited),
        *check_crossrefs(index, elsewhere=elsewhere),
        *check_markup(index),
    )
    yield from (
        finding
        for finding in found
        if finding.location.path == brief.text.path or finding.location in own
    )


def brief_order(examined: Examined, brief: ExaminedBrief, pages: Mapping[str, str]) -> Order:
    """A brief as an order.

    Args:
        examined: The paper.
        brief: The brief.
        pages: The page of each id in the report's PDF; empty if it has none.

    Returns:
        The order.
    """
    paper, source = examined.paper, brief.source
    lineage = _lineage(examined, source)
    metadata = brief_metadata(paper.root, paper.settings, source, brief.layout, lineage)
    return Order(
        paper=paper,
        manuscript=brief.manuscript,
        pictures=brief.pictures,
        sources=brief.sources,
        metadata=metadata,
        editions=source.settings.editions,
        numbered_sections=source.settings.section_numbers == "auto",
        bibliography=brief.layout.bibliography or not _has_notes(brief.sources),
        elsewhere=_elsewhere(examined, metadata["labels"], source.language, pages),
        budget=source.settings.budget,
        budget_places=budget_places(source.text.path, source.document),
        # A brief of one page that runs to two is not what was asked for.
        pages=Severity.ERROR,
        headings={
            ident: Location(stretch.path, stretch.first)
            for text in (*paper.chapters, source.text)
            for ident, stretch in section_stretches(text).items()
        },
        name=source.name,
    )


def _has_notes(sources: Sources) -> bool:
    """Whether notes say in full what is cited; names and years in the text need a list of works."""
    return sources.style is None or sources.style.kind == "note"


def _sources(report: Sources, brief: BriefSource) -> tuple[Sources, tuple[Finding, ...]]:
    """What a brief cites from, in its own style if it has one."""
    if brief.style is None:
        return report, ()
    style, findings = load_style(brief.style)
    return replace(report, style=style), findings


def _lineage(examined: Examined, brief: BriefSource) -> str:
    paper = examined.paper
    words = labels(paper.root, brief.language)
    day = date_text(paper.settings.date, brief.language)
    version = paper.settings.version or words["version_of"].format(date=day)
    found = lineage_of(paper, examined.data)
    return lineage_text(found, paper.settings.title, version, words)


def needs_pages(brief: ExaminedBrief) -> bool:
    """Whether a brief refers to what only the report holds."""
    index = brief.manuscript.index
    own = {anchor.ident for anchor in index.anchors}
    return any(reference.target not in own for reference in index.cross_references)


def _elsewhere(
    examined: Examined, labels: Mapping[str, str], language: str, pages: Mapping[str, str]
) -> dict[str, str]:
    """How a brief names each part of the report that it leaves out."""
    blocks = [block for chapter in examined.manuscript.chapters for block in chapter.blocks]
    sections = examined.paper.settings.section_numbers == "auto"
    references = number(blocks, language, sections=sections).references
    words = {}
    for ident, name in references.items():
        form = "in_report_with_page" if ident in pages else "in_report"
        words[ident] = labels[form].format(name=name, page=pages.get(ident, ""))
    return words
