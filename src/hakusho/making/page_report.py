"""The page report: where the finished pages of a document are badly made up (PAG).

What Typst knows is in the page map: notes away from their marks, figures away from what speaks of
them. All else is seen on the pages of the finished PDF. Nothing is laid out twice for it.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Any, cast

from hakusho.ast.walk import attr_of, elements
from hakusho.collation.exemplar import exemplar_of
from hakusho.findings import Finding, Location, Text, say
from hakusho.makeup.faults import WHITE, faults_of
from hakusho.makeup.pages import Frame
from hakusho.making.written_pieces import Written
from hakusho.manuscript.conditions import of_edition
from hakusho.manuscript.divided_tables import as_shown
from hakusho.manuscript.float_places import HERE, stated_place
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.ast.nodes import Block, Figure, Table
    from hakusho.makeup.faults import Fault
    from hakusho.makeup.pages import Pages, Piece
    from hakusho.making.order import Order
    from hakusho.manuscript.page_map import Layout, PageMap

RULES = frozenset(f"PAG{number:03}" for number in (*range(1, 10), 13))
"""The rules of this room."""
_SHOWN = 30
"""Characters of a text that a message quotes, at most."""
_AT_END = frozenset({"white", "gap", "heading"})
"""Faults that are none where a page is the last of a chapter."""
_FARTHEST = 1
"""Pages between a figure and the first words about it."""


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
        PAG009 for pages that do not settle, then the others, page by page.
    """
    if page_map is None:
        return ()
    return (*_unsettled(page_map.layout, order), *_of_pages(blocks, pages, page_map, order))


def _unsettled(layout: Layout, order: Order) -> Iterator[Finding]:
    if layout.unsettled:
        file = f"{order.metadata['slug']}{EDITIONS['pdf'].suffix}"
        message = "{file}: the pages do not settle, so page numbers printed may be wrong: {said}"
        said = ", ".join(layout.unsettled)
        yield Finding.of("PAG009", _place(order, None), message, _SETTLE, file, said)


def _of_pages(
    blocks: list[Block], pages: Pages | None, page_map: PageMap, order: Order
) -> tuple[Finding, ...]:
    if pages is None:
        return ()
    layout = page_map.layout
    found: list[Fault] = []
    if layout.frame:
        found = _faults(pages, Frame(**cast("Mapping[str, Any]", layout.frame)), layout, order)
    report = _Report(blocks, pages, order)
    made = [(fault.page, report.of_fault(fault)) for fault in report.told_once(found)]
    if not order.review:  # whose pages nobody prints
        made += (*report.of_notes(page_map), *report.of_floats(page_map))
    return tuple(finding for _, finding in sorted(made, key=lambda each: each[0]) if finding)


def _faults(pages: Pages, frame: Frame, layout: Layout, order: Order) -> list[Fault]:
    """What is badly made up, as far as the order's own frame leaves it to chance.

    A cover has margins of its own, and before a chapter that begins a page the foot is white. In
    a copy for referees only what stands beyond a margin counts.
    """
    own = order.metadata.get("frame") or {}
    if own.get("title") == "cover":
        pages = replace(pages, pieces=tuple(each for each in pages.pieces if not _on_cover(each)))
    found = faults_of(pages, frame, layout.begin, layout.last)
    if order.review:
        return [fault for fault in found if fault.kind == "beyond"]
    if own.get("chapters") != "page":
        return found
    ended = {page - 1 for page in _pages_with_headings_first(pages)} | {layout.begin.page}
    return [each for each in found if each.kind not in _AT_END or each.page not in ended]


def _on_cover(piece: Piece) -> bool:
    return any(run.page == 1 for run in piece.runs)


def _pages_with_headings_first(pages: Pages) -> set[int]:
    """The pages that begin with a heading."""
    first: dict[int, tuple[float, str]] = {}
    for piece in pages.pieces:
        for run in piece.runs:
            first[run.page] = min(first.get(run.page, (inf, "")), (run.top, piece.kind))
    return {page for page, (_, kind) in first.items() if kind == "heading"}


