"""CIT020 and above: what is wrong in the bibliography itself, one module per concern.

And what ``hakusho check --fix`` can mend without judgement.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Audit, audit_of
from hakusho.checks.bibliography.characters import (
    check_characters,
    check_widths,
    mended_width,
    without_invisible,
)
from hakusho.checks.bibliography.citekeys import (
    check_citekeys,
    check_similar_citekeys,
    check_what_citekeys_say,
)
from hakusho.checks.bibliography.entry_dates import check_dates_are_plausible, check_dates_are_read
from hakusho.checks.bibliography.era_years import check_era_years
from hakusho.checks.bibliography.identifiers import (
    check_doi_and_eprint,
    check_isbn,
    check_issn,
    mended_identifier,
)
from hakusho.checks.bibliography.japanese_entries import check_readings, check_translators
from hakusho.checks.bibliography.known_fields import check_known_fields
from hakusho.checks.bibliography.links import (
    check_access_dates,
    check_files,
    check_links,
    mended_url,
)
from hakusho.checks.bibliography.misread_names import check_names
from hakusho.checks.bibliography.missing_fields import (
    check_completeness,
    check_required_fields,
    check_sections,
)
from hakusho.checks.bibliography.number_fields import (
    check_months_and_editions,
    check_pages,
    check_ranges,
    check_units,
    mended_edition,
    mended_month,
    mended_number,
    mended_range,
)
from hakusho.checks.bibliography.same_work import check_same_work
from hakusho.checks.bibliography.spellings import (
    check_author_readings,
    check_author_spellings,
    check_spellings,
)
from hakusho.checks.bibliography.textless_latex import check_latex
from hakusho.checks.bibliography.title_forms import check_titles
from hakusho.checks.bibliography.title_years import check_title_years
from hakusho.checks.bibliography.unfinished import check_unfinished, is_unfinished
from hakusho.checks.bibliography.unprinted_fields import check_unprinted_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hakusho.citations.mending import Mender
    from hakusho.citations.works import Work
    from hakusho.findings import Finding, Location

__all__ = ["MENDERS", "Audit", "audit_of", "check_bibliography"]

CHECKS: tuple[Callable[[Audit], Iterator[Finding]], ...] = (
    check_required_fields,
    check_known_fields,
    check_unprinted_fields,
    check_dates_are_read,
    check_era_years,
    check_dates_are_plausible,
    check_title_years,
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
    check_what_citekeys_say,
    check_spellings,
    check_completeness,
)
"""Every check of the bibliography; the order does not matter, findings are sorted by place."""


def check_bibliography(audit: Audit) -> Iterator[Finding]:
    """Yield CIT020 and above, in no particular order.

    What is wrong with a value that several entries inherit is found once, where it is given; what
    an entry lacks that says nothing yet is not counted up.
    """
    yield from check_unfinished(audit)
    audit = replace(audit, works=tuple(each for each in audit.works if not is_unfinished(each)))
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


def _visible(_field: str, value: str, _work: Work) -> str | None:
    return without_invisible(value)


MENDERS: Mapping[str, Sequence[Mender]] = MappingProxyType(
    {
        "CIT046": (_visible,),
        "CIT045": (mended_width,),
        "CIT025": (mended_number,),
        "CIT027": (mended_range,),
        "CIT028": (mended_month, mended_edition),
        "CIT032": (mended_identifier,),
        "CIT034": (mended_url,),
    }
)
"""Rule id to its menders: from the characters of a value to its form."""
