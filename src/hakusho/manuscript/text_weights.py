"""What a finished document's text weighs, section by section: what budgets count.

``finish.lua`` writes it once citations are worded and notes numbered, since before that nobody
knows how long a note is (同上 is two characters, the first mention of the work eighty).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "text.json"
"""What ``lua/text_weights.lua`` writes, in the working folder, if its job asks for it."""


@dataclass(frozen=True, slots=True)
class WeighedNote:
    """A note as it is printed: its number and its text."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionWeight:
    """The text under one heading, up to the next heading of whatever level.

    Attributes:
        id: The heading's id; empty for what stands before the first heading.
        level: The heading's level; 0 before the first heading.
        title: As printed, with its number, without its notes.
        body: Paragraphs, lists, quotations and the heading itself, one per line.
        captions: Captions of figures and tables with their numbers and source lines.
        cells: Cells of tables.
        notes: The notes whose marks stand here, also those in captions and cells.
        figures: How many figures.
        tables: How many tables.
    """

    id: str
    level: int
    title: str
    body: str
    captions: str
    cells: str
    notes: tuple[WeighedNote, ...]
    figures: int
    tables: int


@dataclass(frozen=True, slots=True)
class TextWeights:
    """A document's text.

    Attributes:
        sections: In document order; the first is what stands before the first heading.
        bibliography: The entries of the bibliography, one per line.
    """

    sections: tuple[SectionWeight, ...]
    bibliography: str

    @property
    def figures(self) -> int:
        """How many figures the document has."""
        return sum(section.figures for section in self.sections)

    @property
    def tables(self) -> int:
        """How many tables the document has."""
        return sum(section.tables for section in self.sections)


def read_text_weights(folder: Path) -> TextWeights:
    """Read what ``finish.lua`` wrote.

    Args:
        folder: The working folder of a job that had ``"text": TEXT``.

    Returns:
        The document's text.

    Raises:
        OSError: If there is none.
    """
    given = json.loads((folder / TEXT).read_text(encoding="utf-8"))
    sections = tuple(
        SectionWeight(**{**each, "notes": tuple(WeighedNote(**note) for note in each["notes"])})
        for each in given["sections"]
    )
    return TextWeights(sections, given["bibliography"])
