"""Passages for one brief or one edition only, points for a brief, translations.

``::: {.only brief="minister"}`` stands in that brief alone, ``{.not brief="press"}`` everywhere
but there. The report itself is no brief. Where both keys are given the condition is that both
hold: ``.only`` shows the passage where it does, ``.not`` everywhere else. What depends on the
edition is left in place, marked, and taken out by ``conditions.lua`` when that edition is
written, so that numbers are the same in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard, cast

from hakusho.ast.build import array, attr, with_attr
from hakusho.ast.walk import attr_of, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Attributed, Block, Div, Element, Span, Tree
    from hakusho.findings import Location
    from hakusho.manuscript.model import Draft
    from hakusho.source.positions import Positions

ONLY, NOT, POINT, TRANSLATION = "only", "not", "point", "translation"
_OURS = frozenset({ONLY, NOT, POINT, TRANSLATION})
_CLOSING = ".,;:!?)]’”"


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


def is_passage(element: Element) -> TypeGuard[Div | Span]:
    """Whether an element is a Div or Span with one of the classes that mean something here."""
    return element["t"] in {"Div", "Span"} and not _OURS.isdisjoint(attr_of(element)[1])


def place_of(element: Element, positions: Positions) -> Location | None:
    """Where a passage's attributes stand in the source; ``None`` if that is not known."""
    at = element.get("attributes", element.get("at"))
    return positions.place(at[0]) if at else None


def is_withheld(element: Element, reader: Reader) -> bool:
    """Whether a passage is in no edition of what a reader gets."""
    classes = attr_of(element)[1]
    briefs, editions = names_in(element, "brief"), names_in(element, "edition")
    if TRANSLATION in classes:
        return True  # it stands only where its original is asked for in its language
    if ONLY in classes and briefs:
        return reader.brief not in briefs
    return NOT in classes and reader.brief in briefs and not editions


def is_hidden_in(element: Element, reader: Reader, edition: str) -> bool:
    """Whether a passage is missing from one edition of what a reader gets.

    Args:
        element: A div or span; anything else is never hidden.
        reader: Whom the document is for.
        edition: Its name, as in ``editions`` of report.yaml.
    """
    if is_withheld(element, reader):
        return True
    classes = attr_of(element)[1]
    briefs, editions = names_in(element, "brief"), names_in(element, "edition")
    if not editions:
        return False
    if ONLY in classes:
        return edition not in editions
    return NOT in classes and edition in editions and (not briefs or reader.brief in briefs)


def fit(blocks: list[Block], reader: Reader) -> list[Block]:
    """Take out of blocks what is not meant for a reader.

    Args:
        blocks: Of a chapter or a brief, as parsed.
        reader: Whom they are for.

    Returns:
        The blocks without the passages that are withheld, and without what these leave empty: a
        paragraph, a list item, a note. The marks of the others are gone, but for those about
        editions, which keep their class and their ``edition`` attribute.
    """
    if not any(map(_is_marked, elements(blocks))):
        return blocks
    return cast("list[Block]", _fitted(blocks, reader))


def _fitted(value: object, reader: Reader) -> object:
    """Of any value: a list of elements or of lists, a citation with its prefix and suffix."""
    if isinstance(value, dict):
        return {key: _fitted(inner, reader) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    out: list[Element] = []
    gone = False
    for item in value:
        if isinstance(item, dict) and "t" in item:
            new = _fitted_element(cast("Element", item), reader)
            gone = gone or not new
            out += new
        else:
            out.append(cast("Element", _fitted(item, reader)))
    return _closed_up(out) if gone else out


def _fitted_element(element: Element, reader: Reader) -> Sequence[Element]:
    if is_passage(element) and is_withheld(element, reader):
        return []
    content: object = element.get("c")
    if not isinstance(content, list):
        return [element]  # a string, or nothing
    new = cast("Element", {**element, "c": _fitted(content, reader)})
    new = _without_empty_items(element, new)
    if _holds_something(element) and not _holds_something(new):
        return []
    return _unmarked(new, reader) if _is_marked(new) else [new]


def _is_marked(element: Element) -> TypeGuard[Attributed]:
    return not _OURS.isdisjoint(attr_of(element)[1])


def _holds_something(element: Element) -> bool:
    """Whether more than its frame is printed of an element."""
    match element["t"]:
        case "Para" | "Plain" | "BlockQuote" | "Note" | "BulletList":
            return bool(element["c"])
        case "Emph" | "Strong" | "Underline" | "SmallCaps":
            return bool(element["c"])
        case "Div" | "Span" | "Link" | "Quoted" | "OrderedList":
            return bool(element["c"][1])
        case "Header":
            return bool(element["c"][2])
        case _:
            return True


def _without_empty_items(old: Element, new: Element) -> Element:
    if old["t"] == new["t"] == "BulletList":
        return {**new, "c": _kept(old["c"], new["c"])}
    if old["t"] == new["t"] == "OrderedList":
        return {**new, "c": array(new["c"][0], _kept(old["c"][1], new["c"][1]))}
    return new


def _kept(before: list[list[Block]], after: list[list[Block]]) -> list[list[Block]]:
    return [item for was, item in zip(before, after, strict=True) if item or not was]


def _closed_up(items: list[Element]) -> list[Element]:
    """Inlines without the spaces that stood on both sides of something taken out."""
    out: list[Element] = []
    for item in items:
        if _is_space(item) and (not out or _is_space(out[-1])):
            continue
        ends = item["t"] == "Note" or (item["t"] == "Str" and item["c"][:1] in _CLOSING)
        if ends and out and _is_space(out[-1]):
            out.pop()
        out.append(item)
    while out and _is_space(out[-1]):
        out.pop()
    return out


def _is_space(item: Element) -> bool:
    return item["t"] in {"Space", "SoftBreak"}


def _unmarked(element: Attributed, reader: Reader) -> Sequence[Element]:
    ident, classes, pairs = attr_of(element)
    ours = _OURS.intersection(classes)
    briefs, editions = names_in(element, "brief"), names_in(element, "edition")
    stays_marked = bool(editions) and not (
        NOT in classes and briefs and reader.brief not in briefs  # the condition cannot hold
    )
    gone = {"brief", "for", "as"} if stays_marked else {"brief", "for", "as", "edition"}
    kept = [name for name in classes if name not in ours or (stays_marked and name in {ONLY, NOT})]
    others = [pair for pair in pairs if pair[0] not in gone]
    if element["t"] not in {"Div", "Span"} or ident or kept or others:
        return [with_attr(element, attr(ident, kept, others))]
    return element["c"][1]


def withheld_anchors(draft: Draft, reader: Reader) -> dict[str, Location]:
    """The ids that stand in withheld passages of the chapters.

    Args:
        draft: What was written.
        reader: Whom the document is for.

    Returns:
        For each id where its passage stands, translations' aside.
    """
    found: dict[str, Location] = {}
    for chapter in draft.chapters:
        for passage in passages(chapter.blocks):
            place = place_of(passage, draft.positions)
            if place is None or TRANSLATION in attr_of(passage)[1]:
                continue
            if is_withheld(passage, reader):
                idents = (attr_of(element)[0] for element in elements(passage))
                found |= {ident: place for ident in idents if ident and ident not in found}
    return found


def passages(blocks: Tree) -> Iterator[Div | Span]:
    """All passages that have one of the classes, outer ones before inner ones."""
    return filter(is_passage, elements(blocks))
