"""The clauses of one text that tell what a clause of another does, by the rare words in both."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from math import fsum, log
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.heard_labels import pieces_of
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.checks.contradictions.opposites import Language
    from hakusho.checks.contradictions.passages import Passage

_CLAUSE = re.compile(rf"[^、。，．,.;:：；|\n「」（）()“”—–{OPAQUE}]{{6,160}}")
_JAPANESE = re.compile(f"[{JAPANESE}]")
_COMMON = 40
"""What so many clauses say tells none of them."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, where it stands, and the pieces of words that it is known by."""

    passage: Passage
    start: int
    text: str
    pieces: frozenset[str]

    @property
    def language(self) -> Language:
        """In which of the two languages it is written."""
        return "ja" if _JAPANESE.search(self.text) else "en"


def clauses_of(passages: Iterable[Passage]) -> Iterator[Clause]:
    """The clauses of some passages, without quotations."""
    for passage in passages:
        for match in _CLAUSE.finditer(passage.own):
            yield Clause(passage, match.start(), match[0], frozenset(pieces_of(match[0])))


class Clauses:
    """Finds, of many clauses, those that tell what some words do."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(clauses):
            for piece in each.pieces:
                self._at[piece].append(number)

        many = len(clauses) + 1
        self._most = log(many)
        self._weights = {each: log(many / (len(at) + 1)) for each, at in self._at.items()}

    def weight(self, pieces: Iterable[str]) -> float:
        """How much some pieces tell: the rarer the more."""
        return fsum(self._weights.get(each, self._most) for each in pieces)

    def alike(self, pieces: frozenset[str]) -> Iterator[tuple[float, Clause]]:
        """The clauses that say some of the pieces, with the share of these that each does."""
        whole = self.weight(pieces)
        said: defaultdict[int, float] = defaultdict(float)
        for piece in sorted(pieces):  # the order of a set is another one in each run
            numbers = self._at.get(piece, ())
            if len(numbers) <= _COMMON:
                weight = self._weights.get(piece, self._most)
                for number in numbers:
                    said[number] += weight
        for number, weight in sorted(said.items(), key=lambda each: -each[1]):
            yield weight / whole, self._clauses[number]
