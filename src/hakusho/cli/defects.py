"""What is said of an exception that nothing has expected."""

from __future__ import annotations

import tempfile
import traceback
from typing import TYPE_CHECKING

from hakusho.cli.output import EXIT_DEFECT, EXIT_FINDINGS
from hakusho.cli.streams import complain
from hakusho.findings.sentences import say
from hakusho.localization.catalogues import worded
from hakusho.tools.writes import refusal

if TYPE_CHECKING:
    from hakusho.findings.sentences import Text


def tell_of(error: Exception) -> int:
    """Say that the machine refuses something, or that Hakusho has a defect.

    Returns:
        The exit code for it.
    """
    refused = refusal(error)
    if refused:
        tell(refused.rule.id, refused.location.path, refused.message)
        return EXIT_FINDINGS
    message = "this is a defect of Hakusho, not of your paper; nothing was written.\n{details}"
    complain(say("hakusho: {problem}", say(message, details_of(error))))
    return EXIT_DEFECT


def tell(rule_id: str, place: str, message: Text) -> None:
    """Print a finding about what is no part of a paper to standard error."""
    complain(f"\n{worded(place)}: {rule_id} {worded(message)}")


def details_of(error: Exception) -> Text:
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
        return say("It is {kind}: {said}", type(error).__name__, str(error))
    return say("The details are in {file}: please report them.", file.name)
