"""Walking and making pandoc's AST in its JSON form (pandoc-types 1.23).

An element is ``{"t": name, "c": content}``; a list of elements is a list. Functions here never
change what they are given. Why not panflute: see ``docs/decisions/pandoc-ast.md``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Element = dict[str, Any]

_SPACES = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}
_ATTR_INDEX = {"Header": 1, "Figure": 0, "Table": 0, "Div": 0, "Span": 0, "Image": 0, "Link": 0}
_ATTR_INDEX |= {"Code": 0, "CodeBlock": 0}


def elements(node: Any) -> Iterator[Element]:
    """All elements in a tree, in document order, parents before children."""
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if "t" in item:
                yield item
                if "c" in item:
                    stack.append(item["c"])
            else:
                stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def rewrite(node: Any, change: Callable[[Element], Element | list[Element] | None]) -> Any:
    """Copy a tree, replacing elements from the leaves up.

    Args:
        node: An element, or lists of them at any depth.
        change: Given an element whose children are already rewritten: returns ``None`` to keep
            it, an element to put in its place, or a list to splice in (empty: delete).

    Returns:
        The new tree.
    """
    if isinstance(node, list):
        out: list[Any] = []
        for item in node:
            new = rewrite(item, change)
            if isinstance(item, dict) and "t" in item and isinstance(new, list):
                out.extend(new)
            else:
                out.append(new)
        return out
    if isinstance(node, dict):
        copy = {key: rewrite(value, change) for key, value in node.items()}
        if "t" not in copy:
            return copy
        changed = change(copy)
        return copy if changed is None else changed
    return node


def map_strings(node: Any, change: Callable[[str], str]) -> Any:
    """Copy a tree with every string in it changed."""
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [map_strings(item, change) for item in node]
    if isinstance(node, dict):
        return {
            key: value if key == "t" else map_strings(value, change) for key, value in node.items()
        }
    return node


def stringify(node: Any, *, notes: bool = False) -> str:
    """The plain text of inlines or blocks.

    Args:
        node: Elements at any depth.
        notes: Whether the text inside notes counts.

    Returns:
        The text; breaks and spaces as written.
    """
    parts: list[str] = []
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            name: Any = item.get("t")
            content: Any = item.get("c")
            if name == "Str":
                parts.append(content)
            elif name in _SPACES:
                parts.append(_SPACES[name])
            elif name in {"Code", "Math", "CodeBlock"}:
                parts.append(content[1])
            elif name in {"RawInline", "RawBlock"} or (name == "Note" and not notes):
                continue
            elif name == "Cite":
                stack.append(content[1])
            elif content is not None:
                stack.append(content)
    return "".join(parts)


def attr_of(element: Element) -> list[Any]:
    """The attribute ``[id, classes, pairs]`` of an element; empty where it has none."""
    index = _ATTR_INDEX.get(element["t"])
    return ["", [], []] if index is None else list(element["c"][index])


def with_attr(element: Element, attr: Sequence[Any]) -> Element:
    """Copy an element, its place included, with another attribute."""
    content = list(element["c"])
    content[_ATTR_INDEX[element["t"]]] = list(attr)
    return {**element, "c": content}


def text(value: str) -> Element:
    """A string without spaces."""
    return {"t": "Str", "c": value}


def inlines_of(value: str) -> list[Element]:
    """The inlines of a plain text: its words, and one space for each run of spaces."""
    pieces = re.split(r"( +)", value)
    return [{"t": "Space"} if piece.isspace() else text(piece) for piece in pieces if piece]


def span(content: list[Element], *, classes: Sequence[str] = (), lang: str = "") -> Element:
    """A span of inlines."""
    pairs = [["lang", lang]] if lang else []
    return {"t": "Span", "c": [["", list(classes), pairs], content]}


def link(content: list[Element], target: str, *, classes: Sequence[str] = ()) -> Element:
    """A link to a URL or, with ``#``, into the document."""
    return {"t": "Link", "c": [["", list(classes), []], content, [target, ""]]}


def header(level: int, content: list[Element], ident: str, classes: Sequence[str] = ()) -> Element:
    """A heading."""
    return {"t": "Header", "c": [level, [ident, list(classes), []], content]}
