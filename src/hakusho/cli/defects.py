"""What is kept of a defect of ours, for whoever reports it."""

from __future__ import annotations

import tempfile
import traceback


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
