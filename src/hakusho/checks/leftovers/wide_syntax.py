"""MRK003, MRK010, MRK031: what Hakusho itself reads, typed with marks of another width or shape.

An input method for Japanese writes ｛, ＠ and ＃ for the marks of ASCII; word processors curl the
quotation marks within attributes, and lengthen the hyphen of an id. Two hyphens between Japanese
letters become the dash of another script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import as_written, is_plain, is_quoted, slip
from hakusho.manuscript.known_names import KEYS
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.leftovers.slips import Slip
    from hakusho.source.prose import Prose

_HYPHENS = "‐‑‒–—―−－"
_CALLS = "fact|cell|table|figure|section|points|as_of|data_changes"
_EXPRESSION = re.compile(
    rf"(?=[^\n]{{0,300}}[｛｝])[{{｛]{{1,2}}\s*(?P<call>(?:{_CALLS})[(（][^{{}}｛｝\n]{{1,200}}[)）])"
    r"[^{}｛｝\n]{0,80}[}｝]{1,2}"
)
_ITEM = (
    rf"(?:[#＃.．][\w:.{_HYPHENS}-]+|(?:{'|'.join(map(re.escape, KEYS))})[=＝][^\s{{}}｛｝]+"
    r"|[a-z][a-z-]*[=＝](?:[\"“”＂][^\"“”＂{}｛｝\n]*[\"“”＂]|['‘’＇][^'‘’＇{}｛｝\n]*['‘’＇]))"
)
_ATTRIBUTES = re.compile(rf"[{{｛] ?{_ITEM}(?: +{_ITEM})* ?[}}｝]")
_REFERENCE = re.compile(
    rf"(?:＠[ \u3000\u00a0]?|@[ \u3000\u00a0])\{{?(?P<id>(?:fig|tbl|sec|eq|lst|par)[-{_HYPHENS}]"
    r"[A-Za-z0-9_-]*[A-Za-z0-9])"
)
_DASH = re.compile(rf"(?<=[{JAPANESE}」』）])[–—](?=[{JAPANESE}「『（])")
_MARKS = str.maketrans("｛｝＃＝“”＂‘’＇", "{}#=\"\"\"'''")
_HYPHEN = dict.fromkeys(map(ord, _HYPHENS), "-")
_NAME = re.compile(r"(?<=[{ ])[#.．][^ }]+")


def slips_of_width(prose: Prose) -> Iterator[Slip]:
    """Find expressions, attributes and cross-references that are printed for their width."""
    if "｛" in prose.text or "｝" in prose.text:
        for match in _EXPRESSION.finditer(prose.text):
            if is_plain(prose, match.start(), match.start() + 1):
                message = "{mark} stands in full-width braces, and is printed as it is"
                hint = "Write half-width braces, brackets and quotation marks: {{{{ … }}}}."
                shown = as_written(prose, *match.span("call"))
                yield slip(prose, match.start(), "MRK010", message, hint, shown)
    for match in _ATTRIBUTES.finditer(prose.text):
        start, end = match.span()
        if is_plain(prose, start, start + 1) and not is_quoted(prose, start, end):
            written = " ".join(prose.written(start, end).split())
            if mended := typed_narrow(written):
                message = "{attributes} is typed with marks that are not read, and is printed"
                hint = "Write {mended} with half-width marks and straight quotation marks."
                shown = as_written(prose, start, end)
                yield slip(prose, start, "MRK003", message, hint, shown, mended)
    yield from _dashes(prose)
    for match in _REFERENCE.finditer(prose.text):
        start, end = match.span()
        if is_plain(prose, start, start + 1) and not is_quoted(prose, start, end):
            message = "{typed} refers to nothing, and is printed as it is"
            hint = "Write @{id}, with a half-width @ right before it."
            shown, ident = as_written(prose, start, end), match["id"].translate(_HYPHEN)
            yield slip(prose, start, "MRK010", message, hint, shown, ident)


def _dashes(prose: Prose) -> Iterator[Slip]:
    """MRK031 for -- and --- between Japanese letters; of two about an insertion the first alone."""
    told = -1
    for match in _DASH.finditer(prose.text):
        typed = prose.positions.letters(prose.at[match.start()], 3)
        if not typed.startswith("--") or match.start() < told:
            continue
        told = prose.text.find("\n", match.start())
        mark = "---" if typed == "---" else "--"
        message = "{mark} between Japanese letters is printed as {dash}, a dash of Latin script"
        hint = "Write ―― for a dash, ～ between the ends of a range."
        yield slip(prose, match.start(), "MRK031", message, hint, mark, match[0])


def typed_narrow(written: str) -> str:
    """Attributes with the marks that are read as such; empty if they have these already."""
    narrow = _NAME.sub(
        lambda name: (
            f".{name[0][1:]}".translate(_HYPHEN)
            if name[0][0] in ".．"
            else name[0].translate(_HYPHEN)
        ),
        written.translate(_MARKS),
    )
    return narrow if narrow != written else ""
