"""What every check of data is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.source.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hakusho.data import Dataset, Fact
    from hakusho.manuscript.data_uses import DataUse
    from hakusho.source.prose import Prose


@dataclass(frozen=True, slots=True)
class DataAudit:
    """What every check of data may look at."""

    datasets: Mapping[str, Dataset]  # by name
    facts: Mapping[str, Fact]  # by id, derived ones included
    chapters: tuple[Prose, ...]  # the running text, of briefs too
    day: date  # the paper's date, by which a review is due or not
    uses: tuple[DataUse, ...] = ()  # each ``fact(…)`` and ``table(…)`` of the chapters
    drawn: frozenset[str] = frozenset()  # datasets that figures see whole
    drawn_rows: frozenset[str] = frozenset()  # ids of facts whose rows figures select from others
    computed: bool = False  # whether a chapter computes the name of a fact or a table
    captions: Positions = field(default_factory=Positions)  # that stand elsewhere than in prose
