"""Titles inside quotation marks: which bracket an inner quotation takes, and short titles.

Japanese: a title in 「…」 has its inner quotations in 『…』, a title in 『…』 has them in 「…」;
what lies deeper alternates. English: “…” holds ‘…’.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "「『", "」』"


def in_brackets(title: str, outer: str) -> str:
    """A Japanese title as it stands between brackets.

    Args:
        title: As typed.
        outer: The opening bracket around it, ``「`` or ``『``.

    Returns:
        The title with its inner brackets alternating; unchanged if they are not in pairs.
    """
    start = _OPEN.index(outer)
    out: list[str] = []
    stack: list[int] = []
    for char in title:
        if char in _OPEN:
            stack.append(_OPEN.index(char))
            out.append(_OPEN[(start + len(stack)) % 2])
        elif char in _CLOSE:
            if not stack or stack.pop() != _CLOSE.index(char):
                return title
            out.append(_CLOSE[(start + len(stack) + 1) % 2])
        else:
            out.append(char)
    return title if stack else "".join(out)


def in_quotes(title: str) -> str:
    """An English title as it stands between “ and ”: inner double quotation marks are single."""
    title = re.sub(r'"([^"]*)"', "“\\1”", title).replace('"', "”")
    return title.replace("“", "‘").replace("”", "’")


def curled(title: str) -> str:
    """An English title with typographic quotation marks, for titles set in italics."""
    title = re.sub(r'"([^"]*)"', "“\\1”", title)
    return re.sub(r"(?<=\w)'", "’", title)


def main_title(title: str) -> str:
    """The title up to its subtitle; the whole title if that would leave next to nothing."""
    depth = 0
    for match in re.finditer(r"[「『(（“]|[」』)）”]|\s*(?:[:：]\s+|：|―+|—+|－)\s*", title):
        mark = match[0].strip()
        if mark and mark in "「『(（“":
            depth += 1
        elif mark and mark in "」』)）”":
            depth -= 1
        elif depth <= 0 and match.start() > 1:
            return title[: match.start()]
    return title
