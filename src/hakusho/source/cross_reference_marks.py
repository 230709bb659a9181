"""Cross-references that touch what stands beside them: は@fig-xである, @fig-x [sic].

pandoc reads a citation only where no letter stands before its ``@``, takes the letters behind for
a part of the key and a bracket for a locator (its manual, "Citation syntax"). A cross-reference
ends with its id, so it is parted from its neighbours for the time of reading by a character that
is neither letter nor white space.

A key that is written with combining marks is put into NFC, for pandoc ends it at the first one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.ast.walk import map_strings, rewrite
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Block
    from hakusho.source.positions import Prepared

_CROSS_REFERENCE = re.compile(
    r"(?P<before>^|.)@(?:fig|tbl|sec|eq|lst|par)-[A-Za-z0-9_-]*[A-Za-z0-9]", re.DOTALL
)
_TOUCHES = re.compile(r"[:.#$%&\-+?<>~/]?\w|[ \t]*\n?[ \t]*\[(?!\^)")
"""What pandoc takes for more of the key, for a locator, for further citations."""
_MARKED_KEY = re.compile(
    r"@\{?[\w:.#$%&\-+?<>~/]*\w[\u0300-\u036f\u3099\u309a][\w\u0300-\u036f\u3099\u309a:.\-]*"
)

_MARKED_LETTER = re.compile(r".[\u0300-\u036f\u3099\u309a]+")


def is_cross_reference(key: str) -> bool:
    """Whether a key after ``@`` names what has a number here (Quarto's prefixes)."""
    return key.startswith(("fig-", "tbl-", "sec-", "eq-", "lst-", "par-"))


_ELSEWHERE = re.compile(
    r"(?:(?P<fig>fig(?:ure)?s?)|(?P<tbl>tbl|tab(?:le)?s?)|(?P<sec>sec(?:tion)?s?|cha?p(?:ter)?s?)"
    r"|(?P<eq>eqn?s?|equations?)|(?P<lst>lst|listings?))"
    r"[:\-_](?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_UNNUMBERED = re.compile(r"(?:thm|lem|cor|prp|exm)[:-]", re.IGNORECASE)
"""Quarto's other prefixes, and pandoc-crossref's."""


def meant_by(key: str) -> str:
    """The key as it is written here of a reference in the manner of pandoc-crossref or LaTeX.

    ``fig:a``, ``Fig-a``, ``tab:x``, ``chap:x``; empty for any other.
    """
    found = _ELSEWHERE.fullmatch(key)
    prefixes = (each for each in ("fig", "tbl", "sec", "eq", "lst") if found and found[each])
    return f"{next(prefixes)}-{found['name']}" if found else ""


def names_unnumbered(key: str) -> bool:
    """Whether a key names a theorem or the like, which have no numbers here."""
    return _UNNUMBERED.match(key) is not None


def with_separators(prepared: Prepared) -> Prepared:
    """Part the cross-references of a text from what touches them, and put keys into NFC."""
    prepared = prepared.replaced([*_keys(prepared.text)])
    return prepared.replaced([*_separators(prepared.text)])


def _separators(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _CROSS_REFERENCE.finditer(text):
        at, end = match.end("before"), match.end()
        if match["before"].isalnum() or match["before"] == "_":
            yield at, at, Mark.SEPARATOR
        if _TOUCHES.match(text, end):
            yield end, end, Mark.SEPARATOR


def _keys(text: str) -> Iterator[tuple[int, int, str]]:
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _MARKED_KEY.finditer(text):
        for letter in _MARKED_LETTER.finditer(text, *match.span()):
            yield *letter.span(), unicodedata.normalize("NFC", letter[0])


def without_separators(blocks: list[Block]) -> list[Block]:
    """Blocks without the characters that part cross-references; a word that held none else goes."""
    plain = map_strings(blocks, lambda text: text.replace(Mark.SEPARATOR, ""))
    return rewrite(plain, lambda each: [] if each["t"] == "Str" and not each["c"] else None)