class _Report:
    def __init__(self, blocks: list[Block], pages: Pages, order: Order) -> None:
        self._blocks, self._pages, self._order = blocks, pages, order
        self._file = f"{order.metadata['slug']}{EDITIONS['pdf'].suffix}"
        self._known: Written | None = None

    def _written(self) -> Written:
        if self._known is None:
            labels = self._order.metadata["labels"]
            shown = as_shown(of_edition(self._blocks, "pdf"), "pdf", labels)
            self._known = Written(self._pages, exemplar_of(shown, self._order.metadata, {}))
        return self._known

    def _stated(self) -> Iterator[tuple[Figure | Table, str]]:
        """Figures and tables whose authors say where they are to stand, and where that is."""
        for each in elements(self._blocks):
            if each["t"] in {"Figure", "Table"} and (place := stated_place(each)):
                yield each, place

    def _placed(self) -> set[int]:
        """The positions of figures and tables whose authors say where they are to stand."""
        return {each["at"][0] for each, _ in self._stated() if "at" in each}

    def _is_wished(self, fault: Fault, position: int | None) -> bool:
        """Whether a figure stands where it does because somebody wants that.

        A brief's pages are few, so there a figure may pass the next heading.
        """
        return position in self._placed() or (fault.side == "behind" and bool(self._order.name))

    def _place(self, position: int | None) -> Location:
        return _place(self._order, position)

    def told_once(self, faults: Iterable[Fault]) -> Iterable[Fault]:
        """Faults, of each table on a page only the cell that stands farthest beyond a margin."""
        farthest: dict[object, Fault] = {}
        for fault in faults:
            key: object = fault
            if fault.kind == "beyond" and fault.piece.kind == "cell":
                where = self._written().position(fault.piece, fault.line)
                key = (fault.page, fault.side, where) if where is not None else fault
            if key not in farthest or farthest[key].amount < fault.amount:
                farthest[key] = fault
        return farthest.values()

    def of_fault(self, fault: Fault) -> Finding | None:
        """What is to be said of something badly made up; ``None`` if its author wished it."""
        position = self._written().position(fault.piece, fault.line)
        if fault.kind == "outside" and self._is_wished(fault, position):
            return None
        rule, message, hint = _SAID[fault.kind]
        if fault.kind == "beyond" and fault.piece.kind in _NARROWER:
            hint = _NARROWER[fault.piece.kind]
        values = (self._file, _page_of(fault), *_values(fault))
        return Finding.of(rule, self._place(position), message, hint, *values)

    def of_notes(self, page_map: PageMap) -> Iterator[tuple[int, Finding]]:
        """Notes that begin on another page than their marks.

        Where its layout does not settle, what Typst says is that of the one before; so the pages
        tell where they can.
        """
        told = {number: pages for number, *pages in page_map.layout.strays}
        seen = {number: pages for number, *pages in self._pages.notes}
        for number, (mark, text) in (told | seen).items():
            if mark == text:
                continue
            where = self._place(self._written().of_note(number))
            message = "{file}, page {page}: note {number} is marked here, its text on page {other}"
            found = (self._file, str(mark), number, str(text))
            yield mark, Finding.of("PAG006", where, message, _LINES, *found)

    def of_floats(self, page_map: PageMap) -> Iterator[tuple[int, Finding]]:
        """Figures and tables more than a page from the words about them, but for place=here."""
        stay = {attr_of(each)[0] for each, place in self._stated() if place == HERE}
        targets = self._order.manuscript.index.targets
        places = {each.ident: each.location for each in targets if each.ident not in stay}
        names = page_map.layout.floats
        for ident, (shown, mention) in names.items():
            if abs(shown - mention) > _FARTHEST and ident in places:
                message = (
                    "{file}, page {page}: '{ident}' is here, its nearest mention on page {other}"
                )
                found = (self._file, str(shown), ident, str(mention))
                yield shown, Finding.of("PAG007", places[ident], message, _MOVE, *found)


def _place(order: Order, position: int | None) -> Location:
    draft = order.manuscript.draft
    if position is not None:
        return draft.positions.place(position)
    return Location(draft.briefs[order.name].path if order.name else SETTINGS_PATH)


def _page_of(fault: Fault) -> str | Text:
    """The page of something badly made up, with its column if there are several."""
    page, column = str(fault.page), str(fault.column)
    return say("{page}, column {column}", page, column) if fault.column else page


def _values(fault: Fault) -> Iterator[str | Text]:
    """What the message about something badly made up says of it."""
    of_all = fault.piece.kind == "formula"  # whose lines are single letters
    words = _short(fault.piece.text if of_all else fault.line or fault.piece.text)
    yield say("“{words}”", words) if words else say("a picture")
    if fault.kind == "beyond":
        yield f"{fault.amount:.0f}" if fault.amount >= 1 else f"{fault.amount:.1f}"
    elif fault.kind in {"white", "gap"}:
        yield str(max(round(fault.amount), WHITE + 1))
    elif fault.kind == "heading":
        yield say("one line") if fault.amount else say("no line")
    if fault.side:
        yield _SIDES[fault.side]


_WORD = "Let it break: a hyphen or a space, <https://…> for an address, another word."
_LINES = "Add or drop a few words in this paragraph or one before it on the page, or move a figure."
_WHITE = "What follows does not fit there: let a table break, or move a figure in the text."
_GAP = "Move the figure or the table in the text, or let it stand there: place=here."
_MOVE = "Move it in the text, or say where it is to stand: place=here, place=top or place=page."
_ORDER = "Move it in the text behind that one, or let that one stand where it is: place=here."
_SETTLE = (
    "Add or drop a few words, or move a figure or let it stand: place=here. A template of your own "
    "must not change what it asks for (state, counter, query)."
)
_SAID = {
    "beyond": (
        "PAG001",
        "{file}, page {page}: {words} stands {amount} mm beyond the {side} margin",
        _WORD,
    ),
    "widow": (
        "PAG002",
        "{file}, page {page}: the last line of a paragraph is alone at the head: {words}",
        _LINES,
    ),
    "orphan": (
        "PAG003",
        "{file}, page {page}: the first line of a paragraph is alone at the foot: {words}",
        _LINES,
    ),
    "white": (
        "PAG004",
        "{file}, page {page}: the foot is white after {words}, for {count:line|lines}",
        _WHITE,
    ),
    "gap": (
        "PAG004",
        "{file}, page {page}: between {words} and what stands at the foot {count} lines are white",
        _GAP,
    ),
    "heading": (
        "PAG005",
        "{file}, page {page}: the heading {words} has {count} after it",
        _LINES,
    ),
    "outside": (
        "PAG008",
        "{file}, page {page}: {words} stands {side}",
        _MOVE,
    ),
    "order": (
        "PAG013",
        "{file}, page {page}: {words} stands before one with a lower number",
        _ORDER,
    ),
}
_NARROWER = {
    "code": "Break the line of code.",
    "formula": "Set it in several lines, \\\\ within aligned, or as two formulas.",
    "picture": "Give the image a smaller width: width=100%.",
    "cell": "Give the table fewer columns, or its cells shorter words.",
}
_SIDES = {
    "right": say("right"),
    "left": say("left"),
    "lower": say("lower"),
    "above": say("above the heading of its section"),
    "behind": say("behind the heading of the next chapter"),
}


def _short(text: str) -> str:
    text = " ".join(text.replace("\u2060", "").replace("\x02", "-").split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
