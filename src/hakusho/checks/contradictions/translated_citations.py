"""CON025: a translation cites another page of a work than its original does, or another work.

[@kurita, 8頁] in the translation where the section has [@kito2024, 8頁] and nothing of kurita.
"""

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

_Works = dict[str, dict[str, int]]
"""Of each work the pages that are cited, each with where."""
_PAGES = re.compile(r"\d{1,4}")


def check_translated_citations(translated: Translated) -> Iterator[Finding]:
    """CON025 for a work that both cite by other pages, and for one that the original does not."""
    said = _cited(translated.passage, translated.translates)
    if not said:
        return
    meant = _cited(translated.original, translated.is_original)
    yield from _of_another_work(translated, said, meant)
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


def _of_another_work(translated: Translated, said: _Works, meant: _Works) -> Iterator[Finding]:
    """Pages of a work that the original does not cite, which it has of one that is not here."""
    known = {key for key, _, _ in _citations(translated.original, translated.is_original)}
    for key, pages in said.items():
        if key in known:
            continue
        for page, at in pages.items():
            others = [
                other for other, there in meant.items() if page in there and other not in said
            ]
            if len(others) == 1:
                message = "page {page} of {key} in the translation, and {others} in the original"
                there = meant[others[0]][page]
                related = also(translated.original.place(there), "the original")
                given = (page, key, f"{others[0]}, {page}")
                place = translated.passage.place(at)
                hint = "Cite the pages that the original cites, or mend them there."
                yield Finding.of("CON025", place, message, hint, *given, related=related)


def _cited(passage: Passage, holds: Callable[[int], bool]) -> _Works:
    """Of each work the pages that a stretch cites, each with where it does so."""
    found: _Works = {}
    for key, pages, at in _citations(passage, holds):
        if pages:
            found.setdefault(key, {}).setdefault(pages, at)
    return found


def _citations(passage: Passage, holds: Callable[[int], bool]) -> Iterator[tuple[str, str, int]]:
    """The works that a stretch cites, each with the pages, empty if there are none, and where."""
    for at, node in passage.elements.items():
        if node["t"] != "Cite" or not holds(at):
            continue
        for each in node["c"][0]:
            if not is_cross_reference(each["citationId"]):
                suffix = stringify(each["citationSuffix"])
                yield each["citationId"], "-".join(_PAGES.findall(suffix)), at
