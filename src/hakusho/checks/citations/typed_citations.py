"""CIT065: citations that are typed as words, （会田 2019, 12頁）, of works that have an entry.

They are printed as they stand: no note comes of them, and the bibliography does not list the work.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, Subject
from hakusho.manuscript.word_search import ManyWords
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.works import Work
    from hakusho.source.prose import Prose

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)年?(?![\d年月])"
_PLACE = r"(?:pp?\.[ \u00a0]?)?[0-9０-９]+(?:[-–〜～][0-9０-９]+)?(?:頁|ページ)?(?:以下)?"
_OTHERS = (
    rf"(?:(?:[・、と][{KANJI}{KATAKANA}]{{{{1,8}}}}){{{{1,3}}}})?"
    r"(?:ほか|ら|(?:(?:,? and|,? &) [A-Z]\w+)|(?: et al\.?))?"
)
_TYPED = (
    rf"(?P<open>[\[［(（])(?P<name>{{names}}){_OTHERS}[ ,，、]{{{{0,2}}}}{_YEAR}"
    rf"(?:[,，、:：] ?(?P<place>{_PLACE}))?[\]］)）](?![(（\[{{{{])"
)
_AFTER_NAME = rf"(?P<name>{{names}}){_OTHERS} ?[(（]{_YEAR}[,，、:：] ?(?P<place>{_PLACE})[)）]"
"""Patterns with a place for names; the latter only with the place in the work."""


def works_by_author(works: Iterable[Work]) -> Mapping[tuple[str, str], list[Work]]:
    """Works by the family name of their first author, or the name of a body, and their year."""
    found: dict[tuple[str, str], list[Work]] = {}
    for work in works:
        for name in (*work.authors, *work.editors)[:1]:
            family = str(name.get("family") or name.get("literal") or "")
            if len(family) > 1 and work.year:
                found.setdefault((family, work.year[:4]), []).append(work)
    return found


def typed_entry(key: str) -> Subject:
    """What CIT065 is about, and that the entry is never cited follows from."""
    return Subject("typed entry", normal_key(key))


def check_typed_citations(text: CitedText) -> Iterator[Finding]:
    """CIT065 at an author and a year in brackets, if no citation of the work stands beside it."""
    known = works_by_author(text.works.values())
    by_name = ManyWords(name for name, _ in known)
    for prose in text.prose:
        names = by_name.found_in(prose.text)
        if not names:
            continue
        own = own_words(prose)
        choice = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        for pattern in (_TYPED, _AFTER_NAME):
            for match in re.finditer(pattern.format(names=choice), own.text):
                works = known.get((match["name"], match["year"]), [])
                if works and not _is_cited_beside(prose, match, works):
                    yield _typed(prose, match, works[0])


def _is_cited_beside(prose: Prose, match: re.Match[str], works: Iterable[Work]) -> bool:
    """Whether the paragraph cites one of the works as well: its name is a part of the sentence."""
    start, end = prose.text.rfind("\n", 0, match.start()) + 1, prose.text.find("\n", match.end())
    keys = {work.key for work in works}
    last = end if end >= 0 else len(prose.text)
    cited = (prose.single[at] for at in range(start, last) if at in prose.single)
    return any(normal_key(each["citationId"]) in keys for each in cited)


def _typed(prose: Prose, match: re.Match[str], work: Work) -> Finding:
    place = f", {match['place']}".replace("\N{NO-BREAK SPACE}", " ") if match["place"] else ""
    message = "{typed} is typed, and cites nothing: it is printed as it is"
    if "open" in match.groupdict():
        hint, written = "Write {citation}.", f"[@{work.key}{place}]"
    else:
        hint, written = "Write {citation} behind the words.", f"[@{work.key}{place}]"
    found = Finding.of("CIT065", prose.place(match.start()), message, hint, match[0], written)
    return replace(found, subject=typed_entry(work.key))
