"""Briefs, examined with the report: cut, drawn for their page, checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hakusho.briefs.cutting import cut, places_in
from hakusho.briefs.parts import Offer
from hakusho.checks.citations import check_citations, cited_text_of
from hakusho.checks.crossrefs import check_crossrefs
from hakusho.checks.reserved_ids import check_reserved_ids
from hakusho.checks.typed_captions import check_typed_captions
from hakusho.checks.typed_labels import check_typed_labels
from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.citations.style import load_style
from hakusho.examining.examined import ExaminedBrief
from hakusho.examining.pictures import draw_pictures, with_source_lines
from hakusho.paper.layouts import load_layout
from hakusho.paper.reading import find_file
from hakusho.source.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from hakusho.checks.typed_references import Printed
    from hakusho.data import Dataset
    from hakusho.examining.examined import Pictures, Sources
    from hakusho.findings import Finding, Location
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class _Report:
    """What briefs ask of their report, worked out once for all.

    Attributes:
        offer: What they are cut from.
        places: Where all that it holds stands.
        targets: The ids that references may name.
        printed: What is numbered in it, as each language names it.
    """

    offer: Offer
    places: frozenset[Location]
    targets: frozenset[str]
    printed: Mapping[str, Printed]


def _report_of(paper: Paper, report: Manuscript) -> _Report:
    settings, index = paper.settings, report.index
    numbered = settings.section_numbers == "auto"
    paragraphs = settings.paragraph_numbers
    targets = (each for each in index.targets if paragraphs or each.kind != "Paragraph")
    languages = {brief.language for brief in paper.briefs}
    return _Report(
        Offer(report.draft, settings.language, partial(_is_file, paper.root)),
        places_in(index),
        frozenset(target.ident for target in targets),
        {each: printed_in(index, each, sections=numbered) for each in languages},
    )


def examine_briefs(
    paper: Paper,
    report: Manuscript,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    *,
    programs: bool = True,
) -> tuple[tuple[ExaminedBrief, ...], dict[str, tuple[Finding, ...]]]:
    """Cut and check all briefs of a paper, drawing their figures if its programs may run.

    Returns:
        The briefs that could be cut, and by name what is wrong with each; what the report's own
        checks find is not repeated.
    """
    about = _report_of(paper, report)
    examined = {
        source.name: _examine(paper, about, sources, datasets, source, progress, programs=programs)
        for source in paper.briefs
    }
    briefs = tuple(brief for brief, _ in examined.values() if brief is not None)
    return briefs, {name: findings for name, (_, findings) in examined.items()}


def _examine(
    paper: Paper,
    report: _Report,
    sources: Sources,
    datasets: Mapping[str, Dataset],
    source: BriefSource,
    progress: Callable[[str], None],
    *,
    programs: bool,
) -> tuple[ExaminedBrief | None, tuple[Finding, ...]]:
    layout, unusable = load_layout(paper.root, source)
    made, uncut = cut(source, report.offer)
    if layout is None or made is None:
        return None, (*unusable, *uncut)
    pictures, undrawn = draw_pictures(
        paper,
        made.manuscript,
        datasets,
        progress,
        language=source.lang,
        width_mm=layout.usual_figure_width(source.settings.page_size),
        text_width_mm=layout.text_width(source.settings.page_size),
        programs=programs,
    )
    undrawn = tuple(each for each in undrawn if each.location not in report.places)
    pictures = _without_files(pictures)
    manuscript = with_source_lines(paper, made.manuscript, pictures)
    own, unstyled = _sources(sources, source)
    findings = (*unusable, *uncut, *undrawn, *unstyled)
    brief = ExaminedBrief(source, layout, manuscript, pictures, made.taken, own)
    return brief, (*findings, *_check(paper, source, manuscript, report, own))


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
    paper: Paper, brief: BriefSource, manuscript: Manuscript, report: _Report, sources: Sources
) -> Iterator[Finding]:
    """What is wrong with a brief and not with the report."""
    index = manuscript.index
    draft = report.offer.draft
    alone = replace(draft, chapters=(draft.briefs[brief.name],))
    cited = cited_text_of(paper, alone, index, sources.bibliography, sources.works, sources.style)
    own = places_in(index) - report.places
    prose = prose_of(alone.chapters[0].blocks, alone.positions, beside=True)
    numbered = brief.settings.section_numbers == "auto"
    printed = printed_in(
        index, brief.language, sections=numbered, elsewhere=report.printed[brief.language]
    )
    found: tuple[Finding, ...] = (
        *check_citations(cited),
        *check_crossrefs(index, elsewhere=report.targets),
        *check_typed_labels(prose, printed),
        *check_typed_references(prose, printed),
        *check_typed_captions(prose, index.captions),
        *check_reserved_ids(index),
    )
    yield from (
        finding
        for finding in found
        if finding.location.path == brief.text.path or finding.location in own
    )


def _sources(report: Sources, brief: BriefSource) -> tuple[Sources, tuple[Finding, ...]]:
    """What a brief cites from, in its own style if it has one."""
    if brief.style is None:
        return report, ()
    style, findings = load_style(brief.style)
    return replace(report, style=style), findings
