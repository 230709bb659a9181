"""Positions of citations: first, 同上 (ibid.), or later, as the citation processor will see them.

CSL 1.0.2, "Locators" and "Choose": a citation is *ibid* if it directly follows one of the same
work, in the same brackets or as the first of the next brackets, where those before cite nothing
else. Two works in one note, even in brackets of their own, leave ibid open, so it is not used;
neither is it across a note without citations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from hakusho.citations.entries import normal_key
from hakusho.citations.locators import Locator, parse_locator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.citations.entries import CitationUse

Position = Literal["first", "ibid", "ibid-with-locator", "subsequent"]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a citation stands in the sequence of a document's notes.

    Attributes:
        position: CSL 1.0.2 position; ``ibid-with-locator``: the same work at another place.
        first_note: The number of the note that cites the work first; 0 for a source line, which
            is no note.
        repeats: Index of the citation that an *ibid* position repeats; -1 in other positions.
    """

    position: Position
    first_note: int
    repeats: int = -1


@dataclass(slots=True)
class _Last:
    """The last citation of one work."""

    index: int
    group: int
    note: int
    at: int
    alone: bool
    place: tuple[str, str]
    first_note: int


def positions_of(uses: Sequence[CitationUse], *, per_chapter: bool = False) -> list[Placement]:
    """Place the citations of one document.

    Args:
        uses: All its citations, in document order.
        per_chapter: Whether 同上 and 前掲 begin afresh in each chapter.

    Returns:
        A placement for each. Source lines and alt texts stand outside the sequence: each is a
        first mention.
    """
    last: dict[str, _Last] = {}
    cited_in: dict[int, set[str]] = {}
    placed: list[Placement] = []
    groups, group, at, chapter = 0, -1, 0, -1
    sizes = Counter(use.group for use in uses)
    for index, use in enumerate(uses):
        if not use.note:
            placed.append(Placement("first", 0))
            continue
        if per_chapter and use.chapter != chapter:
            last, cited_in, chapter = {}, {}, use.chapter
        if use.group != group:
            groups, group, at = groups + 1, use.group, 0
        at += 1
        key, cited = normal_key(use.key), cited_place(use.locator)
        place = (cited.label, cited.value)
        before = last.get(key)
        position: Position = "first" if before is None else "subsequent"
        if before is not None:
            follows = (groups == before.group and at == before.at + 1) or (
                groups == before.group + 1
                and at == 1
                and use.note - before.note <= 1
                and before.alone
                and len(cited_in[before.note]) == 1
            )
            if follows and (place == before.place or cited.label):
                position = "ibid" if place == before.place else "ibid-with-locator"
        repeats = before.index if before and position.startswith("ibid") else -1
        first_note = before.first_note if before else use.note
        placed.append(Placement(position, first_note, repeats))
        cited_in.setdefault(use.note, set()).add(key)
        alone = sizes[use.group] == 1
        last[key] = _Last(index, groups, use.note, at, alone, place, first_note)
    return placed


@lru_cache(maxsize=8192)
def cited_place(text: str) -> Locator:
    """The place in ``, 46頁``, or ``, {p. 46}`` as in pandoc's manual; without label if none."""
    body = text.lstrip(",，、 ")
    if body.startswith("{") and "}" in body:
        inner, _, rest = body[1:].partition("}")
        explicit = parse_locator(inner)
        return Locator(explicit.label, explicit.value, explicit.rest + rest)
    return parse_locator(text)
