"""What every check of data is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hakusho.data import Dataset, Fact
    from hakusho.manuscript.data_uses import DataUse
    from hakusho.paper.source_file import SourceFile


@dataclass(frozen=True, slots=True)
class DataAudit:
    """What every check of data may look at.

    Attributes:
        datasets: By name.
        facts: By id, derived ones included.
        chapters: The chapters' sources.
        day: The paper's date, by which a review is due or not.
        uses: Each ``fact(…)`` and ``table(…)`` of the chapters.
        drawn: Names of the datasets that figures see whole.
        drawn_rows: Ids of the facts whose rows figures select from others.
        captions: Captions of tables that stand elsewhere than in prose: each a file of which all
            else is blanked.
    """

    datasets: Mapping[str, Dataset]
    facts: Mapping[str, Fact]
    chapters: tuple[SourceFile, ...]
    day: date
    uses: tuple[DataUse, ...] = ()
    drawn: frozenset[str] = frozenset()
    drawn_rows: frozenset[str] = frozenset()
    captions: tuple[SourceFile, ...] = ()
