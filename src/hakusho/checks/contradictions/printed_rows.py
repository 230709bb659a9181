"""CON018: a sentence prints a fact and names something else than the fact's row does.

第6条 beside a fact whose label says 第5条, MQ-8 for MQ-9; 衆議院 where the row has 参議院; a word
of which one character is another, or in a long one two, or the parts; 2016年まで延長 where a note
in the row says 2026年まで延長.
Persons, countries and titles: ``row_names.py``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.dates_in_text import written_dates
from hakusho.checks.contradictions.fact_dates import agree
from hakusho.checks.contradictions.heard_labels import (
    heard_in,
    pieces_of,
    same_letters,
    without_event,
)
from hakusho.checks.contradictions.opposites import opposites_in
from hakusho.checks.contradictions.row_names import swapped_names
from hakusho.findings import Finding, also
from hakusho.tools.keeping import Same, recall
from hakusho.values.letters import KANJI, has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.dates_in_text import WrittenDate
    from hakusho.checks.contradictions.opposites import Language
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Fact

_TOKEN = re.compile(
    r"第(?P<part>\d{1,3})(?P<kind>条|項|号|回|次)"
    r"|(?<![A-Za-z0-9-])(?P<name>[A-Z]{1,5}-)(?P<type>\d{1,4})(?![A-Za-z0-9])"
)
_SISTERS = (
    ("衆議院", "参議院"),
    ("上院", "下院"),
    ("陸上自衛隊", "海上自衛隊", "航空自衛隊"),
    ("国務長官", "国防長官", "財務長官", "商務長官"),
    ("外務大臣", "防衛大臣", "財務大臣", "総務大臣", "法務大臣"),
    ("レーガン", "ブッシュ", "クリントン", "オバマ", "トランプ", "バイデン"),
    ("自民党", "社会党", "共産党", "公明党", "民社党", "民主党", "新進党", "維新の会"),
    ("輸出", "輸入"), ("歳入", "歳出"), ("上限", "下限"), ("与党", "野党"), ("増加", "減少"),
    ("House of Representatives", "Senate"), ("exports", "imports"),
    ("Reagan", "Bush", "Clinton", "Obama", "Trump", "Biden"),
)  # fmt: skip
"""Names of which one is soon written for another."""
_WORD = re.compile(rf"[{KANJI}]{{4,}}")
_LONG_NAME, _MOST_LETTERS = 7, 2
"""Of a name so long so many letters beside one another may be others."""
_CLAUSE = re.compile(r"[、。;；()（）]|, ")
_BEHIND = 12
_OF_CLAUSE = 0.75
"""So much of a note's clause, besides its date, a sentence says that speaks of it."""


