"""Where all that a brief holds stands: in its own file, or in the chapter it was cut from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Index


def places_in(index: Index) -> frozenset[Location]:
    """The places of everything that an index holds."""
    held = (
        *(use.location for use in index.citations),
        *(use.location for use in index.cross_references),
        *(anchor.location for anchor in index.anchors),
        *(use.location for use in index.images),
        *(raw.location for raw in index.raws),
        *(link.location for link in index.links),
        *(each.prose.place(at) for each in index.captions for at in range(len(each.text))),
    )
    return frozenset(held)
