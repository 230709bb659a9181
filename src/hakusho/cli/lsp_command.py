"""``hakusho lsp``: findings and names in an editor."""

from __future__ import annotations

import logging
import sys
from contextlib import closing
from traceback import walk_tb
from typing import TYPE_CHECKING

import click

from hakusho.cli.defects import tell_of
from hakusho.cli.output import NO_FIGURES, PROJECT
from hakusho.cli.streams import complain, second_output
from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from pathlib import Path


class _Log(logging.Handler):
    """Tells in a line what the protocol's library complains of, and of a defect where it is kept.

    An editor that asks wrongly gets its answer; a traceback of the library helps nobody.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Print a complaint."""
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, Exception) and _is_ours(error):
            tell_of(error)
        else:
            complain(say("the editor's protocol: {problem}", record.getMessage().split("\n")[0]))


def _is_ours(error: Exception) -> bool:
    """Whether it was raised by what our server does."""
    frames = (frame for frame, _ in walk_tb(error.__traceback__))
    return any(each.f_globals.get("__name__", "").startswith("hakusho.") for each in frames)


@click.command()
@PROJECT
@NO_FIGURES
def lsp(root: Path, *, no_figures: bool) -> None:
    """Answer an editor, by the Language Server Protocol on standard input and output.

    Editors start it; docs/editors.md says how. Findings are shown while you type, also of what is
    not saved; citekeys, facts, ids, terms and briefs are completed, explained, and found where
    they are written. Nothing is written but caches.

    Figures are the paper's own Python programs, and run when they have to be drawn; with
    --no-figures none does.

    \b
    Examples:
      hakusho lsp
      hakusho lsp --no-figures
    """
    from hakusho.engine.engine import Engine  # noqa: PLC0415  heavy, as is the server
    from hakusho.language_server.server import paper_server  # noqa: PLC0415

    told = logging.getLogger("pygls")
    told.addHandler(_Log(logging.WARNING))
    told.propagate = False
    with closing(Engine(root, programs=not no_figures)) as engine:
        paper_server(root, engine).start_io(sys.stdin.buffer, second_output())
