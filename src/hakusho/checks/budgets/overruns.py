"""BRF: what is over or under a budget, by how much, and which sections weigh what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.checks.budgets.measures import COUNTERS, amount, measures_of, number, sum_of, weigh
from hakusho.findings import Finding, Severity, rule
from hakusho.paper.budget import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hakusho.checks.budgets.measures import Measure, Part
    from hakusho.findings import Location
    from hakusho.manuscript.page_map import PageMap
    from hakusho.paper.budget import Budget
    from hakusho.settling.text_weights import SectionWeight, TextWeights

LISTED = 5
"""Sections that a hint names."""
RULES: Mapping[Part, str] = {
    "pages": "BRF001",
    "characters": "BRF002",
    "words": "BRF002",
    "figures": "BRF003",
}
"""The rule of each part of a budget."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a document came to, as far as it is known.

    Attributes:
        text: Its text.
        pages: The pages of its PDF; ``None`` if that was not made.
        headings: Where each heading stands in the sources, by its id.
        language: ``ja`` or ``en``: whether sections are compared in characters or in words where
            the budget speaks of neither.
    """

    text: TextWeights
    pages: PageMap | None
    headings: Mapping[str, Location]
    language: str


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
        hint = " ".join(_hint(measure, budget, measured))
        finding = Finding(named, places[measure.part], message, hint)
        yield replace(finding, override=pages) if measure.part == "pages" else finding


def _message(measure: Measure, pages: PageMap | None) -> str:
    if measure.excess < 0:
        verb = "is" if measure.least == 1 else "are"
        few = f"at least {measure.least:,} {verb} asked for: {-measure.excess:,} too few"
        return f"{amount(measure)} where {few}"
    verb = "is" if measure.most == 1 else "are"
    many = f"{measure.excess:,} too many"
    if measure.part == "pages" and measure.excess == 1 and pages and pages.end.lines:
        end = pages.end
        if end.page == pages.total:
            many = f"about {end.lines} {'line' if end.lines == 1 else 'lines'} too many"
    return f"{amount(measure)} where {measure.most or 0:,} {verb} allowed: {many}"


def _hint(measure: Measure, budget: Budget, measured: Measured) -> Iterator[str]:
    """What counts, and the sections that count most."""
    text = measured.text
    if measure.part == "figures":
        yield "Take figures out, or say more with fewer."
        counts = ((each, each.figures, str(each.figures)) for each in text.sections)
        yield from _heaviest(counts, measured)
        return
    part = _unit(measure.part, budget, measured.language)
    stated = budget.words if part == "words" else budget.characters
    length, count = stated or Length(max=1), COUNTERS[part]
    if measure.part != "pages":
        yield from _composition(text, length, count)
    if measure.excess < 0:
        yield "Write more, or change the budget."
        return
    yield from _heaviest(_section_weights(text, length, part), measured)


def _section_weights(
    text: TextWeights, length: Length, part: Part
) -> Iterator[tuple[SectionWeight, int, str]]:
    for section in text.sections:
        weight = weigh(section, length, COUNTERS[part])
        notes = f", {weight.notes:,} of them in notes" if weight.notes else ""
        yield section, weight.total, f"{number(weight.total, part)}{notes}"


def _unit(part: Part, budget: Budget, language: str) -> Part:
    """In what sections are compared: the budget's own unit, else that of the language."""
    if part != "pages":
        return part
    if budget.characters or budget.words:
        return "characters" if budget.characters else "words"
    return "characters" if language == "ja" else "words"


def _composition(text: TextWeights, length: Length, count: Callable[[str], int]) -> Iterator[str]:
    whole = sum_of(text, length, count)
    parts = [f"text {whole.body:,}"]
    parts += [f"notes {whole.notes:,}"] if length.notes else []
    parts += [f"captions {whole.captions:,}"] if length.captions and whole.captions else []
    parts += [f"tables {whole.cells:,}"] if length.tables and whole.cells else []
    if length.bibliography:
        parts.append(f"bibliography {count(text.bibliography):,}")
    for name, there, flat in (
        ("figure", text.figures, length.figure),
        ("table", text.tables, length.table),
    ):
        if there and flat:
            parts.append(f"{there} {name if there == 1 else name + 's'} at {flat:,}")
    yield f"Counted: {', '.join(parts)}."


def _heaviest(
    weights: Iterable[tuple[SectionWeight, int, str]], measured: Measured
) -> Iterator[str]:
    """The sections with the greatest weights: section, weight, the weight in words."""
    ranked = sorted(weights, key=lambda each: -each[1])[:LISTED]
    listed = [f"{_name(section, measured)}: {words}" for section, weight, words in ranked if weight]
    if listed:
        yield f"Heaviest first: {'; '.join(listed)}."


def _name(section: SectionWeight, measured: Measured) -> str:
    title = f"'{' '.join(section.title.split())}'" if section.id else "before the first heading"
    place = measured.headings.get(section.id)
    return f"{place} {title}" if place else title