def check_printed_rows(passage: Passage, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Hold what each sentence names against the rows of the facts that it prints."""
    key = (__name__, Same(passage), Same(facts))
    yield from recall(key, lambda: tuple(_against_rows(passage, facts)))


def _against_rows(passage: Passage, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    start = 0
    for end in (*passage.ends, len(passage.text)) if facts else ():
        named = passage.values_in(start, end) | passage.dates_in(start, end)
        printed = [facts[name] for name in sorted(named & facts.keys())]
        if printed:
            sentence = unicodedata.normalize("NFKC", passage.own[start:end])
            for fact in printed if _TOKEN.search(sentence) else ():
                yield from _misnamed(passage, start, sentence, fact)
            if end - start == len(sentence):
                swapped = [*_swapped(passage, start, sentence, printed)]
                yield from swapped
                known = {each.location for each in swapped}
                for each in _opposed(passage, start, end, printed, facts):
                    if each.location not in known:
                        known.add(each.location)
                        yield each
                yield from _misdated(passage, start, end, printed)
        start = end


def _misnamed(passage: Passage, start: int, sentence: str, fact: Fact) -> Iterator[Finding]:
    label = unicodedata.normalize("NFKC", " ".join(fact.labels.values()))
    meant = {_kind(match): match for match in _TOKEN.finditer(label)}
    written = [match for match in _TOKEN.finditer(sentence) if _kind(match) in meant]
    for match in written:
        right = meant[_kind(match)][0]
        if right not in {each[0] for each in written}:
            yield _finding(passage, start + match.start(), match[0], fact, right)


def _kind(match: re.Match[str]) -> str:
    return match["kind"] or match["name"]


def _swapped(
    passage: Passage, start: int, sentence: str, printed: Sequence[Fact]
) -> Iterator[Finding]:
    """A name that no row has, where one of them has its sister, or one that is nearly it."""
    rows = {fact.id: unicodedata.normalize("NFKC", _text_of(fact)) for fact in printed}
    whole = " ".join(rows.values())
    for fact in printed:
        told = set()
        for sisters in _SISTERS:
            there = [each for each in sisters if each in rows[fact.id]]
            if len(there) == 1 and there[0] not in sentence:
                told |= {(each, there[0]) for each in sisters if each in sentence}
        words = _WORD.findall(rows[fact.id])
        words += [name for each in words if len(name := without_event(each)) < len(each)]
        meant = [word for word in words if word not in sentence]
        for word in _WORD.findall(sentence) if meant else ():
            told |= {(word, each) for each in meant if _is_other_letter(word, each)}
        by_place = {start + sentence.index(word): (word, right) for word, right in sorted(told)}
        for label in fact.labels.values():
            plain = unicodedata.normalize("NFKC", label)
            text = unicodedata.normalize("NFKC", passage.text[start : start + len(sentence)])
            for at, word, right in swapped_names(text, plain, whole):
                by_place.setdefault(start + at, (word, right))
        for place, (word, right) in by_place.items():
            if word not in whole and passage.is_typed(place):
                yield _finding(passage, place, word, fact, right)


def _is_other_letter(word: str, other: str) -> bool:
    """Whether one letter of a word is another one; of a long name two, or the order of some."""
    short = min(len(word), len(other))
    if short >= _LONG_NAME:
        head = same_letters(word, other)
        tail = same_letters(word[head:][::-1], other[head:][::-1])
        here, there = word[head : len(word) - tail], other[head : len(other) - tail]
        same_length = len(here) == len(there)
        if head and tail and same_length and 0 < len(here) <= _MOST_LETTERS:
            return True
        if head and tail and here and sorted(here) == sorted(there):
            return True
    if len(word) != len(other):
        return False
    return sum(a != b for a, b in zip(word, other, strict=True)) == 1


def _opposed(
    passage: Passage, start: int, end: int, printed: Sequence[Fact], facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    """A word of a sentence, or of the next, whose opposite a row has where it tells the same."""
    ends_here = passage.text.startswith("\n", end - 1)
    text = passage.own[start : end if ends_here else passage.sentence(end)[1]]
    language: Language = "ja" if has_japanese(text) else "en"
    said = opposites_in(text, language)
    sides = {(each.group, each.side) for each in said}
    for fact in printed if said else ():
        for clause in dict.fromkeys(_CLAUSE.split(_text_of(fact))):
            for meant in opposites_in(clause, language):
                there = [each for each in said if each.group == meant.group]
                if len(there) != 1 or (meant.group, meant.side) in sides:
                    continue
                word, at = there[0].match, start + there[0].match.start()
                is_typed = passage.is_typed(at) and not _is_of_another(word[0], fact, facts)
                if is_typed and _tells(text, word, clause, meant.match):
                    yield _finding(passage, at, word[0], fact, meant.match[0])


def _is_of_another(word: str, fact: Fact, facts: Mapping[str, Fact]) -> bool:
    """Whether another quantity is called so, with which this one is exchanged (CON035)."""
    return not fact.quantity.empty and any(
        word in label
        for other in facts.values()
        if other.dataset == fact.dataset and not other.quantity.empty
        for label in other.labels.values()
    )


def _tells(text: str, word: re.Match[str], clause: str, meant: re.Match[str]) -> bool:
    """Whether the clause of a text around a word tells what that of a row does but for the word."""
    weights = pieces_of(clause[: meant.start()] + clause[meant.end() :])
    first = max(text.rfind(each, 0, word.start()) for each in "。、\n") + 1
    heard = heard_in(text[first : word.end() + _BEHIND])
    known = sum(weight for piece, weight in weights.items() if piece in heard)
    return bool(weights) and known >= _OF_CLAUSE * sum(weights.values())


def _misdated(passage: Passage, start: int, end: int, printed: Sequence[Fact]) -> Iterator[Finding]:
    """A typed date that is not the one that a note in the row says of the same."""
    dates = passage.dates_from(start, end)
    typed = [each for each in dates if each.day and passage.is_typed(each.start)]
    for fact in printed if typed else ():
        for clause in _CLAUSE.split(_text_of(fact)):
            said = written_dates(clause)
            if len(said) != 1 or said[0].day is None:
                continue
            for each in typed:
                if _is_told_otherwise(passage.own, (start, end), dates, each, clause, said[0]):
                    here = passage.text[each.start : each.end]
                    there = clause[said[0].start :]
                    yield _finding(passage, each.start, here, fact, there)


def _is_told_otherwise(
    text: str,
    sentence: tuple[int, int],
    dates: Sequence[WrittenDate],
    written: WrittenDate,
    clause: str,
    said: WrittenDate,
) -> bool:
    """Whether a date is another one than that of a clause, and what it is of is the same."""
    if written.day is None or said.day is None or agree(written.day, said.day):
        return False
    weights = pieces_of(clause[: said.start] + clause[said.end :])
    if not weights or text.startswith("まで", written.end) != clause.startswith("まで", said.end):
        return False

    def speaks_of_it(each: WrittenDate, *, alone: bool = False) -> bool:
        at = dates.index(each)
        first = dates[at - 1].end if at else sentence[0]
        last = dates[at + 1].start if at + 1 < len(dates) else sentence[1]
        if alone:  # its own clause
            first = max(first, text.rfind("、", first, each.start))
            last = text.find("、", each.end, last) % (last + 1)
        heard = heard_in(text[first:last])
        known = sum(weight for piece, weight in weights.items() if piece in heard)
        return known >= _OF_CLAUSE * sum(weights.values())

    # The date of the clause may stand in the sentence: there, or beside what another date is of.
    right = [each for each in dates if each.day and agree(each.day, said.day)]
    return speaks_of_it(written) and not any(speaks_of_it(each, alone=True) for each in right)


def _text_of(fact: Fact) -> str:
    return "。".join((*fact.labels.values(), *fact.row.values.values()))


def _finding(passage: Passage, at: int, here: str, fact: Fact, there: str) -> Finding:
    message = "{here}, and '{fact}' says {there}"
    place, related = passage.place(at), also(fact.location, "the fact")
    return Finding.of("CON018", place, message, "", here, fact.id, there, related=related)
