"""Passages for one brief or one edition only, points for a brief, translations.

``::: {.only brief="minister"}`` stands in that brief alone, ``{.not brief="press"}`` everywhere
but there. The report itself is no brief. Where both keys are given the condition is that both
hold: ``.only`` shows the passage where it does, ``.not`` everywhere else. What depends on the
edition is left in place, marked, and taken out by ``conditions.lua`` when that edition is
written, so that numbers are the same in all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import Element, attr_of, elements, with_attr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Location
    from hakusho.manuscript.model import Draft
    from hakusho.source.positions import Positions

ONLY, NOT, POINT, TRANSLATION = "only", "not", "point", "translation"
_OURS = frozenset({ONLY, NOT, POINT, TRANSLATION})
_CONTENT_AT = {"Para": None, "Plain": None, "BlockQuote": None, "Note": None, "Header": 2}
_CONTENT_AT |= {"Emph": None, "Strong": None, "Div": 1, "Span": 1, "Link": 1, "Quoted": 1}
_CONTENT_AT |= {"BulletList": None, "OrderedList": 1, "Underline": None, "SmallCaps": None}
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


def is_passage(element: Element) -> bool:
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


def fit(blocks: list[Any], reader: Reader) -> list[Any]:
    """Take out of blocks what is not meant for a reader.

    Args:
        blocks: Of a chapter or a brief, as parsed.
        reader: Whom they are for.

    Returns:
        The blocks without the passages that are withheld, and without what these leave empty: a
        paragraph, a list item, a note. The marks of the others are gone, but for those about
        editions, which keep their class and their ``edition`` attribute.
    """
    if not any(is_passage(element) for element in elements(blocks)):
        return blocks
    return _fitted(blocks, reader)


def _fitted(items: list[Any], reader: Reader) -> list[Any]:
    out: list[Any] = []
    gone = False
    for item in items:
        if isinstance(item, dict) and "t" in item:
            new = _fitted_element(item, reader)
            gone = gone or not new
            out += new
        else:
            out.append(_fitted_value(item, reader))
    return _closed_up(out) if gone else out


def _fitted_value(value: Any, reader: Reader) -> Any:
    """What is no element: a list of them, a citation with its prefix and suffix, a string."""
    if isinstance(value, list):
        return _fitted(value, reader)
    if isinstance(value, dict):
        return {key: _fitted_value(inner, reader) for key, inner in value.items()}
    return value


def _fitted_element(element: Element, reader: Reader) -> list[Element]:
    passage = is_passage(element)
    if passage and is_withheld(element, reader):
        return []
    content = element.get("c")
    if not isinstance(content, list):
        return [element]  # a string, or nothing
    new = {**element, "c": _fitted(content, reader)}
    if element["t"] in {"BulletList", "OrderedList"}:
        new = _without_empty_items(element, new)
    if _content(element) and not _content(new):
        return []
    return _unmarked(new, reader) if passage else [new]


def _content(element: Element) -> Any:
    """What an element holds, where an empty one would print nothing but its frame."""
    if element["t"] not in _CONTENT_AT:
        return True
    at = _CONTENT_AT[element["t"]]
    return element["c"] if at is None else element["c"][at]


def _without_empty_items(old: Element, new: Element) -> Element:
    ordered = old["t"] == "OrderedList"
    before, after = (old["c"][1], new["c"][1]) if ordered else (old["c"], new["c"])
    kept = [item for was, item in zip(before, after, strict=True) if item or not was]
    return {**old, "c": [new["c"][0], kept] if ordered else kept}


def _closed_up(items: list[Any]) -> list[Any]:
    """Inlines without the spaces that stood on both sides of something taken out."""
    out: list[Any] = []
    for item in items:
        name = item.get("t") if isinstance(item, dict) else None
        if name in {"Space", "SoftBreak"} and (not out or _is_space(out[-1])):
            continue
        ends = name == "Note" or (name == "Str" and item["c"][:1] in _CLOSING)
        if ends and out and _is_space(out[-1]):
            out.pop()
        out.append(item)
    while out and _is_space(out[-1]):
        out.pop()
    return out


def _is_space(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") in {"Space", "SoftBreak"}


def _unmarked(element: Element, reader: Reader) -> list[Element]:
    ident, classes, pairs = attr_of(element)
    ours = _OURS.intersection(classes)
    briefs, editions = names_in(element, "brief"), names_in(element, "edition")
    stays_marked = bool(editions) and not (
        NOT in classes and briefs and reader.brief not in briefs  # the condition cannot hold
    )
    gone = {"brief", "for", "as"} if stays_marked else {"brief", "for", "as", "edition"}
    kept = [name for name in classes if name not in ours or (stays_marked and name in {ONLY, NOT})]
    others = [pair for pair in pairs if pair[0] not in gone]
    if ident or kept or others:
        return [with_attr(element, [ident, kept, others])]
    content: list[Element] = element["c"][1]
    return content


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


def passages(blocks: Any) -> Iterator[Element]:
    """All passages that have one of the classes, outer ones before inner ones."""
    return (element for element in elements(blocks) if is_passage(element))
