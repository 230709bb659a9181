"""BRF: what is over or under a budget, by how much, and which sections weigh what.

A document is measured in the units of a budget: pages, characters, words, figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from hakusho.findings import Finding, Severity, Text, rule, say, together
from hakusho.manuscript.text_length import count_characters, count_words
from hakusho.paper.budget import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hakusho.findings import Location
    from hakusho.manuscript.page_map import PageMap
    from hakusho.paper.budget import Budget
    from hakusho.settling.text_weights import SectionWeight, TextWeights


Part = Literal["pages", "characters", "words", "figures"]
_COUNTERS: Mapping[Part, Callable[[str], int]] = {
    "characters": count_characters,
    "words": count_words,
}
"""How each part that is text is counted."""
_COUNTED: Mapping[Part, str] = {
    "pages": "{count:,page|pages}",
    "characters": "{count:,character|characters}",
    "words": "{count:,word|words}",
    "figures": "{count:,figure|figures}",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What one part of a budget allows (``None``: any number), and what the document came to."""

    part: Part
    count: int
    least: int | None
    most: int | None
    with_notes: bool = False

    @property
    def excess(self) -> int:
        """How many are too many; negative if there are too few, 0 if the budget is kept."""
        if self.most is not None and self.count > self.most:
            return self.count - self.most
        if self.least is not None and self.count < self.least:
            return self.count - self.least
        return 0


class _Weight(NamedTuple):
    """How much a section, or a whole text, counts for."""

    body: int = 0
    notes: int = 0
    captions: int = 0
    cells: int = 0
    exhibits: int = 0  # figures and tables at their flat number


def _weigh(section: SectionWeight, length: Length, count: Callable[[str], int]) -> _Weight:
    """Weigh a section as a budget wants it."""
    return _Weight(
        body=count(section.body),
        notes=sum(count(note.text) for note in section.notes) if length.notes else 0,
        captions=count(section.captions) if length.captions else 0,
        cells=count(section.cells) if length.tables else 0,
        exhibits=section.figures * length.figure + section.tables * length.table,
    )


def _total(text: TextWeights, length: Length, count: Callable[[str], int]) -> int:
    listed = count(text.bibliography) if length.bibliography else 0
    return sum(_sum_of(text, length, count)) + listed


def _sum_of(text: TextWeights, length: Length, count: Callable[[str], int]) -> _Weight:
    """Weigh a text as a budget wants it, the bibliography apart."""
    weights = (_weigh(each, length, count) for each in text.sections)
    return _Weight(*map(sum, zip(_Weight(), *weights, strict=True)))


def measures_of(budget: Budget, text: TextWeights, pages: PageMap | None) -> tuple[Measure, ...]:
    """Count each part that a budget speaks of and that can be counted."""
    found: list[Measure] = []
    if budget.pages and pages:
        found.append(Measure("pages", pages.total, budget.pages.min, budget.pages.max))
    lengths: tuple[tuple[Part, Length | None], ...] = (
        ("characters", budget.characters),
        ("words", budget.words),
    )
    for part, length in lengths:
        if length:
            total = _total(text, length, _COUNTERS[part])
            found.append(Measure(part, total, length.min, length.max, length.notes))
    if budget.figures is not None:
        found.append(Measure("figures", text.figures, None, budget.figures))
    return tuple(found)


def length_of(text: TextWeights, language: str) -> Measure:
    """How long a text is, counted as a budget counts it that says no more: in its own unit."""
    part: Part = "characters" if language == "ja" else "words"
    return Measure(part, _total(text, Length(max=1), _COUNTERS[part]), None, None)


def measure_line(measure: Measure) -> Text:
    """A measure in one line: ``13,912 characters with notes (12,000–20,000)``."""
    least, most = measure.least, measure.most
    if least is not None and most is not None:
        allowed = say("{least:,}–{most:,}", least, most)
    elif least is None:
        allowed = say("at most {most:,}", most)
    else:
        allowed = say("at least {least:,}", least)
    return say("{amount} ({allowed})", _amount(measure), allowed)


def _amount(measure: Measure) -> Text:
    """``13,912 characters with notes``."""
    counted = number(measure.count, measure.part)
    return say("{amount} with notes", counted) if measure.with_notes else counted


def number(count: int, part: Part) -> Text:
    """``1 page``, ``2 pages``."""
    return say(_COUNTED[part], count)


_LISTED = 5
"""Sections that a hint names."""
RULES: Mapping[Part, str] = {
    "pages": "BRF001",
    "characters": "BRF002",
    "words": "BRF002",
    "figures": "BRF003",
}
"""The rule of each part of a budget."""


