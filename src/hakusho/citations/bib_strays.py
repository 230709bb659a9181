"""Text between the blocks of a BibTeX file: a comment, or what is left of an entry cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.bib_faults import Fault
from hakusho.citations.bib_source import NO_ENTRIES
from hakusho.citations.entry_types import is_known
from hakusho.findings import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.citations.bib_source import Block

_REST_OF_ENTRY = re.compile(r"\s*([},\s]*)(?:[A-Za-z][\w-]*\s*=\s*([{\"\w]))?")
_AT = re.compile(r"^[ \t]*@[ \t]*(\w*)[ \t]*([{(]?)", re.MULTILINE)


def strays(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Fault, Block | None]]:
    """Look at what stands between blocks.

    Args:
        text: The file.
        blocks: Its blocks.

    Yields:
        Each fault, and the block that it takes fields from, if it takes any.
    """
    starts = [*(block.start for block in blocks), len(text)]
    yield from _heads(text, 0, starts[0])
    for block, following in zip(blocks, starts[1:], strict=True):
        if block.end == following:
            continue
        if block.closed and block.kind != "comment":
            yield from _rest(text, block, following)
        yield from _heads(text, block.end, following)


def _rest(text: str, block: Block, stop: int) -> Iterator[tuple[Fault, Block | None]]:
    """A brace too many ends an entry early; its other fields are then text between entries."""
    match = _REST_OF_ENTRY.match(text, block.end, stop)
    if not match:
        return
    marks, value = match[1], match[2]
    if value and ("," in marks or value in '{"'):
        problem = say("this @{kind} ends here, but fields follow", block.kind)
        hint = say("Delete the closing brace that is too many.")
        yield Fault(block.end - 1, problem, hint), block
    elif "}" in marks:
        problem = say("a }} that closes nothing follows the @{kind}", block.kind)
        hint = say("Delete it, or add the opening brace that it belongs to.")
        yield Fault(match.start(1) + marks.index("}"), problem, hint), None


def _heads(text: str, start: int, stop: int) -> Iterator[tuple[Fault, Block | None]]:
    """Lines that begin like an entry and are none."""
    if text.find("@", start, stop) < 0:
        return
    for match in _AT.finditer(text, start, stop):
        word = match[1]
        if word.lower() in NO_ENTRIES:
            continue
        if (word and match[2]) or is_known(word.lower()):
            hint = say("Write @type{{key, field = {{value}}, …}} with braces.")
            yield (
                Fault(match.start(1) - 1, say("this @{word} is not read as an entry", word), hint),
                None,
            )
        elif match[2]:
            hint = say("Write @type{{key, …}}, for example @book{{key, …}}.")
            yield Fault(match.start(2) - 1, say("this entry has no type"), hint), None
