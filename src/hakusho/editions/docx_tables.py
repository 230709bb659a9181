"""Tables of the DOCX edition: a head that repeats, columns as wide as what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.editions.docx_layout import is_layout, room
from hakusho.editions.docx_package import (
    CELL_PROPERTIES,
    PARAGRAPH,
    ROW,
    TABLE,
    VALUE,
    W,
    element,
    properties,
    put_property,
    replace,
    style_of,
    text_of,
)
from hakusho.values.letters import WIDE, is_full_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from hakusho.editions.docx_page import Page

_PADDING = 260
"""Twips of a cell beside its text: margins, and room for the difference between fonts."""
_NARROWEST = (8, 6, 4, 1)
"""Full-width characters that a column keeps, if it has so many, however wide the others are: the
first of these that all columns together leave room for."""
_LETTER, _BOLD = 0.55, 0.62  # width of a Latin letter or a digit in full-width characters
_WORD = re.compile(rf"[^\s{WIDE}]+")


def finish_tables(part: etree._Element, names: Mapping[str, str], page: Page) -> None:
    """Set all tables of the main part, or of the notes, so that they fit on its page."""
    for table in list(part.iter(TABLE)):
        if not is_layout(table, names):
            _set_cells(table, names)
            size = page.look(names["table text"]).size or 17
            _set_widths(table, room(table, page), size)
        _set_space(table, names, page.look(names["image caption"]).after)


def _set_cells(table: etree._Element, names: Mapping[str, str]) -> None:
    kinds = ("compact", "body text", "first paragraph", "list paragraph", "normal")
    plain = {"", *(names[kind] for kind in kinds)}
    for row in table.findall(ROW):
        held = properties(row)
        head = held.find(f"{W}tblHeader") is not None
        held.insert(0, element("cantSplit"))
        style = names["table heading" if head else "table text"]
        for paragraph in row.iter(PARAGRAPH):
            if style_of(paragraph) in plain:
                put_property(paragraph, "pStyle", val=style)


def _set_widths(table: etree._Element, text_width: int, half_points: int) -> None:
    grid = table.find(f"{W}tblGrid")
    held = table.find(f"{W}tblPr")
    if grid is None or held is None:
        return
    columns = grid.findall(f"{W}gridCol")
    whole = held.find(f"{W}tblW")
    shared = whole is not None and whole.get(f"{W}type") == "pct"
    lines, words = zip(*(_characters(table, at) for at in range(len(columns))), strict=True)
    if shared:  # the author has said how wide columns are
        given = [int(column.get(f"{W}w", "0")) for column in columns]
        widths = shared_out(given, words, text_width, half_points * 10)
    else:
        widths = fitted(lines, words, text_width, half_points * 10)
    for column, width in zip(columns, widths, strict=True):
        column.set(f"{W}w", str(width))
    if whole is not None:
        replace(whole, [element("tblW", w=sum(widths), type="dxa")])
    layout = held.find(f"{W}tblLayout")
    if layout is None:
        layout = element("tblLayout")
        look = held.find(f"{W}tblLook")
        if look is None:
            held.append(layout)
        else:
            look.addprevious(layout)
    layout.set(f"{W}type", "fixed")
    for row in table.findall(ROW):
        for at, span, cell in _cells(row):
            held = properties(cell)
            for old in held.findall(f"{W}tcW"):
                held.remove(old)
            held.insert(0, element("tcW", w=sum(widths[at : at + span]), type="dxa"))


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row: the column in which each begins, and how many it spans."""
    at = 0
    for cell in row.findall(f"{W}tc"):
        found = cell.find(f"{CELL_PROPERTIES}/{W}gridSpan")
        span = 1 if found is None else int(found.get(VALUE, "1"))
        yield at, span, cell
        at += span


def _characters(table: etree._Element, column: int) -> tuple[float, float]:
    """A column's longest line and longest word in full-width characters.

    Cells over several columns do not count.
    """
    lines, words = [1.0], [1.0]
    for row in table.findall(ROW):
        letter = _BOLD if row.find(f"{W}trPr/{W}tblHeader") is not None else _LETTER
        for at, span, cell in _cells(row):
            if at == column and span == 1:
                texts = [text_of(paragraph) for paragraph in cell.iter(PARAGRAPH)]
                lines += [_width(text, letter) for text in texts]
                words += [_width(word, letter) for text in texts for word in _WORD.findall(text)]
    return max(lines), max(words)


def _width(line: str, letter: float) -> float:
    return sum(1.0 if is_full_width(char) else letter for char in line)


def fitted(
    lines: Sequence[float], words: Sequence[float], text_width: int, character: int
) -> list[int]:
    """Widths of columns in twips, together no more than the text's.

    Args:
        lines: The longest line of each, in full-width characters.
        words: The longest word of each, which nothing breaks.
        text_width: What all together may take, in twips.
        character: Width of a full-width character in twips.

    Returns:
        What its longest line needs for each, if all fit. Else each keeps its longest word, and they
        share what is left.
    """
    natural = [each * character + _PADDING for each in lines]
    if sum(natural) <= text_width:
        return [int(each) for each in natural]
    for narrowest in _NARROWEST:
        least = [
            min(most, max(word, narrowest) * character + _PADDING)
            for most, word in zip(natural, words, strict=True)
        ]
        if sum(least) < text_width:
            break
    else:
        return [int(each * text_width / sum(least)) for each in least]
    # The root, so that one very long cell does not take all: it breaks into lines anyway.
    excess = [(most - few) ** 0.5 for most, few in zip(natural, least, strict=True)]
    free = text_width - sum(least)
    shares = [few + free * more / sum(excess) for few, more in zip(least, excess, strict=True)]
    return [int(min(most, share)) for most, share in zip(natural, shares, strict=True)]


def shared_out(
    given: Sequence[int], words: Sequence[float], text_width: int, character: int
) -> list[int]:
    """Widths of columns whose proportions the author states; units as for :func:`fitted`.

    Returns:
        Twips for each: as stated, but that a column which would break its longest word takes what
        it lacks from those that have room, if they have enough.
    """
    widths = [each * text_width / (sum(given) or 1) for each in given]
    spare = [width - word * character - _PADDING for width, word in zip(widths, words, strict=True)]
    lacking = -sum(each for each in spare if each < 0)
    room = sum(each for each in spare if each > 0)
    if not lacking or room < lacking:
        return [int(each) for each in widths]
    return [
        int(width - (each if each < 0 else each * lacking / room))
        for width, each in zip(widths, spare, strict=True)
    ]


def _set_space(table: etree._Element, names: Mapping[str, str], space: int) -> None:
    """Word has no space about a table: the paragraphs beside it have it, as below a figure."""
    plain = {names[name] for name in ("body text", "first paragraph", "list paragraph")}
    before, after = _beside(table, preceding=True), _beside(table, preceding=False)
    if before is not None and style_of(before) in plain:
        put_property(before, "spacing", after=space)
    if after is None:  # Word wants a paragraph at the end, and joins tables without one between
        empty = element("p")
        put_property(empty, "pStyle", val=names["body text"])
        table.addnext(empty)
    elif style_of(after) in plain:
        put_property(after, "spacing", before=space)


def _beside(table: etree._Element, *, preceding: bool) -> etree._Element | None:
    """The paragraph that stands directly before or after a table."""
    block = next(table.itersiblings(PARAGRAPH, TABLE, preceding=preceding), None)
    return block if block is not None and block.tag == PARAGRAPH else None
