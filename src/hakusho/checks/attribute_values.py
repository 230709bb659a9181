"""TYP004, TYP019, TYP020, XRF010: values of attributes and references to pages that say nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children, elements, stringify
from hakusho.findings import Finding, Location
from hakusho.manuscript.conditions import NOT, ONLY, POINT
from hakusho.manuscript.known_names import keys_of
from hakusho.manuscript.marked_lists import KEYS as MARKS
from hakusho.manuscript.marked_lists import LIST, stated_lists
from hakusho.manuscript.page_references import PAGE, is_page_reference
from hakusho.manuscript.ruby import RUBY, characters, is_plain, readings
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.list_marks import list_mark, list_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hakusho.ast.nodes import Block, Div, Element, Inline, Tree
    from hakusho.manuscript.marked_lists import Lists
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions
    from hakusho.values.list_marks import ListMark

_CURLED = frozenset("“”„‘’＂＇")


def check_values(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """Check what attributes of a chapter say.

    Yields:
        TYP019 for a reading that does not fit the words that it stands over; TYP020 for marks of
        lists that are none, or too few; XRF010 for a reference to the page of nothing; TYP004 for
        a value in quotation marks that are a part of it.
    """
    for element in chapter.elements:
        _, classes, pairs = attr_of(element)
        if not classes and not pairs:
            continue
        given, place = dict(pairs), partial(_place, element, of=(chapter, positions))
        yield from _curled(element, positions)
        if element["t"] == "Span" and RUBY in given:
            yield from _reading(element["c"][1], given[RUBY], place(f"{RUBY}="))
        if is_page_reference(element) and not any(map(_refers, elements(element["c"]))):
            message = "{{.page}} is for a cross-reference, and there is none in it"
            hint = "Write [@sec-name]{{.page}}: 12頁 in the PDF and Word, a link elsewhere."
            yield Finding.of("XRF010", place(f".{PAGE}"), message, hint)
        if element["t"] == "Div" and LIST in classes:
            yield from _marks(element, given, place)


def _curled(element: Element, positions: Positions) -> Iterator[Finding]:
    """Values in quotation marks that word processors have curled: nothing reads these as such."""
    begin, end = element.get("attributes", element.get("at", (0, 0)))
    _, classes, pairs = attr_of(element)
    names_one = keys_of(*(each for each in classes if each in {ONLY, NOT, POINT}))
    for key, value in pairs:
        if key in names_one:
            continue  # CND003 says so
        written = f"{key}={value}"
        is_whole = value[:1] in _CURLED and value[1:][-1:] in _CURLED  # else unknown_names tells
        if is_whole and written in positions.letters(begin, end - begin):
            message = "{key}={value}: the curly quotation marks are read as a part of the value"
            hint = 'Write straight ones: {key}="{bare}".'
            where = positions.place(positions.find((begin, end), written))
            bare = value.strip("".join(_CURLED))
            yield Finding.of("TYP004", where, message, hint, key, value, bare)


def _refers(element: Element) -> bool:
    """Whether an element is a cross-reference, or a link into the paper."""
    if element["t"] == "Link":
        return element["c"][2][0].startswith("#")
    return element["t"] == "Cite" and is_cross_reference(element["c"][0][0]["citationId"])


def _reading(base: list[Inline], written: str, where: Location) -> Iterator[Finding]:
    words, parts = stringify(base).strip(), readings(written)
    if not is_plain(base):
        message = "a reading stands over plain words alone"
        hint = (
            "Write emphasis around it, **[漢字]{{ruby=かんじ}}**, and notes and formulas behind it."
        )
        yield Finding.of("TYP019", where, message, hint)
    elif not all(parts):
        message = "a part of the reading over {words} is empty"
        yield Finding.of("TYP019", where, message, 'Write it: {{ruby="かん|じ"}}.', words)
    elif len(parts) > 1 and len(parts) != len(characters(words)):
        message = (
            "{words} has {characters:character|characters}, and its reading {parts:part|parts}"
        )
        hint = "Divide it by | once for each character, or leave it whole."
        values = (words, len(characters(words)), len(parts))
        yield Finding.of("TYP019", where, message, hint, *values)


def _marks(
    division: Div, given: Mapping[str, str], place: Callable[[str], Location]
) -> Iterator[Finding]:
    if not any(list_marks(given.get(key, "")) for key in MARKS):
        message = "this list says no marks, and looks as any other"
        hint = 'Say them level by level: {{.list marks="① ・ ア"}}.'
        yield Finding.of("TYP020", place(f".{LIST}"), message, hint)
        return
    known = True
    for key in MARKS:
        for mark in list_marks(given.get(key, "")):
            if list_mark(mark) is None:
                known = False
                message, hint = "{mark} is the first mark of no list", _KNOWN_MARKS
                yield Finding.of("TYP020", place(mark), message, hint, mark)
    for count, sort in _too_long(division, stated_lists(given), 0) if known else ():
        message = "a list has {count} items, and there are {most} marks as {mark}"
        hint = "The items behind them would have plain numbers: choose another mark, (1) or a."
        yield Finding.of("TYP020", place(f".{LIST}"), message, hint, count, sort.most, sort.at(1))


_KNOWN_MARKS = (
    "Those that count are 1 １ ① ア イ あ い 一 a A i I ㋐ ❶, with brackets or a stop about them, "
    "（1） a) 一、; the others are bullets: ・ • – ○ ■ ※ and such."
)


def _too_long(node: Tree, lists: Lists, level: int) -> Iterator[tuple[int, ListMark]]:
    """Lists with more items than their mark can count, and that mark."""
    for element in children(node):
        if element["t"] == "BulletList":
            yield from _in_list(element["c"], lists, level, lists.of(level, counts=False), 1)
        elif element["t"] == "OrderedList":
            (first, *_), items = element["c"]
            yield from _in_list(items, lists, level, lists.of(level, counts=True), first)
        elif LIST not in attr_of(element)[1]:
            yield from _too_long(element, lists, level)


def _in_list(
    items: list[list[Block]], lists: Lists, level: int, mark: ListMark | None, first: int
) -> Iterator[tuple[int, ListMark]]:
    last = first + len(items) - 1
    if mark and mark.counts and last > mark.most:
        yield last, mark
    yield from _too_long(items, lists, level + 1)


def _place(element: Element, written: str, *, of: tuple[Chapter, Positions]) -> Location:
    chapter, positions = of
    at = element.get("attributes", element.get("at"))
    if at is None:
        return Location(chapter.path)
    return positions.place(positions.find(at, written))
