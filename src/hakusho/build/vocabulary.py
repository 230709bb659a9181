"""What chapters' templates may use: facts, tables and dates, in the paper's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.manuscript.template import Names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def names_of(
    language: str, datasets: Mapping[str, Any], facts: Mapping[str, Any], root: Path
) -> Names:
    """Make the functions and filters of chapters."""
    raise NotImplementedError
