"""ABB001 and ABB007: marked abbreviations that nobody knows, glossaries without entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, stringify
from hakusho.findings import Finding, did_you_mean, say
from hakusho.manuscript.glossary import chosen, is_glossary
from hakusho.manuscript.running_text import is_marked
from hakusho.paper.terms import TERMS_PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from hakusho.ast.nodes import Block, Element, Range
    from hakusho.findings import Location
    from hakusho.paper.terms import Terms
    from hakusho.source.positions import Positions


def check_marks(
    blocks: list[Block],
    positions: Positions,
    terms: Terms,
    mentioned: Callable[[], Collection[str]],
) -> Iterator[Finding]:
    """Check what a text marks as an abbreviation, and its glossaries.

    Args:
        blocks: Of a chapter or a brief.
        positions: What their places mean.
        terms: The paper's terms.
        mentioned: Tells the abbreviations that the text's document mentions.

    Yields:
        ABB001 for each abbreviation that terms.yaml does not list, ABB007 for each glossary that
        would be empty.
    """
    known = [short for each in terms.abbreviations for short in each.shorts]
    for element in elements(blocks):
        if is_marked(element):
            names = [stringify(element).strip()]
            start, _ = _range(*element["c"][1][:1], element, *blocks)
            places = [positions.place(start)]
        elif is_glossary(element):
            names = list(chosen(element))
            start, end = element.get("attributes", _range(element, *blocks))
            written = positions.letters(start, end - start)
            places = [positions.place(start + _index(name, written)) for name in names]
            if not names and not mentioned():
                message = "this glossary has nothing to list: no abbreviation is mentioned"
                hint = "Delete it, or list the abbreviations in {file}."
                start, _ = _range(element, *blocks)
                yield Finding.of("ABB007", positions.place(start), message, hint, TERMS_PATH)
        else:
            continue
        for name, place in zip(names, places, strict=True):
            if name not in known:
                yield _unknown(place, name, known)


def _range(*nodes: Element) -> Range:
    """Where the first of some nodes stands that is found in the source."""
    return next((node["at"] for node in nodes if "at" in node), (0, 0))


def _index(name: str, written: str) -> int:
    """Where attributes name an abbreviation."""
    named = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)
    return named.start() if named else 0


def _unknown(where: Location, name: str, known: list[str]) -> Finding:
    hint = did_you_mean(name, known, say("List it under 'abbreviations' in {file}.", TERMS_PATH))
    return Finding.of("ABB001", where, "terms.yaml has no abbreviation '{name}'", hint, name)
