"""MRK013, MRK014, MRK018, MRK029, MRK037: tables that are not read as their author sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import cells, children, stringify
from hakusho.checks.leftovers.slips import SEPARATOR, Slip, is_plain, slip
from hakusho.findings import Finding, say
from hakusho.source.lost_text import cells_left_out
from hakusho.source.table_layout import is_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element, LineBlock, Table
    from hakusho.checks.leftovers.slips import Line, Paragraph
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_BORDER = re.compile(r"\+(?:[-=:–—]+\+)+")
_ROW = re.compile(r"\|[^|]+\|(?:[^|]*\|)*|(?=.*\w\s?\|\s?\w)[^|]+(?:\|[^|]+)+")
_WIDE_ROW = re.compile("[｜|][^｜|\n]*[｜|](?:[^｜|\n]*[｜|])*")
_DASHES = re.compile(r"-+(?:[ \t]+-+)*")
_RULE = re.compile(r"-(?:[ \t]+-){2,}")
"""A rule, and no widths of columns."""
_GAP = re.compile(r"\S(?:\t|(?<![.?!:])  |\u3000\u3000)")
_NUMBER = re.compile(r"[△▲+−-]?[\d.,]*\d(?:[%％年隻件人円]|\.\d+)?")
_LONGEST = 40
_DRAW = say(
    "Draw all lines in the same columns: a Japanese letter takes two; ◯, ① and α take one for "
    "pandoc, whatever the screen shows. Or part the cells by | alone, over a line |---|---|: such "
    "a table has no columns to keep."
)


def slips_of_tables(
    prose: Prose, paragraphs: Sequence[Paragraph], nodes: Sequence[Element]
) -> Iterator[Slip]:
    """Find tables that are read as text, and text that holds a table's lines."""
    for node in nodes:
        if node["t"] == "Table" and is_drawn(node, prose.positions):
            yield from _off_by_a_column(prose.positions, node)
        elif node["t"] == "Table":
            yield from _beyond(prose.positions, node)
        elif node["t"] == "LineBlock":
            yield from _lines_of_cells(prose.positions, node)
        if node["t"] == "Table":
            yield from _run_together(prose.positions, node)
            yield from _text_between_lines(prose.positions, node)
    for paragraph in paragraphs:
        yield from _undrawn(prose, paragraph)


def _beyond(positions: Positions, table: Table) -> Iterator[Slip]:
    for words, where in cells_left_out(table, positions):
        message = "this row has more cells than the table has columns: '{words}' is not printed"
        hint = "Give the line of dashes as many columns; write \\| for a | within a cell."
        finding = Finding.of("MRK018", where, message, hint, words[:_LONGEST])
        yield Slip(finding, table["at"][0])


def _off_by_a_column(positions: Positions, table: Table) -> Iterator[Slip]:
    """The first cell of a drawn table that holds a line of the drawing.

    A | between words may be meant; one at the end of a cell's line, or in a row that has lost
    cells, was to part two of them.
    """
    _, _, columns, head, bodies, foot = table["c"]
    rows = (*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1])
    for row in rows:
        fewer = sum(cell[3] for cell in row[1]) < len(columns) or len(columns) == 1
        fewer = fewer or any(cell[3] > 1 for cell in row[1])
        for words in (list(children(each)) for cell in row[1] for each in cell[4]):
            for number, node in enumerate(words):
                if node["t"] != "Str" or "at" not in node:
                    continue
                last = number + 1 == len(words) or words[number + 1]["t"] == "SoftBreak"
                word, (begin, end) = node["c"], node["at"]
                bar = word.endswith("|") and (last or fewer)
                if (bar and positions.letters(end - 2, 1) != "\\") or _BORDER.match(word):
                    where = positions.place(end - 1 if bar else begin)
                    message = "a cell of this table holds a line of its drawing: {word}"
                    yield Slip(Finding.of("MRK013", where, message, _DRAW, word), begin)
                    return


def _text_between_lines(positions: Positions, table: Table) -> Iterator[Slip]:
    """A table without caption and name that rules above, below or between lines of text make."""
    (ident, _, _), (_, caption), columns, *_ = table["c"]
    if ident or caption or "at" not in table:
        return
    begin, end = table["at"]
    lines = [each.strip() for each in positions.letters(begin, end - begin).split("\n")]
    dashes = [each for each in lines if each and _DASHES.fullmatch(each)]
    single = len(columns) == 1 and lines[0] in dashes
    if dashes and (single or all(_RULE.fullmatch(each) for each in dashes)):
        message = "{line} makes a table of the text beside it"
        hint = "Write an empty line before and behind a line of dashes: then it is a rule."
        finding = Finding.of("MRK037", positions.place(begin), message, hint, dashes[0])
        yield Slip(finding, begin)


