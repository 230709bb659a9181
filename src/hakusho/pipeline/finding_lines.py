"""``hakusho where 7:14``: what stands at a page and a line of the copy for referees.

The lines are kept with the copy that they were read from, so an answer is about that copy, whatever
the sources have become since.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import TYPE_CHECKING

from hakusho.making.line_map import PrintedLine
from hakusho.pipeline.publishing import Text
from hakusho.tools import sealed
from hakusho.tools.transaction import file_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hakusho.making.all_documents import Made
    from hakusho.making.order import Request

LINES = "build/cache/review-lines.json"
"""Where the lines of the last copy for referees are kept."""


class NoLinesError(Exception):
    """There is no copy for referees to look into, or not the one that was made last."""


def lines_text(_request: Request, made: Made) -> Text:
    """The lines of a copy for referees as their file holds them: under a seal, with its digest."""
    named = {path: file for path, file in made.files.items() if path.suffix == ".pdf"}
    pdf, file = next(iter(named.items()))
    kept = {
        "pdf": f"build/{pdf.parent.name}/{pdf.name}",
        "digest": file_digest(file),
        "lines": [astuple(line) for line in made.lines],
    }
    text = json.dumps(kept, ensure_ascii=False) + "\n"
    return Text(LINES, sealed.under_seal(LINES.rpartition("/")[2], text.encode()).decode())


def lines_at(root: Path, page: int, number: int | None) -> tuple[PrintedLine, ...]:
    """What stands at a page and a line; all lines of the page where no number is given.

    Raises:
        NoLinesError: If no copy was made, or its PDF has been changed or taken away.
    """
    kept = _kept(root)
    lines = (PrintedLine(*each) for each in kept["lines"])
    return tuple(each for each in lines if each.page == page and number in {None, each.number})


def _kept(root: Path) -> Mapping[str, list[tuple[int, int, str, str, int, int]]]:
    try:
        kept = json.loads(sealed.load(root / LINES) or b"")
        same = file_digest(root / kept["pdf"]) == kept["digest"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoLinesError from error
    if not same:
        raise NoLinesError
    return kept  # type: ignore[no-any-return]
