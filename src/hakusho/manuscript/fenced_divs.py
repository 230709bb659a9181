"""Texts with parts blanked, for what is not yet read from the AST."""

from __future__ import annotations

import re


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """A text of the same length and lines, with spaces in place of what is in the spans."""
    pieces, done = [], 0
    for start, end in sorted(spans):
        if end > done:
            begin = max(start, done)
            pieces += [text[done:begin], re.sub(r"[^\n]", " ", text[begin:end])]
            done = end
    return "".join([*pieces, text[done:]])
