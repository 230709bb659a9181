"""``hakusho doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from hakusho.cli.output import EXIT_FINDINGS, echo
from hakusho.findings.sentences import say
from hakusho.tools.surroundings import surroundings

_MARKS = {"ok": say("ok     "), "missing": say("without"), "wrong": say("WRONG  ")}


@click.command()
def doctor() -> None:
    """Say what is installed here, what is missing, and what to do about it.

    It looks at versions, fonts, programs that are optional (a browser, LibreOffice, git), folders
    that must be written to, and what the terminal can print. Exit code 1 means that papers cannot
    be built. Nothing is changed. Whoever reports a defect pastes what this prints.

    \b
    Examples:
      hakusho doctor
    """
    found = [*surroundings(Path.cwd())]
    for each in found:
        echo(say("{mark}  {what}", _MARKS[each.state], each.what))
        if each.remedy:
            echo(say("         {remedy}", each.remedy))
    if any(each.state == "wrong" for each in found):
        raise SystemExit(EXIT_FINDINGS)
