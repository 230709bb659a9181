"""Making nodes of pandoc's AST. What is made here stands in no source: it has no place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.ast.nodes import Attr, Attributed, Header, Inline, Link, Span, Str

    Parts = TypeVarTuple("Parts")
    T = TypeVar("T", bound=Attributed)


def array(*parts: *Parts) -> tuple[*Parts]:
    """A list of fixed length, which JSON has and Python's types call a tuple."""
    return list(parts)  # type: ignore[return-value,arg-type]


def attr(
    ident: str = "", classes: Iterable[str] = (), pairs: Iterable[tuple[str, str]] = ()
) -> Attr:
    """An attribute; empty if nothing is given."""
    return array(ident, list(classes), [array(key, value) for key, value in pairs])


def with_attr(element: T, new: Attr) -> T:
    """Copy an element with another attribute."""
    content: list[object] = [*element["c"]]
    content[1 if element["t"] == "Header" else 0] = new
    return cast("T", {**element, "c": content})


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
