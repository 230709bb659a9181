"""Tables of the DOCX edition: a head that repeats, columns as wide as what they hold.

What does not fit is set smaller or on a page that is turned (``docx_sections.py``), as in the PDF
(``templates/typst/tables.typ``). Widths are of the fonts that Word brings, so they are estimated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.editions.docx_layout import is_layout, room
from hakusho.editions.docx_package import (
    CELL_PROPERTIES,
    PARAGRAPH,
    ROW,
    RUN,
    TABLE,
    TEXT,
    VALUE,
    W,
    element,
    properties,
    put_property,
    replace,
    style_of,
    text_of,
)
from hakusho.values.letters import GAP, WIDE, borders, is_full_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

    from hakusho.editions.docx_page import Page

_PADDING = 260
"""Twips of a cell beside its text: margins, and room for the difference between fonts."""
_MARGINS = 204
"""Twips of these that are margins."""
_LOOKS = ((1.0, 1.0), (0.94, 0.9), (0.88, 0.75), (0.82, 0.6), (0.0, 0.5))
"""Sizes of letters and of the space beside them, as parts of what they usually are; a table is set
in the first in which it fits. As in ``templates/typst/settings.typ``."""
_SMALLEST = 13
"""Half points of the smallest letters, if they are not smaller anyway."""
_COMFORTABLE = 5
"""Full-width characters that a column keeps on a line before a table is set smaller."""
_FEW_ROWS = 5
"""Rows below its head of a table that no page divides."""
_NARROWEST = (8, 6, 4, 1)
"""Full-width characters that a column keeps, if it has so many, however wide the others are: the
first of these that all columns together leave room for."""
_LETTER = 0.55  # width of a Latin letter or a digit in full-width characters
_BOLD = 1.13  # times as wide as a letter that is not
_MIXED = 0.5  # the same in a sentence, with its narrow letters and spaces
_WIDTHS = {
    char: width
    for width, chars in (
        (0.22, "'ijl"), (0.28, " !,./:;I[]ft|\\"), (0.34, '"()-`r{}'), (0.4, "*"),
        (0.5, "Jckvxsyz^"), (0.56, "0123456789#$?L_abdeghnopqu"), (0.59, "+<=>~−–"),
        (0.62, "FTZ"), (0.67, "&ABEKPSVXY"), (0.73, "CDHNRUw"), (0.78, "GOQ"), (0.84, "Mm"),
        (0.89, "%"), (0.95, "W"), (1.02, "@"),
    )
    for char in chars
}  # fmt: skip
"""Latin letters of a sans serif such as Arial, in full-width characters; others are a capital's."""
_WORD = re.compile(rf"(?:[^\s{WIDE}-]|-(?![A-Za-z]))+-?|-")
_DATE = re.compile(r"\d+年\d+月\d+日|\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_TEXT = (
    "body text", "first paragraph", "list paragraph", "continued", "compact", "block text",
    "definition",
)  # fmt: skip
"""Styles of paragraphs that have no space of their own beside a table."""


@dataclass(frozen=True, slots=True)
class SetTable:
    """How a table of the main part came to fit.

    Attributes:
        turned: Whether it needs a page that is turned.
        lacking: Points that it is wider than the page has; 0 if it fits.
        column: The column with the longest piece that nothing breaks, from 0.
    """

    element: etree._Element
    turned: bool
    lacking: float
    column: int


@dataclass(frozen=True, slots=True)
class _Plan:
    widths: list[int]
    size: int  # of letters in half points
    margin: int | None  # of cells in twips; ``None`` is the style's
    turned: bool
    lacking: int  # twips


def finish_tables(
    part: etree._Element, names: Mapping[str, str], page: Page, turned: int = 0
) -> list[SetTable]:
    """Set all tables of the main part, or of the notes, so that they fit on its page.

    ``turned`` is how wide the text of a turned page is, in twips; 0 where none may be turned.

    Returns:
        The tables of data, in their order.
    """
    made = []
    for table in list(part.iter(TABLE)):
        if not is_layout(table, names):
            fit, alone = _asked(table)
            _set_cells(table, names)
            size = page.look(names["table text"]).size or 17
            across = turned if alone else 0
            made.append(_set_widths(table, room(table, page), across, size, fit))
            _set_below_caption(table, names, page)
            _set_below_edge(table, names, page)
        _set_space(table, names, page.look(names["image caption"]).after)
    _set_off_notes(part, names, page)
    _begin_long_captions_at_the_left(part, names, page)
    return made


def _set_below_caption(table: etree._Element, names: Mapping[str, str], page: Page) -> None:
    """A table stands in the middle where its caption does."""
    before, caption = table.getprevious(), names["table caption"]
    whole = table.find(f"{W}tblPr/{W}tblW")
    if whole is None or before is None or style_of(before) != caption:
        return
    if page.look(caption).centred:
        whole.addnext(element("jc", val="center"))


