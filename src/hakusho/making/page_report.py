"""The page report: where the finished pages of a document are badly made up (PAG).

What Typst knows is in the page map: notes away from their marks, figures away from what speaks of
them. All else is seen on the pages of the finished PDF. Nothing is laid out twice for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.walk import elements
from hakusho.collation.exemplar import exemplar_of
from hakusho.findings import Finding, Location, Text, say
from hakusho.making.written_pieces import Written
from hakusho.makeup.faults import WHITE, faults_of
from hakusho.makeup.pages import Frame
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.float_places import stated_place
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Block
    from hakusho.making.order import Order
    from hakusho.makeup.faults import Fault
    from hakusho.makeup.pages import Pages
    from hakusho.manuscript.page_map import PageMap

RULES = frozenset(f"PAG00{number}" for number in range(1, 9))
"""The rules of this room."""
_SHOWN = 30
"""Characters of a text that a message quotes, at most."""
_FARTHEST = 1
"""Pages between a figure and the first words about it."""
_LINES = say(
    "Add or drop a few words in this paragraph or one before it on the page, or move a figure."
)
_MOVE = say("Move the text that is to stand beside it, or say where it is to stand: place=here, "
            "place=top or place=page.")  # fmt: skip


def page_report(
    blocks: list[Block], pages: Pages | None, page_map: PageMap | None, order: Order
) -> tuple[Finding, ...]:
    """Report on the pages of a document.

    Args:
        blocks: The document as its writers got it.
        pages: What stands on the pages of its PDF; ``None`` if that was not made or not read.
        page_map: What Typst says of them; likewise.
        order: What the document was made from.

    Returns:
        PAG001 to PAG008, page by page.
    """
    if pages is None or page_map is None:
        return ()
    layout = page_map.layout
    found: list[Fault] = []
    if layout.frame:
        body = range(layout.begin, page_map.end.page + 1)
        found = faults_of(pages, Frame(**layout.frame), body)
    report = _Report(blocks, pages, order)
    made = [
        *((fault.page, report.of_fault(fault)) for fault in found),
        *report.of_notes(page_map),
        *report.of_floats(page_map),
    ]
    return tuple(finding for _, finding in sorted(made, key=lambda each: each[0]) if finding)


class _Report:
    def __init__(self, blocks: list[Block], pages: Pages, order: Order) -> None:
        self._blocks, self._pages, self._order = blocks, pages, order
        self._file = f"{order.metadata['slug']}{EDITIONS['pdf'].suffix}"
        self._known: Written | None = None

    def _written(self) -> Written:
        if self._known is None:
            shown = of_edition(self._blocks, "pdf")
            self._known = Written(self._pages, exemplar_of(shown, self._order.metadata, {}))
        return self._known

    def _placed(self) -> set[int]:
        """The positions of figures and tables whose authors say where they are to stand."""
        exhibits = (each for each in elements(self._blocks) if each["t"] in {"Figure", "Table"})
        stated = (each for each in exhibits if stated_place(each))
        return {each["at"][0] for each in stated if "at" in each}

    def _place(self, position: int | None) -> Location:
        draft = self._order.manuscript.draft
        if position is not None:
            return draft.positions.place(position)
        return Location(draft.briefs[self._order.name].path if self._order.name else SETTINGS_PATH)

    def of_fault(self, fault: Fault) -> Finding | None:
        """What is to be said of something badly made up; ``None`` if its author wished it."""
        written, piece = self._written(), fault.piece
        where = self._place(written.position(piece, fault.line))
        file, page, words = self._file, str(fault.page), _short(fault.line or piece.text)
        start = "{file}, page {page}: "
        if fault.kind == "beyond":
            message = start + "{what} stands {amount} mm beyond the {side} margin"
            what = say("“{words}”", words) if words else say("a picture")
            hint = _NARROWER.get(piece.kind, _WORD)
            amount = f"{fault.amount:.0f}" if fault.amount >= 1 else f"{fault.amount:.1f}"
            side = _SIDES[fault.side]
            return Finding.of("PAG001", where, message, hint, file, page, what, amount, side)
        if fault.kind == "widow":
            message = start + "the last line of a paragraph stands alone at the head: “{words}”"
            return Finding.of("PAG002", where, message, _LINES, file, page, words)
        if fault.kind == "orphan":
            message = start + "the first line of a paragraph stands alone at the foot: “{words}”"
            return Finding.of("PAG003", where, message, _LINES, file, page, words)
        if fault.kind == "white":
            message = start + "{count} lines at the foot are white, after “{words}”"
            count = str(max(round(fault.amount), WHITE + 1))
            return Finding.of("PAG004", where, message, _WHITE, file, page, count, words)
        if fault.kind == "heading":
            count = say("one line") if fault.amount else say("no line")
            message = start + "the heading “{words}” has {count} after it"
            return Finding.of("PAG005", where, message, _LINES, file, page, words, count)
        if written.position(piece) in self._placed():
            return None
        side = _PLACES[fault.side]
        message = start + "“{words}” stands {side}"
        return Finding.of("PAG008", where, message, _MOVE, file, page, words, side)

    def of_notes(self, page_map: PageMap) -> Iterator[tuple[int, Finding]]:
        """Notes that begin on another page than their marks."""
        for number, mark, text in page_map.layout.strays:
            where = self._place(self._written().of_note(number))
            message = "{file}, page {page}: the mark of note {number} stands here, its text on page {other}"
            found = (self._file, str(mark), number, str(text))
            yield mark, Finding.of("PAG006", where, message, _LINES, *found)

    def of_floats(self, page_map: PageMap) -> Iterator[tuple[int, Finding]]:
        """Figures and tables more than a page from the first words about them."""
        places = {each.ident: each.location for each in self._order.manuscript.index.targets}
        names = page_map.layout.floats
        for ident, (shown, mention) in names.items():
            if abs(shown - mention) > _FARTHEST and ident in places:
                message = "{file}, page {page}: '{ident}' stands here, its nearest mention on page {other}"
                found = (self._file, str(shown), ident, str(mention))
                yield shown, Finding.of("PAG007", places[ident], message, _MOVE, *found)


_WORD = say("Let it break: a hyphen or a space, <https://…> for an address, another word.")
_NARROWER = {
    "code": say("Break the line of code."),
    "formula": say("Set it in several lines: \\\\ within aligned, or two formulas."),
    "picture": say("Give the image a smaller width: width=100%."),
    "cell": say("Give the table fewer columns, or its cells shorter words."),
}
_WHITE = say("What follows does not fit there: let a table break, or move a figure or a table "
             "to another place in the text.")  # fmt: skip
_SIDES = {"right": say("right"), "left": say("left"), "lower": say("lower")}
_PLACES = {
    "above": say("above the heading of its section"),
    "behind": say("behind the heading of the next section"),
}


def _short(text: str) -> str:
    text = " ".join(text.replace("\u2060", "").replace("\x02", "-").split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
