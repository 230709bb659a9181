"""CON025: a translation cites another page of a work than its original does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.findings import Finding, also
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.translated_numbers import Translated

_PAGES = re.compile(r"\d{1,4}")


def check_translated_citations(translated: Translated) -> Iterator[Finding]:
    """CON025 for a work that both cite by pages, of which they have none in common."""
    said = _cited(translated.passage, translated.translates)
    if not said:
        return
    meant = _cited(translated.original, translated.is_original)
    for key, pages in said.items():
        there = meant.get(key, {})
        for page, at in pages.items():
            if there and page not in there and len(there) >= len(pages):
                message = "page {page} of {key} in the translation, and {others} in the original"
                related = also(translated.original.place(min(there.values())), "the original")
                given = (page, key, ", ".join(there))
                place = translated.passage.place(at)
                hint = "Cite the pages that the original cites, or mend them there."
                yield Finding.of("CON025", place, message, hint, *given, related=related)


def _cited(passage: Passage, holds: Callable[[int], bool]) -> dict[str, dict[str, int]]:
    """Of each work the pages that a stretch cites, each with where it does so."""
    found: dict[str, dict[str, int]] = {}
    for at, node in passage.elements.items():
        if node["t"] != "Cite" or not holds(at):
            continue
        for each in node["c"][0]:
            suffix = stringify(each["citationSuffix"])
            pages = "-".join(_PAGES.findall(suffix))
            if pages and not is_cross_reference(each["citationId"]):
                found.setdefault(each["citationId"], {}).setdefault(pages, at)
    return found