def _set_off_notes(part: etree._Element, names: Mapping[str, str], page: Page) -> None:
    """Below the notes of a table is as much space as below a table."""
    own = names.get("table notes")
    for paragraph in part.iter(PARAGRAPH):
        after = paragraph.getnext()
        if own and style_of(paragraph) == own and (after is None or style_of(after) != own):
            put_property(paragraph, "spacing", after=page.look(names["image caption"]).after)


def _set_below_edge(table: etree._Element, names: Mapping[str, str], page: Page) -> None:
    """Notes begin below the left edge of a table in the middle, if the longest has room there."""
    whole, own = table.find(f"{W}tblPr/{W}tblW"), names.get("table notes")
    notes, after = [], table.getnext()
    while own and after is not None and style_of(after) == own:
        notes.append(after)
        after = after.getnext()
    if not notes or whole is None or table.find(f"{W}tblPr/{W}jc") is None:
        return
    width, character = room(table, page), (page.look(own or "").size or 16) * 10
    longest = max(_width(text_of(each), _LETTER) for each in notes) * character
    left = int(min((width - int(whole.get(f"{W}w", "0"))) / 2, width - longest))
    for each in notes if left > 0 else ():
        put_property(each, "ind", left=left)


def _asked(table: etree._Element) -> tuple[str, bool]:
    """How the author wants a table to fit, and whether it stands alone; its style is mended."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is None:
        return "auto", False
    name, _, asked = style.get(VALUE, "").partition("-")
    fit, _, alone = asked.partition("-")
    style.set(VALUE, name)
    return fit or "auto", alone == "alone"


def _set_cells(table: etree._Element, names: Mapping[str, str]) -> None:
    kinds = ("compact", "body text", "first paragraph", "list paragraph", "normal")
    plain = {"", *(names[kind] for kind in kinds)}
    _keep_together(table.findall(ROW))
    for row in table.findall(ROW):
        held = properties(row)
        head = held.find(f"{W}tblHeader") is not None
        if row.find(f".//{W}tbl") is None:  # one with a table in it may be higher than a page
            held.insert(0, element("cantSplit"))
        style = names["table heading" if head else "table text"]
        for paragraph in row.iter(PARAGRAPH):
            if style_of(paragraph) in plain:
                put_property(paragraph, "pStyle", val=style)


def _keep_together(rows: list[etree._Element]) -> None:
    """Few rows stay on one page, and of more the head with the first two below it."""
    heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    for row in rows[:-1] if len(rows) - heads <= _FEW_ROWS else rows[: heads + 1]:
        for paragraph in row.iter(PARAGRAPH):
            put_property(paragraph, "keepNext")


def _begin_long_captions_at_the_left(
    part: etree._Element, names: Mapping[str, str], page: Page
) -> None:
    """A caption in the middle is one line; of several no two would begin below each other."""
    for style in (names["table caption"], names["image caption"]):
        look = page.look(style)
        for paragraph in part.iter(PARAGRAPH) if look.centred else ():
            if style_of(paragraph) == style:
                longest = max(_width(line, _MIXED) for line in _lines(paragraph))
                if longest * (look.size or 17) * 10 > room(paragraph, page):
                    put_property(paragraph, "jc", val="left")


def _lines(paragraph: etree._Element) -> list[str]:
    """What is written in a paragraph, as far as its author divides it into lines."""
    parts = paragraph.iter(TEXT, f"{W}br")
    return "".join("\n" if part.tag != TEXT else part.text or "" for part in parts).split("\n")


def _set_widths(
    table: etree._Element, text_width: int, turned: int, half_points: int, fit: str
) -> SetTable:
    grid = table.find(f"{W}tblGrid")
    held = table.find(f"{W}tblPr")
    columns = [] if grid is None else grid.findall(f"{W}gridCol")
    if held is None or not columns:
        return SetTable(table, turned=False, lacking=0, column=0)
    whole = held.find(f"{W}tblW")
    shared = whole is not None and whole.get(f"{W}type") == "pct"
    lines, words = zip(*(_characters(table, at) for at in range(len(columns))), strict=True)
    given = [int(column.get(f"{W}w", "0")) for column in columns] if shared else []
    rooms = {"turn": [(turned, True)], "auto": [(text_width, False), (turned, True)]}
    plan = _planned(
        given,
        lines,
        words,
        [each for each in rooms.get(fit, ()) if each[0]] or [(text_width, False)],
        half_points,
    )
    for column, width in zip(columns, plan.widths, strict=True):
        column.set(f"{W}w", str(width))
    if whole is not None:
        replace(whole, [element("tblW", w=sum(plan.widths), type="dxa")])
    _fix(held, plan.margin)
    if plan.size != half_points:
        _set_size(table, plan.size)
    for row in table.findall(ROW):
        for at, span, cell in _cells(row):
            own = properties(cell)
            for old in own.findall(f"{W}tcW"):
                own.remove(old)
            own.insert(0, element("tcW", w=sum(plan.widths[at : at + span]), type="dxa"))
    return SetTable(table, plan.turned, plan.lacking / 20, words.index(max(words)))


def _planned(
    given: Sequence[int],
    lines: Sequence[float],
    words: Sequence[float],
    rooms: Sequence[tuple[int, bool]],
    half_points: int,
) -> _Plan:
    """The first look and the first room in which a table fits; else the last of both."""
    smallest = min(_SMALLEST, half_points)
    looks = [(max(round(half_points * size), smallest), space) for size, space in _LOOKS]
    easy = [max(word, min(line, _COMFORTABLE)) for line, word in zip(lines, words, strict=True)]
    tried = [
        (needed, *place, *look) for needed in (easy, words) for place in rooms for look in looks
    ]
    fitting = (
        each
        for each in tried
        if sum(each[0]) * each[3] * 10 + len(words) * round(_PADDING * each[4]) <= each[1]
    )
    needed, width, turned, size, space = next(fitting, tried[-1])
    padding = round(_PADDING * space)
    lacking = max(0, round(sum(words) * size * 10 + len(words) * padding - width))
    if given and not lacking:  # the author has said how wide columns are
        widths = shared_out(given, needed, width, size * 10, padding)
    else:
        widths = fitted(lines, words, width, size * 10, padding)
    margin = None if space == 1 else round(_MARGINS * space / 2)
    return _Plan(widths, size, margin, turned, lacking)


def _fix(held: etree._Element, margin: int | None) -> None:
    """Let a table keep the widths that it has, and give its cells margins of their own."""
    layout = held.find(f"{W}tblLayout")
    if layout is None:
        layout = element("tblLayout")
        look = held.find(f"{W}tblLook")
        if look is None:
            held.append(layout)
        else:
            look.addprevious(layout)
    layout.set(f"{W}type", "fixed")
    if margin is not None:
        sides = (element(side, w=margin, type="dxa") for side in ("left", "right"))
        layout.addnext(element("tblCellMar", *sides))


def _set_size(table: etree._Element, half_points: int) -> None:
    for run in table.iter(RUN):
        for name in ("sz", "szCs"):
            put_property(run, name, val=half_points)


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
        bold = row.find(f"{W}trPr/{W}tblHeader") is not None
        for at, span, cell in _cells(row):
            if at == column and span == 1:
                texts = [text_of(paragraph) for paragraph in cell.iter(PARAGRAPH)]
                lines += [_exact(text, bold=bold) for text in texts]
                found = (
                    word for text in texts for form in (_WORD, _DATE) for word in form.findall(text)
                )
                words += [_exact(word, bold=bold) for word in found]
    return max(lines), max(words)


def _exact(line: str, *, bold: bool = False) -> float:
    letters = sum(1.0 if is_full_width(char) else _WIDTHS.get(char, 0.67) for char in line)
    wide = sum(map(is_full_width, line))
    return wide + (letters - wide) * (_BOLD if bold else 1.0) + GAP * len(borders(line))


def _width(line: str, letter: float) -> float:
    return sum(1.0 if is_full_width(char) else letter for char in line)


def fitted(
    lines: Sequence[float],
    words: Sequence[float],
    text_width: int,
    character: int,
    padding: int = _PADDING,
) -> list[int]:
    """Widths of columns in twips, together no more than the text's.

    Args:
        lines: The longest line of each, in full-width characters.
        words: The longest word of each, which nothing breaks.
        text_width: What all together may take, in twips.
        character: Width of a full-width character in twips.
        padding: Of each column, in twips.

    Returns:
        What its longest line needs for each, if all fit. Else each keeps its longest word, and they
        share what is left.
    """
    natural = [each * character + padding for each in lines]
    if sum(natural) <= text_width:
        return [int(each) for each in natural]
    for narrowest in _NARROWEST:
        least = [
            min(most, max(word, narrowest) * character + padding)
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
    given: Sequence[int],
    words: Sequence[float],
    text_width: int,
    character: int,
    padding: int = _PADDING,
) -> list[int]:
    """Widths of columns whose proportions the author states; units as for :func:`fitted`.

    Returns:
        Twips for each: as stated, but that a column which would break its longest word takes what
        it lacks from those that have room, if they have enough.
    """
    widths = [each * text_width / (sum(given) or 1) for each in given]
    spare = [width - word * character - padding for width, word in zip(widths, words, strict=True)]
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
    plain = {names[name] for name in _TEXT if name in names}
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
