"""CON: what contradicts the data, the calendar or itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.calendar import check_calendar
from hakusho.checks.contradictions.calls_in_text import check_calls_in_text
from hakusho.checks.contradictions.change_directions import check_change_directions
from hakusho.checks.contradictions.clock_lengths import check_clock_lengths
from hakusho.checks.contradictions.counts import check_counts
from hakusho.checks.contradictions.data_disagreements import check_data_disagreements
from hakusho.checks.contradictions.doubled_prints import check_doubled_prints
from hakusho.checks.contradictions.entries_of_facts import (
    check_entries_of_facts,
    check_laws_in_text,
)
from hakusho.checks.contradictions.fact_dates import check_fact_dates
from hakusho.checks.contradictions.fact_numbers import check_fact_numbers
from hakusho.checks.contradictions.holders import check_holders
from hakusho.checks.contradictions.implied_by_dates import check_implied_by_dates
from hakusho.checks.contradictions.impossible_values import check_impossible_values
from hakusho.checks.contradictions.in_brackets import check_brackets
from hakusho.checks.contradictions.known_events import check_known_events
from hakusho.checks.contradictions.label_pairs import check_label_columns, check_label_pairs
from hakusho.checks.contradictions.lists import check_lists
from hakusho.checks.contradictions.mistyped_pages import check_pages
from hakusho.checks.contradictions.odd_rows import check_odd_rows
from hakusho.checks.contradictions.of_itself import check_of_itself
from hakusho.checks.contradictions.older_sources import check_older_sources
from hakusho.checks.contradictions.passages import passage_in, passage_of
from hakusho.checks.contradictions.printed_rows import check_printed_rows
from hakusho.checks.contradictions.printed_values import check_printed_values
from hakusho.checks.contradictions.proportions import check_proportions
from hakusho.checks.contradictions.ranges import check_ranges
from hakusho.checks.contradictions.retold import check_retold
from hakusho.checks.contradictions.same_order import check_same_order
from hakusho.checks.contradictions.same_thing import check_same_things
from hakusho.checks.contradictions.stages import check_stages
from hakusho.checks.contradictions.table_words import check_table_words
from hakusho.checks.contradictions.targets_in_words import check_targets_in_words
from hakusho.checks.contradictions.told_in_sections import (
    Sections,
    check_told_in_neighbours,
    check_told_in_sections,
    speaks_of_sections,
)
from hakusho.checks.contradictions.told_members import check_told_members
from hakusho.checks.contradictions.told_of_columns import check_told_of_columns
from hakusho.checks.contradictions.told_of_tables import check_told_of_tables
from hakusho.checks.contradictions.told_otherwise import check_told_otherwise
from hakusho.checks.contradictions.told_parts import check_told_parts
from hakusho.checks.contradictions.translated_citations import check_translated_citations
from hakusho.checks.contradictions.translated_claims import (
    check_translated_abbreviations,
    check_translated_claims,
    check_translated_opposites,
)
from hakusho.checks.contradictions.translated_numbers import (
    check_translated_numbers,
    check_translated_rates,
    translated_in,
)
from hakusho.checks.contradictions.typed_quantities import check_reasons, check_typed_quantities
from hakusho.checks.contradictions.votes import check_votes
from hakusho.checks.contradictions.written_tables import check_written_tables
from hakusho.tools.keeping import Same, recall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.contradictions.same_thing import Where
    from hakusho.data import Dataset, Fact
    from hakusho.findings import Finding, Location, Severity
    from hakusho.manuscript.indexed import Target
    from hakusho.manuscript.model import Draft
    from hakusho.source.prose import Prose

__all__ = [
    "Said",
    "check_contradictions",
    "check_entries_of_facts",
    "check_label_columns",
    "check_label_pairs",
    "check_laws_in_text",
    "check_lists",
    "check_of_itself",
    "check_older_sources",
    "check_written_tables",
    "passage_in",
]


@dataclass(frozen=True, slots=True)
class Said:
    """What the checks of contradictions may look at."""

    draft: Draft
    chapters: tuple[Prose, ...]  # its running text as it is printed
    briefs: tuple[Prose, ...]  # that of the briefs' own texts
    front: tuple[Passage, ...]  # titles, abstracts and glosses
    datasets: Mapping[str, Dataset]  # by name
    facts: Mapping[str, Fact]  # by id, derived ones included
    day: date  # the paper's date
    day_place: Location  # where it stands
    typed: Severity | None = None  # what a typed quantity is; ``None`` if it may be typed
    targets: Mapping[str, Target] = field(default_factory=dict)  # headings and captions, by id


def check_contradictions(said: Said) -> Iterator[Finding]:
    """Look for what cannot be so, since the data, the calendar or another place say otherwise."""
    placed: list[tuple[Where, Passage]] = [
        *(("report", passage_of(prose)) for prose in said.chapters),
        *(("brief", passage_of(prose)) for prose in said.briefs),
        *(("front", passage) for passage in said.front),
    ]
    passages = [passage for _, passage in placed]
    yield from check_same_things(placed)
    yield from check_same_order(passages)
    yield from check_pages(placed)
    yield from check_retold(placed)
    yield from check_told_otherwise(placed)
    yield from check_fact_numbers(passages, said.facts)
    yield from check_fact_dates(passages, said.facts, said.day)
    yield from check_data_disagreements(said.datasets, said.facts, said.day, said.day_place)
    by_path = {
        text.path: passage_of(prose)
        for text, prose in zip(said.draft.chapters, said.chapters, strict=True)
    }
    for translated in translated_in(said.draft, by_path):
        yield from check_translated_numbers(translated)
        yield from check_translated_rates(translated)
        yield from check_translated_claims(translated)
        yield from check_translated_opposites(translated)
        yield from check_translated_abbreviations(translated)
        yield from check_translated_citations(translated)
    yield from check_odd_rows(said.datasets.values())
    order = {path: number for number, path in enumerate(by_path)}
    yield from check_targets_in_words(by_path.values(), said.targets, order)
    yield from check_told_of_tables(said.draft.chapters, said.draft.positions, by_path)
    told = [passage for passage in by_path.values() if speaks_of_sections(passage)]
    if told:
        sections = Sections([*by_path.values()], said.targets)
        for passage in told:
            yield from check_told_in_sections(passage, sections)
            yield from check_told_in_neighbours(passage, sections)
    yield from check_table_words(passages, said.datasets)
    yield from check_told_of_columns(passages, said.datasets)
    if said.typed is not None:
        yield from check_reasons(said.draft, said.typed)
        for where, passage in placed:
            if where != "front":
                yield from check_typed_quantities(passage, said.typed)
    for passage in passages:
        yield from check_proportions(passage, said.datasets)
        yield from check_change_directions(passage)
        yield from check_brackets(passage)
        yield from check_told_parts(passage)
        yield from check_doubled_prints(passage)
        yield from check_impossible_values(passage)
        yield from check_clock_lengths(passage)
        yield from check_known_events(passage)
        yield from check_stages(passage)
        yield from check_told_members(passage)
        yield from check_votes(passage)
        yield from check_printed_rows(passage, said.facts)
        yield from check_printed_values(passage, said.facts, said.datasets)
        yield from check_calls_in_text(passage, said.facts)
        yield from _found_alone(passage, said.day, said.day_place)


def _found_alone(passage: Passage, day: date, place: Location) -> tuple[Finding, ...]:
    """What is found in a passage whatever stands elsewhere, kept as long as it is."""

    def found() -> tuple[Finding, ...]:
        calendar = (*check_calendar(passage, day, place), *check_implied_by_dates(passage, day))
        found = (*check_ranges(passage), *check_counts(passage), *check_holders(passage))
        return (*calendar, *found)

    return recall((__name__, Same(passage), day, place), found)
