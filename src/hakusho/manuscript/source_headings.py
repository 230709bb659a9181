"""Headings in the source: where each begins, its level and its id, as pandoc's reader finds them.

pandoc's manual, "Headings": ATX (``# …``) or Setext (underlined with ``=`` or ``-``), after an
empty line, not indented. A fence of a div, a comment or another heading before it does as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.manuscript.fenced_divs import blank
from hakusho.manuscript.markers import opaque_spans

_HEADING = re.compile(
    r"^(?P<marks>\#{1,6})(?=[ \t])(?P<atx>[^\n]*)$"
    r"|^(?P<setext>[^\s\#|>:+*-][^\n]*)\n(?P<line>=+|-+)[ \t]*$",
    re.MULTILINE,
)
_IDENT = re.compile(r"\{[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}[ \t]*$")


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """One heading.

    Attributes:
        start: Offset at which it begins.
        level: From 1.
        ident: The id that the author gave it; empty if none.
    """

    start: int
    level: int
    ident: str


def source_headings(text: str) -> tuple[SourceHeading, ...]:
    """Find the headings of a chapter, in order.

    Args:
        text: Its Markdown. What stands in code, templates and comments is no heading.

    Returns:
        The headings; those in quotations and lists are not among them.
    """
    plain = blank(text, opaque_spans(text))
    return tuple(_heading(match) for match in _HEADING.finditer(plain) if _begins(match, plain))


def section_end(headings: tuple[SourceHeading, ...], at: int) -> int | None:
    """Where the section of ``headings[at]`` ends: the next heading of its level or a higher one.

    Returns:
        An offset; ``None`` for the end of the text.
    """
    level = headings[at].level
    return next((later.start for later in headings[at + 1 :] if later.level <= level), None)


def _heading(match: re.Match[str]) -> SourceHeading:
    marks = match["marks"]
    level = len(marks) if marks else 1 + match["line"].startswith("-")
    ident = _IDENT.search(match["atx"] if marks else match["setext"])
    return SourceHeading(match.start(), level, ident["id"] if ident else "")


def _begins(match: re.Match[str], plain: str) -> bool:
    """Whether nothing that it would continue stands in the line above."""
    before = plain[: match.start()].removesuffix("\n")
    line = before[before.rfind("\n") + 1 :].strip()
    return not line or line.startswith(":::") or _HEADING.fullmatch(line) is not None
