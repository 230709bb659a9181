"""What the Markdown of a passage for some readers looks like, for what is not yet parsed."""

from __future__ import annotations

import re

_PASSAGE = re.compile(
    r"""(?:^|(?<=[\s{]))(?: \.(?:only|not|point|translation)(?=[\s}]|$)
        | (?:brief|edition)= | of=["']?(?:sec|fig|tbl)- )""",
    re.VERBOSE,
)
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


def holds_passages(text: str) -> bool:
    """Whether a text has attributes of a passage that is for some readers only."""
    return _PASSAGE.search(text) is not None
