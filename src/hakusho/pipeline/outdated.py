"""Files of earlier builds that the paper makes no more: taken away, for they show what is gone.

A figure that has been withheld, or a brief that has been given up, must not lie among the outputs
for whoever copies the folder. Only what a build made itself and nobody has changed since is taken
away; editions of the report, which are asked for one by one, stay.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hakusho.paper.briefs import brief_names
from hakusho.paper.folders import CACHE
from hakusho.pipeline.state import digest
from hakusho.tools.writes import remove, write_text
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
        WriteError: If the disk refuses.
    """
    root = examined.paper.root
    build = root.resolve() / "build"
    made = {**_made(root), **outputs}
    wanted = {*outputs, *_brief_files(examined)}
    folders = (_FIGURES, _BRIEFS) if report else (_BRIEFS,)
    outdated = [
        name
        for name, kept in made.items()
        if name not in wanted
        and name.startswith(folders)
        and (root / name).resolve().is_relative_to(build)  # the record, too, may come from anybody
        and digest(root / name) == kept
    ]
    for name in outdated:
        remove(root / name)
    kept = {name: made[name] for name in sorted(made) if name not in outdated}
    write_text(root / MADE, json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return tuple(outdated)


def _made(root: Path) -> dict[str, str]:
    try:
        made = json.loads((root / MADE).read_text(encoding="utf-8"))
        return {str(name): str(kept) for name, kept in made.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _brief_files(examined: Examined) -> list[str]:
    """The files of a paper's briefs; of one that could not be examined, those of all editions."""
    editions = {brief.source.name: brief.source.settings.editions for brief in examined.briefs}
    return [
        f"{_BRIEFS}{name}{EDITIONS[edition].suffix}"
        for name in brief_names(examined.paper.root)
        for edition in editions.get(name, EDITIONS)
    ]
