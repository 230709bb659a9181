"""What goes with a figure, in the AST: its source line, and its description, table and data file.

The source line is part of the caption and printed everywhere, unless the author wrote one. The
rest stands in a division after the figure, without caption or number, for the editions that have
room for it: ``Div.figure-companion``, with the attribute ``figure``, the figure's id, holds
``Div.figure-description``, a table and a paragraph with a link to ``figures/NAME.csv``, as far as
there are any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hakusho.citations.locators import Locator, normalise, parse_locator
from hakusho.citations.model import CitationUse
from hakusho.manuscript.ast import Element, attr_of, elements, link, rewrite, stringify, text
from hakusho.manuscript.markers import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.figures import FigureTable, RenderedFigure
    from hakusho.manuscript.model import Chapter, PlacedImage

COMPANION, DESCRIPTION = "figure-companion", "figure-description"
_FORMS = {"ja": ("（{}：", "）"), "en": (" ({}: ", ")")}
_WRITTEN = re.compile(
    r"(?:出典|出所|資料|典拠|作成)\s*[:：]|(?i:\bsources?)\s*[:：]|(?:筆者|著者)作成"
)
_NUMBER = re.compile(r"[−+-]?[\d,.]+%?|[\d,.]+\D{0,3}")
_PAGES = re.compile(r"(?:pp?\.?\s*)?(?:\d|頁|ページ|[-–—〜～~,、・\s])+")
_DATA = "figures/{}.csv"


def has_source_line(caption: Any) -> bool:
    """Whether the author wrote where a figure comes from.

    Args:
        caption: The blocks of a caption; what stands in its notes does not count.
    """
    return _WRITTEN.search(stringify(caption)) is not None or any(
        element["t"] == "Cite" and not _is_reference(element) for element in _outside_notes(caption)
    )


def _is_reference(cite: Element) -> bool:
    return all(is_cross_reference(each["citationId"]) for each in cite["c"][0])


def _outside_notes(node: Any) -> Iterator[Element]:
    if isinstance(node, list):
        for item in node:
            yield from _outside_notes(item)
    elif isinstance(node, dict) and node.get("t") != "Note":
        if "t" in node:
            yield node
        for value in node.values():
            yield from _outside_notes(value)


def with_source_lines(
    blocks: list[Any],
    figures: Mapping[str, RenderedFigure],
    labels: Mapping[str, str],
    language: str,
) -> list[Any]:
    """Add the sources of figures' data to their captions: （出典：[@mod2023, 61頁、102頁]）.

    A caption that has a source line stays as it is, and so does that of a figure whose data name
    no source.

    Args:
        blocks: Of a chapter.
        figures: Drawn figures by the path of their file.
        labels: The house style's words, among them that for a source.
        language: ``ja`` or ``en``.

    Returns:
        The new blocks.
    """
    before, after = _FORMS[language]

    def change(element: Element) -> Element | None:
        drawn = _shown(element, figures.get)
        if drawn is None or not drawn.sources:
            return None
        attr, (short, caption), content = element["c"]
        if not caption or has_source_line(caption):
            return None
        cite = {"t": "Cite", "c": [list(_citations(drawn.sources)), []]}
        line = [*_words(before.format(labels["source"])), cite, text(after)]
        last = {"t": caption[-1]["t"], "c": [*caption[-1]["c"], *line]}
        return {"t": "Figure", "c": [attr, [short, [*caption[:-1], last]], content]}

    changed: list[Any] = rewrite(blocks, change)
    return changed


def _shown(element: Element, find: Callable[[str], RenderedFigure | None]) -> RenderedFigure | None:
    """The drawn figure in a ``Figure``, found by the target of its image."""
    if element["t"] != "Figure":
        return None
    images = (each for each in elements(element["c"][2]) if each["t"] == "Image")
    return next((drawn for image in images if (drawn := find(image["c"][2][0]))), None)


def source_line_uses(
    chapters: Iterable[Chapter], images: Mapping[tuple[str, str], PlacedImage], group: int
) -> tuple[CitationUse, ...]:
    """The citations of the source lines that :func:`with_source_line` adds.

    Args:
        chapters: As parsed.
        images: What each (chapter path, target) stands for.
        group: The number of the last brackets in the text.

    Returns:
        A citation for each source, at the place where the data name it.
    """
    found = []
    for chapter in chapters:
        figures = {
            target: image.figure for (path, target), image in images.items() if path == chapter.path
        }
        for element in elements(chapter.blocks):
            drawn = _shown(element, figures.get)
            if drawn is None or not drawn.sources:
                continue
            caption = element["c"][1][1]
            if not caption or has_source_line(caption):
                continue
            group += 1
            places = zip(drawn.sources, drawn.source_places, strict=True)
            found += [
                CitationUse(key, place, locator, group=group, place="caption")
                for (key, locator), place in places
            ]
    return tuple(found)


def add_companions(
    blocks: list[Any], figures: Mapping[str, RenderedFigure], labels: Mapping[str, str]
) -> list[Any]:
    """Put after each captioned figure what goes with it.

    Args:
        blocks: Of a document in which all is numbered.
        figures: Drawn figures by the path of their file.
        labels: The house style's words.

    Returns:
        The new blocks.
    """

    def change(element: Element) -> list[Element] | None:
        drawn = _shown(element, figures.get)
        if drawn is None or not element["c"][1][1]:
            return None
        content = list(_companion(drawn, labels))
        if not content:
            return None
        attr = ["", [COMPANION], [["figure", attr_of(element)[0]]]]
        return [element, {"t": "Div", "c": [attr, content]}]

    changed: list[Any] = rewrite(blocks, change)
    return changed


def _companion(drawn: RenderedFigure, labels: Mapping[str, str]) -> Iterator[Element]:
    if drawn.description:
        paragraphs = [{"t": "Para", "c": _words(each)} for each in drawn.description.split("\n\n")]
        yield {"t": "Div", "c": [["", [DESCRIPTION], []], paragraphs]}
    if drawn.table is not None:
        yield _table(drawn.table)
    if drawn.csv:
        words = labels.get("download_data", "CSV")
        yield {"t": "Para", "c": [link(_words(words), _DATA.format(drawn.name))]}


def _table(table: FigureTable) -> Element:
    """A pandoc table without caption; its first column heads the rows if it tells them apart."""
    columns = range(len(table.columns))
    heads = int(len(columns) > 1 and len({row[0] for row in table.rows}) == len(table.rows))
    aligns = [_align([row[at] for row in table.rows if at >= heads]) for at in columns]
    specs = [[{"t": align}, {"t": "ColWidthDefault"}] for align in aligns]
    nothing: list[Any] = ["", [], []]
    body = [nothing, heads, [], [_row(row) for row in table.rows]]
    head, foot = [nothing, [_row(table.columns)]], [nothing, []]
    return {"t": "Table", "c": [nothing, [None, []], specs, head, [body], foot]}


def _align(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    numbers = bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
    return "AlignRight" if numbers else "AlignDefault"


def _row(cells: Iterable[str]) -> list[Any]:
    nothing: list[Any] = ["", [], []]
    return [nothing, [_cell(cell) for cell in cells]]


def _cell(cell: str) -> list[Any]:
    content = [{"t": "Plain", "c": _words(cell)}] if cell else []
    return [["", [], []], {"t": "AlignDefault"}, 1, 1, content]


def _citations(sources: Iterable[tuple[str, str]]) -> Iterator[Element]:
    """A citation for each source, with all its places."""
    by_key: dict[str, list[str]] = {}
    for key, locator in sources:
        by_key.setdefault(key, [])
        by_key[key] += [locator] if locator else []
    for key, locators in by_key.items():
        yield {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": normalise(_words(f", {merged(locators)}")) if locators else [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }


def merged(locators: Sequence[str]) -> str:
    """Several places in one work as one locator.

    Args:
        locators: ``61頁``, ``102頁``; ``p. 67``, ``pp. 70-72``. At least one.

    Returns:
        Pages in ascending order: ``61頁、102頁``, ``pp. 67, 70-72``; other places as they are,
        with a comma between them.
    """
    parsed = [parse_locator(each) for each in locators]
    japanese = any(not each.isascii() for each in locators)
    if len(locators) > 1 and all(map(_is_pages, locators, parsed)):
        values = [value for each in sorted(parsed, key=_first_page) for value in _values(each)]
        values = list(dict.fromkeys(values))
        if japanese:
            return "、".join(f"{value}頁" for value in values)
        return f"pp. {', '.join(values)}" if len(values) > 1 else f"p. {values[0]}"
    return ("、" if japanese else ", ").join(locators)


def _is_pages(text: str, locator: Locator) -> bool:
    """Whether a locator is pages and no more: not 61頁以下, not 61頁注3."""
    return locator.label == "page" and _PAGES.fullmatch(text.strip()) is not None


def _values(locator: Locator) -> list[str]:
    return locator.value.split(", ")


def _first_page(locator: Locator) -> tuple[int, str]:
    digits = re.match(r"\d+", locator.value)
    return (int(digits[0]) if digits else 0, locator.value)


def _words(words: str) -> list[Element]:
    """Inlines of a plain text."""
    pieces = re.split(r"( +)", words)
    return [{"t": "Space"} if piece.isspace() else text(piece) for piece in pieces if piece]
