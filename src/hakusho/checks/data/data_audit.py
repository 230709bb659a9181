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
    """What every check of data may look at.

    Attributes:
        datasets: By name.
        facts: By id, derived ones included.
        chapters: The running text of chapters and briefs.
        day: The paper's date, by which a review is due or not.
        uses: Each ``fact(…)`` and ``table(…)`` of the chapters.
        drawn: Names of the datasets that figures see whole.
        drawn_rows: Ids of the facts whose rows figures select from others.
        computed: Whether a chapter computes the name of a fact or a table.
        captions: Captions of tables that stand elsewhere than in prose, each a text.
    """

    datasets: Mapping[str, Dataset]
    facts: Mapping[str, Fact]
    chapters: tuple[Prose, ...]
    day: date
    uses: tuple[DataUse, ...] = ()
    drawn: frozenset[str] = frozenset()
    drawn_rows: frozenset[str] = frozenset()
    computed: bool = False
    captions: Positions = field(default_factory=Positions)
