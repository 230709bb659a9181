"""What is no text of a chapter, for what is not yet read from its AST."""

from __future__ import annotations

import re

_OPAQUE = re.compile(
    r"""
    (?P<fence>^[ ]{0,3}(?P<tick>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=tick)[`~]*[ ]*$|\Z))
    | (?P<code>(?<!\\)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`))
    | \{\{.*?\}\} | \{%.*?%\}
    | <!--.*?-->
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


def opaque_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges in which Markdown citations are not read: code, templates, comments."""
    return [match.span() for match in _OPAQUE.finditer(text)]
