"""NAM001: names of the bibliography's authors that the text writes otherwise.

A family name and a given name of which one character is another (鬼頭健二 for 鬼頭健司), another
form of a character (渡邊 for 渡辺); a family name in Latin letters of which one letter is, in a
paragraph that cites a work of its bearer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.naming.one_slip import is_one_slip
from hakusho.checks.own_words import own_words
from hakusho.checks.prose.spelling import sound_alike
from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, also
from hakusho.manuscript.word_search import ManyWords
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.citations.works import Work
    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_FORMS = str.maketrans(
    "邊邉齋齊斎澤濱髙﨑嵜廣國眞惠櫻瀧龍嶋嶌淵渕冨藏曾條彌豐榮圓壽德萬與學寶實靜濵槇遙堯",
    "辺辺斉斉斉沢浜高崎崎広国真恵桜滝竜島島渕渕富蔵曽条弥豊栄円寿徳万与学宝実静浜槙遥尭",
)
"""Forms of one character in names (渡辺, 渡邊, 渡邉; 斉藤, 斎藤), each to one of them."""
_CALLED = r"(?=論文|氏|教授|によれば|によると|前掲|論考|報告書?は|[（(]\d{4})"
_BEFORE = rf"(?<![{KANJI}ァ-ヶー])"
_SURE_LATIN = 6
_LATIN_NAME = re.compile(r"(?<![\w’'.-])[A-Z][a-z]{3,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class _Person:
    """An author or editor, and where the bibliography names them."""

    family: str
    given: str
    location: Location
    keys: set[str]  # of their works


def check_persons(proses: Sequence[Prose], works: Iterable[Work]) -> Iterator[Finding]:
    """NAM001 for each name in the chapters that is nearly an author's of the bibliography."""
    persons = _persons(works)
    families = {family for family, _ in persons}
    japanese = [each for each in persons.values() if re.search(f"[{KANJI}]", each.family)]
    by_name = _numbers((each.family, each.given) for each in japanese)
    names = ManyWords(by_name)
    latin = [each for each in persons.values() if _is_sure(each.family)]
    by_key = _numbers(each.keys for each in latin)
    for prose in map(own_words, proses):
        named = names.found_in(prose.text)
        for number in _those_of(named, by_name):
            yield from _japanese(prose, japanese[number], persons, families)
        yield from _latin(prose, latin, by_key, families) if latin else ()


def _is_sure(family: str) -> bool:
    return family.isascii() and len(family) >= _SURE_LATIN


def _numbers(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The numbers of all that have a name, by name; persons are looked up and not gone through."""
    found: dict[str, list[int]] = {}
    for number, each in enumerate(names):
        for name in each:
            found.setdefault(name, []).append(number)
    return found


def _those_of(names: Iterable[str], numbers: Mapping[str, Sequence[int]]) -> list[int]:
    return sorted({number for name in names for number in numbers.get(name, ())})


def _persons(works: Iterable[Work]) -> dict[tuple[str, str], _Person]:
    found: dict[tuple[str, str], _Person] = {}
    for work in works:
        for field, names in (("author", work.authors), ("editor", work.editors)):
            for name in names:
                family, given = str(name.get("family", "")), str(name.get("given", ""))
                if family and given:
                    person = found.get((family, given))
                    if person is None:
                        person = _Person(family, given, work.place(field), set())
                        found[family, given] = person
                    person.keys.add(work.key)
    return found


def _japanese(
    prose: Prose,
    person: _Person,
    persons: Mapping[tuple[str, str], _Person],
    families: set[str],
) -> Iterator[Finding]:
    family, given = person.family, person.given
    if family in prose.text:
        for match in re.finditer(rf"{_BEFORE}{family}(?P<given>.{{{len(given)}}})", prose.text):
            written = match["given"]
            if len(given) > 1 and _is_slip(written, given) and (family, written) not in persons:
                yield _finding(prose, match.start(), family + written, person)
    if given in prose.text:
        pattern = rf"{_BEFORE}(?P<family>[{KANJI}]{{{len(family)}}}){given}(?![{KANJI}])"
        for match in re.finditer(pattern, prose.text):
            other = match["family"]
            alike = other.translate(_FORMS) == family.translate(_FORMS)
            alike = alike or (len(given) > 1 and _is_like(other, family))
            if other not in families and alike:
                yield _finding(prose, match.start(), other + given, person)
    called = rf"{_BEFORE}(?P<family>[{KANJI}]{{{len(family)}}}){_CALLED}"
    for match in re.finditer(called, prose.text) if family in prose.text else ():
        other = match["family"]
        if other not in families and len(family) > 1 and _is_slip(other, family):
            yield _finding(prose, match.start(), other, person)


def _is_slip(written: str, right: str) -> bool:
    """Whether one character of some is another, all of them kanji or kana of a name."""
    if written == right or len(written) != len(right) or not re.fullmatch(f"[{KANJI}]+", written):
        return False
    return sum(one != other for one, other in zip(written, right, strict=True)) == 1


def _is_like(written: str, right: str) -> bool:
    """Whether of each two characters half are the same, or sound so."""
    alike = sum(
        one == other or sound_alike(one, other) for one, other in zip(written, right, strict=True)
    )
    return written != right and alike * 2 >= len(right)


def _latin(
    prose: Prose,
    persons: Sequence[_Person],
    by_key: Mapping[str, Sequence[int]],
    families: set[str],
) -> Iterator[Finding]:
    start = 0
    for paragraph in prose.text.split("\n"):
        cited = _cited(prose, start, start + len(paragraph))
        named = [persons[number] for number in _those_of(cited, by_key)]
        written: dict[str, int] = {}
        for match in _LATIN_NAME.finditer(paragraph) if named else ():
            written.setdefault(match[0], start + match.start())
        for person in named:
            for name, index in written.items():
                near = name[0] == person.family[0] and is_one_slip(name, person.family)
                if near and name not in families and not name.startswith(person.family):
                    yield _finding(prose, index, name, person)
        start += len(paragraph) + 1


def _cited(prose: Prose, start: int, end: int) -> frozenset[str]:
    """The works that a stretch of a text cites."""
    nodes = (prose.opaque.get(at) for at in range(start, end) if prose.text[at] == OPAQUE)
    return frozenset(
        normal_key(each["citationId"])
        for node in nodes
        if node is not None and node["t"] == "Cite"
        for each in node["c"][0]
    )


def _finding(prose: Prose, index: int, written: str, person: _Person) -> Finding:
    message = "{written} is written; the bibliography has {family} {given}"
    hint = "Write the name as its bearer does, or mend the bibliography."
    related = also(person.location, "the name in the bibliography")
    values = (written, person.family, person.given)
    return Finding.of("NAM001", prose.place(index), message, hint, *values, related=related)
