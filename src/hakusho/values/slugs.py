"""What a cell says as a part of a name: of a brief, or of a figure."""

from __future__ import annotations

import unicodedata

_LETTERS = 60
"""Of a name: a file's name has 255 bytes in all."""


def slug_of(text: str) -> str:
    """What a cell says as a part of a file's name: letters and digits of any script, and hyphens.

    It depends on the cell alone. Full-width and half-width forms are one, and so are capitals and
    small letters, which are one file's name on some systems.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return "-".join("".join(kept).split())[:_LETTERS].rstrip("-")
