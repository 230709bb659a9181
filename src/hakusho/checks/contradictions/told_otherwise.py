"""CON037: a clause of a brief or an abstract says in the report's words something else.

減少した where the report says 増加した of the same things, 局長級の協議 for 審議官級の協議,
米国では政府が決め、日本では大統領が決める where it is the other way round. Held against one another
are clauses with the same rare words; what the report says so as well is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.aligned import Clauses, clauses_of
from hakusho.checks.contradictions.heard_labels import pieces_of
from hakusho.checks.contradictions.opposites import opposites_in
from hakusho.checks.contradictions.row_names import COUNTRY, country_of
from hakusho.findings import Finding, also
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.aligned import Clause
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.same_thing import Where

_NAME = re.compile(
    rf"[0-9]*[{KANJI}]{{2,}}|[{KATAKANA}・]{{2,}}"
    r"|(?<!^)\b[A-Z][a-z]+(?: [A-Z][a-z]+)*|\b[A-Z]{2,}\b"
)
_OPPOSITE, _ANOTHER, _NOT_SO = 0.45, 0.7, 0.3
"""So much of a clause another one says where one word is its opposite, where one is another of its
kind; and of so much it says nothing else."""
_OF_COUNTRY = 0.8
"""The same where the word is a country: a text tells of many in the same words."""
_KINDS = frozenset("級隊院軍官臣省庁局党部長海県州島港針約会相期章型制権語")
"""Names that end in one of these are of one kind."""
_LIGHTEST, _FEWEST = 8.0, 3
_OWN = 0.7
_SENTENCE = re.compile(r"[^。.\n]+")
_FEWEST_BONDS = 2


def check_told_otherwise(placed: Sequence[tuple[Where, Passage]]) -> Iterator[Finding]:
    """CON037 for what a brief or the front says otherwise than the report."""
    report = [passage for where, passage in placed if where == "report"]
    retold = [passage for where, passage in placed if where != "report"]
    if not (report and retold):
        return
    known = Clauses(list(clauses_of(report)))
    bonds = _Bonds(report)
    for clause in clauses_of(retold):
        yield from [*_opposite(clause, known)] or _another(clause, known)
    for passage in retold:
        yield from _exchanged(passage, bonds)


def _opposite(clause: Clause, known: Clauses) -> Iterator[Finding]:
    """A word of a clause whose opposite the report has in the clause that is most like it."""
    words = list(opposites_in(clause.text, clause.language))
    for said in words:
        if any(each.group == said.group and each.side != said.side for each in words):
            continue
        rest = clause.pieces - pieces_of(said.match[0]).keys()
        if len(rest) < _FEWEST or known.weight(rest) < _LIGHTEST:
            continue
        own, best = 0.0, None
        for share, other in known.alike(rest):
            if share < _NOT_SO or (best and share < best[0] * _OWN):
                break
            found = opposites_in(other.text, other.language)
            there = [each for each in found if each.group == said.group]
            if not there or said.side in {each.side for each in there}:
                own = max(own, share)
            elif best is None:
                best = (share, other, there[0].match[0])
        if best and best[0] >= _OPPOSITE and own < best[0] * _OWN:
            yield _otherwise(clause, said.match.start(), said.match[0], best[1], best[2])


def _another(clause: Clause, known: Clauses) -> Iterator[Finding]:
    """A name in a clause for which the report has another of its kind in the same words."""
    for name in _NAME.finditer(clause.text):
        if name[0][-1] not in _KINDS and " " not in name[0] and not country_of(name[0]):
            continue
        rest = clause.pieces - pieces_of(name[0]).keys()
        if len(rest) < _FEWEST or known.weight(rest) < _LIGHTEST:
            continue
        best: tuple[Clause, str] | None = None
        least = _OF_COUNTRY if country_of(name[0]) else _ANOTHER
        for share, other in known.alike(rest):
            if share < least or name[0] in other.text:
                best = best if share < least else None
                break
            for each in _NAME.finditer(other.text) if best is None else ():
                here, there = clause.text[name.end() :][:1], other.text[each.end() :][:1]
                if (
                    here == there
                    and each[0] not in clause.text
                    and _of_a_kind(name[0], each[0], here)
                ):
                    best = (other, each[0])
        if best:
            yield _otherwise(clause, name.start(), name[0], *best)


def _of_a_kind(one: str, other: str, particle: str) -> bool:
    """Whether two names are of countries, or end alike: 局長級 and 審議官級."""
    if one in other or other in one:
        return False
    if country_of(one) or country_of(other):
        return particle != "の" and bool(country_of(one) and country_of(other))
    if one[0].isascii() and one[0].isalpha():
        return " " in one and one.rpartition(" ")[2] == other.rpartition(" ")[2]
    return one[-1] == other[-1] and one[-1] in _KINDS


class _Bonds:
    """What sentences say of one country and not of another."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._said: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for passage in passages:
            for sentence in _SENTENCE.finditer(passage.own):
                for country, part in _parts(sentence[0]):
                    for piece in pieces_of(part):
                        self._said[country][piece] += 1

    def of(self, country: str, other: str, pieces: Mapping[str, int]) -> int:
        """How many of some pieces are said of a country, and never of another."""
        here, there = self._said[country], self._said[other]
        return sum(piece in here and piece not in there for piece in pieces)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What a sentence says of each country: what stands behind it, before the next."""
    found = list(COUNTRY.finditer(text))
    for match, after in zip(found, [*found[1:], None], strict=False):
        yield country_of(match[0]), text[match.end() : after.start() if after else len(text)]


def _exchanged(passage: Passage, bonds: _Bonds) -> Iterator[Finding]:
    """Two countries of a sentence, each with what the report says of the other alone."""
    for sentence in _SENTENCE.finditer(passage.own):
        parts = [(country, pieces_of(part)) for country, part in _parts(sentence[0])]
        names = list(COUNTRY.finditer(sentence[0]))
        if len(parts) != 2 or parts[0][0] == parts[1][0]:  # noqa: PLR2004  two of them
            continue
        for (one, here), (two, there) in combinations(parts, 2):
            straight = bonds.of(one, two, here) + bonds.of(two, one, there)
            wrong = bonds.of(two, one, here), bonds.of(one, two, there)
            if not straight and min(wrong) >= 1 and sum(wrong) > _FEWEST_BONDS:
                message = "'{one}' and '{two}' are exchanged: the report says each of the other"
                place = passage.place(sentence.start() + names[0].start())
                yield Finding.of("CON037", place, message, "", names[0][0], names[1][0])


def _otherwise(clause: Clause, at: int, word: str, other: Clause, there: str) -> Finding:
    message = "'{word}' here, and the report says '{there}' in the same words"
    place = clause.passage.place(clause.start + at)
    related = also(other.passage.place(other.start + max(other.text.find(there), 0)), "the report")
    return Finding.of("CON037", place, message, "", word, there, related=related)
