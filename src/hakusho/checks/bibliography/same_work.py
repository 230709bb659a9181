"""CIT050: two entries that are one work, or one work in two languages.

Entries are put into groups (by DOI, ISBN, address, title, first author) and compared inside them
alone, each with its neighbours in the group's order, so that the work grows with the entries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.work_facts import (
    Facts,
    are_parts,
    differ,
    facts_of,
    is_slip,
    is_with_subtitle,
    share_an_author,
    years_agree,
)
from hakusho.findings import Finding, Related, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hakusho.checks.bibliography.audit import Audit

_NEIGHBOURS = 6
"""With how many of the entries after it an entry of a large group is compared."""
_SHORTEST_TITLE = 4
_ONE_BOOK = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_ALONE = frozenset({"book", "report", "thesis", "pamphlet", "collection"})
_LOOSE = frozenset({"webpage", "document", "report", "manuscript"})
"""Kinds that one source is often filed under besides its own."""
_UNLISTED = re.compile(r"\b(?:dataonly|skipbib)\b(?!\s*=\s*false)")
_BARE_SITE = re.compile(r"[^/]+/?")


class _Match(NamedTuple):
    """Two entries and why they are one work."""

    first: Facts
    second: Facts
    why: Text
    hint: Text


_ONE = say("Keep one of the two and cite it everywhere: a later note counts them as two.")
_TWO_LANGUAGES = say(
    "Cite one of the two, or connect them: related = {{key}}, relatedtype = {{translationof}}."
)


def check_same_work(audit: Audit) -> Iterator[Finding]:
    """Compare the entries with each other.

    Yields:
        CIT050 once at each entry that is an earlier one's work; volumes, parts, editions and
        yearbooks of one name are different works, and so are an entry and its parent.
    """
    every = [facts_of(work) for work in audit.works if not _UNLISTED.search(work.raw("options"))]
    cited = audit.cited
    told: set[str] = set()
    for match in _matches(every, cited):
        if match.second.key in told or _are_connected(match.first, match.second):
            continue
        told.add(match.second.key)
        other, entry = match.first.work.entry, match.second.work.entry
        related = (Related(other.location, say("the entry {key}", other.key)),)
        values = (match.why, other.key)
        yield entry.finding(
            "CIT050", entry.location, "{why} {other}", match.hint, *values, related=related
        )


def _matches(every: list[Facts], cited: frozenset[str]) -> Iterator[_Match]:
    yield from _in_groups(every, lambda facts: facts.doi, _by_doi)
    yield from _in_groups(every, lambda facts: facts.isbn, _by_isbn)
    yield from _in_groups(every, lambda facts: facts.title, _by_title)
    yield from _in_groups(every, _address, _by_address)
    yield from _in_groups(
        every, lambda facts: facts.authors[0] if facts.authors else "", _by_author
    )
    yield from _translations(every, cited)


def _in_groups(
    every: list[Facts],
    key: Callable[[Facts], str],
    compare: Callable[[Facts, Facts], _Match | None],
) -> Iterator[_Match]:
    groups: dict[str, list[Facts]] = defaultdict(list)
    for facts in every:
        name = key(facts)
        if name:
            groups[name].append(facts)
    for group in groups.values():
        if len(group) > 1:
            for first, second in _pairs(group):
                match = compare(*sorted((first, second), key=lambda facts: facts.place))
                if match:
                    yield match


def _pairs(group: list[Facts]) -> Iterable[tuple[Facts, Facts]]:
    if len(group) > _NEIGHBOURS:
        group = sorted(group, key=lambda facts: (facts.title, facts.place))
    for at, first in enumerate(group):
        for second in group[at + 1 : at + 1 + _NEIGHBOURS]:
            yield first, second


def _by_doi(first: Facts, second: Facts) -> _Match | None:
    if first.kind in _ONE_BOOK and second.kind in _ONE_BOOK and first.title != second.title:
        return None  # chapters that give their book's DOI
    if first.inner != second.inner:
        return None  # a chapter and its book
    return _in_words(first, second, say("has the DOI of"))


def _by_isbn(first: Facts, second: Facts) -> _Match | None:
    if first.kind not in _ALONE or second.kind not in _ALONE or are_parts(first, second):
        return None
    return _in_words(first, second, say("has the ISBN of"))


def _address(facts: Facts) -> str:
    return "" if _BARE_SITE.fullmatch(facts.url) else facts.url


def _by_address(first: Facts, second: Facts) -> _Match | None:
    other_language = first.language != second.language
    alike = first.title == second.title or is_with_subtitle(first, second)
    if not (alike or other_language) or not years_agree(first, second) or differ(first, second):
        return None
    return _in_words(first, second, say("has the address of"))


def _in_words(first: Facts, second: Facts, shared: Text) -> _Match:
    if first.language != second.language:
        why = say("{shared} and may be one work in two languages with", shared)
        return _Match(first, second, why, _TWO_LANGUAGES)
    return _Match(first, second, shared, _ONE)


def _by_title(first: Facts, second: Facts) -> _Match | None:
    if len(first.title) < _SHORTEST_TITLE or not _may_be_one(first, second):
        return None
    if first.year != second.year and not (first.in_journal and second.in_journal):
        return None  # a yearbook has one title every year
    if not first.authors and not second.authors and not (first.year and first.kind == second.kind):
        return None
    return _Match(first, second, say("has the title, the author and the year of"), _ONE)


def _by_author(first: Facts, second: Facts) -> _Match | None:
    if first.title == second.title or first.year != second.year or not first.year:
        return None
    if not _may_be_one(first, second):
        return None
    if is_with_subtitle(first, second):
        return _Match(first, second, say("has, but for the subtitle, the title of"), _ONE)
    if is_slip(first, second):
        return _Match(first, second, say("has, but for a letter, the title of"), _ONE)
    return None


def _may_be_one(first: Facts, second: Facts) -> bool:
    """Whether nothing but the title could tell two entries apart."""
    kinds = {first.kind, second.kind}
    return (
        (len(kinds) == 1 or bool(kinds & _LOOSE))
        and years_agree(first, second)
        and share_an_author(first, second)
        and not differ(first, second)
    )


def _translations(every: list[Facts], cited: frozenset[str]) -> Iterator[_Match]:
    """Cited entries whose ``origtitle`` is the title of another cited one."""
    originals = [facts for facts in every if facts.original and facts.key in cited]
    if not originals:
        return
    titles = {facts.title: facts for facts in every if facts.key in cited}
    for facts in originals:
        other = titles.get(facts.original)
        if other and other.key != facts.key and other.language != facts.language:
            yield _Match(other, facts, say("is a translation of"), _TWO_LANGUAGES)


def _are_connected(first: Facts, second: Facts) -> bool:
    """Whether one entry names the other: as its parent, or as related."""
    return first.key in second.mentions or second.key in first.mentions
