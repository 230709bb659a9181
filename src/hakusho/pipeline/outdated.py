"""Files of earlier builds that the paper makes no more: taken away, for they show what is gone.

A figure that has been withheld, or a brief that has been given up, must not lie among the outputs
for whoever copies the folder. Only what a build made itself and nobody has changed since is taken
away; editions of the report, which are asked for one by one, stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hakusho.paper.folders import CACHE
from hakusho.tools import sealed
from hakusho.tools.boundary import file_digest, is_in_build
from hakusho.tools.writes import remove
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.examining.examined import Examined

MADE = f"{CACHE}/made.json"
"""What builds have made and not taken away: sha256 by path from the paper's folder."""
_FIGURES, _BRIEFS = "build/figures/", "build/briefs/"


def take_away_outdated(
    examined: Examined, outputs: Mapping[str, str], *, report: bool
) -> tuple[str, ...]:
    """Delete what earlier builds made and this paper makes no more, and keep the record.

    Args:
        examined: The paper.
        outputs: What was made now: sha256 by path from the paper's folder.
        report: Whether the report was made, and with it all its figures.

    Returns:
        The paths of the deleted files.

    Raises:
        WriteError: If a file cannot be deleted.
        OSError: If the record cannot be kept.
    """
    root = examined.paper.root
    made = {**_made(root), **outputs}
    wanted = {*outputs, *_brief_files(examined)}
    folders = (_FIGURES, _BRIEFS) if report else (_BRIEFS,)
    outdated = [
        name
        for name, kept in made.items()
        if name not in wanted
        and name.startswith(folders)
        and is_in_build(root, name)
        and file_digest(root / name) == kept
    ]
    for name in outdated:
        remove(root / name)
    kept = {name: made[name] for name in sorted(made) if name not in outdated}
    sealed.keep(root / MADE, json.dumps(kept, ensure_ascii=False, indent=1).encode())
    return tuple(outdated)


def _made(root: Path) -> dict[str, str]:
    kept = sealed.load(root / MADE)
    made: dict[str, str] = {} if kept is None else json.loads(kept)
    return made


def _brief_files(examined: Examined) -> list[str]:
    return [
        f"{_BRIEFS}{brief.source.name}{EDITIONS[edition].suffix}"
        for brief in examined.briefs
        for edition in brief.source.settings.editions
    ]
