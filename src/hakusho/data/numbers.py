"""Numbers in data files: read as people type them, printed as the house style has them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+", re.ASCII)
_MINUS = str.maketrans({"−": "-", "‐": "-", "－": "-", "，": ",", "．": "."})
_LONGEST = 40


def read_number(text: str) -> Decimal:
    """Read a number.

    Args:
        text: Digits, full-width ones too, with thousands separators or without: ``1,000``,
            ``１０００``, ``-2.50``.

    Returns:
        The number, with the decimal places that were written.

    Raises:
        ValueError: If it is none; units and words such as 約 belong in columns of their own.
    """
    digits = unicodedata.normalize("NFKC", text.translate(_MINUS)).strip()
    if len(digits) > _LONGEST or not _NUMBER.fullmatch(digits):
        raise ValueError(f"'{text}' is not a number")
    return Decimal(digits.replace(",", ""))


def print_number(number: Decimal) -> str:
    """Print a number with thousands separators, its decimal places as they were written."""
    return f"{number:,f}".replace("-", "−")
