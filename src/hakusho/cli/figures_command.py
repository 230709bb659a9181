"""``hakusho figures``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hakusho.cli.output import EDITED, PROJECT, echo, exit_with, print_report, progress_line
from hakusho.pipeline.figures_alone import draw_figures

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.pipeline.publishing import Edited


@click.command()
@click.argument("names", nargs=-1, metavar="[FIGURE]...")
@PROJECT
@click.option("--why", is_flag=True, help="Say for each figure why it was drawn, or was not.")
@EDITED
def figures(names: tuple[str, ...], root: Path, *, why: bool, edited: Edited) -> None:
    """Draw the paper's figures, and their data as CSV, into build/figures/.

    FIGURE is the name of a module in figures/; without any, all are drawn. They are kept by
    content: one is drawn again only if what it is made from has changed, that is its module, what
    it imports, the rows that it sees, the fonts, the libraries that draw, or Hakusho itself.
    Each is a Python program of the paper's, which this runs.

    \b
    Examples:
      hakusho figures
      hakusho figures --why
      hakusho figures --why warheads
    """
    with progress_line() as progress:
        result, reasons = draw_figures(root, progress=progress, names=names, edited=edited)
    print_report(root, result)
    for each in reasons if why else ():
        echo(f"{each.name}: {each.text}")
    for output in () if why else result.outputs:
        echo((root / output).as_posix())
    exit_with(result)
