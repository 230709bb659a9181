"""What a report offers to a brief: its sections, captioned elements and points, by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import Element, attr_of, elements, rewrite
from hakusho.manuscript.conditions import NOT, ONLY, POINT, Reader, fit, is_withheld, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.manuscript.model import Chapter


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report.

    Attributes:
        heading: Its heading; ``None`` for a translation that begins without one.
        own: What stands between it and its first subsection.
        below: Its subsections, headings included.
        level: Of its heading.
    """

    heading: Element | None
    own: tuple[Element, ...]
    below: tuple[Element, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A passage that its author marked for a brief.

    Attributes:
        briefs: Names of the briefs that it is marked for.
        group: What kind of point it is, ``as="…"``; empty if it does not say.
        blocks: Its text.
    """

    briefs: tuple[str, ...]
    group: str
    blocks: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a report offers to one brief.

    Attributes:
        sections: By id, in document order.
        exhibits: Captioned figures and tables by id.
        points: In document order.
        untranslated: Ids of what the report has, but not in the brief's language.
    """

    sections: dict[str, Section]
    exhibits: dict[str, Element]
    points: tuple[Point, ...]
    untranslated: frozenset[str] = frozenset()

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of one kind: ``section``, ``figure`` or ``table``."""
        if kind == "section":
            return tuple(self.sections)
        return tuple(ident for ident, each in self.exhibits.items() if each["t"].lower() == kind)


def parts_of(chapters: Sequence[Chapter], reader: Reader, is_file: Callable[[str], bool]) -> Parts:
    """Collect what a report offers.

    Args:
        chapters: All that was written, with markers in the citation ids.
        reader: The brief that it is for; what is withheld from it is not offered.
        is_file: Whether a path from the paper's folder is a file. An image that a chapter names
            relative to itself is named from the paper's folder in its excerpts.

    Returns:
        The parts.
    """
    sections: dict[str, Section] = {}
    exhibits: dict[str, Element] = {}
    points: list[Point] = []
    for chapter in chapters:
        blocks = _with_rooted_images(chapter, is_file)
        points += points_in(blocks, reader)
        fitted = fit(blocks, reader)
        sections.update(_sections(fitted))
        for element in elements(fitted):
            ident = attr_of(element)[0]
            if ident and element["t"] in {"Figure", "Table"}:
                exhibits[ident] = element
    return Parts(sections, exhibits, tuple(points))


def _sections(blocks: list[Any]) -> Iterator[tuple[str, Section]]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _sections(block["c"][1])
    heads = [at for at, block in enumerate(blocks) if block["t"] == "Header"]
    for number, at in enumerate(heads):
        ident, level = attr_of(blocks[at])[0], blocks[at]["c"][0]
        later = heads[number + 1 :]
        end = next((each for each in later if blocks[each]["c"][0] <= level), len(blocks))
        middle = min([*later, end])
        if ident:
            own, below = blocks[at + 1 : middle], blocks[middle:end]
            yield ident, Section(blocks[at], tuple(own), tuple(below), level)


def divided(blocks: list[Any]) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Blocks before the first heading, and the others."""
    heads = [at for at, block in enumerate(blocks) if block["t"] == "Header"]
    middle = min(heads, default=len(blocks))
    return tuple(blocks[:middle]), tuple(blocks[middle:])


def points_in(blocks: list[Any], reader: Reader) -> Iterator[Point]:
    """The points in a text.

    Args:
        blocks: As written, their marks on them.
        reader: The brief that asks; what is withheld from it is not offered.

    Yields:
        The points, whichever briefs they are for. One that stands in a passage for some editions
        stays in such a passage.
    """
    yield from _points_within(_shown(blocks, reader), (), reader)


def _points_within(node: Any, around: tuple[Element, ...], reader: Reader) -> Iterator[Point]:
    """Points in document order; ``around`` are the passages for some editions, outer ones first."""
    if isinstance(node, list):
        for item in node:
            yield from _points_within(item, around, reader)
    if not isinstance(node, dict):
        return
    classes = attr_of(node)[1] if node.get("t") in {"Div", "Span"} else []
    if {ONLY, NOT}.intersection(classes) and names_in(node, "edition"):
        around = (*around, node)
    if POINT in classes:
        content = node["c"][1]
        own = content if node["t"] == "Div" else [{"t": "Para", "c": content}]
        for passage in reversed(around):
            own = [{"t": "Div", "c": [passage["c"][0], own]}]
        group = next(iter(names_in(node, "as")), "")
        yield Point(names_in(node, "for"), group, tuple(fit(own, reader)))
    for value in node.values():
        yield from _points_within(value, around, reader)


def _shown(blocks: list[Any], reader: Reader) -> list[Any]:
    """Blocks without what is withheld from a reader; points keep their marks."""

    def change(element: Element) -> list[Element] | None:
        passage = element["t"] in {"Div", "Span"}
        return [] if passage and is_withheld(element, reader) else None

    shown: list[Any] = rewrite(blocks, change)
    return shown


def _with_rooted_images(chapter: Chapter, is_file: Callable[[str], bool]) -> list[Any]:
    folder = PurePosixPath(chapter.path).parent

    def change(element: Element) -> Element | None:
        if element["t"] != "Image":
            return None
        attr, inlines, (target, title) = element["c"]
        rooted = f"{folder}/{target}"
        if not target or is_file(target) or not is_file(rooted):
            return None
        return {**element, "c": [attr, inlines, [rooted, title]]}

    blocks: list[Any] = rewrite(chapter.blocks, change)
    return blocks
