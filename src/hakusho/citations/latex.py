"""LaTeX in field values to plain text: accents, dashes, quotation marks, braces."""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from functools import cache
from typing import Any

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from pylatexenc.latexwalker import get_default_latex_context_db as get_default_walker_db
from pylatexenc.macrospec import MacroSpec

logging.getLogger("pylatexenc").addHandler(logging.NullHandler())  # checks tell of odd LaTeX

_MARKUP = re.compile(r"[\\{}~$]|--|``|''")
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_URL_ESCAPE = re.compile(r"\\([_%&#~$])(?:\{\})?")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\s*|.)|[{}]", re.DOTALL)

# Macros of exporters that the decoder does not know: Zotero's and Better BibTeX's tables, csquotes
# and biblatex. For each its arguments and its text, where %s is the last one.
_MACROS = {
    "textbar": ("", "|"), "textless": ("", "<"), "textgreater": ("", ">"),
    "textbraceleft": ("", "{"), "textbraceright": ("", "}"), "textunderscore": ("", "_"),
    "S": ("", "§"), "P": ("", "¶"), "slash": ("", "/"), "nobreakspace": ("", " "),
    "textcommabelow": ("{", "%s\u0326"), "enquote": ("{", "“%s”"), "mkbibquote": ("{", "“%s”"),
    "mkbibemph": ("{", "%s"), "mkbibitalic": ("{", "%s"), "mkbibbold": ("{", "%s"),
    "mkbibacro": ("{", "%s"), "mkbibparens": ("{", "(%s)"), "texttt": ("{", "%s"),
    "textmd": ("{", "%s"), "textup": ("{", "%s"), "textsf": ("{", "%s"), "mbox": ("{", "%s"),
    "href": ("{{", "%s"), "url": ("{", "%s"), "foreignlanguage": ("{{", "%s"),
    "vphantom": ("{", ""), "noopsort": ("{", ""), "-": ("", ""), "/": ("", ""),
}  # fmt: skip


def plain(value: str) -> str:
    r"""Decode the LaTeX of a text field, and the HTML entities that some catalogues leave in.

    Args:
        value: For example ``Schr{\"o}dinger {NATO} --- a \emph{study} &amp; more``.

    Returns:
        Plain text in NFC; emphasis is dropped, math stays as written.
    """
    if _MARKUP.search(value):
        # '%' begins a comment in LaTeX but not in BibTeX.
        value = _decoded(_BARE_PERCENT.sub(r"\\%", value))
    if "&" in value and ";" in value:
        value = _ENTITY.sub(lambda match: html.unescape(match[0]), value)
    return unicodedata.normalize("NFC", " ".join(value.split()))


def plain_url(value: str) -> str:
    r"""A URL or DOI without the escapes that some exporters add (``\_``, ``\%``)."""
    return _URL_ESCAPE.sub(r"\1", value).replace("{", "").replace("}", "").strip()


def _decoded(value: str) -> str:
    decoder, context = _decoder()
    try:
        return str(decoder.latex_to_text(value, latex_context=context))
    except Exception:  # noqa: BLE001  macros that the decoder trips over must not cost the paper
        return _COMMAND.sub("", value)


@cache
def _decoder() -> tuple[LatexNodes2Text, Any]:
    texts, walker = get_default_latex_context_db(), get_default_walker_db()
    texts.add_context_category(
        "exporters",
        prepend=True,
        macros=[
            MacroTextSpec(name, _text_of(arguments, text))
            for name, (arguments, text) in _MACROS.items()
        ],
    )
    walker.add_context_category(
        "exporters",
        prepend=True,
        macros=[MacroSpec(name, arguments) for name, (arguments, _) in _MACROS.items()],
    )
    decoder = LatexNodes2Text(
        latex_context=texts, math_mode="verbatim", keep_comments=True, strict_latex_spaces=False
    )
    return decoder, walker


def _text_of(arguments: str, text: str) -> Any:
    if not arguments or "%s" not in text:
        return text

    def replacement(node: Any, l2tobj: Any) -> str:
        found = node.nodeargd.argnlist if node.nodeargd else []
        inner = l2tobj.nodelist_to_text([found[-1]]) if found and found[-1] else ""
        return text.replace("%s", inner)

    return replacement
