"""Text that pandoc leaves out without a word: of addresses that nothing names, of rows too long.

``[Note]: see below`` defines the address of a link (pandoc's manual, "Reference links"), whatever
stands behind the colon, and prints nothing; of a row of a pipe table no more cells are kept than
its line of dashes has columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.ast.walk import elements
from hakusho.source.note_definitions import ranges_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Block, Element, Row, Table
    from hakusho.findings import Location
    from hakusho.source.positions import Positions

_DEFINITION = re.compile(
    r"^[ \t]*(?:(?:>|[-*+]|\(?[0-9A-Za-z]{1,3}[.)])[ \t]*)*"
    r"(?P<head>\[(?!\^)(?P<label>[^\[\]\n]+)\]:)[ \t]*\n?[ \t]*(?P<words>\S.*)$",
    re.MULTILINE,
)
_TITLE = re.compile(r"""[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))[ \t]*$""")
_WEB = re.compile(r"https?://\S+ ")
_ADDRESS = re.compile(r"<?(?:[A-Za-z][\w+.-]*:|[#/.]|\S*[./]\w)\S*$")


@dataclass(frozen=True, slots=True)
class LinkDefinition:
    """A line that says where the links of a label lead.

    Attributes:
        label: What stands in its brackets.
        address: All that stands behind, but for a title.
        position: Where it begins.
        is_used: Whether a link leads there.
        behind: The words behind the address that pandoc takes for a part of it.
    """

    label: str
    address: str
    position: int
    is_used: bool
    behind: str


def texts_read_as_addresses(
    path: str, blocks: Sequence[Block], positions: Positions
) -> Iterator[tuple[str, Location]]:
    """Find words that pandoc takes for the address of a link that there is not.

    Args:
        path: A chapter.
        blocks: What was read in it.
        positions: What their places mean.

    Yields:
        The label before the words, and where it stands.
    """
    for each in link_definitions(path, blocks, positions):
        if not each.is_used and not _ADDRESS.match(each.address):
            yield each.label, positions.place(each.position)


def link_definitions(
    path: str, blocks: Sequence[Block], positions: Positions
) -> Iterator[LinkDefinition]:
    """Find the lines of a chapter that say where a link leads: ``[label]: address``.

    Args:
        path: A chapter.
        blocks: What was read in it.
        positions: What their places mean.
    """
    read = next((each for each in positions.reads if each.places.path == path), None)
    if read is None or "]:" not in read.text:
        return
    found = [*elements(list(blocks))]
    texts = [*ranges_of_text(found, read)]
    named = {_plain(each["c"][2][0]) for each in found if each["t"] in {"Link", "Image"}}
    for match in _DEFINITION.finditer(read.text):
        at, words = match.start("head"), _TITLE.sub("", match["words"]).strip()
        if any(start <= at < end for start, end in texts):
            continue
        is_used = _plain(words.strip("<>")) in named
        behind = words.partition(" ")[2].strip() if is_used and _WEB.match(words) else ""
        yield LinkDefinition(match["label"], words, read.base + at, is_used, behind)


def _plain(address: str) -> str:
    return "".join(unquote(address).split())


def cells_left_out(table: Table, positions: Positions) -> Iterator[tuple[str, Location]]:
    """Find what stands in the rows of a pipe table behind its last column.

    Yields:
        For each such row the words, and where they begin.
    """
    if "at" not in table or "|" not in positions.letters(table["at"][0], 200).partition("\n")[0]:
        return
    if positions.letters(table["at"][0], 1) == "+":
        return
    _, _, _, head, bodies, foot = table["c"]
    for row in (*head[1], *(row for each in bodies for row in each[3]), *foot[1]):
        ends = [each["at"][1] for each in _in_cells(row) if "at" in each]
        end = max((each for each in ends if each <= table["at"][1]), default=None)  # no note's text
        if end is None:
            continue
        line = positions.letters(end, table["at"][1] - end).partition("\n")[0]
        kept, *beyond = re.split(r"(?<!\\)\|", line)
        at = end + len(kept)
        for words in beyond:
            at += 1
            if words.strip():
                yield words.strip(), positions.place(at + len(words) - len(words.lstrip()))
                break
            at += len(words)


def _in_cells(row: Row) -> Iterator[Element]:
    return (each for cell in row[1] for each in elements(cell[4]))
