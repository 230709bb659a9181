"""CON037: a brief tells what its report tells, with the opposite or with another country or year.

研究は政府を拘束し in a brief whose report says 研究は政府を拘束せず; 米国では政府が決め, where
another document says 日本では政府が決め; 1990年代の協力 for 2000年代の協力.
Held against one another are clauses of two documents that have the same words, and never two of
one: a text that weighs affirms what it denies elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.heard_labels import same_letters, stem
from hakusho.findings import Finding, also
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.same_thing import Where

_CLAUSE = re.compile(rf"[^、。，．,.;:：；|\n「」（）()“”{OPAQUE}]{{8,120}}")
_WORD = re.compile(rf"[{KANJI}]{{2,}}|[{KATAKANA}]{{2,}}|[A-Za-z]{{4,}}|[0-9０-９]+")
_NOT = re.compile(
    r"ない(?!か\Z)|なく(?!て)|なかっ|ず(?=に|\Z|、)|ぬ(?=\Z)|ません|ざる"
    r"|(?i:\b(?:not|no|never|none|neither|nor|without|cannot)\b|n[’']t\b)"
)
_NO_DENIAL = re.compile(
    r"かもしれない|だけで(?:は)?なく|のみならず|なければならない|に違いない|必ず|まず|少なくない|わけではない"
)
_IF = re.compile(
    r"(?:ば|なら|たら|場合(?:に?は|も)?|と|とき|限り)\Z|\b(?:if|unless|whether|or)\b", re.IGNORECASE
)
_FEWEST_WORDS = 3
_HELPS = frozenset("does have been will would shall should could".split())  # noqa: SIM905  words
"""Verbs by which a clause is denied."""
_CLOSE = re.compile("(?:である|であった|です|でした|だった|だ)\\Z")
_SMALL = frozenset({"a", "an", "th", "do", "did", "doe", "any", "some"})
"""What of a clause in English changes with its denial, by its stem."""
_COUNTRY = re.compile(
    r"日本|米国|中国|ロシア|北朝鮮|韓国|台湾|英国|フランス|ドイツ|豪州|日米|米中|米ロ|日中|日韓|中ロ|日英|日豪"
)
_YEARS = re.compile(
    rf"(?P<year>(?<![0-9])(?:1[89]|20)\d\d年代?)の(?P<what>[{KANJI}{KATAKANA}]{{2,8}})(?=[はがをにで、])"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause, and where it stands; ``document`` is the report or one brief."""

    document: str
    passage: Passage
    start: int
    text: str


def check_retold(placed: Sequence[tuple[Where, Passage]]) -> Iterator[Finding]:
    """CON037 for each clause of a brief or an abstract that contradicts one of another document."""
    documents = [
        (where if where == "report" else f"{where} {number}", passage)
        for number, (where, passage) in enumerate(placed)
    ]
    if len({document for document, _ in documents}) < 2:  # noqa: PLR2004  to hold against
        return
    clauses = [each for document, passage in documents for each in _clauses(document, passage)]
    yield from _denied(clauses)
    yield from _of_another_country(clauses)
    yield from _of_another_year(documents)


def _clauses(document: str, passage: Passage) -> Iterator[_Clause]:
    for match in _CLAUSE.finditer(passage.own):
        yield _Clause(document, passage, match.start(), match[0].strip())


def _denied(clauses: Sequence[_Clause]) -> Iterator[Finding]:
    """The same words, denied in one document and not in another."""
    alike: dict[frozenset[str], list[tuple[_Clause, int]]] = defaultdict(list)
    for each in clauses:
        if _IF.search(each.text):
            continue
        words = frozenset(_stem(word) for word in _WORD.findall(each.text) if word not in _HELPS)
        if len(words) >= _FEWEST_WORDS:
            alike[words].append((each, len(_NOT.findall(_NO_DENIAL.sub("", each.text))) % 2))
    for found in alike.values():
        told: dict[str, set[int]] = defaultdict(set)
        for each, is_denied in found:
            told[each.document].add(is_denied)
        known = found[0][0].text
        alone = all(way == found[0][1] or _but_denied(each.text, known) for each, way in found)
        if len(told) > 1 and alone and all(len(ways) == 1 for ways in told.values()):
            yield from _at_odds([(each, str(way)) for each, way in found])


def _but_denied(first: str, second: str) -> bool:
    """Whether two clauses of the same words have no other word that makes them two statements."""
    first, second = (_CLOSE.sub("", each) for each in (first, second))
    if re.search(f"[{JAPANESE}]", first) is None:
        one, other = (
            {stem(word) for word in _NOT.sub(" ", each).casefold().split()} - _SMALL
            for each in (first, second)
        )
        return one == other
    head = same_letters(first, second)
    tail = same_letters(first[head:][::-1], second[head:][::-1])
    between = first[head : len(first) - tail] + second[head : len(second) - tail]
    return re.fullmatch("[ぁ-ん]{0,12}", between) is not None


def _of_another_country(clauses: Sequence[_Clause]) -> Iterator[Finding]:
    """The same letters, but for a country."""
    alike: dict[str, list[tuple[_Clause, str]]] = defaultdict(list)
    for each in clauses:
        countries = _COUNTRY.findall(each.text)
        rest = _COUNTRY.sub(OPAQUE, each.text)
        if (
            len(countries) == 1
            and len(_WORD.findall(rest)) > 1
            and re.search(f"[{JAPANESE}]", rest)
        ):
            alike[rest].append((each, countries[0]))
    for found in alike.values():
        told: dict[str, set[str]] = defaultdict(set)
        for each, country in found:
            told[each.document].add(country)
        if len(told) > 1 and all(len(names) == 1 for names in told.values()):
            yield from _at_odds(found)


def _of_another_year(documents: Sequence[tuple[str, Passage]]) -> Iterator[Finding]:
    """A year of something that the report says of another year, and never names itself."""
    report = [passage for document, passage in documents if document == "report"]
    years = defaultdict(list)
    for passage in report:
        for match in _YEARS.finditer(passage.own):
            years[match["what"]].append((passage, match))
    for document, passage in documents if years else ():
        for match in _YEARS.finditer(passage.own) if document != "report" else ():
            there = years.get(match["what"], [])
            named = {each["year"] for _, each in there}
            if len(named) == 1 and not any(match["year"] in each.text for each in report):
                found = [
                    (_Clause(document, passage, match.start(), match[0]), match["year"]),
                    (_Clause("report", there[0][0], there[0][1].start(), there[0][1][0]), ""),
                ]
                yield from _at_odds(found)


def _at_odds(found: Sequence[tuple[_Clause, str]]) -> Iterator[Finding]:
    """The first clause that another document than the report has otherwise than the others."""
    others = sorted(found, key=lambda each: each[0].document != "report")
    known, way = others[0]
    wrong = next((each for each, other in others if other != way), None)
    if wrong is not None and wrong.document != known.document:
        message = "'{here}' is told here, and '{there}' in another document"
        place = wrong.passage.place(wrong.start)
        related = also(known.passage.place(known.start), "the other document")
        yield Finding.of("CON037", place, message, "", wrong.text, known.text, related=related)


def _stem(word: str) -> str:
    return stem(word) if word[0].isascii() and word[0].isalpha() else word
