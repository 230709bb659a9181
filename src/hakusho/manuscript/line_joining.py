"""Line ends in the source: a space in Latin text, nothing in Japanese (JLREQ 3.2.6 spirit).

pandoc's ``east_asian_line_breaks`` joins only where both sides are wide, so ``日本は⏎F-35を`` would
keep a space that the typesetter then sets on top of its own Japanese–Latin spacing. In a Japanese
paper one Japanese side is enough, and a space that the author typed between Japanese and Latin
goes too, since editions set that distance themselves. In an English paper, where a Japanese word
is a foreign one, spaces around it stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.walk import stringify
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from hakusho.ast.nodes import Inline, Shape

_BREAKS = {"Space", "SoftBreak"}


def join_lines(node: Shape, language: str) -> Shape:
    """Copy a tree with the breaks beside Japanese characters taken out, by the paper's language.

    A ``SoftBreak`` that stays becomes a ``Space``.
    """
    return cast("Shape", _joined(node, language))


def _joined(node: object, language: str) -> object:
    if isinstance(node, dict):
        return {key: _joined(value, language) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    joined = [_joined(item, language) for item in node]
    if not any(isinstance(item, dict) and item.get("t") in _BREAKS for item in joined):
        return joined
    return _without_breaks(cast("list[Inline]", joined), language)


def _without_breaks(items: list[Inline], language: str) -> list[Inline]:
    enough = any if language == "ja" else all
    out: list[Inline] = []
    for index, item in enumerate(items):
        if item["t"] not in {"Space", "SoftBreak"}:
            out.append(item)
            continue
        edges = (_edge(out, last=True), _edge(items[index + 1 :], last=False))
        if not enough(map(is_wide, edges)):
            out.append({**item, "t": "Space"})
    return out


def _edge(items: list[Inline], *, last: bool) -> str:
    """The printed character nearest to a break; notes and citations, being marks, do not count."""
    for item in reversed(items) if last else items:
        if item["t"] in {"Note", "Cite"}:
            continue
        text = stringify(item).strip()
        if text:
            return text[-1] if last else text[0]
    return ""
