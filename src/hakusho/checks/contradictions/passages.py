"""What a paper says, as the checks of contradictions read it: its text with all that is printed.

A passage has its sentences, and its numbers and dates with their places, gathered once for all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.dates_in_text import WrittenDate, written_dates
from hakusho.checks.data.written_numbers import Written, written_numbers
from hakusho.checks.own_words import own_words
from hakusho.findings.places import places_of
from hakusho.manuscript.known_names import TYPED
from hakusho.source.prose import OPAQUE
from hakusho.tools.keeping import Same, recall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.findings import Location
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose

SENTENCE_END = re.compile(
    rf"[。！？?][」』）)”’]*{OPAQUE}*|[.!?][”’\")]*{OPAQUE}*(?=\s+[A-Z“\"‘(]|\n|\Z)|\n"
)
_FACT = re.compile(r"fact\(\s*[\"']([^\"']+)[\"']\s*\)\s*(?P<part>\.\s*\w+)?")
_OF_DATES = frozenset({".date", ".year"})
_START = attrgetter("start")
_NO_ELEMENTS: Mapping[int, Element] = {}


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text.

    Attributes:
        text: As it is printed.
        own: The same, with what stands in quotation marks, citations, quotations and in words
            marked as typed opaque.
        numbers: Those of ``own``, printed ones too.
        dates: Likewise.
        ends: Where its sentences end.
        source: The running text that it is; ``None`` for a value of report.yaml.
        letters: Where each letter of that value stands.
    """

    text: str
    own: str
    numbers: tuple[Written, ...]
    dates: tuple[WrittenDate, ...]
    ends: tuple[int, ...]
    source: Prose | None = None
    letters: Sequence[Location] = ()

    def place(self, index: int) -> Location:
        """File, line and column of a letter."""
        if self.source is not None:
            return self.source.place(index)
        return self.letters[min(index, len(self.letters) - 1)]

    @property
    def positions(self) -> Positions:
        """What the positions of running text mean."""
        assert self.source is not None  # noqa: S101  it is running text
        return self.source.positions

    def position(self, index: int) -> int:
        """The position of a letter of running text."""
        assert self.source is not None  # noqa: S101  it is running text
        return self.source.at[index]

    def is_typed(self, index: int) -> bool:
        """Whether an author typed a letter, and no template printed it."""
        if self.source is None:
            return True
        return self.source.positions.is_typed(self.source.at[index])

    def is_heading(self, index: int) -> bool:
        """Whether a letter stands in a heading."""
        parts = self.source.parts if self.source is not None else ()
        return any(name == "Header" and start <= index < end for start, end, name in parts)

    def sentence(self, index: int) -> tuple[int, int]:
        """Start and end of the sentence around a letter."""
        at = bisect_right(self.ends, index)
        start = self.ends[at - 1] if at else 0
        return start, self.ends[at] if at < len(self.ends) else len(self.text)

    def mark_of_note(self, index: int) -> int:
        """Where the note around a letter is called for; 0 outside of notes."""
        parts = self.source.parts if self.source is not None else ()
        notes = [(start, end) for start, end, name in parts if name == "Note"]
        around = next((n for n, (start, end) in enumerate(notes) if start <= index < end), -1)
        marks = sorted(at for at, element in self.elements.items() if element["t"] == "Note")
        return marks[around] if around >= 0 and len(marks) == len(notes) else 0

    def dates_from(self, start: int, end: int) -> tuple[WrittenDate, ...]:
        """The dates that begin in a stretch."""
        first = bisect_left(self.dates, start, key=_START)
        return self.dates[first : bisect_left(self.dates, end, first, key=_START)]

    def values_in(self, start: int, end: int) -> frozenset[str]:
        """Ids of the facts whose values a stretch prints."""
        return frozenset(name for name, part in self._calls(start, end) if not part)

    def dates_in(self, start: int, end: int) -> frozenset[str]:
        """Ids of the facts whose dates a stretch prints."""
        return frozenset(name for name, part in self._calls(start, end) if part in _OF_DATES)

    def _calls(self, start: int, end: int) -> Sequence[tuple[str, str]]:
        if self.source is None or end <= start:
            return ()
        found = _FACT.findall(self.source.written(start, end))
        return [(name, "".join(part.split())) for name, part in found]

    def prints(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The stretches of a stretch that templates printed, each with its expression."""
        source = self.source
        if source is None:
            return
        typed = source.positions.typed(source.at[start:end])
        letters = [at for at, own in zip(range(start, end), typed, strict=True) if not own]
        spans = groupby(
            letters, lambda at: source.positions.span((source.at[at], source.at[at] + 1))
        )
        for _, group in spans:
            stretch = list(group)
            first, last = stretch[0], stretch[-1] + 1
            yield first, last, source.written(first, last)

    @property
    def elements(self) -> Mapping[int, Element]:
        """What each opaque letter stands for."""
        return self.source.opaque if self.source is not None else _NO_ELEMENTS


def passage_of(prose: Prose) -> Passage:
    """A passage of running text that was read as it is printed; kept as long as that is."""
    return recall(
        (__name__, Same(prose)),
        lambda: _read(prose.text, own_words(prose).without(TYPED).text, prose),
    )


def passage_in(text: str, file: str, where: Location) -> Passage:
    """A passage that is a value of a YAML file, behind the key at a place.

    Args:
        text: The value, not empty.
        file: The file's text.
        where: The key's place.
    """
    places = places_of(where.path, file)
    lines = file.split("\n")[: max(where.line - 1, 0)]
    at = file.find(":", sum(len(line) + 1 for line in lines)) + 1
    letters = []
    for letter in text:
        # Lines are folded, and letters may be escaped: each is the next of its kind.
        found = at if letter.isspace() else file.find(letter, at)
        at = found if found >= 0 else at
        letters.append(places.at(at))
        at += not letter.isspace()
    return _read(text, text, None, letters)


def _read(text: str, own: str, source: Prose | None, letters: Sequence[Location] = ()) -> Passage:
    ends = tuple(match.end() for match in SENTENCE_END.finditer(text))
    numbers = tuple(written_numbers(own))
    return Passage(text, own, numbers, written_dates(own), ends, source, letters)
