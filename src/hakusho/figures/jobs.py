"""What goes to a child process that draws, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.figures.registry import FOLDER
from hakusho.findings import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.model import FigureTable


@dataclass(frozen=True, slots=True)
class Job:
    """One figure to draw.

    Attributes:
        name: The figure.
        root: The paper's folder.
        language: ``ja`` or ``en``.
        width_mm: What the figure may fill.
        data: What it sees of the datasets that it declares.
        narrow: Whether it is drawn for a telephone: it is given up if its labels run into each
            other, which at its full width is for the author's eyes to judge.
    """

    name: str
    root: Path
    language: str
    width_mm: float
    data: tuple[Dataset, ...]
    narrow: bool = False

    @property
    def path(self) -> str:
        """The module, relative to the paper."""
        return f"{FOLDER}/{self.name}.py"


@dataclass(frozen=True, slots=True)
class Written:
    """What a module says about its figure; what it does not say is composed from the data.

    Attributes:
        alt: From ``alt`` or ``ALT``; empty without.
        description: From ``description`` or ``DESCRIPTION``; empty without.
        table: From ``table``; ``None`` without.
    """

    alt: str = ""
    description: str = ""
    table: FigureTable | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure fresh from its module.

    Attributes:
        svg: The file's bytes.
        width_mm: Natural width.
        height_mm: Natural height.
        texts: Every label.
        written: What the module says about it.
        outside: Labels that run out of the figure, and by how many mm.
        reads: Files of the paper that it read by itself, from the paper's folder, sorted.
        narrow: The file's bytes of the same at ``NARROW_WIDTH_MM``; ``None`` if there is none.
    """

    svg: bytes
    width_mm: float
    height_mm: float
    texts: tuple[str, ...]
    written: Written
    outside: tuple[tuple[str, float], ...] = ()
    reads: tuple[str, ...] = ()
    narrow: bytes | None = None


Outcome = Drawing | tuple[Finding, ...] | str
"""A drawing, what is wrong with it, or how the process that drew it ended."""
