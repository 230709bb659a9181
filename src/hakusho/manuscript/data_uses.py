"""Where chapters use data: each ``fact(…)``, ``cell(…)`` and ``table(…)``, and its sentence.

The calls are read from the templates, without running them: a name that is computed is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hakusho.ast.walk import elements, stringify
from hakusho.data.cell_facts import cells_name
from hakusho.manuscript.stretches import caption_range
from hakusho.source.prose import OPAQUE, prose_of
from hakusho.source.template_calls import calls_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Block, Range
    from hakusho.findings import Location
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose
    from hakusho.source.template_calls import Call

Function = Literal["fact", "cell", "table"]
FUNCTIONS: tuple[Function, ...] = ("fact", "cell", "table")
"""The functions of a template that print data."""
Place = Literal["sentence", "caption", "note", "heading", "table"]

_SENTENCE_END = re.compile(rf"[。！？]+[」』）)”’]*|[.!?][”’\")]*(?=[\s{OPAQUE}]|$)")


@dataclass(frozen=True, slots=True)
class DataUse:
    """One use of data in a chapter.

    Attributes:
        name: The fact's id, or the dataset's name.
        location: Where the expression stands.
        start: The same as an offset in its file.
        typed: The expression as typed.
        rows: Of a table that shows some rows, the patterns of their ids; empty means all.
        column: Of cells, their column.
        where: What chooses their rows, as far as it is typed there.
        computed: Whether anything else chooses them.
        own: Where the call itself begins and ends in the expression.
    """

    function: Function
    name: str
    location: Location
    start: int = 0
    typed: str = ""
    rows: str = ""
    column: str = ""
    where: tuple[tuple[str, str], ...] = ()
    computed: bool = False
    own: tuple[int, int] = (0, 0)

    @property
    def called(self) -> str:
        """What is called where its changes are told: ``ports.ships[2025]``, or a fact's id."""
        if self.computed:
            return self.typed[slice(*self.own)]
        return cells_name(self.name, self.column, self.where) if self.column else self.name


@dataclass(frozen=True, slots=True)
class Told:
    """A use of data, and what is told by it.

    Attributes:
        use: The use.
        place: What kind of text it stands in.
        sentence: The sentence as it is printed, without citations and notes; the expression if it
            stands in none, or prints a table.
        begins: Where the sentence begins in its file: two uses of one sentence have the same.
    """

    use: DataUse
    place: Place
    sentence: str
    begins: int


def data_uses(draft: Draft) -> tuple[DataUse, ...]:
    """Find the uses of data in chapters and briefs, in order."""
    return tuple(use for text in draft.texts for use in _uses(text, draft.positions))


def told_by(draft: Draft) -> tuple[Told, ...]:
    """Find the uses of data in chapters and briefs, in order, and what they tell."""
    return tuple(each for text in draft.texts for each in _told(text, draft.positions))


def _uses(text: Chapter, positions: Positions) -> Iterator[DataUse]:
    for call in calls_in(text.path, positions):
        if call.function not in FUNCTIONS or call.first is None:
            continue
        function: Function = call.function
        rows = call.given("rows", 1) if function == "table" else ""
        column, chosen, computed = _chosen(call) if function == "cell" else ("", (), False)
        name = unicodedata.normalize("NFC", call.first)
        at = positions.at(text.path, call.start)
        given = rows, column, chosen, computed, call.own
        yield DataUse(function, name, at, call.start, call.typed, *given)


def _chosen(call: Call) -> tuple[str, tuple[tuple[str, str], ...], bool]:
    """The column of cells, what chooses their rows (column and value), and if more does."""
    named = {each.name: each for each in call.arguments if each.name}
    placed = [each for each in call.arguments[1:] if not each.name]
    own = named.pop("column", None) or next(iter(placed), None)
    column = (own.literal if own else None) or ""
    more = [*placed[1:], *(named.pop(name) for name in ("chosen",) if name in named)]
    said = [(name, each.literal) for name, each in named.items()]
    where = [pair for each in more for pair in each.mapping]
    where += [(name, value) for name, value in said if value is not None]
    computed = not column or len(where) < len(said) + len(more)
    return column, tuple(where), computed


def _told(text: Chapter, positions: Positions) -> Iterator[Told]:
    uses = tuple(_uses(text, positions))
    if not uses:
        return
    prose = prose_of(text.blocks, positions, printed=True)
    letters = sorted((positions.start(at), index) for index, at in enumerate(prose.at))
    whole = tuple(_whole(text.blocks))
    for use in uses:
        at = bisect_left(letters, (use.start, 0))
        index = letters[at][1] if at < len(letters) else len(prose.text)
        start = prose.text.rfind("\n", 0, index) + 1
        end = prose.text.find("\n", index)
        if use.function == "table" or end < 0 or not _holds(prose, start, index, use):
            place: Place = "table" if use.function == "table" else "sentence"
            yield Told(use, place, use.typed, use.start)
            continue
        place = next((kind for kind, (a, b) in whole if a <= prose.at[index] < b), "sentence")
        if place == "sentence":
            start, end = _sentence(prose, start, end, index)
            if prose.note_at(index):
                place = "note"
        yield Told(use, place, _printed(prose, start, end), positions.start(prose.at[start]))


def _holds(prose: Prose, start: int, index: int, use: DataUse) -> bool:
    """Whether a paragraph from ``start`` is what a use stands in, and not only the next one."""
    first, found = prose.positions.start(prose.at[start]), prose.place(index)
    return first <= use.start or found.line == use.location.line


def _whole(blocks: list[Block]) -> Iterator[tuple[Place, Range]]:
    """The ranges of headings and captions, which are told as a whole."""
    for element in elements(blocks):
        if element["t"] == "Header" and "at" in element:
            yield "heading", element["at"]
        elif element["t"] in {"Figure", "Table"}:
            at = caption_range(element)
            if at:
                yield "caption", at


def _sentence(prose: Prose, start: int, end: int, index: int) -> tuple[int, int]:
    """The sentence of a paragraph in which a letter stands; none ends in what a template prints."""
    typed = "".join(
        letter if prose.positions.is_typed(at) else "x"
        for letter, at in zip(prose.text[start:end], prose.at[start:end], strict=True)
    )
    ends = [start + match.end() for match in _SENTENCE_END.finditer(typed)]
    begin = max((each for each in ends if each <= index), default=start)
    return begin, min((each for each in ends if each > index), default=end)


def _printed(prose: Prose, start: int, end: int) -> str:
    said = ""
    for index in range(start, end):
        letter, node = prose.text[index], prose.opaque.get(index)
        if node is None:
            said += letter
        elif node["t"] in {"Code", "Math"}:
            said += node["c"][1]
        elif node["t"] == "Cite" and not (words := stringify(node["c"][1])).startswith("["):
            said += words
        elif node["t"] in {"Cite", "Note"}:
            said = said.rstrip()
    return said.strip()
