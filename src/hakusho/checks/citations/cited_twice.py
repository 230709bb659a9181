"""CIT075: one bracket cites one place of a work twice, where another work was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.findings import Location


def check_cited_twice(text: CitedText) -> Iterator[Finding]:
    """CIT075 for each citation of which the same bracket has another one, place and all."""
    seen: dict[tuple[int, str, str], Location] = {}
    for use in text.uses:
        which = (use.group, use.key, use.locator.strip(" ,，、"))
        first = seen.setdefault(which, use.location)
        if use.group and first != use.location and not use.narrative:
            message = "{key} is cited twice in one bracket"
            hint = "Cite the other work that was meant, or take one out."
            yield Finding.of("CIT075", use.location, message, hint, use.key)
