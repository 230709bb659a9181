"""CIT055: entries that would be left out, since no section of the bibliography takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.citations.sections import divide
from hakusho.findings import Finding, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit

_HINT = say(
    "Give it a keyword of the section where it belongs, or let the last of "
    "citations.sections in report.yaml have no condition, so that it takes what is "
    "left."
)


def check_sections(audit: Audit) -> Iterator[Finding]:
    """CIT055 at the keywords (or the head) of cited entries that no section takes."""
    if not audit.sections:
        return
    cited = (work for work in audit.works if work.key in audit.cited)
    for work in divide(cited, audit.sections).homeless:
        titles = ", ".join(section.title for section in audit.sections)
        keywords = work.text("keywords")
        has = say("it has no keywords")
        if keywords:
            has = say("its keywords are '{keywords}'", keywords)
        message = (
            "belongs to no section of the bibliography ({titles}): it is an @{type} in "
            "'{language}', {has}"
        )
        place = work.place("keywords")
        yield work.entry.finding(
            "CIT055", place, message, _HINT, titles, work.entry.type, work.language, has
        )
