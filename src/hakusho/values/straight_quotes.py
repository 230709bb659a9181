"""Straight quotation marks beside Japanese letters: which of them open and which close.

Where words stand apart, a mark after a space opens. Japanese has no spaces, so that pandoc's reader
(``smart``) takes ``彼は"甲"と`` for two closing marks, and ``'甲'と'乙'`` for one quotation. Here
marks are taken in pairs, each kind by itself; what a pair cannot explain (an inch, an apostrophe)
is told by the letters beside it, and what remains is said to be unclear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

PAIRS = {'"': ("“", "”"), "'": ("‘", "’")}
"""The curved marks of each straight one."""
_NOT_OPENED_BY = frozenset("([{“‘〈《「『【〔（［｛｟«〝")
"""What stands before an opening mark or another opening bracket, and never before a closing one."""
_NOT_CLOSED_BY = frozenset("、。，．・：；！？」』）］｝〉》】〕〟,.;:!?)]}”’ー々")
"""What stands behind a closing mark, and never behind an opening one."""
_MEASURE = re.compile(r"(?<![\d.,\"“])[\d.,]*\d\Z")
"""24", 5' (also behind another measure: 5'10"), but not the end of "2015"."""
_DECADE = re.compile(r"'\d\d(?!\d)")


class Settled(NamedTuple):
    """Curved marks by their place, and the places of straight ones of which it cannot be told.

    What is in neither is a measure or between figures, and stays straight.
    """

    marks: Mapping[int, str]
    unclear: tuple[int, ...]


def touches_wide(text: str, at: int) -> bool:
    """Whether a letter of East Asian text stands beside a mark, or beside those around it."""
    return is_wide(_before(text, at)) or is_wide(_behind(text, at))


def settle(text: str, straight: Collection[int]) -> Settled:
    """Decide about straight marks.

    Args:
        text: A paragraph; a line end is no space in it.
        straight: The places in it of the marks to be settled; others are the author's own.
    """
    marks: dict[int, str] = {}
    unclear: list[int] = []
    for kind in PAIRS:
        if any(text[at] == kind for at in straight):
            _pair(text, kind, straight, marks, unclear)
    return Settled(marks, tuple(sorted(unclear)))


def curled(text: str) -> str:
    """A text by itself with its straight marks settled, if one of them touches a wide letter."""
    marks = _settled_alone(text).marks
    return "".join(marks.get(at, char) for at, char in enumerate(text)) if marks else text


def all_curled(text: str) -> str:
    """A text alone that no reader of Markdown sees, as a title in report.yaml, with marks settled.

    What cannot be told stays straight.
    """
    straight = [at for at, char in enumerate(text) if char in PAIRS]
    marks = settle(text, straight).marks
    return "".join(marks.get(at, char) for at, char in enumerate(text))


def unclear_mark(text: str) -> str:
    """The first straight mark that :func:`curled` cannot settle; empty if there is none."""
    return next((text[at] for at in _settled_alone(text).unclear), "")


def _settled_alone(text: str) -> Settled:
    straight = [at for at, char in enumerate(text) if char in PAIRS]
    beside = any(touches_wide(text, at) for at in straight)
    return settle(text, straight) if beside else Settled({}, ())


def _pair(
    text: str, kind: str, straight: Collection[int], marks: dict[int, str], unclear: list[int]
) -> None:
    opening, closing = PAIRS[kind]
    opened: int | None = None
    by_author = False
    waiting = _without_measure(text, _events(text, kind, straight, marks))
    for at in waiting:
        if at not in straight:
            opened, by_author = (at, True) if text[at] == opening else (None, False)
        elif opened is not None and _may_close(text, at):
            if by_author:
                marks[at] = closing
            else:
                _close(text, opened, at, marks)
            opened = None
        elif _may_open(text, at):
            if opened is not None and not by_author:
                _leave(text, opened, marks, unclear)
            opened, by_author = at, False
        else:
            _leave(text, at, marks, unclear)
    if opened is not None and not by_author:
        _leave(text, opened, marks, unclear)


def _events(text: str, kind: str, straight: Collection[int], marks: dict[int, str]) -> list[int]:
    """The places of the marks of a kind that open or close, those that its author curved too."""
    opening, closing = PAIRS[kind]
    found: list[int] = []
    for at, char in enumerate(text):
        inside = _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])
        if char == kind and at in straight:
            if kind == "'" and inside:
                if not (text[at - 1].isdecimal() and text[at + 1].isdecimal()):
                    marks[at] = closing  # don't; but 5'10 stays
            else:
                found.append(at)
        elif char in (opening, closing) and not inside:
            found.append(at)
    return found


def _without_measure(text: str, marks: list[int]) -> list[int]:
    """Without the one mark of an odd number of them that stands behind a measure."""
    measures = [at for at in marks if _MEASURE.search(text, 0, at)]
    if len(marks) % 2 and len(measures) == 1:
        return [at for at in marks if at != measures[0]]
    return marks


def _close(text: str, first: int, second: int, marks: dict[int, str]) -> None:
    """A pair, if it is one, and not 24"と27"の or '90年代のthe states'権利."""
    measures = all(_MEASURE.search(text, 0, at) for at in (first, second))
    if measures and is_wide(text[first + 1]):
        return
    apostrophes = _DECADE.match(text, first) and _is_latin(text[second - 1])
    marks[first], marks[second] = ("’", "’") if apostrophes else PAIRS[text[first]]


def _leave(text: str, at: int, marks: dict[int, str], unclear: list[int]) -> None:
    """A mark without a partner: an inch or a minute, an apostrophe, or nobody knows."""
    if _MEASURE.search(text, 0, at):
        return
    if text[at] == "'" and (_DECADE.match(text, at) or _is_latin(text[at - 1 : at])):
        marks[at] = "’"
        return
    unclear.append(at)


def _is_latin(char: str) -> bool:
    return char.isalnum() and not is_wide(char)


def _before(text: str, at: int) -> str:
    return _first(text[at - 1 :: -1] if at else "")


def _behind(text: str, at: int) -> str:
    return _first(text[at + 1 :])


def _first(letters: Iterable[str]) -> str:
    """The first letter that is no line end and no straight mark itself."""
    return next((char for char in letters if char != "\n" and char not in PAIRS), "")


def _may_open(text: str, at: int) -> bool:
    char = _behind(text, at)
    return bool(char) and not char.isspace() and char not in _NOT_CLOSED_BY


def _may_close(text: str, at: int) -> bool:
    char = _before(text, at)
    return bool(char) and not char.isspace() and char not in _NOT_OPENED_BY
