"""What a document comes to in the units of a budget: pages, characters, words, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Text, say
from hakusho.manuscript.text_length import count_characters, count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hakusho.manuscript.page_map import PageMap
    from hakusho.paper.budget import Budget, Length
    from hakusho.settling.text_weights import SectionWeight, TextWeights

Part = Literal["pages", "characters", "words", "figures"]
COUNTERS: Mapping[Part, Callable[[str], int]] = {
    "characters": count_characters,
    "words": count_words,
}
"""How each part that is text is counted."""
_COUNTED: Mapping[Part, tuple[str, str]] = {
    "pages": ("{count:,} page", "{count:,} pages"),
    "characters": ("{count:,} character", "{count:,} characters"),
    "words": ("{count:,} word", "{count:,} words"),
    "figures": ("{count:,} figure", "{count:,} figures"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What one part of a budget allows, and what the document came to.

    Attributes:
        part: What was counted.
        count: How many there are.
        least: How many there must be; ``None`` means any number.
        most: How many there may be; ``None`` means any number.
        with_notes: Whether notes were counted.
    """

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


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a section, or a whole text, counts for.

    Attributes:
        body: Its running text.
        notes: Its notes.
        captions: Its captions.
        cells: Its tables' cells.
        exhibits: Its figures and tables at their flat number.
    """

    body: int
    notes: int
    captions: int
    cells: int
    exhibits: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.body + self.notes + self.captions + self.cells + self.exhibits

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            self.body + other.body,
            self.notes + other.notes,
            self.captions + other.captions,
            self.cells + other.cells,
            self.exhibits + other.exhibits,
        )


def weigh(section: SectionWeight, length: Length, count: Callable[[str], int]) -> Weight:
    """Weigh a section as a budget wants it.

    Args:
        section: Its text.
        length: What of it counts.
        count: :func:`count_characters` or :func:`count_words`.

    Returns:
        Its weight; 0 for what does not count.
    """
    return Weight(
        body=count(section.body),
        notes=sum(count(note.text) for note in section.notes) if length.notes else 0,
        captions=count(section.captions) if length.captions else 0,
        cells=count(section.cells) if length.tables else 0,
        exhibits=section.figures * length.figure + section.tables * length.table,
    )


def _total(text: TextWeights, length: Length, count: Callable[[str], int]) -> int:
    listed = count(text.bibliography) if length.bibliography else 0
    return sum_of(text, length, count).total + listed


def sum_of(text: TextWeights, length: Length, count: Callable[[str], int]) -> Weight:
    """Weigh a text as a budget wants it, the bibliography apart."""
    return sum((weigh(each, length, count) for each in text.sections), Weight(0, 0, 0, 0, 0))


def measures_of(budget: Budget, text: TextWeights, pages: PageMap | None) -> tuple[Measure, ...]:
    """Count what a budget speaks of.

    Args:
        budget: What is allowed.
        text: The document's text.
        pages: The pages of its PDF; ``None`` if they are not known.

    Returns:
        A measure for each part of the budget that could be counted.
    """
    found: list[Measure] = []
    if budget.pages and pages:
        found.append(Measure("pages", pages.total, budget.pages.min, budget.pages.max))
    lengths: tuple[tuple[Part, Length | None], ...] = (
        ("characters", budget.characters),
        ("words", budget.words),
    )
    for part, length in lengths:
        if length:
            total = _total(text, length, COUNTERS[part])
            found.append(Measure(part, total, length.min, length.max, length.notes))
    if budget.figures is not None:
        found.append(Measure("figures", text.figures, None, budget.figures))
    return tuple(found)


def measure_line(measure: Measure) -> str:
    """A measure in one line: ``13,912 characters with notes (12,000–20,000)``."""
    least, most = measure.least, measure.most
    if least is None:
        allowed = f"at most {most:,}"
    elif most is None:
        allowed = f"at least {least:,}"
    else:
        allowed = f"{least:,}–{most:,}"
    return f"{amount(measure)} ({allowed})"


def amount(measure: Measure) -> Text:
    """``13,912 characters with notes``."""
    counted = number(measure.count, measure.part)
    return say("{amount} with notes", counted) if measure.with_notes else counted


def number(count: int, part: Part) -> Text:
    """``1 page``, ``2 pages``."""
    return say(_COUNTED[part][count != 1], count)
