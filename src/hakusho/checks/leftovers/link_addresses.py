"""MRK036: the address of a link is written twice, or has words behind it.

``[1]: https://example.org/a 2024年閲覧`` makes all of it the address; of two lines ``[1]:`` pandoc
takes the last, other dialects the first (CommonMark 0.31.2, "Link reference definitions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip
from hakusho.findings import Finding, also
from hakusho.source.lost_text import link_definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.manuscript.model import Chapter
    from hakusho.source.lost_text import LinkDefinition
    from hakusho.source.positions import Positions


def slips_of_links(chapter: Chapter, positions: Positions) -> Iterator[Slip]:
    """Find addresses of links that lead elsewhere than their author means."""
    earlier: dict[str, LinkDefinition] = {}
    for each in link_definitions(chapter.path, chapter.blocks, positions):
        if each.behind:
            message = "the words behind the address of [{label}] become part of it: {words}"
            hint = 'Write [{label}]: and the address alone; or a title behind it, in "…".'
            values = (each.label, each.behind)
            found = Finding.of("MRK036", positions.place(each.position), message, hint, *values)
            yield Slip(found, each.position)
        first = earlier.setdefault(" ".join(each.label.casefold().split()), each)
        if first.address != each.address:
            message = "[{label}] has two addresses: all its links lead to this one"
            hint = "Give one of the two another name, here and in the links that mean it."
            where, other = positions.place(each.position), positions.place(first.position)
            related = also(other, "its other address")
            found = Finding.of("MRK036", where, message, hint, each.label, related=related)
            yield Slip(found, each.position)
