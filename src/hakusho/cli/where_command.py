"""``hakusho where``: from a page and a line of the copy for referees to the author's files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from hakusho.cli.output import EXIT_FINDINGS, PROJECT, echo
from hakusho.cli.streams import complain
from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from pathlib import Path

_PLACE = re.compile(
    r"(?:p\. ?|page )?(\d{1,5})"
    r"(?:[:：.](\d{1,4})|(?:頁|ページ|, )(?:(?:l\. ?|line )?(\d{1,4})行?目?)?)?",
    re.ASCII | re.IGNORECASE,
)
"""``7:14``, and as referees write it: 7頁14行, p. 7, l. 14."""


@click.command()
@click.argument("place", metavar="PAGE:LINE")
@PROJECT
def where(place: str, root: Path) -> None:
    """Say which file and line stands at a page and a line of the copy for referees.

    PAGE:LINE are the numbers printed in build/review/, as a referee names them; PAGE alone lists
    all lines of that page. The answer is about the copy that was built last.

    \b
    Examples:
      hakusho where 7:14
      hakusho where 7
    """
    from hakusho.pipeline.finding_lines import NoLinesError, lines_at  # noqa: PLC0415

    found = _PLACE.fullmatch(place.strip())
    if found is None:
        raise click.BadParameter(say("write page and line: 7:14"), param_hint="'PAGE:LINE'")
    line_of_page = found[2] or found[3]
    page, number = int(found[1]), int(line_of_page) if line_of_page else None
    try:
        lines = lines_at(root, page, number)
    except NoLinesError:
        message = "There is no copy for referees as it was built: run hakusho build --review pdf."
        complain(say(message))
        raise SystemExit(EXIT_FINDINGS) from None
    if not lines:
        complain(say("No line of the author's text stands at {place}.", place.strip()))
        raise SystemExit(EXIT_FINDINGS)
    for line in lines:
        number_shown = "" if number else f"{line.page}:{line.number}  "
        echo(f"{number_shown}{line.path}:{line.line}:{line.column}  {line.text}")
