"""LaTeX in field values to plain text: accents, dashes, quotation marks, braces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text

_MARKUP = re.compile(r"[\\{}~$]|--|``|''")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_URL_ESCAPE = re.compile(r"\\([_%&#~$])(?:\{\})?")


def plain(value: str) -> str:
    r"""Decode the LaTeX of a text field.

    Args:
        value: For example ``Schr{\"o}dinger {NATO} --- a \emph{study}``.

    Returns:
        Plain text in NFC; emphasis is dropped, math stays as written.
    """
    if _MARKUP.search(value):
        # '%' begins a comment in LaTeX but not in BibTeX.
        value = _decoder().latex_to_text(_BARE_PERCENT.sub(r"\\%", value))
    return unicodedata.normalize("NFC", " ".join(value.split()))


def plain_url(value: str) -> str:
    r"""A URL or DOI without the escapes that some exporters add (``\_``, ``\%``)."""
    return _URL_ESCAPE.sub(r"\1", value).replace("{", "").replace("}", "").strip()


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces=False)
