"""Walking pandoc's AST. Functions here never change what they are given.

Why not panflute: see ``docs/decisions/pandoc-ast.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Attr, Block, Element, Shape, Table, Tree

_SPACES = {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}

PLACES = frozenset({"at", "attributes", "definition", "unclosed", "typst", "refused"})
"""The keys of a node that say where it stands or what was found of it, and not what it is."""


def elements(node: Tree) -> Iterator[Element]:
    """All elements in a tree, in document order, parents before children."""
    found: list[object] = []
    _gather([node], found)
    return cast("Iterator[Element]", iter(found))


def children(node: Tree) -> Iterator[Element]:
    """The elements in a list or an element, in order, not those in them."""
    found: list[object] = []
    _gather([node.get("c") if isinstance(node, dict) else node], found, deep=False)
    return cast("Iterator[Element]", iter(found))


def cells(table: Table) -> Iterator[list[Block]]:
    """What each cell of a table holds, row by row from its head to its foot."""
    _, _, _, head, bodies, foot = table["c"]
    rows = (*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1])
    return (cell[4] for row in rows for cell in row[1])


def _gather(items: Iterable[object], found: list[object], deep: bool = True) -> None:  # noqa: FBT001, FBT002  by name it takes longer
    """Walked a thousand times for each paper: what it does for each node is what counts."""
    for item in items:
        if type(item) is dict:
            if "t" not in item:
                _gather(item.values(), found, deep)
                continue
            found.append(item)
            if deep and "c" in item and type(content := item["c"]) is list:
                _gather(content, found)
        elif type(item) is list:
            _gather(item, found, deep)


def rewrite(node: Shape, change: Callable[[Element], Element | Sequence[Element] | None]) -> Shape:
    """Make another tree, replacing elements from the leaves up.

    Args:
        node: A list of elements or of lists of them; a lone element only if it stays one.
        change: Given an element whose children are already rewritten: returns ``None`` to keep
            it, an element to put in its place, or a list to splice in (empty: delete).

    Returns:
        The new tree, which shares with the old one what is kept, and its places in the source.
    """
    if isinstance(node, list):
        new = _rewritten(node, change)
        return cast("Shape", [*new] if new is node else new)
    return cast("Shape", _rewritten_element(cast("Element", node), change))


def _rewritten(
    items: list[object], change: Callable[[Element], Element | Sequence[Element] | None]
) -> list[object]:
    """A list with its elements rewritten; itself if none changes."""
    out: list[object] | None = None
    for at, item in enumerate(items):
        new: object = item
        if type(item) is dict:
            if "t" in item:
                new = _rewritten_element(cast("Element", item), change)
                if type(new) is list:  # spliced in
                    out = items[:at] if out is None else out
                    out += new
                    continue
            else:
                new = _rewritten_values(item, change)
        elif type(item) is list:
            new = _rewritten(item, change)
        if out is not None:
            out.append(new)
        elif new is not item:
            out = [*items[:at], new]
    return items if out is None else out


def _rewritten_element(
    element: Element, change: Callable[[Element], Element | Sequence[Element] | None]
) -> Element | Sequence[Element]:
    content = element.get("c")
    if type(content) is list:
        new = _rewritten(content, change)
        if new is not content:
            element = cast("Element", {**element, "c": new})
    changed = change(element)
    return element if changed is None else changed


def _rewritten_values(
    record: dict[str, object],
    change: Callable[[Element], Element | Sequence[Element] | None],
) -> dict[str, object]:
    """A record that is no element itself, such as a citation, with its elements rewritten."""
    changed = {
        key: new
        for key, value in record.items()
        if type(value) is list and (new := _rewritten(value, change)) is not value
    }
    return {**record, **changed} if changed else record


def with_content(node: Mapping[str, object], change: Callable[[object], object]) -> object:
    """A copy of an element, or of a record such as a citation, with what it holds changed.

    What holds nothing, as most elements do, comes back itself; places are no content.
    """
    if "t" not in node:
        return {key: change(value) for key, value in node.items()}
    content = node.get("c")
    return {**node, "c": change(content)} if type(content) is list else node


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


def without_places(node: Shape) -> Shape:
    """Copy a tree without what its nodes say of where they stand (:data:`PLACES`)."""
    return cast("Shape", _placeless(node))


def _placeless(node: object) -> object:
    if isinstance(node, list):
        return [_placeless(item) for item in node]
    if isinstance(node, dict):
        return {key: _placeless(value) for key, value in node.items() if key not in PLACES}
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
            elif name == "Note" and not notes:
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
