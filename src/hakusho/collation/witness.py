"""A witness: what a finished edition says, as whoever opens it reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.collation.bare_text import CELL, bare

if TYPE_CHECKING:
    from hakusho.makeup.pages import Pages


@dataclass(frozen=True, slots=True)
class Witness:
    """The texts of an edition, with signs in them (``bare_text.py``), none of them bare yet.

    Attributes:
        flow: What runs through the edition, in its order: what templates print before and after
            the text, the text itself and the list of works; no contents list, no running heads.
        notes: Number and text of each note.
        captions: The captions of figures and tables, in their order.
        cells: The cells of tables, in their order, each with the sign of one behind it.
        formulas: TeX of each formula; ``None`` in an edition that does not keep it.
        drawn: The words in figures, in any order; ``None`` where figures have become pixels.
        readings: What stands over words, in any order, and maybe more.
        own_front: Whether the paper brings templates of its own for what stands around the text.
        pages: What stands where on its pages; ``None`` in an edition that has none.
    """

    flow: str
    notes: tuple[tuple[str, str], ...] = ()
    captions: str = ""
    cells: str = ""
    formulas: tuple[str, ...] | None = None
    drawn: str | None = None
    readings: str = ""
    own_front: bool = False
    pages: Pages | None = None


@dataclass(slots=True)
class Gathering:
    """A witness while it is being read."""

    flow: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)

    def add_cell(self, text: str) -> None:
        """Take a cell; empty ones are left out, since the tags of a PDF have none."""
        if bare(text):
            self.cells += (text, CELL)

    def witness(self, *, only_words: bool = False) -> Witness:
        """What was read; ``only_words`` says that formulas and figures could not be."""
        return Witness(
            "".join(self.flow),
            tuple(self.notes),
            "".join(self.captions),
            "".join(self.cells),
            None if only_words else tuple(self.formulas),
            None if only_words else "".join(self.drawn),
            "".join(self.readings),
        )
