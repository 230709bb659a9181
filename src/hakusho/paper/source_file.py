"""A text file of a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file of the paper: its path from the paper's folder, and its text."""

    path: str
    text: str
