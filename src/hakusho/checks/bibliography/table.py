"""The table of checks of the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.bibliography.author_spellings import (
    check_author_readings,
    check_author_spellings,
)
from hakusho.checks.bibliography.characters import check_characters
from hakusho.checks.bibliography.citekeys import check_citekeys, check_similar_citekeys
from hakusho.checks.bibliography.completeness import check_completeness
from hakusho.checks.bibliography.dates import check_dates_are_plausible, check_dates_are_read
from hakusho.checks.bibliography.era_years import check_era_years
from hakusho.checks.bibliography.files import check_files
from hakusho.checks.bibliography.identifiers import (
    check_doi_and_eprint,
    check_isbn,
    check_issn,
)
from hakusho.checks.bibliography.known_fields import check_known_fields
from hakusho.checks.bibliography.latex_commands import check_latex
from hakusho.checks.bibliography.links import check_access_dates, check_links
from hakusho.checks.bibliography.months_and_editions import check_months_and_editions
from hakusho.checks.bibliography.names import check_names
from hakusho.checks.bibliography.pages import check_pages, check_ranges
from hakusho.checks.bibliography.readings import check_readings
from hakusho.checks.bibliography.required_fields import check_required_fields
from hakusho.checks.bibliography.same_work import check_same_work
from hakusho.checks.bibliography.sections import check_sections
from hakusho.checks.bibliography.spellings import check_spellings
from hakusho.checks.bibliography.titles import check_titles
from hakusho.checks.bibliography.translators import check_translators
from hakusho.checks.bibliography.units import check_units
from hakusho.checks.bibliography.widths import check_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.findings import Finding, Location

CHECKS: tuple[Callable[[Audit], Iterator[Finding]], ...] = (
    check_required_fields,
    check_known_fields,
    check_dates_are_read,
    check_era_years,
    check_dates_are_plausible,
    check_units,
    check_pages,
    check_ranges,
    check_months_and_editions,
    check_access_dates,
    check_isbn,
    check_issn,
    check_doi_and_eprint,
    check_links,
    check_files,
    check_sections,
    check_latex,
    check_names,
    check_author_spellings,
    check_author_readings,
    check_translators,
    check_readings,
    check_titles,
    check_widths,
    check_characters,
    check_same_work,
    check_similar_citekeys,
    check_citekeys,
    check_spellings,
    check_completeness,
)
"""Every check of the bibliography; the order does not matter, findings are sorted by place."""


def check_bibliography(audit: Audit) -> Iterator[Finding]:
    """Run every check of the bibliography.

    Yields:
        CIT020 and above, in no particular order. What is wrong with a value that several entries
        inherit is found once, at the entry that gives it.
    """
    inherited, own = _inherited_and_own(audit)
    seen: set[tuple[str, Location]] = set()
    for check in CHECKS:
        for finding in check(audit):
            if finding.location in inherited.get(finding.entry, ()):
                told = (finding.rule.id, finding.location)
                if finding.location in own or told in seen:
                    continue
                seen.add(told)
            yield finding


def _inherited_and_own(audit: Audit) -> tuple[dict[str, set[Location]], set[Location]]:
    """Places of inherited values by citekey, and places of values that works have themselves."""
    inherited = {
        work.key: {work.entry.places[name] for name in work.entry.inherited}
        for work in audit.works
        if work.entry.inherited
    }
    if not inherited:
        return {}, set()
    own = {
        place
        for work in audit.works
        for name, place in work.entry.places.items()
        if name not in work.entry.inherited
    }
    return inherited, own
