"""Where the notes of a chapter are defined: ``[^label]: text``, apart from their marks.

pandoc drops the text that nothing marks, and of several with one label all but one. That it did it
says itself (:class:`~hakusho.source.parse.Dropped`), so that ``[^label]:`` in code, in a comment or
within a paragraph is never taken for a definition. It knows the line of those that stand in no
list, quotation or note; the others are where none of what was read has its text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Block, Element
    from hakusho.findings import Location
    from hakusho.source.parse import Dropped
    from hakusho.source.positions import Positions, Read

_HEAD = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]+)\]:")
_OWN_TEXT = frozenset(
    {"Para", "Plain", "Header", "LineBlock", "CodeBlock", "RawBlock", "RawInline", "Code", "Math"}
)
"""What has its text where it stands."""


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """The text of a note, defined apart from its mark.

    Attributes:
        label: Without bracket and ``^``; pandoc tells capitals from small letters.
        location: Where it begins.
        marked: Whether a mark has its label.
        repeats: Whether one before it has its label.
    """

    label: str
    location: Location
    marked: bool = True
    repeats: bool = False


def definitions_in(
    path: str, blocks: Sequence[Block], positions: Positions
) -> tuple[NoteDefinition, ...]:
    """Find the definitions of a chapter's notes.

    Args:
        path: Its file.
        blocks: What was read in it.
        positions: What their places mean.

    Returns:
        What pandoc took for a definition, in order; of one that a template printed the place of
        its expression.
    """
    numbers = [at for at, each in enumerate(positions.reads) if each.places.path == path]
    if not numbers or "[^" not in positions.reads[numbers[0]].text:
        return ()
    read = positions.reads[numbers[0]]
    said = [positions.dropped[at] for at in numbers if at < len(positions.dropped)]
    unmarked = [{each.label for each in every if each.why == "unmarked"} for every in said]
    vanished = unmarked[0].intersection(*unmarked) if unmarked else set[str]()
    starts = _starts(read, blocks, positions, said[0] if said else ())
    found = (
        NoteDefinition(label, read.places.at(start), label not in vanished, number > 0)
        for label, each in starts.items()
        for number, start in enumerate(each)
    )
    return tuple(sorted(found, key=lambda each: each.location))


def _starts(
    read: Read, blocks: Sequence[Block], positions: Positions, dropped: Sequence[Dropped]
) -> Mapping[str, list[int]]:
    """The offset of each definition in the source, by label."""
    found = [*elements(list(blocks))]
    marked = {positions.start(each["definition"][0]) for each in found if "definition" in each}
    lines = [0, *(match.end() for match in re.finditer("\n", read.text))]
    texts = [*ranges_of_text(found, read)] if dropped else []
    starts: dict[str, list[int]] = {}
    for label, heads in _heads(read.text).items():
        about = [each for each in dropped if each.label == label]
        if about:
            in_text = {at for at in heads if any(start <= at < end for start, end in texts)}
            known = {each.line for each in about}
            # Of those that may be meant first the lines that pandoc names, last what is text.
            heads.sort(key=lambda at: (bisect_right(lines, at) not in known, at in in_text, at))
            heads = heads[: 1 + sum(each.why == "repeated" for each in about)]  # noqa: PLW2901  those
        places = sorted(read.origin(read.base + at)[0] for at in heads)
        # Where nothing is said there is one at most, and it is marked.
        starts[label] = places if about else [at for at in places if at in marked]
    return starts


def _heads(text: str) -> Mapping[str, list[int]]:
    """The offset of all that looks like the beginning of a definition, by label."""
    found: dict[str, list[int]] = defaultdict(list)
    for match in _HEAD.finditer(text):
        found[match["label"]].append(match.start())
    return found


def ranges_of_text(found: Iterable[Element], read: Read) -> Iterator[tuple[int, int]]:
    """What was read for text, code or a comment, as offsets in the text that pandoc read."""
    for each in found:
        if each["t"] in _OWN_TEXT and "at" in each:
            yield each["at"][0] - read.base, each["at"][1] - read.base
