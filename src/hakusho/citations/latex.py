"""LaTeX in field values to plain text: accents, dashes, quotation marks, braces."""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from hakusho.citations.latex_commands import has_text, lowered, raised, syntax, texts
from hakusho.values.marks import without_private

logging.getLogger("pylatexenc").addHandler(logging.NullHandler())  # CIT037 tells the author

_MARKUP = re.compile(r"[{}~]|--|``|''|[?!]`")
_TYPED = {"?`": "¿", "!`": "¡", "---": "—", "--": "–", "``": "“", "''": "”", "~": " ",
          "{": "", "}": ""}  # fmt: skip
_SPECIAL = re.compile(r"(?<!\\)[%&#]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_URL_ESCAPE = re.compile(r"\\([_%&#~$])(?:\{\})?")
_SOFT_HYPHEN = "\u00ad"

_MATH = re.compile(r"(?<!\\)\$([^$]*)\$")
_SHIFTED = re.compile(
    r"(?:\{\}|(?:\\(?:mathrm|text)\{)?([A-Za-z]{0,4})\}?)"
    r"([_^])(?:\{([0-9+\-]{1,4}|th|st|nd|rd)\}|([0-9]))"
)
_SYMBOL = re.compile(r"\\([A-Za-z]{2,20})")


@lru_cache(maxsize=1 << 16)
def plain(value: str) -> str:
    r"""Decode the LaTeX of a text field, and the HTML entities that some catalogues leave in.

    Args:
        value: For example ``Schr{\"o}dinger {NATO} --- a \emph{study}``.

    Returns:
        Plain text in NFC; emphasis is dropped, ``\enquote`` becomes quotation marks, raised and
        lowered digits become Unicode's, and mathematics beyond that stays as written.
    """
    if "\\" in value or "$" in value:
        if "$" in value:
            value = _MATH.sub(_math, value)
        # '%', '&' and '#' are special in LaTeX but not in BibTeX.
        value = _decoded(_SPECIAL.sub(r"\\\g<0>", value)).replace(_SOFT_HYPHEN, "")
    elif _MARKUP.search(value):
        value = _without_commands(value)
    if "&" in value and ";" in value:
        value = without_private(_ENTITY.sub(lambda match: html.unescape(match[0]), value))
    return unicodedata.normalize("NFC", " ".join(value.split()))


def plain_url(value: str) -> str:
    r"""A URL or DOI without the escapes that some exporters add (``\_``, ``\%``)."""
    return _URL_ESCAPE.sub(r"\1", value).replace("{", "").replace("}", "").strip()


def math_left(value: str) -> int:
    """Where mathematics begins that `plain` leaves as written; -1 if there is none."""
    for match in _MATH.finditer(value) if "$" in value else ():
        if any(mark in match[1] for mark in "\\^_") and _math(match) == match[0]:
            return match.start()
    return -1


def _math(match: re.Match[str]) -> str:
    r"""Mathematics as text where that is plain: ``$_2$``, ``$^{th}$``, ``$\alpha$``."""
    inner = match[1].strip()
    shifted = _SHIFTED.fullmatch(inner)
    if shifted:
        change = raised if shifted[2] == "^" else lowered
        return (shifted[1] or "") + change(shifted[3] or shifted[4])
    symbol = _SYMBOL.fullmatch(inner)
    return f"{inner}{{}}" if symbol and has_text(symbol[1]) else match[0]


def _without_commands(value: str) -> str:
    """What `_decoded` makes of a value without backslash and dollar, in a hundredth of the time."""
    for typed, printed in _TYPED.items():
        value = value.replace(typed, printed)
    return value


def _decoded(value: str) -> str:
    try:
        return str(_decoder().latex_to_text(value, latex_context=syntax()))
    except (AttributeError, IndexError, KeyError, TypeError):
        # A command without the arguments that pylatexenc counts on.
        return value.replace("{", "").replace("}", "")


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(
        latex_context=texts(), math_mode="verbatim", keep_comments=True, strict_latex_spaces=False
    )
