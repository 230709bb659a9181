"""CIT078: entries that say nothing but what they are called, as an import makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding


def check_unfinished(audit: Audit) -> Iterator[Finding]:
    """CIT078 at the first such entry of a file, with how many there are."""
    by_file: dict[str, list[Work]] = {}
    for work in filter(is_unfinished, audit.works):
        by_file.setdefault(work.entry.location.path, []).append(work)
    for first, *others in by_file.values():
        message = say("nothing is said of this work but its key")
        if others:
            more = say("{count:more entry|more entries}", len(others))
            message = say("{message} (nor of {others})", message, more)
        hint = "Write author, title and date in the place of the title; of a DOI Zotero knows them."
        yield first.entry.finding("CIT078", first.entry.location, message, hint)


def is_unfinished(work: Work) -> bool:
    """Whether the title of an entry is its key, and nobody and no day is named."""
    said = work.raw("author", "editor", "institution", "date", "year")
    return not said and work.raw("title").strip() == work.key
