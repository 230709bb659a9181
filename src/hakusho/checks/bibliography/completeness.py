"""CIT054: fields that nearly all entries of a type have and a few miss.

A bibliography that gives the place for nine publishers and not for the tenth looks like an
oversight, and mostly is one. What a type needs in any case is CIT020's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hakusho.findings import say, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_TRAITS = {
    "doi": ("doi",),
    "pages": ("pages", "eid"),
    "location": ("location", "address"),
    "number": ("number", "issue"),
    "series": ("series",),
    "editor": ("editor",),
    "url": ("url", "doi", "howpublished"),
}
_REPORTS = frozenset({"report", "techreport"})
_BY_TYPE = {
    "pages": frozenset(
        {"article", "incollection", "inproceedings", "conference", "inbook", "inreference"}
    ),
    "number": _REPORTS,
    "series": _REPORTS,
    "editor": frozenset({"incollection", "inproceedings"}),
    "url": frozenset({"article", "misc", *_REPORTS}),
}
"""Traits that are looked at in these types alone: in others CIT020 asks for them, or nobody."""

_FEWEST = 5
"""Entries of a type and language from which a habit can be seen."""
_HABIT = 0.8
_A_FEW = 10
"""If more entries miss a field, that is a habit, too."""
_FIRST_DOIS = 2000


def check_completeness(audit: Audit) -> Iterator[Finding]:
    """Compare the fields of the cited entries of each type and language.

    Yields:
        CIT054 at each entry that lacks what four of five have, with all that it lacks.
    """
    groups: dict[tuple[str, str, bool], list[Work]] = defaultdict(list)
    for work in audit.works:
        if work.key in audit.cited:
            groups[work.entry.type, work.kind, work.japanese].append(work)
    for (kind, _, japanese), works in groups.items():
        if len(works) >= _FEWEST:
            yield from _gaps(works, kind, "Japanese" if japanese else "Western")


def _gaps(works: list[Work], kind: str, language: str) -> Iterator[Finding]:
    lacking: dict[str, list[str]] = defaultdict(list)
    shares: dict[str, str] = {}
    for trait, fields in _TRAITS.items():
        if kind not in _BY_TYPE.get(trait, {kind}):
            continue
        asked = [work for work in works if trait != "doi" or _may_have_doi(work)]
        missing = [work for work in asked if not work.raw(*fields)]
        have = len(asked) - len(missing)
        if len(asked) < _FEWEST or not 0 < len(missing) <= _A_FEW or have < _HABIT * len(asked):
            continue
        shares[trait] = say("{count} of {all}", have, len(asked))
        for work in missing:
            lacking[work.key].append(trait)
    for work in works:
        traits = lacking.get(work.key)
        if traits:
            having = (say("{field} ({share} have it)", trait, shares[trait]) for trait in traits)
            message = "no {listed}, unlike the other {language} @{kind} entries"
            hint = "Add it, or accept this entry with a reason if the source has none."
            values = (together(having, ", "), language, kind)
            yield work.entry.finding("CIT054", work.entry.location, message, hint, *values)


def _may_have_doi(work: Work) -> bool:
    return work.year.isdigit() and int(work.year) >= _FIRST_DOIS
