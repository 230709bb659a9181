r"""What each LaTeX command prints in a bibliography, beyond what pylatexenc knows.

BibLaTeX and csquotes (``\mkbibemph``, ``\enquote``), pLaTeX (``\ruby``, ``\UTF``), and the
commands that exporters write; pylatexenc drops the argument of many of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pylatexenc.latex2text import MacroTextSpec, get_default_latex_context_db
from pylatexenc.latexwalker import get_default_latex_context_db as get_default_syntax
from pylatexenc.macrospec import std_macro

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
    "large": "", "selectfont": "",
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
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”"),
    "textcommabelow": ("", "\u0326"),
    "mkbibparens": ("(", ")"), "parentext": ("(", ")"), "mkbibbrackets": ("[", "]"),
}  # fmt: skip
"""What stands around the argument."""

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

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def raised(text: str) -> str:
    """Digits as superscripts; letters stay as they are (``4th``)."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits as subscripts."""
    return text.translate(_LOWERED)


def has_text(command: str) -> bool:
    r"""Whether a LaTeX command can be printed in a bibliography.

    Args:
        command: Its name without the backslash, for example ``emph``, ``"``.

    Returns:
        Whether its text is known; commands that only shape the text (``\itshape``) count, since
        nothing is lost but the shape.
    """
    return command not in _REFUSED and texts().get_macro_spec(command) is not None


@cache
def texts() -> LatexContextDb:
    """What each command prints, for pylatexenc's ``LatexNodes2Text``."""
    printers: dict[str, Printer | str | None] = {
        **{name: text or None for name, text in _SYMBOLS.items()},
        **dict.fromkeys(_AS_ARGUMENT, _argument),
        **{name: _between(*marks) for name, marks in _AROUND_ARGUMENT.items()},
        **dict.fromkeys(_NOT_PRINTED),
        **dict.fromkeys(("foreignlanguage", "textlang", "href"), _argument),
        **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), _then(raised)),
        **dict.fromkeys(("textsubscript", "mkbibsubscript"), _then(lowered)),
        # Ruby has no place in a note: the base alone is printed.
        "ruby": _base,
        "UTF": _then(_code_point),
    }
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in printers.items()]
    known = get_default_latex_context_db()
    known.add_context_category("bibliography", macros=macros, prepend=True)
    return known


@cache
def syntax() -> LatexContextDb:
    """How many arguments each command takes, for pylatexenc's ``LatexWalker``."""
    arguments = {
        **dict.fromkeys((*_AS_ARGUMENT, *_AROUND_ARGUMENT, *_NOT_PRINTED, "UTF"), "{"),
        **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), "{"),
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


def _argument(node: Any, l2tobj: Any) -> str:
    return _nth(node, l2tobj, -1)


def _base(node: Any, l2tobj: Any) -> str:
    return _nth(node, l2tobj, -2)


def _between(before: str, after: str) -> Printer:
    def between(node: Any, l2tobj: Any) -> str:
        return f"{before}{_argument(node, l2tobj)}{after}"

    return between


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
