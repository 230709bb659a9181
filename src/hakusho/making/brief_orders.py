"""Briefs as orders: made after the report's PDF, of which they name pages.

What a brief leaves out it names by the page of the current PDF (本編 図3（12頁）).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.briefs.lineage import lineage_of, lineage_text
from hakusho.findings import Finding, Severity
from hakusho.making.order import Order
from hakusho.manuscript.numbering import number
from hakusho.manuscript.paragraph_numbers import with_paragraph_numbers
from hakusho.paper.budget import budget_places
from hakusho.paper.metadata import brief_metadata, date_text, labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.examining.examined import Examined, ExaminedBrief, Sources
    from hakusho.manuscript.indexed import CrossReference
    from hakusho.paper.briefs import BriefSource


def brief_order(examined: Examined, brief: ExaminedBrief, pages: Mapping[str, str]) -> Order:
    """A brief as an order, by the page of each id in the report's PDF; empty if it has none."""
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
        name=source.name,
    )


def _has_notes(sources: Sources) -> bool:
    """Whether notes say in full what is cited; names and years in the text need a list of works."""
    return sources.style is None or sources.style.kind == "note"


def _lineage(examined: Examined, brief: BriefSource) -> str:
    paper = examined.paper
    words = labels(paper.root, brief.language)
    day = date_text(paper.settings.date, brief.lang)
    version = paper.settings.version or words["version_of"].format(date=day)
    found = lineage_of(paper, examined.data)
    return lineage_text(found, paper.settings.title, version, words)


def needs_pages(brief: ExaminedBrief) -> bool:
    """Whether a brief refers to what only the report holds."""
    return any(_to_the_report(brief))


def _to_the_report(brief: ExaminedBrief) -> Iterator[CrossReference]:
    index = brief.manuscript.index
    own = {anchor.ident for anchor in index.anchors}
    return (each for each in index.cross_references if each.target not in own)


def unnamed_pages(brief: ExaminedBrief) -> tuple[Finding, ...]:
    """BRF018 for a brief that refers to a report that cannot be made, at its first reference."""
    targets = [*dict.fromkeys(each.target for each in _to_the_report(brief))]
    where = next(_to_the_report(brief)).location
    message = "no page is named for {targets}: the report cannot be made as it is"
    hint = "Mend what else is listed here, then build the brief again."
    names = ", ".join(f"@{target}" for target in targets)
    return (Finding.of("BRF018", where, message, hint, names),)


def _elsewhere(
    examined: Examined, labels: Mapping[str, str], language: str, pages: Mapping[str, str]
) -> dict[str, str]:
    """How a brief names each part of the report that it leaves out."""
    blocks = [block for chapter in examined.manuscript.chapters for block in chapter.blocks]
    sections = examined.paper.settings.section_numbers == "auto"
    references = {**number(blocks, language, sections=sections).references}
    if examined.paper.settings.paragraph_numbers:
        references |= with_paragraph_numbers(blocks, language)[1]
    words = {}
    for ident, name in references.items():
        form = "in_report_with_page" if ident in pages else "in_report"
        words[ident] = labels[form].format(name=name, page=pages.get(ident, ""))
    return words
