"""Fenced divs in the source: where each begins and ends, as pandoc's reader pairs the colons.

pandoc's manual, "Divs and Spans": a fence opens with at least three colons and attributes or one
word, and closes with at least three colons alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hakusho.manuscript.markers import opaque_spans

_FENCE = re.compile(
    r"^[ \t]*:{3,}[ \t]*(?P<attributes>\{[^\n]*?\}|[^\s{}:]+)?[ \t]*:*[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class FencedDiv:
    """One div, fences included.

    Attributes:
        start: Offset of its first fence's line.
        end: Offset after its last fence's line; the text's end if it is never closed.
        attributes: As written, braces included; or one word.
        attributes_at: Their offset.
        closed: Whether it has a closing fence.
    """

    start: int
    end: int
    attributes: str
    attributes_at: int
    closed: bool


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length and lines, with spaces in place of what is in the spans."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], re.sub(r"[^\n]", " ", text[begin:end])]
            done = end
    return "".join([*pieces, text[done:]])


def fenced_divs(text: str) -> tuple[FencedDiv, ...]:
    """Find the fenced divs of a chapter.

    Args:
        text: Its Markdown; what stands in code, templates and comments opens and closes nothing.

    Returns:
        The divs in the order in which they begin.
    """
    opened: list[re.Match[str]] = []
    found: list[FencedDiv] = []
    for fence in _FENCE.finditer(blank(text, opaque_spans(text))):
        if fence["attributes"]:
            opened.append(fence)
        elif opened:
            found.append(_div(text, opened.pop(), fence.end() + 1, closed=True))
    found += [_div(text, fence, len(text), closed=False) for fence in opened]
    return tuple(sorted(found, key=lambda div: div.start))


def _div(text: str, fence: re.Match[str], end: int, *, closed: bool) -> FencedDiv:
    at = fence.start("attributes")
    attributes = text[at : fence.end("attributes")]
    return FencedDiv(fence.start(), min(end, len(text)), attributes, at, closed)
