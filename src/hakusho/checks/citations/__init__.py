"""CIT001 to CIT014, CIT060 to CIT068, CIT075: the citations in the text, one module per concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.citations.cited_text import CitedText, cited_text_of
from hakusho.checks.citations.cited_twice import check_cited_twice
from hakusho.checks.citations.foreign_styles import check_places_are_printed, check_title_case
from hakusho.checks.citations.in_sentences import check_places_in_sentences
from hakusho.checks.citations.known_keys import check_known_keys
from hakusho.checks.citations.later_notes import (
    check_repeated_forms,
    check_short_forms,
    check_typed_forms,
)
from hakusho.checks.citations.named_authors import check_left_out_authors, check_named_authors
from hakusho.checks.citations.named_bodies import check_named_bodies
from hakusho.checks.citations.quotations import check_quotations, check_source_lines
from hakusho.checks.citations.style_faults import check_style
from hakusho.checks.citations.typed_citations import check_typed_citations
from hakusho.checks.citations.unread_citations import check_glued, check_literal_keys
from hakusho.checks.citations.unread_locators import (
    check_page_ranges,
    check_places_behind,
    check_unread_places,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.findings import Finding

__all__ = ["CitedText", "check_citations", "cited_text_of"]

CHECKS: tuple[Callable[[CitedText], Iterator[Finding]], ...] = (
    check_known_keys,
    check_glued,
    check_literal_keys,
    check_page_ranges,
    check_unread_places,
    check_places_behind,
    check_quotations,
    check_repeated_forms,
    check_typed_forms,
    check_short_forms,
    check_source_lines,
    check_style,
    check_title_case,
    check_places_are_printed,
    check_named_authors,
    check_named_bodies,
    check_typed_citations,
    check_places_in_sentences,
    check_left_out_authors,
    check_cited_twice,
)
"""Every check of the citations; the order does not matter, findings are sorted by place."""


def check_citations(text: CitedText) -> Iterator[Finding]:
    """CIT001, CIT004, CIT005, CIT007 to CIT014, CIT060 to CIT068, CIT075; in no order."""
    for check in CHECKS:
        yield from check(text)