def budget_rules(budget: Budget | None) -> frozenset[str]:
    """The rules that a budget needs: what silences them can be judged only once it is measured."""
    return frozenset(RULES[part] for part in RULES if getattr(budget, part, None) is not None)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a document came to, as far as it is known."""

    text: TextWeights
    pages: PageMap | None  # ``None`` if no PDF was made
    headings: Mapping[str, Location]  # where each stands in the sources, by its id
    language: str  # ``ja`` or ``en``, for the unit where a budget names none
    brief: str = ""  # the name of the brief, if it is one


def check_budget(
    budget: Budget,
    measured: Measured,
    places: Mapping[str, Location],
    *,
    pages: Severity | None = None,
) -> Iterator[Finding]:
    """Find what is over or under a budget.

    Args:
        budget: What is allowed.
        measured: What the document came to.
        places: Where each part of the budget is stated, by its name.
        pages: The severity of BRF001 here; ``None`` means the rule's own.

    Yields:
        BRF001 for pages, BRF002 for characters and words, BRF003 for figures.
    """
    for measure in measures_of(budget, measured.text, measured.pages):
        if not measure.excess:
            continue
        named = rule(RULES[measure.part])
        message = _message(measure, measured.pages)
        hint = together(_hint(measure, budget, measured))
        finding = Finding.of(named, places[measure.part], message, hint)
        yield replace(finding, override=pages) if measure.part == "pages" else finding


def _message(measure: Measure, pages: PageMap | None) -> Text:
    if measure.excess < 0:
        few = "{amount} where at least {least:,} are asked for: {count:,} too few"
        if measure.least == 1:
            few = "{amount} where at least {least:,} is asked for: {count:,} too few"
        return say(few, _amount(measure), measure.least or 0, -measure.excess)
    many = say("{count:,} too many", measure.excess)
    if measure.part == "pages" and measure.excess == 1 and pages and pages.end.lines:
        lines = pages.end.lines
        if pages.end.page == pages.total:
            many = say("about {count:line|lines} too many", lines)
    allowed = "{amount} where {most:,} are allowed: {many}"
    if measure.most == 1:
        allowed = "{amount} where {most:,} is allowed: {many}"
    return say(allowed, _amount(measure), measure.most or 0, many)


def _hint(measure: Measure, budget: Budget, measured: Measured) -> Iterator[Text]:
    """What counts, and the sections that count most."""
    text = measured.text
    if measure.part == "figures":
        yield say("Take figures out, or say more with fewer.")
        counts = ((each, each.figures, say("{count}", each.figures)) for each in text.sections)
        yield from _heaviest(counts, measured)
        return
    part = _unit(measure.part, budget, measured.language)
    stated = budget.words if part == "words" else budget.characters
    length, count = stated or Length(max=1), _COUNTERS[part]
    if measure.part != "pages":
        yield from _composition(text, length, count)
    if measure.excess < 0:
        yield say("Write more, or change the budget.")
        return
    yield from _heaviest(_section_weights(text, length, part), measured)
    if measure.part == "pages" and measured.brief:
        yield say("To see its pages, open the PDF of {brief} in hakusho preview.", measured.brief)


def _section_weights(
    text: TextWeights, length: Length, part: Part
) -> Iterator[tuple[SectionWeight, int, Text]]:
    for section in text.sections:
        weight = _weigh(section, length, _COUNTERS[part])
        total = sum(weight)
        words = number(total, part)
        if weight.notes:
            words = say("{amount}, {notes:,} of them in notes", words, weight.notes)
        yield section, total, words


def _unit(part: Part, budget: Budget, language: str) -> Part:
    """In what sections are compared: the budget's own unit, else that of the language."""
    if part != "pages":
        return part
    if budget.characters or budget.words:
        return "characters" if budget.characters else "words"
    return "characters" if language == "ja" else "words"


def _composition(text: TextWeights, length: Length, count: Callable[[str], int]) -> Iterator[Text]:
    whole = _sum_of(text, length, count)
    parts = [say("text {count:,}", whole.body)]
    parts += [say("notes {count:,}", whole.notes)] if length.notes else []
    captions = length.captions and whole.captions
    parts += [say("captions {count:,}", whole.captions)] if captions else []
    parts += [say("tables {count:,}", whole.cells)] if length.tables and whole.cells else []
    if length.bibliography:
        parts.append(say("bibliography {count:,}", count(text.bibliography)))
    if text.figures and length.figure:
        parts.append(say("{count:figure|figures} at {each:,}", text.figures, length.figure))
    if text.tables and length.table:
        parts.append(say("{count:table|tables} at {each:,}", text.tables, length.table))
    yield say("Counted: {parts}.", together(parts, ", "))


def _heaviest(
    weights: Iterable[tuple[SectionWeight, int, Text]], measured: Measured
) -> Iterator[Text]:
    """The sections with the greatest weights: section, weight, the weight in words."""
    ranked = sorted(weights, key=lambda each: -each[1])[:_LISTED]
    listed = [
        say("{section}: {weight}", _name(section, measured), words)
        for section, weight, words in ranked
        if weight
    ]
    if listed:
        yield say("Heaviest first: {sections}.", together(listed, "; "))


def _name(section: SectionWeight, measured: Measured) -> Text:
    if not section.id:
        return say("before the first heading")
    title, place = " ".join(section.title.split()), measured.headings.get(section.id)
    return say("{place} '{title}'", place, title) if place else say("'{title}'", title)
