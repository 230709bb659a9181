"""TYP011: formulas that no edition can set: pandoc cannot convert them, or they are empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.ast.nodes import Math
    from hakusho.source.prose import Prose

_UNKNOWN = re.compile(r"unexpected control sequence (\\[A-Za-z]+|\\.)")
_BLANK = re.compile(r"(?:\\[\s,;:!>]|\\q?quad\b|[~{}\s])*")
"""TeX that prints spaces at most."""
_UNEXPECTED = re.compile(r"^unexpected (?P<what>.+)$", re.MULTILINE)

_CHEMISTRY = say("Write chemistry as text: H~2~O, CO~2~, SO~4~^2−^.")
_REFERENCE = say("Refer to figures, tables and sections from the text: @fig-name.")
_NO_COLOUR = say("Formulas have the colour of their text: leave the command out.")
_NO_SPACE_OF_ITS_OWN = say("Leave the command out: it changes spacing only.")
_LINES = say(
    r"Put lines that belong together into \begin{{aligned}} … \end{{aligned}}, with & before each ="
)
_MENDS: Mapping[str, Text] = {
    **dict.fromkeys((r"\ce", r"\cee", r"\cf"), _CHEMISTRY),
    **dict.fromkeys((r"\ref", r"\eqref", r"\cite", r"\autoref"), _REFERENCE),
    **dict.fromkeys((r"\textcolor", r"\colorbox"), _NO_COLOUR),
    **dict.fromkeys((r"\mathrlap", r"\mathllap", r"\smash", r"\rlap"), _NO_SPACE_OF_ITS_OWN),
    "\\\\": _LINES,
    r"\cfrac": say(r"Write \dfrac."),
    r"\degree": say(r"Write ^\circ, or ° in the text."),
    r"\textdegree": say(r"Write ^\circ, or ° in the text."),
    r"\celsius": say("Write ℃ or °C in the text."),
    r"\intertext": say("End the formula, write the text, and begin another formula."),
}
_UNCLOSED = say(
    "Look for a {{ without }}, a \\left without \\right, or an argument that is missing. A dollar "
    "sign that begins no formula is written \\$."
)
_EMPTY = "Write it, or take it out; a dollar sign that begins no formula is written \\$."
_INSTEAD = say("Write it with the commands that docs/writing.md names, or as text.")


def check_formulas(prose: Prose) -> Iterator[Finding]:
    """TYP011 for each formula of a chapter that is empty, or that pandoc cannot convert."""
    for node in prose.opaque.values():
        if node["t"] != "Math":
            continue
        if "refused" in node:
            yield _refused(node, node["refused"], prose)
        elif _BLANK.fullmatch(node["c"][1]):
            where = prose.positions.place(node.get("at", (0, 1))[0])
            yield Finding.of("TYP011", where, "this formula is empty", _EMPTY)


def _refused(node: Math, said: str, prose: Prose) -> Finding:
    unknown = _UNKNOWN.search(said)
    at = node.get("at", (0, 1))
    where = prose.positions.place(prose.positions.find(at, unknown[1] if unknown else ""))
    if unknown:
        message = "pandoc knows no {command} in formulas"
        return Finding.of("TYP011", where, message, _mend(unknown[1]), unknown[1])
    message = "pandoc cannot read this formula: {problem}"
    hint = _LINES if "unexpected '&'" in said else _UNCLOSED
    return Finding.of("TYP011", where, message, hint, _problem(said))


def _mend(command: str) -> Text:
    return _MENDS.get(command, _INSTEAD)


def _problem(said: str) -> Text:
    """Pandoc's words in one line; what it would have expected is left out, which is nearly all."""
    unexpected = _UNEXPECTED.search(said)
    shown = said.split("\n", 1)[0].strip()
    if unexpected is None:
        return say("{said}", shown)
    if unexpected["what"] in {"eof", "end of input"}:
        return say("it ends too early, after {shown}", shown[-30:])
    return say("unexpected {what}", unexpected["what"])
