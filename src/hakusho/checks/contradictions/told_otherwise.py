"""CON037: a clause of a brief or an abstract says in the report's words something else.

減少した where the report says 増加した of the same things, 局長級の協議 for 審議官級の協議,
米国では政府が決め、日本では大統領が決める where it is the other way round. Held against one another
are clauses with the same rare words, or the words beside an opposite; what the report says so as
well is right. How terms.yaml explains a term counts as the report's.
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
_BEFORE = 5
"""So many letters beside a word are the same in two texts by no chance."""
_IN_COUNTRY = re.compile(rf"(?P<country>{COUNTRY.pattern})(?:側)?では(?!な)")
_HOLDER = re.compile(
    "司令官|政府|大統領|首相|総理大臣|大臣|閣議|閣僚|内閣|議会|国会|長官|裁判所|最高裁|国王|主席|知事|市長|軍"
)
"""Who decides in a country."""


def check_told_otherwise(placed: Sequence[tuple[Where, Passage]]) -> Iterator[Finding]:
    """CON037 for what a brief or the front says otherwise than the report."""
    report = [passage for where, passage in placed if where == "report"]
    retold = [passage for where, passage in placed if where != "report"]
    if not (report and retold):
        return
    glosses = [each for each in retold if each.source is None and _explains(each)]
    known = Clauses(list(clauses_of([*report, *glosses])))
    bonds = _Bonds(report)
    holders = _holders_in(report)
    for clause in clauses_of(each for each in retold if each not in glosses):
        yield from (
            [*_opposite(clause, known)] or [*_another(clause, known)] or _turned(clause, report)
        )
    for passage in retold:
        yield from [*_exchanged(passage, bonds)] or _of_another(passage, holders)


def _explains(passage: Passage) -> bool:
    """Whether a value explains a term in terms.yaml."""
    return passage.place(0).path.endswith("terms.yaml")


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


def _turned(clause: Clause, report: Sequence[Passage]) -> Iterator[Finding]:
    """A word behind whose very beginning the report has its opposite, and never the word itself."""
    for said in opposites_in(clause.text, clause.language) if clause.language == "ja" else ():
        at = said.match.start()
        before = clause.text[max(at - _BEFORE, 0) : at]
        if len(before) < _BEFORE or not re.search(f"[{KANJI}{KATAKANA}]", before):
            continue
        there: tuple[Passage, int, str] | None = None
        for passage in report:
            for match in re.finditer(re.escape(before), passage.own):
                rest = passage.own[match.end() - 1 : match.end() + _BEFORE]
                first = next(
                    (each for each in opposites_in(rest, "ja") if each.match.start() == 1), None
                )
                if first is None or first.group != said.group or first.side == said.side:
                    return
                there = there or (passage, match.end(), first.match[0])
        if there is not None:
            message = "'{word}' here, and the report says '{there}' in the same words"
            place = clause.passage.place(clause.start + at)
            related = also(there[0].place(there[1]), "the report")
            given = (said.match[0], there[2])
            yield Finding.of("CON037", place, message, "", *given, related=related)


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


def _holders_in(passages: Sequence[Passage]) -> Mapping[str, frozenset[str]]:
    """Who a text says decides in each country, of which it tells with では."""
    found: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        for sentence in _SENTENCE.finditer(passage.own):
            for country, part, _ in _where(sentence[0]):
                found[country].update(_HOLDER.findall(part))
    return {country: frozenset(holders) for country, holders in found.items()}


def _where(sentence: str) -> Iterator[tuple[str, str, int]]:
    """Each country of which a sentence says with では what is so in it: 日本では政府が."""
    found = list(_IN_COUNTRY.finditer(sentence))
    for match, after in zip(found, [*found[1:], None], strict=False):
        end = after.start() if after else len(sentence)
        yield country_of(match["country"]), sentence[match.end() : end], match.start()


def _of_another(passage: Passage, holders: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Holders of offices of whom the report speaks in another country alone: 日本では司令官が."""
    for sentence in _SENTENCE.finditer(passage.own):
        for country, part, at in _where(sentence[0]):
            said, known = set(_HOLDER.findall(part)), holders.get(country, frozenset())
            others = set[str]().union(*(each for name, each in holders.items() if name != country))
            if said and known and said.isdisjoint(known) and said <= others - known:
                message = "'{said}' in {here}, and in the report '{known}'"
                place = passage.place(sentence.start() + at)
                given = ("、".join(sorted(said)), sentence[0][at:][:2], "、".join(sorted(known)))
                yield Finding.of("CON037", place, message, "", *given)


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