def _run_together(positions: Positions, table: Table) -> Iterator[Slip]:
    """The first cell that holds a number in each of its lines: those of several rows."""
    for cell in cells(table):
        words = [node for block in cell for node in children(block)]
        lines = stringify(words).split("\n")
        if len(lines) > 1 and all(map(_NUMBER.fullmatch, lines)) and "at" in words[0]:
            message = "the lines of a drawn row are one cell, and are printed as one: {words}"
            hint = (
                "Part rows by a line of the drawing, +---+---+, or by an empty line where the "
                "columns are parted by blanks; or write the rows as | a | b |."
            )
            begin = words[0]["at"][0]
            said = " ".join(lines)[:_LONGEST]
            where = positions.place(begin)
            yield Slip(Finding.of("MRK029", where, message, hint, said), begin)
            return


def _lines_of_cells(positions: Positions, block: LineBlock) -> Iterator[Slip]:
    """Lines with a | at both ends, which pandoc keeps as lines of verse."""
    for line in block["c"]:
        words = [node for node in line if node["t"] == "Str" and node["c"].endswith("|")]
        if words and words[-1] is line[-1] and "at" in words[-1] and "at" in block:
            if positions.letters(words[-1]["at"][1] - 2, 1) != "\\":
                yield _no_separator(positions, block["at"][0])
            return


def _undrawn(prose: Prose, paragraph: Paragraph) -> Iterator[Slip]:
    texts = [line.text for line in paragraph.lines]
    for number, line in enumerate(paragraph.lines):
        if _BORDER.fullmatch(line.text) and is_plain(prose, line.start, line.start + 1):
            message = "this table's lines do not meet: it is read as text"
            yield slip(prose, line.start, "MRK013", message, _DRAW)
            return
        if SEPARATOR.fullmatch(line.text) and number == 1 and "|" in texts[0]:
            message = "this table is read as text"
            hint = "Give all rows as many cells as the line of dashes has, and begin each with |."
            yield slip(prose, paragraph.lines[0].start, "MRK014", message, hint)
            return
    wide = [_WIDE_ROW.fullmatch(text) for text in texts]
    if len(texts) > 1 and all(wide) and "｜" in "".join(texts):
        message = "this table is drawn with ｜ of full width, and is read as text"
        hint = "Write | and - of half width: | a | b | in each line and |---|---| below the first."
        yield slip(prose, paragraph.lines[0].start, "MRK014", message, hint)
        return
    if _in_columns(prose, paragraph.lines):
        message = "these lines are in columns, and are printed as one paragraph"
        hint = (
            "Write a table, | a | b | in each line and |---|---| below the first; or keep the "
            'lines in a file in figures/data and print it: {{{{ table("name") }}}}.'
        )
        yield slip(prose, paragraph.lines[0].start, "MRK014", message, hint)
        return
    if "LineBlock" in paragraph.within or any(SEPARATOR.fullmatch(text) for text in texts):
        return
    rows = [line for line in paragraph.lines if _ROW.fullmatch(line.text)]
    closed = all(line.text.startswith("|") for line in rows)
    alike = len(rows) > 1 and len({line.text.count("|") for line in rows}) == 1
    if alike and (closed or len(rows) == len(texts)):
        first = rows[0].start
        if is_plain(prose, first, first + 1):
            yield _no_separator(prose.positions, prose.at[first])


def _in_columns(prose: Prose, lines: Sequence[Line]) -> bool:
    """Whether all lines have tabs between their words, as cells copied from a workbook have.

    Or spaces that set the words below one another.
    """

    def has_gap(line: Line) -> bool:
        return _GAP.search(prose.written(line.start, line.start + len(line.text))) is not None

    joined = len(lines) > 1 and not all(each.kept for each in lines[1:])
    return joined and all(map(has_gap, lines))


def _no_separator(positions: Positions, position: int) -> Slip:
    message = "this table has no line of dashes below its head: it is read as text"
    hint = "Write |---|---| below the first row, a --- for each column."
    return Slip(Finding.of("MRK014", positions.place(position), message, hint), position)
