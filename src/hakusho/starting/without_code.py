"""Text without the code in it, for what looks for words and marks."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"^( *`{3,})(?!`)[^\n]*\n.*?^\1`*[ \t]*$|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)"
    r"|(?:(?<=\A)|(?<=\n\n))(?P<indented>    [^\n]+(?:\n+    [^\n]+)*)",
    re.MULTILINE | re.DOTALL,
)
_BLANK = re.compile(r"[^\n]")
_ITEM = re.compile(r"(?:[-*+]|\(?\w{1,4}[.)])\s|\[\^")
"""A line with which an item, or a note, begins."""


def without_code(text: str) -> str:
    """The text with code of the same length and no headings in it."""
    return _CODE.sub(
        lambda match: match[0] if _is_of_item(match) else _BLANK.sub(" ", match[0]), text
    )


def _is_of_item(match: re.Match[str]) -> bool:
    """Whether lines that are indented belong to an item of a list, and are no code."""
    if not match["indented"] or match["indented"].startswith(" " * 8):
        return False
    text, end = match.string, match.start()
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        if text[start].strip():
            return _ITEM.match(text, start) is not None
        end = start
    return False
