"""``hakusho where``: from a line of the copy for referees, or a number, to the author's files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from hakusho.cli.output import (
    EXIT_FINDINGS,
    EXIT_UNREADABLE,
    PROJECT,
    echo,
    print_report,
)
from hakusho.cli.streams import complain
from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from pathlib import Path

_DIGIT = re.compile(r"\d")
_PLACE = re.compile(
    r"(?:p\. ?|page )?(\d{1,5})"
    r"(?:[:：.](\d{1,4})|(?:頁|ページ|, )(?:(?:l\. ?|line )?(\d{1,4})行?目?)?)?",
    re.ASCII | re.IGNORECASE,
)
"""``7:14``, and as referees write it: 7頁14行, p. 7, l. 14."""

_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)
"""A page and a line as referees may write them, or a number."""


@click.command()
@click.argument("place", metavar="PAGE:LINE|NUMBER")
@PROJECT
def where(place: str, root: Path) -> None:
    """Say what stands at a line of the copy for referees, or where a printed number comes from.

    PAGE:LINE are the numbers printed in build/review/, as a referee names them; PAGE alone lists
    all lines of that page. The answer is about the copy that was built last. NUMBER is a number as
    readers see it, with or without its unit: each expression, table and figure that prints it now,
    the cells of the data that it is made of, and their sources. A number that is a page as well
    needs its unit.

    \b
    Examples:
      hakusho where 7:14
      hakusho where 7
      hakusho where 1,204
      hakusho where "402 thousand passengers"
    """
    from hakusho.pipeline.finding_lines import NoLinesError, lines_at  # noqa: PLC0415

    found = _PLACE.fullmatch(place.strip())
    if found is None:
        if not _DIGIT.search(place) or re.search("[:：]", place):
            problem = say("write page and line (7:14), or a number that is printed")
            raise click.BadParameter(problem, param_hint="'PAGE:LINE|NUMBER'")
        _tell_origins(root, place)
        return
    line_of_page = found[2] or found[3]
    page, number = int(found[1]), int(line_of_page) if line_of_page else None
    may_be_number = number is None or _DECIMAL.fullmatch(place.strip()) is not None
    try:
        lines = lines_at(root, page, number)
    except NoLinesError:
        if may_be_number and _tell_origins(root, place, must=False):
            return
        message = "There is no copy for referees as it was built: run hakusho build --review pdf."
        complain(say(message))
        raise SystemExit(EXIT_FINDINGS) from None
    if not lines:
        if may_be_number and _tell_origins(root, place, must=False):
            return
        complain(say("No line of the author's text stands at {place}.", place.strip()))
        raise SystemExit(EXIT_FINDINGS)
    for line in lines:
        number_shown = "" if number else f"{line.page}:{line.number}  "
        echo(f"{number_shown}{line.path}:{line.line}:{line.column}  {line.text}")


def _tell_origins(root: Path, asked: str, *, must: bool = True) -> bool:
    """Say where a number comes from; where it ``must``, end the command if nothing prints it."""
    from hakusho.figures.data_scripts import read_data  # noqa: PLC0415
    from hakusho.paper.load import load_paper  # noqa: PLC0415
    from hakusho.pipeline.drafting import draft_of  # noqa: PLC0415
    from hakusho.pipeline.number_origins import origin_lines, origins  # noqa: PLC0415
    from hakusho.pipeline.result import Result  # noqa: PLC0415
    from hakusho.tools.keeping import Store, keeping  # noqa: PLC0415

    paper, findings = load_paper(root)
    if paper is None:
        print_report(root, Result(findings, readable=False))
        raise SystemExit(EXIT_UNREADABLE)
    texts, _ = read_data(root, None)
    with keeping(Store()):  # so that no dataset is made twice
        paper, draft, _ = draft_of(paper, texts)
        found = origins(paper, draft, texts, asked.strip())
    for line in origin_lines(found):
        echo(line)
    if must and not found:
        complain(say("No fact, cell, table or figure in the text prints {number}.", asked.strip()))
        raise SystemExit(EXIT_FINDINGS)
    return bool(found)
