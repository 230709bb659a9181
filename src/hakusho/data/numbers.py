"""Numbers in data files: read as people type them, printed as the house style has them."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from math import isfinite
from typing import TYPE_CHECKING

from hakusho.findings import BadValueError
from hakusho.values.letters import normal_width

if TYPE_CHECKING:
    from hakusho.paper.settings import LargeNumbers, NegativeSign

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+", re.ASCII
)
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+[eE][+-]?|[eE][+-])\d{1,2}", re.ASCII)
"""As programs write very large and very small numbers: 8.9e-05. What 1e5 is, nobody knows."""
_MINUS = str.maketrans({"−": "-", "‐": "-", "－": "-", "，": ",", "．": ".", "△": "-", "▲": "-"})
_IN_BRACKETS = re.compile(r"\((?P<number>[^-+]*)\)")
"""As accountants write a negative number."""
NO_NUMBER = frozenset({"", *"-−–—－―…xXχ", "...", "･･･", "・・・", "***", "n.a.", "NA"})
"""What tables have in place of a number that there is not, is not known or is kept secret."""
_LONGEST = 40
_MYRIAD = 10**4
_MYRIADS = ((10**16, "京"), (10**12, "兆"), (10**8, "億"), (10**4, "万"))
"""The first takes all that is above it, so that there is no largest number."""
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_MOST_DECIMALS = 2
"""1.25 million is read at a glance; a number that needs more decimals stays in digits."""


def number_in(text: str) -> Decimal | None:
    """The number that a text is, as :func:`read_number` reads it; ``None`` if it is none."""
    if text.isdecimal() and text.isascii() and len(text) <= _LONGEST:
        return Decimal(text)  # nearly all of them, in files of hundreds of thousands
    digits = normal_width(text.translate(_MINUS)).strip()
    if in_brackets := _IN_BRACKETS.fullmatch(digits):
        digits = f"-{in_brackets['number']}"
    elif digits[:2] == "- ":  # △ 3, as in budgets
        digits = f"-{digits[1:].lstrip()}"
    if len(digits) > _LONGEST:
        return None
    if _SCIENTIFIC.fullmatch(digits):
        return Decimal(f"{Decimal(digits):f}")
    if not _NUMBER.fullmatch(digits):
        return None
    return Decimal(digits.replace(",", "").replace(" ", ""))


def read_number(text: str) -> Decimal:
    """Read a number.

    Args:
        text: Digits, full-width ones too, with thousands separators or without: ``1,000``,
            ``１０００``, ``1 000`` (SI Brochure, 5.4.4), ``-2.50``, as statistics and budgets
            write it ``△2.50``, ``▲2.50``, ``(2.50)``; as programs write them ``8.9e-05``.

    Returns:
        The number, with the decimal places that were written.

    Raises:
        ValueError: If it is none; units and words such as 約 belong in columns of their own.
    """
    number = number_in(text)
    if number is None:
        raise BadValueError("'{text}' is not a number", text)
    return number


def read_number_or_share(text: str) -> Decimal:
    """Read a number that may be one of per cent, as a workbook shows it: of ``16.5%`` 16.5.

    Raises:
        ValueError: If it is none.
    """
    return read_number(_without_per_cent(text))


def is_number_or_share(text: str) -> bool:
    """Whether :func:`read_number_or_share` reads a text."""
    return number_in(_without_per_cent(text)) is not None


def _without_per_cent(text: str) -> str:
    bare = text.strip()
    return bare[:-1].rstrip() if bare[-1:] in {"%", "％"} else text


def text_of(number: float) -> str:
    """A binary number as a cell has it: the 15 digits that it keeps, without an exponent.

    Returns:
        ``0.3`` for 0.1 + 0.2; ``1200000000000000`` and not ``1.2e+15``; ``inf`` is no number.
    """
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if isfinite(number) else text


def print_number(
    number: Decimal,
    language: str = "ja",
    large: LargeNumbers = "digits",
    negative: NegativeSign = "−",
) -> str:
    """Print a number, its decimal places as they were written.

    ``negative`` stands before a negative one in Japanese.

    Returns:
        ``1,234.50``; ``−5``; with ``man-oku`` ``1億2,000万``, ``3.5万``, ``1万2,345``; with
        ``million`` ``1.2 million``. Nothing is ever rounded.
    """
    sign, size = (sign_of(language, negative) if number < 0 else ""), abs(number)
    if large == "man-oku" and language == "ja" and size >= _MYRIAD:
        return sign + _in_myriads(size)
    if large == "million" and language == "en":
        return sign + _in_millions(size)
    return f"{sign}{size:,f}"


def sign_of(language: str, negative: NegativeSign) -> NegativeSign:
    """The sign of a negative number in a language, of which English knows one only."""
    return negative if language == "ja" else "−"


def _in_myriads(size: Decimal) -> str:
    if size != size.to_integral_value():
        return f"{size:,f}"
    rest = int(size)
    if rest < _MYRIADS[2][0] and rest % _MYRIAD and rest % 1000 == 0:
        return f"{rest // _MYRIAD:,}.{rest % _MYRIAD // 1000}万"
    parts = []
    for step, name in _MYRIADS:
        whole, rest = divmod(rest, step)
        if whole:
            parts.append(f"{whole:,}{name}")
    if rest:
        parts.append(f"{rest:,}")
    return "".join(parts)


def _in_millions(size: Decimal) -> str:
    with localcontext(prec=2 * _LONGEST):
        for step, name in _SCALES:
            if size >= step:
                scaled = (size / step).normalize()
                exponent = scaled.as_tuple().exponent
                if isinstance(exponent, int) and -exponent <= _MOST_DECIMALS:
                    return f"{scaled:,f}{name}"
                break
    return f"{size:,f}"
