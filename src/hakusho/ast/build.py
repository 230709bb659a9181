"""Making nodes of pandoc's AST.

A copy with another part keeps its place in the source; what is made here stands in no source and
has none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hakusho.ast.nodes import (
        Attr,
        Attributed,
        Block,
        Figure,
        Header,
        Inline,
        Link,
        Span,
        Str,
        Styled,
        Table,
        Wrapper,
    )

    Parts = TypeVarTuple("Parts")
    A = TypeVar("A", bound=Attributed)
    C = TypeVar("C", bound=Figure | Table)
    W = TypeVar("W", bound=Styled | Wrapper)


def array(*parts: *Parts) -> tuple[*Parts]:
    """A list of fixed length, which JSON has and Python's types call a tuple."""
    return list(parts)  # type: ignore[return-value,arg-type]


def attr(
    ident: str = "", classes: Iterable[str] = (), pairs: Iterable[tuple[str, str]] = ()
) -> Attr:
    """An attribute; empty if nothing is given."""
    return array(ident, list(classes), [array(key, value) for key, value in pairs])


def _with_part(content: Sequence[object], at: int, part: object) -> list[object]:
    return [*content[:at], part, *content[at + 1 :]]


def with_attr(element: A, new: Attr) -> A:
    """Copy an element with another attribute."""
    content = _with_part(element["c"], 1 if element["t"] == "Header" else 0, new)
    return cast("A", {**element, "c": content})


def with_caption(element: C, blocks: list[Block]) -> C:
    """Copy a figure or a table with another caption, the short one aside."""
    content = _with_part(element["c"], 1, [element["c"][1][0], blocks])
    return cast("C", {**element, "c": content})


def with_inlines(element: W, inlines: list[Inline]) -> W:
    """Copy an inline that holds others with others."""
    if element["t"] in {"Quoted", "Span", "Link"}:
        return cast("W", {**element, "c": _with_part(element["c"], 1, inlines)})
    return cast("W", {**element, "c": inlines})


def extended(block: Block, before: Sequence[Inline] = (), after: Sequence[Inline] = ()) -> Block:
    """Copy a paragraph with more words in it; another block stays as it is."""
    if block["t"] not in {"Plain", "Para"}:
        return block
    return {**block, "c": [*before, *block["c"], *after]}


def text(value: str) -> Str:
    """A string without spaces."""
    return {"t": "Str", "c": value}


def inlines_of(value: str) -> list[Inline]:
    """The inlines of a plain text: its words, and one space for each run of spaces."""
    pieces = re.split(r"( +)", value)
    return [{"t": "Space"} if piece.isspace() else text(piece) for piece in pieces if piece]


def span(content: list[Inline], *, classes: Iterable[str] = (), lang: str = "") -> Span:
    """A span of inlines."""
    return {"t": "Span", "c": array(attr("", classes, [("lang", lang)] if lang else ()), content)}


def link(content: list[Inline], target: str, *, classes: Iterable[str] = ()) -> Link:
    """A link to a URL or, with ``#``, into the document."""
    return {"t": "Link", "c": array(attr("", classes), content, array(target, ""))}


def header(level: int, content: list[Inline], ident: str, classes: Iterable[str] = ()) -> Header:
    """A heading."""
    return {"t": "Header", "c": array(level, attr(ident, classes), content)}
