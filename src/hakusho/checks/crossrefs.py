"""XRF: cross-references that lead nowhere, ids that two elements share."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.data.dataset import ALL_DATA
from hakusho.findings import Finding, Text, also, did_you_mean

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
            message = "@{target} shares a bracket with the citation @{beside}"
            hint = "Write @{target} in the sentence, or in a note: ^[@{target}. [@{beside}].]."
            yield Finding.of(
                "XRF003", reference.location, message, hint, reference.target, reference.beside
            )
        if reference.target in known:
            continue
        if reference.target in withheld:
            yield _withheld(reference.target, reference.location, withheld)
        else:
            kind = _KINDS[reference.target[:3]]
            message = "no {kind} has the id '{target}'"
            hint = _nearest(reference.target, known)
            because = ALL_DATA if reference.target.startswith("tbl-") else ()
            values = (kind, reference.target)
            yield Finding.of("XRF001", reference.location, message, hint, *values, because=because)
    for link in index.links:
        ident = link.target[1:]
        if not link.target.startswith("#") or ident in known:
            continue
        if ident in withheld:
            yield _withheld(ident, link.location, withheld)
        else:
            message = "nothing has the id '{ident}'"
            hint = _nearest(ident, known)
            because = ALL_DATA if ident.startswith("tbl-") else ()
            yield Finding.of("XRF001", link.location, message, hint, ident, because=because)
    yield from _duplicates(index.anchors)


def _withheld(ident: str, where: Location, withheld: Mapping[str, Location]) -> Finding:
    message = "'{id}' is withheld here"
    hint = "Put this reference into a passage for the same readers, or word it without."
    related = also(withheld[ident], "the passage in which it stands")
    return Finding.of("XRF001", where, message, hint, ident, related=related)


def _duplicates(anchors: tuple[Anchor, ...]) -> Iterator[Finding]:
    first: dict[str, Anchor] = {}
    for anchor in anchors:
        earlier = first.setdefault(anchor.ident, anchor)
        if earlier is not anchor:
            message, hint = "the id '{id}' is already used", "Give one of them another id."
            related = also(earlier.location, "where it is used first")
            yield Finding.of(
                "XRF002", anchor.location, message, hint, anchor.ident, related=related
            )


def _nearest(ident: str, known: set[str]) -> Text:
    return did_you_mean(ident, sorted(known))
