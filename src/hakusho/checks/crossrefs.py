"""XRF: cross-references that lead nowhere, ids that two elements share."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz import process

from hakusho.findings import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Anchor, Index

_KINDS = {"fig": "figure", "tbl": "table", "sec": "section"}


def check_crossrefs(
    index: Index,
    withheld: Mapping[str, Location] = MappingProxyType({}),
    elsewhere: Collection[str] = (),
) -> Iterator[Finding]:
    """Check cross-references and internal links against the ids that exist.

    Args:
        index: The manuscript's index.
        withheld: Ids that the chapters have in passages for other readers, and where these are.
        elsewhere: Ids of the report that a brief may refer to, though it leaves them out.

    Yields:
        XRF001 for each reference without a target, XRF002 for each repeated id, XRF003 for each
        reference in the bracket of a citation.
    """
    known = {anchor.ident for anchor in index.anchors}.union(elsewhere)
    for reference in index.cross_references:
        if reference.beside:
            message = f"@{reference.target} shares a bracket with the citation @{reference.beside}"
            hint = (
                f"Write @{reference.target} in the sentence, or in a note: "
                f"^[@{reference.target}. [@{reference.beside}].]."
            )
            yield Finding(rule("XRF003"), reference.location, message, hint)
        if reference.target in known:
            continue
        if reference.target in withheld:
            yield _withheld(reference.target, reference.location, withheld)
        else:
            kind = _KINDS[reference.target[:3]]
            message = f"no {kind} has the id '{reference.target}'"
            hint = _nearest(reference.target, known)
            yield Finding(rule("XRF001"), reference.location, message, hint)
    for link in index.links:
        ident = link.target[1:]
        if not link.target.startswith("#") or ident in known:
            continue
        if ident in withheld:
            yield _withheld(ident, link.location, withheld)
        else:
            message = f"nothing has the id '{ident}'"
            hint = _nearest(ident, known)
            yield Finding(rule("XRF001"), link.location, message, hint)
    yield from _duplicates(index.anchors)


def _withheld(ident: str, where: Location, withheld: Mapping[str, Location]) -> Finding:
    message = f"'{ident}' is withheld here: it stands in the passage at {withheld[ident]}"
    hint = "Put this reference into a passage for the same readers, or word it without."
    return Finding(rule("XRF001"), where, message, hint)


def _duplicates(anchors: tuple[Anchor, ...]) -> Iterator[Finding]:
    first: dict[str, Anchor] = {}
    for anchor in anchors:
        earlier = first.setdefault(anchor.ident, anchor)
        if earlier is not anchor:
            message = f"the id '{anchor.ident}' is already used at {earlier.location}"
            yield Finding(rule("XRF002"), anchor.location, message, "Give one of them another id.")


def _nearest(ident: str, known: set[str]) -> str:
    near = process.extractOne(ident, sorted(known), score_cutoff=60)
    return f"Did you mean '{near[0]}'?" if near else ""
