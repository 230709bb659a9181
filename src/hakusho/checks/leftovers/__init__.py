r"""MRK: what looks like markup and is printed as it stands.

The text is looked at as pandoc has read it, so that nothing is found in code, formulas, addresses
and citations, and nothing that is escaped: who writes ``\#`` means it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.leftovers.accidental_pairs import pairs_by_accident
from hakusho.checks.leftovers.drawn_tables import slips_of_tables
from hakusho.checks.leftovers.fences import slips_of_code, slips_of_divisions, unclosed_divisions
from hakusho.checks.leftovers.foreign_marks import slips_of_marks
from hakusho.checks.leftovers.indented_text import slips_of_indents
from hakusho.checks.leftovers.item_numbers import renumbered_items
from hakusho.checks.leftovers.joined_blocks import (
    headings_by_accident,
    headings_that_lose_a_sign,
    quotations_that_go_on,
    slips_of_blocks,
    terms_by_accident,
)
from hakusho.checks.leftovers.lines_apart import slips_of_lines
from hakusho.checks.leftovers.link_addresses import slips_of_links
from hakusho.checks.leftovers.lone_headings import lone_headings
from hakusho.checks.leftovers.misplaced_text import conflicts_in, front_matter_in
from hakusho.checks.leftovers.other_markup import slips_of_other_markup
from hakusho.checks.leftovers.slips import paragraphs_of
from hakusho.checks.leftovers.typed_headings import typed_headings
from hakusho.checks.leftovers.typed_points import typed_points
from hakusho.checks.leftovers.unclosed_marks import slips_of_inlines
from hakusho.checks.leftovers.wide_syntax import slips_of_width
from hakusho.manuscript.by_chapter import in_chapter
from hakusho.source.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.leftovers.slips import Slip
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions


def slips_in(draft: Draft, *, numbered: bool) -> Iterator[Slip]:
    """Find what is left of markup in everything that was written.

    Args:
        draft: What was written, and for whom.
        numbered: Whether sections are numbered.
    """
    for chapter in draft.texts:
        yield from in_chapter(_of_chapter, chapter, draft.positions)
    if numbered:
        yield from typed_headings(draft.chapters, draft.positions)


def _of_chapter(chapter: Chapter, positions: Positions) -> Iterator[Slip]:
    prose = prose_of(chapter.blocks, positions, beside=True, printed=True)
    paragraphs, nodes = list(paragraphs_of(prose)), chapter.elements
    metadata, before = front_matter_in(chapter.blocks, positions)
    yield from metadata
    conflicts, torn = conflicts_in(prose, paragraphs, nodes)
    yield from conflicts
    code = list(slips_of_code(prose, paragraphs, nodes))
    yield from (each for each, _ in code)
    found = [
        each
        for slips in (
            slips_of_blocks(prose, paragraphs),
            headings_by_accident(prose, nodes),
            headings_that_lose_a_sign(prose, nodes),
            quotations_that_go_on(prose, paragraphs),
            terms_by_accident(prose, nodes),
            typed_points(prose, paragraphs),
            slips_of_indents(chapter.blocks, nodes, positions),
            renumbered_items(nodes, positions),
            pairs_by_accident(nodes, positions),
            lone_headings(chapter.blocks, positions),
            slips_of_divisions(prose, paragraphs),
            unclosed_divisions(nodes, positions),
            slips_of_inlines(prose, nodes),
            slips_of_marks(prose, paragraphs, nodes),
            slips_of_links(chapter, positions),
            slips_of_width(prose),
            slips_of_other_markup(prose, paragraphs),
            slips_of_tables(prose, paragraphs, nodes),
        )
        for each in slips
    ]
    for each in (*found, *slips_of_lines(prose, paragraphs, found)):
        if each.finding.rule.id == "MRK037" and each.position in {one.position for one in metadata}:
            continue
        in_code = any(fence.position < each.position <= end for fence, end in code)
        if each.position >= before and each.position not in torn and not in_code:
            yield each
