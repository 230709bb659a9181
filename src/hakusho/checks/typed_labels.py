"""XRF005: labels typed beside what prints them; XRF001: references read as mere text.

A cross-reference prints its label with its number: 図1, Table 2, 第4章(1). What stands in the text
as 図@fig-map was written for a program that prints the number alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.findings import Finding
from hakusho.manuscript.conditions import TRANSLATION
from hakusho.source.cross_reference_marks import is_cross_reference, meant_by
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Cite
    from hakusho.checks.typed_references import Printed
    from hakusho.source.prose import Prose

_BLANK = "[ \u00a0\u3000~]"
_BEFORE = re.compile(
    rf"(?:第|(?:(?<![{KANJI}{KATAKANA}])|(?<=以下)|(?<=上記)|(?<=下記))(?:図表?|表)){_BLANK}?\Z"
    rf"|(?<![A-Za-z])(?:[Ff]ig(?:ures?|s?\.?)|FIGURE|[Tt]ables?|TABLE|Tabs?\.|[Ss]ec(?:tions?|s?\.)"
    rf"|[Cc]h(?:apters?|ap\.)|§){_BLANK}{{0,2}}\Z"
)
_BEHIND = re.compile(rf"[章節](?![{KANJI}])")
_FROM_BEFORE = 24
"""Characters that a label with what stands around it has at most."""
_GLUED = re.compile(rf"(?<=[{JAPANESE}])@(?P<key>[A-Za-z]+[:_-][A-Za-z0-9_-]*[A-Za-z0-9])")


def check_typed_labels(prose: Prose, printed: Printed) -> Iterator[Finding]:
    """XRF005 for each label that is typed beside a reference that prints it.

    Args:
        prose: What is written in a chapter or a brief.
        printed: What is numbered in the document that prints it.

    Yields:
        The findings; XRF001 for what looks like a reference and is read as text.
    """
    for index, node in prose.opaque.items():
        if node["t"] == "Cite" and is_cross_reference(node["c"][0][0]["citationId"]):
            yield from _beside(prose, index, node, printed)
    for match in _GLUED.finditer(prose.text):
        if meant := meant_by(match["key"]):
            message = "@{key} is read as text: no cross-reference is written so"
            hint = "Write @{meant}, and {{#{meant}}} for its target."
            where = prose.place(match.start())
            yield Finding.of("XRF001", where, message, hint, match["key"], meant)


def _beside(prose: Prose, index: int, cite: Cite, printed: Printed) -> Iterator[Finding]:
    first = cite["c"][0][0]
    ident, prefix = first["citationId"], stringify(first["citationPrefix"])
    inside = any(start <= index < end and name == TRANSLATION for start, end, name in prose.parts)
    words = [*printed.words.values()][-1 if inside else 0].get(ident)
    if words is None:
        return  # XRF001 says why
    prefix += "" if not prefix or is_wide(prefix[-1]) else " "  # as it is printed
    before = prefix or prose.text[max(index - _FROM_BEFORE, 0) : index].rpartition("\n")[2]
    label = _BEFORE.search(before)
    if label and _says_more(label[0], words):
        label = None
    behind = _BEHIND.match(prose.text, index + 1) if words.startswith("第") else None
    if not label and not behind:
        return
    typed, after = label[0] if label else "", behind[0] if behind else ""
    where = prose.place(index - len(typed))
    if prefix:
        at = first["citationPrefix"][0].get("at")
        where = prose.positions.place(at[0]) if at else where
    message = "{typed}@{id}{after} prints '{typed}{words}{after}'"
    hint = "The label comes with the number: write @{id} alone."
    yield Finding.of("XRF005", where, message, hint, typed, ident, after, words)


def _says_more(label: str, words: str) -> bool:
    """Whether a reference names a section by its title, before which a label tells something."""
    return words.startswith(("「", "“")) and label.strip() != "第"
