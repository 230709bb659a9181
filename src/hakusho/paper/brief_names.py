"""Which briefs a paper has, by the names of their files. Little else is loaded for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.paper.folders import BRIEFS_FOLDER
from hakusho.paper.reading import folder_names

if TYPE_CHECKING:
    from pathlib import Path


def brief_names(root: Path) -> tuple[str, ...]:
    """The stems of the files in a paper's folder of briefs, whether they can be used or not."""
    return stems(folder_names(root, BRIEFS_FOLDER)[0])


def stems(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of briefs' files, without what editors and systems leave."""
    return tuple(
        name.removesuffix(".md")
        for name in names
        if name.endswith(".md") and not name.startswith(".")
    )


def usable_name(stem: str) -> str:
    """A name that a brief's file may have, as near as can be to one that it may not have."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:80] or "minister"
