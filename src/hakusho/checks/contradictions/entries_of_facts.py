"""CON036: the entry of a document, and the row or the sentence that tells of it, say two dates.

A joint statement that the bibliography has of 4 October, and the data of 10 April; an Act of 1994
that came into force in 1993.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_dates import agree
from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of
from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, also
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.citations.works import Work
    from hakusho.data import Fact

_SHORTEST = 8
"""Letters of a title that a label has by no chance."""
_LONG_LABEL = 16
"""The same of a label that a title has within it."""
_LAW = re.compile(
    r"\b(?:Act|Law|Treaty|Convention|Agreement|Order)\b|法|条約|協定|条例|規則|議定書"
)
_MADE = re.compile(
    r"\b(?:into force|took effect|takes effect|enacted|passed|adopted|signed|ratified|concluded)\b"
    r"|施行|発効|成立|制定|公布|署名|締結|可決"
)
_SAID = 0.8
"""So much of a title a sentence says that tells of the law."""


def check_entries_of_facts(works: Iterable[Work], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON036 for each fact whose label is the title of the work that is its source."""
    by_key = {work.key: work for work in works}
    for fact in facts.values():
        work = by_key.get(normal_key(fact.source))
        if work is None or not fact.date or not _is_of(work, fact):
            continue
        try:
            dated = PartialDate.parse(work.raw("date"))
        except ValueError:
            continue  # a range, or an era year
        if not agree(dated, PartialDate.parse(fact.date)):
            message = "{key} is of {here}, and '{fact}', which tells of it, of {there}"
            where, related = work.entry.places["date"], also(fact.location, "the fact")
            given = (work.key, work.raw("date"), fact.id, fact.date)
            yield Finding.of("CON036", where, message, "", *given, related=related)


def _is_of(work: Work, fact: Fact) -> bool:
    title, labels = _plain(work.title), [_plain(each) for each in fact.labels.values()]
    within = fact.quantity.empty and any(
        len(each) >= _LONG_LABEL and each in title for each in labels
    )
    return within or (len(title) >= _SHORTEST and any(title in each for each in labels))


def check_laws_in_text(works: Iterable[Work], passages: Iterable[Passage]) -> Iterator[Finding]:
    """CON036 for each sentence in which a law is in force, or made, before its entry's date."""
    laws = {work.key: work for work in works if _LAW.search(work.title)}
    for passage in passages if laws else ():
        for at, node in passage.elements.items():
            if node["t"] != "Cite":
                continue
            keys = {normal_key(each["citationId"]) for each in node["c"][0]}
            if len(keys) == 1 and (work := laws.get(next(iter(keys)))) is not None:
                yield from _before_it_was(work, passage, at)


def _before_it_was(work: Work, passage: Passage, at: int) -> Iterator[Finding]:
    start, end = passage.sentence(max(at - 1, 0))
    sentence = passage.text[start:end]
    dates = [each for each in passage.dates_from(start, end) if each.day]
    title = pieces_of(re.sub(r"\d{4}年?|[（(][^（）()]*[)）]", "", work.title))
    said = sum(weight for piece, weight in title.items() if piece in heard_in(sentence))
    if len(dates) != 1 or not _MADE.search(sentence) or said < _SAID * sum(title.values()):
        return
    try:
        made = PartialDate.parse(work.raw("date"))
    except ValueError:
        return
    day = dates[0].day
    if day is not None and day.last < made.first:
        message = "{date} is before {key} was made: its entry has {made}"
        place, related = passage.place(dates[0].start), also(work.entry.places["date"], "the entry")
        given = (passage.text[dates[0].start : dates[0].end], work.key, work.raw("date"))
        yield Finding.of("CON036", place, message, "", *given, related=related)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
