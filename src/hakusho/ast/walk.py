"""Walking pandoc's AST. Functions here never change what they are given.

Why not panflute: see ``docs/decisions/pandoc-ast.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.ast.nodes import Attr, Block, Element, Shape, Table, Tree

_SPACES = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}

_TREES = (list, dict)

PLACES = frozenset({"at", "attributes", "definition", "unclosed", "typst", "refused"})
"""The keys of a node that say where it stands or what was found of it, and not what it is."""


def elements(node: Tree) -> Iterator[Element]:
    """All elements in a tree, in document order, parents before children."""
    return _found([node], deep=True)


def children(node: Tree) -> Iterator[Element]:
    """The elements in a list or an element, in order, not those in them."""
    return _found([node.get("c") if isinstance(node, dict) else node], deep=False)


def cells(table: Table) -> Iterator[list[Block]]:
    """What each cell of a table holds, row by row from its head to its foot."""
    _, _, _, head, bodies, foot = table["c"]
    rows = (*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1])
    return (cell[4] for row in rows for cell in row[1])


def _found(stack: list[object], *, deep: bool) -> Iterator[Element]:
    while stack:
        item = stack.pop()
        if type(item) is list:  # nodes come from JSON: asking for the very type is cheaper
            stack.extend(item[::-1])
        elif type(item) is not dict:
            continue
        elif "t" not in item:
            stack.extend(reversed(list(item.values())))
        else:
            yield cast("Element", item)
            if deep and type(content := item.get("c")) in _TREES:
                stack.append(content)


def rewrite(node: Shape, change: Callable[[Element], Element | Sequence[Element] | None]) -> Shape:
    """Copy a tree, replacing elements from the leaves up.

    Args:
        node: A list of elements or of lists of them; a lone element only if it stays one.
        change: Given an element whose children are already rewritten: returns ``None`` to keep
            it, an element to put in its place, or a list to splice in (empty: delete).

    Returns:
        The new tree. What is kept keeps its place in the source.
    """
    return cast("Shape", _rewritten(node, change))


def _rewritten(
    node: object, change: Callable[[Element], Element | Sequence[Element] | None]
) -> object:
    if isinstance(node, list):
        out: list[object] = []
        for item in node:
            new = _rewritten(item, change)
            out += (
                new if isinstance(new, list) and isinstance(item, dict) and "t" in item else [new]
            )
        return out
    if isinstance(node, dict):
        copy = {key: _rewritten(value, change) for key, value in node.items()}
        if "t" not in copy:
            return copy
        changed = change(cast("Element", copy))
        return copy if changed is None else changed
    return node


def map_strings(node: Shape, change: Callable[[str], str]) -> Shape:
    """Copy a tree with every string in it changed."""
    return cast("Shape", _mapped(node, change))


def _mapped(node: object, change: Callable[[str], str]) -> object:
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_mapped(item, change) for item in node]
    if isinstance(node, dict):
        return {key: value if key == "t" else _mapped(value, change) for key, value in node.items()}
    return node


def stringify(node: Tree, *, notes: bool = False) -> str:
    """The plain text of inlines or blocks, breaks and spaces as written.

    ``notes`` says whether the text inside notes counts.
    """
    parts: list[str] = []
    stack: list[object] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            name, content = item.get("t"), item.get("c", "")
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
            else:
                stack.append(content)
    return "".join(parts)


def attr_of(element: Element) -> Attr:
    """The attribute of an element; empty where it has none."""
    if element["t"] == "Header":
        return element["c"][1]
    if element["t"] in {"Figure", "Table", "Div", "Span", "Image", "Link", "Code", "CodeBlock"}:
        return element["c"][0]
    return array("", [], [])
