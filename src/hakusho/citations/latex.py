r"""LaTeX in field values to plain text: accents, dashes, quotation marks, braces.

What each command prints in a bibliography is told beyond what pylatexenc knows: BibLaTeX and
csquotes (``\mkbibemph``, ``\enquote``), pLaTeX (``\ruby``, ``\UTF``), and the commands that
exporters write; pylatexenc drops the argument of many of them.
"""

from __future__ import annotations

import html
import logging
import re
import unicodedata
from functools import cache, lru_cache, partial
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import get_default_latex_context_db as get_default_syntax
from pylatexenc.macrospec import std_macro

from hakusho.citations.localization_keys import words_of
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from pylatexenc.macrospec import LatexContextDb

    Printer = Callable[[Any, Any], str]


_SYMBOLS = {
    "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "pdfTeX": "pdfTeX",
    "textbraceleft": "{", "textbraceright": "}", "nobreakspace": " ",
    "thinspace": " ", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "S": "§", "P": "¶",
    "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "yen": "¥", "textyen": "¥",
    "textless": "<", "textgreater": ">", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textbar": "|", "textunderscore": "_", "textdollar": "$",
    "textquotesingle": "'", "textquotedbl": '"', "slash": "/", "textregistered": "®",
    "textcopyright": "©", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«",
    "frqq": "»", "flq": "‹", "frq": "›", "textbullet": "•", "textperiodcentered": "·",
    "textsection": "§", "textparagraph": "¶", "addspace": " ", "space": " ", "cprime": "ʹ",
    "textonehalf": "½", "degree": "°", "-": "", "/": "", "!": "", "@": "", "allowbreak": "",
    "linebreak": " ", "newline": " ", "relax": "", "protect": "", "noindent": "", "par": " ",
    "null": "", "xspace": "", "nobreak": "", "unskip": "", "ignorespaces": "",
    "kanjifamily": "", "mcfamily": "", "gtfamily": "", "bfseries": "", "itshape": "",
    "scshape": "", "upshape": "", "slshape": "", "rmfamily": "", "sffamily": "", "ttfamily": "",
    "mdseries": "", "normalfont": "", "bf": "", "it": "", "sc": "", "em": "", "rm": "", "sf": "",
    "tt": "", "sl": "", "tiny": "", "small": "", "footnotesize": "", "normalsize": "",
    "large": "", "selectfont": "", "adddot": ".", "addcomma": ",", "addsemicolon": ";",
    "addcolon": ":", "adddotspace": ". ", "addnbspace": " ", "addthinspace": " ",
    "addabbrvspace": " ", "addhighpenspace": " ", "addlowpenspace": " ", "addslash": "/",
    "bibrangedash": "–", "textendash": "–", "nopunct": "", "isdot": "", "hyphen": "-",
}  # fmt: skip
"""Commands without an argument."""

_AS_ARGUMENT = (
    "mbox", "hbox", "text", "textrm", "textup", "textsf", "texttt", "textmd", "textnormal",
    "emph", "textit", "textbf", "textsc", "textsl", "textgt", "textmc", "underline", "uline",
    "ul", "nocase", "NoCaseChange", "uppercase", "lowercase", "MakeUppercase", "MakeLowercase",
    "autocap", "mkbibemph", "mkbibitalic", "mkbibbold", "mkbibacro", "ensuremath", "textgreek",
    "textcyrillic", "url", "nolinkurl", "path",
)  # fmt: skip
"""Commands that print their one argument and no more."""

_AROUND_ARGUMENT = {
    "enquote": "“{}”", "mkbibquote": "“{}”", "textquote": "“{}”", "textcommabelow": "{}\u0326",
    "mkbibparens": "({})", "parentext": "({})", "mkbibbrackets": "[{}]",
}  # fmt: skip
"""What stands around the argument."""

_KEYS = ("bibstring", "biblstring", "bibsstring", "bibcpstring", "bibncpstring")
"""Commands that print the words for a localization key of BibLaTeX."""

_NOT_PRINTED = ("noopsort", "SortNoop", "switchargs", "hspace", "vspace", "label", "vphantom")
"""Commands whose argument is not printed."""

