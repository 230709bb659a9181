"""Reading: a template filled in, its Markdown parsed, and every node given its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from hakusho.ast.walk import cells, elements, map_strings
from hakusho.findings import say
from hakusho.paper.control_characters import control_character
from hakusho.source.alignment import align
from hakusho.source.attributed_blocks import with_attributed_blocks
from hakusho.source.cell_breaks import with_cell_breaks
from hakusho.source.cross_reference_marks import with_separators, without_separators
from hakusho.source.figure_groups import with_figure_groups
from hakusho.source.parse import Unparsed, parse_fully
from hakusho.source.positions import NOWHERE
from hakusho.source.quotation_marks import settle_quotes
from hakusho.source.raw import raw_text
from hakusho.source.template import render, speaking
from hakusho.tools.keeping import recall_each
from hakusho.values.invisible import controls_in, without_controls
from hakusho.values.marks import Mark, without_private

MOST_CELLS = 30_000
"""Of a table: more than fifty pages of a PDF."""
_ENTITY = re.compile(r"&#(?:[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<decimal>[0-9]{1,7}));")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hakusho.ast.nodes import Block, Element
    from hakusho.data.vocabulary import Vocabulary
    from hakusho.findings import Finding, Location
    from hakusho.paper.source_file import ChapterFile
    from hakusho.source.parse import Parsed
    from hakusho.source.positions import Positions, Read, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """A text to be read.

    Attributes:
        file: Where it stands.
        names: What its template may use.
        spans: Ranges of it; of its expressions only those in them are filled in, or only those
            outside.
        inside: Which.
        row: The row that it is filled in with, which ``names`` knows, too.
    """

    file: ChapterFile
    names: Vocabulary
    spans: tuple[tuple[int, int], ...] = ()
    inside: bool = False
    row: Row = ()


def read(
    texts: Sequence[Asked],
    positions: Positions = NOWHERE,
    *,
    seconds: float,
    kept: Path | None = None,
) -> tuple[tuple[list[Block] | None, ...], Positions, tuple[Finding, ...]]:
    """Read texts.

    Args:
        texts: In any order; a file may be among them in several languages.
        positions: Of what has been read before.
        seconds: Of a processor, for each text.
        kept: The folder where what pandoc says of a text is kept, if it is.

    Returns:
        The blocks of each, every node with its place (``at``), ``None`` for a text that cannot be
        parsed in time; what the places mean, earlier ones included; and what is wrong.
    """
    findings: list[Finding] = []
    before = len(positions.reads)
    for text in texts:
        path, source = text.file.path, raw_text(text.file)
        template = speaking(source, text.spans, inside=text.inside) if text.spans else source
        rendered, problems = render(path, without_private(template), text.names)
        findings += problems
        positions = positions.with_text(path, source, with_separators(rendered), text.row)
    reads = positions.reads[before:]
    sources = [raw_text(text.file) for text in texts]
    parsed, problems, unclear = _parse(reads, sources, seconds=seconds, kept=kept)
    dropped = tuple(each.dropped if each else () for each in parsed)
    positions = replace(positions, dropped=(*positions.dropped, *dropped))
    clean = [
        _without_controls(each.blocks if each else None, text)
        for each, text in zip(parsed, reads, strict=True)
    ]
    findings += (finding for _, found in clean for finding in found)
    return tuple(blocks for blocks, _ in clean), positions, (*findings, *problems, *unclear)


def _without_controls(
    blocks: list[Block] | None, text: Read
) -> tuple[list[Block] | None, tuple[Finding, ...]]:
    """Blocks without the control characters that entities and templates bring, and TYP010 for each.

    What is typed of them stands in no text: reading a file finds it.
    """
    # A chapter that a template prints into has no entity either, where there is no &#.
    if not blocks or not ("&#" in text.text or any(controls_in(text.text))):
        return blocks, ()
    found: dict[Finding, None] = {}
    for node in elements(blocks):
        for words in _own_strings(node):
            for match in controls_in(words):
                found[control_character(match[0], _place_of(match[0], node, text))] = None
    return (map_strings(blocks, without_controls) if found else blocks), tuple(found)


def _own_strings(node: object) -> Iterator[str]:
    """The strings of an element that are in none of the elements that it holds."""
    waiting = [node.get("c")] if isinstance(node, dict) else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, (list, tuple)):
            waiting += [each for each in item if not (isinstance(each, dict) and "t" in each)]


def _place_of(char: str, node: Element, text: Read) -> Location:
    """Where the entity of a character stands in a node, or the expression that printed it."""
    at = node.get("attributes", node.get("at", (text.base, text.base + 1)))
    letters = text.text[at[0] - text.base : at[1] - text.base]
    entities = (each for each in _ENTITY.finditer(letters) if _number(each) == ord(char))
    offset = next((each.start() for each in entities), max(letters.find(char), 0))
    return text.places.at(text.origin(at[0] + offset)[0])


def parse_with_places(
    reads: Sequence[Read], *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], tuple[Finding, ...]]:
    """Parse texts.

    Args:
        reads: As pandoc is to read them.
        seconds: Of a processor, for each text.

    Returns:
        The blocks of each, ``None`` for one that cannot be parsed in time; and PAP006 for these.
    """
    parsed, problems, _ = _parse(reads, [read.text for read in reads], seconds=seconds)
    return tuple(each.blocks if each else None for each in parsed), problems


def _parse(
    reads: Sequence[Read], sources: Sequence[str], *, seconds: float, kept: Path | None = None
) -> tuple[tuple[Parsed | None, ...], tuple[Finding, ...], tuple[Finding, ...]]:
    """What pandoc reads in texts, PAP006 where it does not, TYP023 for marks that are not clear.

    Blocks are the same ones only while all of their text is, also what templates stand for: with
    them is kept what is found in what the author wrote (``manuscript/by_chapter.py``).
    """
    found: list[Parsed | None] = []
    problems: list[Finding] = []
    unclear: list[Finding] = []
    asked = [(text, source, seconds) for text, source in zip(reads, sources, strict=True)]
    read_all = partial(_read_all, kept=kept)
    for each in recall_each(__name__, asked, read_all, lambda made: made.parsed is not None):
        found.append(each.parsed)
        problems += each.problems
        unclear += each.unclear
    return tuple(found), tuple(problems), tuple(unclear)


@dataclass(frozen=True, slots=True)
class _Placed:
    """What pandoc reads in a text, every node with its place, and what is found in doing so."""

    parsed: Parsed | None
    problems: tuple[Finding, ...] = ()
    unclear: tuple[Finding, ...] = ()


def _read_all(asked: Sequence[tuple[Read, str, float]], *, kept: Path | None) -> list[_Placed]:
    reads = [read for read, _, _ in asked]
    parsed = parse_fully([read.text for read in reads], seconds=asked[0][2], kept=kept)
    return [_placed(read, each) for read, each in zip(reads, parsed, strict=True)]


def _placed(text: Read, parsed: Parsed | Unparsed) -> _Placed:
    if isinstance(parsed, Unparsed):
        where = text.places.at(text.origin(text.base + parsed.at)[0])
        return _Placed(None, (parsed.finding(where),))
    align(text.text, parsed.blocks, text.base)
    if large := _too_large_table(parsed.blocks, text):
        where = text.places.at(text.origin(text.base + large.at)[0])
        return _Placed(None, (large.finding(where),))
    unclear = tuple(settle_quotes(parsed.blocks, text))
    broken = with_cell_breaks(parsed.blocks, text.text)
    grouped = with_figure_groups(broken, text.text)
    blocks = with_attributed_blocks(grouped, text.text, text.base)
    return _Placed(replace(parsed, blocks=_without_marks(blocks, text.text)), (), unclear)


def _too_large_table(blocks: list[Block], text: Read) -> Unparsed | None:
    """The first table that has more than :data:`MOST_CELLS` cells."""
    if len(text.text) < 2 * MOST_CELLS:  # a letter and a bar for each
        return None
    for node in elements(blocks):
        if node["t"] == "Table" and sum(1 for _ in cells(node)) > MOST_CELLS:
            why = say("this table has more than {most:,} cells", MOST_CELLS)
            hint = "Print the rows that readers look at, and keep the others in a data file."
            start, _ = node.get("at", (text.base, text.base))
            return Unparsed(why, start - text.base, say(hint))
    return None


def _number(entity: re.Match[str]) -> int:
    return int(entity["hex"], 16) if entity["hex"] else int(entity["decimal"])


def _without_marks(blocks: list[Block], text: str) -> list[Block]:
    """Blocks without our marks, and without the private-use characters that entities stand for."""
    if Mark.SEPARATOR in text:
        blocks = without_separators(blocks)
    if "&#" in text:
        blocks = map_strings(blocks, without_private)
    return blocks
