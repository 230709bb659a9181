"""Line ends in the source: a space in Latin and Korean text, nothing in Japanese (JLREQ 3.2.6).

pandoc's ``east_asian_line_breaks`` joins only where both sides are wide: ``日本は⏎F-35を`` would
keep a space, and ``대한민국⏎국방부`` lose one. In a Japanese paper one Japanese side is enough; in
an English one, where a Japanese word is a foreign one, both must be. Spaces that the author typed
between words stay as they are, whatever the words: 安保 太郎. But one beside the mark of a note, a
citation or a cross-reference only divides it from the text (``図は @fig-a を``), and is treated as
a line end.

A full-width space in which a paragraph, an item or a heading begins is the indent of who types it
(JLREQ 3.1.3); editions indent paragraphs themselves, so it is taken out. In a table it stays: there
it says that a row belongs to the one above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from hakusho.ast.walk import stringify
from hakusho.values.languages import primary
from hakusho.values.letters import is_unspaced

if TYPE_CHECKING:
    from hakusho.ast.nodes import Inline, Shape

_BREAKS = frozenset({"Space", "SoftBreak"})
_MARKS = frozenset({"Note", "Cite"})
_INDENTED = frozenset({"Para", "Plain", "Header"})
_INDENT = "\u3000"


def join_lines(node: Shape, language: str) -> Shape:
    """Copy a tree without the line ends beside Japanese characters and without typed indents.

    A ``SoftBreak`` that stays becomes a ``Space``. ``language`` is the paper's; what says that it
    speaks another one is joined by that.
    """
    return cast("Shape", _joined(node, language, in_table=False))


def _joined(node: object, language: str, *, in_table: bool) -> object:
    if isinstance(node, dict):
        kind = node.get("t")
        if kind in {"Div", "Span"}:
            spoken = dict(node["c"][0][2]).get("lang", "")
            language = primary(spoken) or language
        in_table = in_table or kind == "Table"
        copy = {key: _joined(value, language, in_table=in_table) for key, value in node.items()}
        if kind in _INDENTED and not in_table:
            content = cast("list[object]", copy["c"])
            words = content[2] if kind == "Header" else content
            _without_indent(cast("list[Inline]", words))
        return copy
    if not isinstance(node, list):
        return node
    joined = [_joined(item, language, in_table=in_table) for item in node]
    if not any(isinstance(item, dict) and item.get("t") in _BREAKS for item in joined):
        return joined
    return _without_breaks(cast("list[Inline]", joined), language)


def _without_indent(words: list[Inline]) -> None:
    """Take the full-width spaces in which words begin out of their list."""
    if words and words[0]["t"] == "Str" and words[0]["c"].startswith(_INDENT):
        rest = words[0]["c"].lstrip(_INDENT)
        words[:1] = [{**words[0], "c": rest}] if rest else []


def _without_breaks(items: list[Inline], language: str) -> list[Inline]:
    out: list[Inline] = []
    for index, item in enumerate(items):
        if item["t"] not in {"Space", "SoftBreak"}:
            out.append(item)
        elif not _is_dropped(items, index, language):
            out.append({**item, "t": "Space"})
    return out


def _is_dropped(items: list[Inline], index: int, language: str) -> bool:
    """Whether nothing is printed of a line end or a space."""
    if items[index]["t"] == "Space" and not _is_beside_mark(items, index):
        return False
    enough = any if language == "ja" else all
    edges = (_edge(items, index, -1), _edge(items, index, 1))
    return enough(map(is_unspaced, edges))


def _is_beside_mark(items: list[Inline], index: int) -> bool:
    """Whether a note or a citation stands before or behind a space, or is what it stands in."""
    if index in {0, len(items) - 1}:
        return True
    return items[index - 1]["t"] in _MARKS or items[index + 1]["t"] in _MARKS


def _edge(items: list[Inline], index: int, step: Literal[-1, 1]) -> str:
    """The printed character nearest to a break; notes and citations, being marks, do not count."""
    at = index + step
    while 0 <= at < len(items):
        text = "" if items[at]["t"] in _MARKS else stringify(items[at]).strip()
        if text:
            return text[-1] if step < 0 else text[0]
        at += step
    return ""