_ARGUMENTS = {"enquote": "*{", "hspace": "*{", "vspace": "*{", "ruby": "[{{"}
"""Commands that take more than one argument in braces."""

_REFUSED = frozenset(
    {
        "input", "include", "href", "url", "footnote", "footnotemark", "footnotetext", "thanks",
        "cite", "citet", "citep", "ref", "autoref", "cref", "Cref", "eqref", "pageref",
        "includegraphics", "today", "title", "author", "date", "maketitle", "item", "part",
        "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph",
        "begin", "end", "verb",
    }
)  # fmt: skip
"""Commands that the decoder knows but that have no text in a bibliography."""

_raised: Callable[[str], str] = methodcaller(
    "translate", str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
)
_lowered: Callable[[str], str] = methodcaller(
    "translate", str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
)
"""Digits as superscripts and subscripts; letters stay as they are (``4th``)."""


def has_text(command: str) -> bool:
    r"""Whether a LaTeX command can be printed in a bibliography.

    Returns:
        Whether its text is known; commands that only shape the text (``\itshape``) count, since
        nothing is lost but the shape.
    """
    return command not in _REFUSED and _texts().get_macro_spec(command) is not None


@cache
def _texts() -> LatexContextDb:
    """What each command prints, for pylatexenc's ``LatexNodes2Text``."""
    printers: dict[str, Printer | str | None] = {
        **{name: text or None for name, text in _SYMBOLS.items()},
        **dict.fromkeys(_AS_ARGUMENT, _argument),
        **{name: _then(form.format) for name, form in _AROUND_ARGUMENT.items()},
        **dict.fromkeys(_NOT_PRINTED),
        **dict.fromkeys(("foreignlanguage", "textlang", "href"), _argument),
        **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), _then(_raised)),
        **dict.fromkeys(("textsubscript", "mkbibsubscript"), _then(_lowered)),
        # Ruby has no place in a note: the base alone is printed.
        "ruby": partial(_nth, place=-2),
        "UTF": _then(_code_point),
        **dict.fromkeys(_KEYS, _then(words_of)),
    }
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in printers.items()]
    known = get_default_latex_context_db()
    known.add_context_category("bibliography", macros=macros, prepend=True)
    return known


@cache
def _syntax() -> LatexContextDb:
    """How many arguments each command takes, for pylatexenc's ``LatexWalker``."""
    arguments = {
        **dict.fromkeys((*_AS_ARGUMENT, *_AROUND_ARGUMENT, *_NOT_PRINTED, "UTF"), "{"),
        **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), "{"),
        **dict.fromkeys(_KEYS, "*{"),
        **dict.fromkeys(("textsubscript", "mkbibsubscript"), "{"),
        **dict.fromkeys(("foreignlanguage", "textlang", "href"), "{{"),
        **_ARGUMENTS,
    }
    macros = [std_macro(name, form) for name, form in arguments.items()]
    known = get_default_syntax()
    known.add_context_category("bibliography", macros=macros, prepend=True)
    return known


def _nth(node: Any, l2tobj: Any, place: int) -> str:
    given = node.nodeargd.argnlist if node.nodeargd else ()
    count = len(given or ())
    return str(l2tobj.node_arg_to_text(node, place % count)) if count else ""


_argument = partial(_nth, place=-1)


def _then(change: Callable[[str], str]) -> Printer:
    def changed(node: Any, l2tobj: Any) -> str:
        return change(_argument(node, l2tobj))

    return changed


def _code_point(digits: str) -> str:
    r"""The character of ``\UTF{9AD9}`` (package otf of pLaTeX)."""
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return digits


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
    if "\\" in value:
        value = _URL_ESCAPE.sub(r"\1", value)
    return value.replace("{", "").replace("}", "").strip()


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
        change = _raised if shifted[2] == "^" else _lowered
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
        return str(_decoder().latex_to_text(value, latex_context=_syntax()))
    except (AttributeError, IndexError, KeyError, TypeError):
        # A command without the arguments that pylatexenc counts on.
        return value.replace("{", "").replace("}", "")


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(
        latex_context=_texts(), math_mode="verbatim", keep_comments=True, strict_latex_spaces=False
    )
