"""CON038 for sections: what is said to have been told in one section, and was in another.

@sec-historyで見たように、図上の演習は where of 図上の演習 another section alone tells. Likewise the
previous chapter and 次章, where the chapter on the other side tells of what the sentence says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_numbers import JAPANESE_LETTER
from hakusho.checks.contradictions.heard_labels import pieces_of
from hakusho.findings import Finding, also
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.manuscript.indexed import Target

_AS_TOLD = re.compile(
    rf"(?P<ref>{OPAQUE})(?:で|において)?(?:見|み|述べ|論じ|示し|確認し|検討し|指摘し|説明し|触れ)た"
    r"(?:(?:ように|とおり|通り)、?(?P<all>[^。\n]+)|(?P<noun>[^、。はがをに\n]{4,40}))"
    r"|(?i:\bas (?:we )?(?:(?:has been|already|previously) )?"
    r"(?:saw|seen|shown|discussed|described|noted)"
    rf" in )(?P<there>{OPAQUE}),(?P<rest>[^.\n]+)"
)
_NEIGHBOUR = re.compile(
    rf"(?P<before>(?<![{KANJI}])前章|(?i:\bthe (?:previous|preceding) chapter\b))"
    rf"|(?P<behind>(?<![{KANJI}])次章|(?i:\bthe (?:next|following) chapter\b))"
)
_FEWEST, _FEWEST_OF_NOUN = 3, 2
_THERE, _ELSEWHERE = 0.2, 0.75
"""Of the rare words of a clause so few stand in the section, and so many in another one."""


@dataclass(frozen=True, slots=True)
class _Section:
    passage: Passage
    start: int
    end: int
    level: int
    ident: str
    pieces: frozenset[str]

    def holds(self, passage: Passage, at: int) -> bool:
        """Whether a place stands in it."""
        return self.passage is passage and self.start <= at < self.end


class Sections:
    """The sections of some passages, each as far as the next heading."""

    def __init__(self, passages: Sequence[Passage], targets: Mapping[str, Target]) -> None:
        places = {
            (each.location.path, each.location.line): each
            for each in targets.values()
            if each.kind == "Header"
        }
        self._found: list[_Section] = []
        for passage in passages:
            parts = passage.source.parts if passage.source is not None else ()
            heads = sorted((start, end) for start, end, name in parts if name == "Header")
            for number, (start, _) in enumerate(heads):
                end = heads[number + 1][0] if number + 1 < len(heads) else len(passage.text)
                place = passage.place(start)
                target = places.get((place.path, place.line))
                pieces = frozenset(pieces_of(passage.own[start:end]))
                ident, level = (target.ident, target.level) if target else ("", 0)
                self._found.append(_Section(passage, start, end, level, ident, pieces))
        self._chapters = [*accumulate(each.level == 1 for each in self._found)]
        self._counts = Counter(piece for each in self._found for piece in each.pieces)

    def of(self, ident: str) -> Sequence[_Section]:
        """A section, with those that are within it."""
        at = next((n for n, each in enumerate(self._found) if each.ident == ident), None)
        if at is None:
            return ()
        first = self._found[at]
        last = at + 1
        while (
            last < len(self._found)
            and self._found[last].passage is first.passage
            and self._found[last].level > first.level
        ):
            last += 1
        return self._found[at:last]

    def chapter(self, passage: Passage, at: int, step: int) -> Sequence[_Section]:
        """The sections of the chapter so many behind that of a place; none if there is none.

        Nor if a heading has no id: nothing then says of which level it is.
        """
        own = next((n for n, each in enumerate(self._found) if each.holds(passage, at)), None)
        if own is None or not all(each.ident for each in self._found):
            return ()
        chapter = self._chapters[own] + step
        return [e for e, n in zip(self._found, self._chapters, strict=True) if n == chapter]

    def others(self, passage: Passage, at: int) -> Iterator[_Section]:
        """The sections in which a place does not stand."""
        for each in self._found:
            if each.ident and not each.holds(passage, at):
                yield each

    def weights(self, text: str) -> Mapping[str, float]:
        """The pieces of a text that stand in few sections, the rarer the heavier."""
        most = max(len(self._found) // 3, 2)
        return {
            piece: log(2 * len(self._found) / self._counts[piece])
            for piece in pieces_of(text)
            if 0 < self._counts[piece] <= most
        }


def check_told_in_sections(passage: Passage, sections: Sections) -> Iterator[Finding]:
    """CON038 for each place that speaks of another section than the one that it names."""
    for match in _AS_TOLD.finditer(passage.text):
        japanese = match["ref"] is not None
        at = match.start("ref" if japanese else "there")
        node = passage.elements.get(at)
        said = match["all"] or match["noun"] or match["rest"] or ""
        if node is None or node["t"] != "Cite" or bool(JAPANESE_LETTER.search(said)) != japanese:
            continue
        named = [each["citationId"] for each in node["c"][0]]
        elsewhere = list(sections.others(passage, at))
        known = _pieces(elsewhere)
        weights = {piece: n for piece, n in sections.weights(said).items() if piece in known}
        here = [each for name in named for each in sections.of(name)]
        if len(weights) < _FEWEST_OF_NOUN or not here:
            continue
        whole = sum(weights.values())
        share = _share(weights, _pieces(here)) / whole
        others = [each for each in elsewhere if each not in here]
        best = max(others, key=lambda each: _share(weights, each.pieces), default=None)
        if best is None or share > _THERE or _share(weights, best.pieces) < _ELSEWHERE * whole:
            continue
        telling = [each for each in others if weights.keys() <= each.pieces]
        if len(weights) < _FEWEST and (share or len(telling) != 1 or not match["noun"]):
            continue
        message = "'{named}' tells nothing of this, and '{other}' does"
        place = passage.place(at)
        related = also(best.passage.place(best.start), "the other section")
        given = (named[0], best.ident)
        yield Finding.of("CON038", place, message, "", *given, related=related)


def check_told_in_neighbours(passage: Passage, sections: Sections) -> Iterator[Finding]:
    """CON038 for the previous chapter, where the next one alone tells of it; and contrary."""
    for match in _NEIGHBOUR.finditer(passage.own):
        at, step = match.start(), -1 if match["before"] else 1
        here, there = (sections.chapter(passage, at, each) for each in (step, -step))
        start, end = passage.sentence(at)
        said = sections.weights(passage.own[start:at] + passage.own[match.end() : end])
        known = _pieces(sections.others(passage, at))
        weights = {piece: weight for piece, weight in said.items() if piece in known}
        whole = sum(weights.values())
        shares = [_share(weights, _pieces(those)) for those in (here, there)]
        told = shares[0] > _THERE * whole or shares[1] < _ELSEWHERE * whole
        if not here or not there or len(weights) < _FEWEST or told:
            continue
        message = "'{named}' tells nothing of this, and '{other}' does"
        related = also(there[0].passage.place(there[0].start), "the other section")
        place, given = passage.place(at), (match[0], there[0].ident)
        yield Finding.of("CON038", place, message, "", *given, related=related)


def _pieces(sections: Iterable[_Section]) -> frozenset[str]:
    return frozenset[str]().union(*(each.pieces for each in sections))


def _share(weights: Mapping[str, float], pieces: frozenset[str]) -> float:
    return sum(weight for piece, weight in weights.items() if piece in pieces)


def speaks_of_sections(passage: Passage) -> bool:
    """Whether a passage says of a section what was told in it."""
    return bool(_AS_TOLD.search(passage.text) or _NEIGHBOUR.search(passage.own))
