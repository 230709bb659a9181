"""What is said of an exception that nothing has expected."""

from __future__ import annotations

import tempfile
import traceback

from hakusho.cli.output import EXIT_DEFECT, EXIT_FINDINGS
from hakusho.cli.streams import complain
from hakusho.tools.writes import REFUSED_BY_MACHINE


def tell_of(error: Exception) -> int:
    """Say that the machine refuses something, or that Hakusho has a defect.

    Returns:
        The exit code for it.
    """
    if isinstance(error, OSError) and error.errno in REFUSED_BY_MACHINE:
        place = str(error.filename or tempfile.gettempdir())
        say("OUT001", place, f"the machine refuses: {error.strerror}")
        return EXIT_FINDINGS
    complain(
        "hakusho: this is a defect of Hakusho, not of your paper; nothing was "
        f"written.\n{details_of(error)}"
    )
    return EXIT_DEFECT


def say(rule_id: str, place: str, message: str) -> None:
    """Print a finding about what is no part of a paper to standard error."""
    from hakusho.findings import Finding, Location  # noqa: PLC0415  hardly ever needed

    finding = Finding.of(rule_id, Location(place), "{message}", "", message)
    complain(f"\n{finding.location}: {finding.rule.id} {finding.message}")


def details_of(error: Exception) -> str:
    """Keep a defect's traceback in a file, and say where, or what it was."""
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            prefix="hakusho-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return f"It is {type(error).__name__}: {error}"
    return f"The details are in {file.name}: please report them."
