"""CON093 and CON094: what a template is asked for, and the text around it.

The citation of a fact in a paragraph that tells nothing of that fact; a date in the form of another
language than the paragraph's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.told_of_prints import check_told_of_prints
from hakusho.findings import Finding, also
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Fact

_FACT = re.compile(r"fact\(\s*[\"'](?P<id>[^\"']+)[\"']\s*\)\s*(?P<part>\.\s*\w+)?")
_FORM = re.compile(r"\|\s*(?P<form>wareki|seireki|english_date)\b")
_ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")

_Print = tuple[int, int, str]


def check_calls_in_text(passage: Passage, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON093, CON094 and CON096 in each paragraph of a passage that calls for something."""
    for paragraph in re.finditer("[^\n]+", passage.text) if passage.source is not None else ():
        calls = [*passage.prints(*paragraph.span())]
        if calls:
            yield from _citations(passage, calls, facts)
            yield from check_told_of_prints(passage, calls, facts)
            yield from _forms(passage, calls, _typed(passage.text, paragraph.span(), calls))


def _citations(
    passage: Passage, calls: Sequence[_Print], facts: Mapping[str, Fact]
) -> Iterator[Finding]:
    cited: list[tuple[int, Fact]] = []
    told: list[Fact] = []
    for start, _, call in calls:
        for match in _FACT.finditer(call):
            fact = facts.get(match["id"])
            if fact is not None and (match["part"] or "").endswith("cite"):
                cited.append((start, fact))
            elif fact is not None:
                told.append(fact)
    told += [facts[each] for fact in told for each in fact.operands if each in facts]
    places = {each for fact in told for each in fact.sources}
    for start, fact in cited if told else ():
        if places.isdisjoint(fact.sources):
            message = "'{id}' is cited in a paragraph that tells nothing of it"
            hint = "Cite a fact that the paragraph prints."
            related = also(told[-1].location, "what it prints")
            place = passage.place(start)
            yield Finding.of("CON093", place, message, hint, fact.id, related=related)


def _typed(text: str, span: tuple[int, int], calls: Sequence[_Print]) -> str:
    """What an author wrote of a paragraph."""
    bounds = [span[0], *(at for start, end, _ in calls for at in (start, end)), span[1]]
    return " ".join(text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _forms(passage: Passage, calls: Sequence[_Print], typed: str) -> Iterator[Finding]:
    japanese = has_japanese(typed)
    if not japanese and not _ENGLISH.search(typed):
        return
    for start, _, call in calls:
        match = _FORM.search(call)
        if match and (match["form"] == "english_date") == japanese:
            message = "a date in the form of another language: {form}"
            hint = "Write {right}."
            given = (match["form"], "seireki" if japanese else "english_date")
            yield Finding.of("CON094", passage.place(start), message, hint, *given)
