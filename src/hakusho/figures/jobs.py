"""What goes to a child process that draws, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.figures.registry import FOLDER
from hakusho.findings import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.data import Dataset


@dataclass(frozen=True, slots=True)
class Job:
    """One figure to draw.

    Attributes:
        name: The figure.
        root: The paper's folder.
        language: ``ja`` or ``en``.
        width_mm: What the figure may fill.
        data: The datasets that it declares.
    """

    name: str
    root: Path
    language: str
    width_mm: float
    data: tuple[Dataset, ...]

    @property
    def path(self) -> str:
        """The module, relative to the paper."""
        return f"{FOLDER}/{self.name}.py"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure fresh from its module.

    Attributes:
        svg: The file's bytes.
        alt: Never empty.
        width_mm: Natural width.
        height_mm: Natural height.
        texts: Every label.
    """

    svg: bytes
    alt: str
    width_mm: float
    height_mm: float
    texts: tuple[str, ...]


Outcome = Drawing | tuple[Finding, ...] | str
"""A drawing, what is wrong with it, or how the process that drew it ended."""
