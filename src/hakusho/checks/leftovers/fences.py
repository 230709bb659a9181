"""MRK005, MRK017: fences of divisions and of code that open or close nothing."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of
from hakusho.checks.leftovers.slips import Slip, begins_line, is_at_edge, is_plain, slip
from hakusho.findings import Finding
from hakusho.manuscript.known_names import CONDITIONS
from hakusho.source.line_changes import line_change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.checks.leftovers.slips import Paragraph
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

_DIVISION = re.compile(r"(?::{3,}|：{3,})[ \t]*(?P<words>.*)")
_WELL_FORMED = re.compile(r"(?:\{[^{}]*\}|[^\s{}:]+)[ \t]*:*")
_CLOSING = re.compile(r">?\s*:{3,}")
_CODE = re.compile(r"(?P<fence>`{3,})(?P<info>[^`]*)")
_TILDES = "~~~"
_LONGEST = 80
_MOST = 5
"""A line of more tildes underlines a title."""


def slips_of_divisions(prose: Prose, paragraphs: Sequence[Paragraph]) -> Iterator[Slip]:
    """MRK005 for each ``:::`` that is printed; a closing one belongs to an opening one before."""
    opened = 0
    for paragraph in paragraphs:
        for number, line in enumerate(() if "Table" in paragraph.within else paragraph.lines):
            match = _DIVISION.match(line.text) if line.text[:1] in {":", "："} else None
            if not match or not begins_line(prose, line.start, line.start + 3):
                continue
            words = match["words"].rstrip(": ")
            if words:
                opened += 1
                begin = prose.at[line.start + match.start("words")]
                shown = prose.positions.letters(begin, _LONGEST).partition("\n")[0]
                yield _opening(prose, paragraph, number, shown.rstrip(": "))
            elif opened:
                opened -= 1
            else:
                message = "::: closes nothing and is printed as it is"
                hint = (
                    "Take it out; or the line that opens the division is not read as one: it has "
                    "an empty line before it, and one word or {{…}} behind its :::."
                )
                yield slip(prose, line.start, "MRK005", message, hint)


def _opening(prose: Prose, paragraph: Paragraph, number: int, words: str) -> Slip:
    line, change = paragraph.lines[number], None
    if "：" in line.text[:3]:
        hint = "Write it with half-width colons: :::."
    elif number and _WELL_FORMED.fullmatch(words):
        hint = "Write an empty line before it."
        change = paragraph.change(prose, line)
    elif words.startswith("{"):
        hint = "Between ::: and the line's end stands one {{…}}, closed in the same line."
    else:
        hint = 'Behind ::: stands one word, or {{…}}: for a box, ::: {{.box title="{title}"}}.'
        title = re.sub(r"\{[^{}]*\}", "", words.partition(" ")[2]).strip() or "…"
        message = "::: {words} opens nothing and is printed as it is"
        return slip(prose, line.start, "MRK005", message, hint, words, title)
    message = "::: {words} opens nothing and is printed as it is"
    return slip(prose, line.start, "MRK005", message, hint, words, change=change)


def unclosed_divisions(nodes: Sequence[Element], positions: Positions) -> Iterator[Slip]:
    """MRK005 for the first division that ends where the chapter does, not at a line of colons."""
    for node in nodes:
        if node["t"] != "Div" or "at" not in node or not positions.is_typed(node["at"][0]):
            continue
        if any(name in CONDITIONS for name in attr_of(node)[1]):
            continue  # CND005 says so
        begin, end = node["at"]
        lines = positions.letters(begin, end - begin).rstrip().split("\n")
        if lines[0][:3] == ":::" and (len(lines) == 1 or not _CLOSING.fullmatch(lines[-1].strip())):
            message = "this division is never closed: all down to the end of the chapter is in it"
            hint = "Write a line ::: where it ends."
            yield Slip(Finding.of("MRK005", positions.place(begin), message, hint), begin)
            return


def slips_of_code(
    prose: Prose, paragraphs: Sequence[Paragraph], nodes: Sequence[Element]
) -> Iterator[tuple[Slip, int]]:
    """MRK017 for fences that are printed, or make code of words in a line.

    Yields:
        Each, and the position of the fence that was to close it (of its own, if there is none):
        what stands between is code, and no text.
    """
    printed = [
        (prose.at[line.start], match["fence"], match["info"].strip())
        for paragraph in paragraphs
        for line in paragraph.lines
        if line.text[:1] == "`" and (match := _CODE.match(line.text))
        if is_plain(prose, line.start, line.start + 3)
    ]
    bare = [position for position, _, info in printed if not info]
    # What was to close one that is not read opens another one, which may be read.
    ends = sorted([*bare, *_bare_fences(prose, nodes)]) if printed else []
    last = -1
    for position, fence, info in printed:
        if position > last:
            closing = next((end for end in ends if end > position), None)
            last = position if closing is None else closing
            yield _unread(prose, position, fence, info, closed=closing is not None), last
    yield from _of_nodes(prose, paragraphs, nodes)


def _bare_fences(prose: Prose, nodes: Sequence[Element]) -> Iterator[int]:
    """Where code begins behind a fence without any word."""
    for node in nodes:
        if node["t"] == "CodeBlock" and "at" in node:
            written = prose.positions.letters(node["at"][0], _LONGEST).partition("\n")[0]
            if _CODE.fullmatch(written) and not written.strip("` "):
                yield node["at"][0]


def _unread(prose: Prose, position: int, fence: str, info: str, *, closed: bool) -> Slip:
    if _CELL.match(info):
        return _code_cell(prose, position, info)
    where = prose.positions.place(position)
    if not closed:
        message = "{fence} opens code that is never closed"
        hint = "Write {fence} in a line of its own where the code ends."
        return Slip(Finding.of("MRK017", where, message, hint, fence), position)
    message = "the fence {fence}{info} is not read as one: the code is printed as text"
    hint = "Write {fence}{word}, no words or braces behind it, beneath an empty line."
    word = re.split(r"[\s{}]", info.strip("{} ."))[0]
    return Slip(Finding.of("MRK017", where, message, hint, fence, info, word), position)


def _of_nodes(
    prose: Prose, paragraphs: Sequence[Paragraph], nodes: Sequence[Element]
) -> Iterator[tuple[Slip, int]]:
    positions = prose.positions
    tildes = []
    for node in nodes:
        if node["t"] == "Code" and "at" in node:
            written = positions.letters(node["at"][0], node["at"][1] - node["at"][0])
            if written.startswith("```") and "\n" in written:
                yield _within_a_line(prose, node["at"][0], written), node["at"][1]
        elif (
            node["t"] == "Subscript"
            and not node["c"]
            and "at" in node
            and positions.letters(node["at"][0], len(_TILDES)) == _TILDES
            and is_at_edge(positions, node["at"][0])
        ):
            tildes.append(node["at"][0])
    underlines = [
        each for each in tildes if positions.letters(each, _MOST + 1) == "~" * (_MOST + 1)
    ]
    for each in underlines:
        yield _underline(prose, each), each
    tildes = [each for each in tildes if each not in underlines]
    first = {prose.at[each.lines[0].start] for each in paragraphs if tildes}
    for opening, closing in zip_longest(tildes[::2], tildes[1::2]):
        apart = opening + 2 not in first and closing is not None
        yield _tildes(prose, opening, apart=apart), closing or opening


_CELL = re.compile(r"\s*\{\s*(?:python|r|julia|ojs|sql|bash)\b", re.IGNORECASE)
"""Behind a fence: code that Quarto, R Markdown or Jupyter run."""


def _code_cell(prose: Prose, position: int, info: str) -> Slip:
    message = "a code cell, {fence}, is not run here, and its code is printed"
    hint = "Write its code as figures/NAME.py, ![caption](NAME){{#fig-NAME}} in its place."
    where = prose.positions.place(position)
    return Slip(Finding.of("MRK017", where, message, hint, f"```{info.strip()}"), position)


def _within_a_line(prose: Prose, position: int, written: str) -> Slip:
    given = written.partition("\n")[0].lstrip("`")
    if _CELL.match(given):
        return _code_cell(prose, position, given)
    message = "{fence} is read as code within a line, and what stands behind it is printed"
    hint = "Behind the fence stands one word without spaces and braces: {fence}{word}."
    info = written.partition("\n")[0].strip("`{} .")
    word = re.split(r"[^\w+#:.-]", info)[0]
    where = prose.positions.place(position)
    return Slip(Finding.of("MRK017", where, message, hint, "```", word), position)


def _underline(prose: Prose, position: int) -> Slip:
    where = prose.positions.place(position)
    message = "a line of ~ makes no heading, and is printed"
    hint = "Write # and a space before the heading's words."
    return Slip(Finding.of("MRK017", where, message, hint), position)


def _tildes(prose: Prose, position: int, *, apart: bool) -> Slip:
    where = prose.positions.place(position)
    change = None
    if apart:
        message = "{fence} right after a line of text is read as part of it"
        hint = "Write an empty line before it."
        if where.column == 1:
            change = line_change(position, prose.positions, apart=True)
    else:
        message = "{fence} opens code that is never closed"
        hint = "Write {fence} in a line of its own where the code ends."
    return Slip(Finding.of("MRK017", where, message, hint, _TILDES), position, change)
