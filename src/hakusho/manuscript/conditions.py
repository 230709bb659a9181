"""Passages for one brief or one edition only, points for a brief, translations.

``::: {.only brief="minister"}`` stands in that brief alone, ``{.not brief="press"}`` everywhere
but there. The report itself is no brief. What an edition alone shows is left in place, marked, and
taken out by ``finish.lua`` when that edition is written, so that numbers are the same in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hakusho.manuscript.ast import Element, attr_of, rewrite, with_attr

ONLY, NOT, POINT, TRANSLATION = "only", "not", "point", "translation"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a document is made for.

    Attributes:
        language: Of the document, ``ja`` or ``en``.
        brief: Name of the brief; empty for the report itself.
    """

    language: str
    brief: str = ""


def names_in(element: Element, key: str) -> tuple[str, ...]:
    """The names in an attribute of a Div or Span, ``brief="minister press"``."""
    for name, value in attr_of(element)[2]:
        if name == key:
            return tuple(str(value).replace(",", " ").split())
    return ()


def is_withheld(element: Element, reader: Reader) -> bool:
    """Whether a Div or Span is not meant for a reader."""
    classes = attr_of(element)[1]
    briefs = names_in(element, "brief")
    if TRANSLATION in classes:
        return True  # it stands only where its original is asked for in its language
    if ONLY in classes and briefs:
        return reader.brief not in briefs
    return NOT in classes and reader.brief in briefs


def fit(blocks: list[Any], reader: Reader) -> list[Any]:
    """Take out of blocks what is not meant for a reader.

    Args:
        blocks: Of a chapter or a brief, as parsed.
        reader: Whom they are for.

    Returns:
        New blocks without the passages that are withheld; the marks of the others are gone, but
        for those about editions.
    """

    def change(element: Element) -> Element | list[Element] | None:
        if element["t"] not in {"Div", "Span"}:
            return None
        if is_withheld(element, reader):
            return []
        return _unwrapped(element)

    fitted: list[Any] = rewrite(blocks, change)
    return fitted


def _unwrapped(element: Element) -> Element | list[Element] | None:
    ident, classes, pairs = attr_of(element)
    ours = {ONLY, NOT, POINT}.intersection(classes)
    if not ours or any(name == "edition" for name, _ in pairs):
        return None
    kept = [name for name in classes if name not in ours]
    others = [pair for pair in pairs if pair[0] not in {"brief", "for", "as"}]
    if ident or kept or others:
        return with_attr(element, [ident, kept, others])
    content: list[Element] = element["c"][1]
    return content
