"""Positions: where in the author's files each letter stands that pandoc has read.

All texts of a draft lie behind one another in one space of numbers, as the files of a program do
for a compiler. A node of the AST has the range of its text in that space (``at``), whichever file
and language it comes from, and keeps it wherever the node goes; :class:`Positions` turns it back
into a file, a line and a column. A text that pandoc reads is not quite what the author wrote:
templates have been filled in. What one of them printed has the place of its expression.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.findings import Location
from hakusho.findings.places import Places, places_of
from hakusho.tools.keeping import Same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Range
    from hakusho.source.parse import Dropped

    Row = tuple[tuple[str, str], ...]
    """Column and cell of each."""


ROOM = 2**24
"""Each text begins at a multiple of this, so that none moves when one before it gets longer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that pandoc reads.

    Attributes:
        start: Where it begins in that text; it reaches to the next piece.
        source: Where in the source it comes from.
        end: Where that ends, for what a template printed; 0 for what the author typed, letter
            for letter.
    """

    start: int
    source: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text as pandoc reads it, and where its pieces come from."""

    text: str
    pieces: tuple[Piece, ...] = (Piece(0, 0),)

    def replaced(self, changes: Sequence[tuple[int, int, str]]) -> Prepared:
        """The text with ranges replaced.

        Args:
            changes: Start, end and new text of each, in order; they do not overlap.
        """
        if not changes:
            return self
        starts = [piece.start for piece in self.pieces]
        written: list[str] = []
        pieces: list[Piece] = []
        done = length = 0
        for start, end, new in (*changes, (len(self.text), len(self.text), "")):
            pieces += _moved(self.pieces, starts, (done, start), length - done)
            written += [self.text[done:start], new]
            length += start - done
            if new:
                begin, _ = self._source(starts, start)
                pieces.append(Piece(length, begin, begin + end - start))
            length += len(new)
            done = end
        return Prepared("".join(written), tuple(pieces) or self.pieces)

    def _source(self, starts: Sequence[int], offset: int) -> tuple[int, Piece]:
        piece = self.pieces[bisect_right(starts, offset) - 1]
        return (piece.source if piece.end else piece.source + offset - piece.start), piece


def _moved(
    pieces: Sequence[Piece], starts: Sequence[int], span: tuple[int, int], by: int
) -> Iterable[Piece]:
    """The pieces of a range, ``by`` further on."""
    first, last = span
    for number in range(max(bisect_right(starts, first) - 1, 0), len(pieces)):
        piece = pieces[number]
        if piece.start >= last:
            return
        begin = max(piece.start, first)
        source = piece.source if piece.end else piece.source + begin - piece.start
        yield Piece(begin + by, source, piece.end)


@dataclass(frozen=True, slots=True)
class Read:
    """One text in the space of all positions.

    Attributes:
        base: The position of its first letter.
        text: As pandoc read it.
        pieces: Where it comes from.
        starts: Where each of them begins.
        places: The lines of the source.
        row: The cells, with their columns, of the row that its template was filled in with.
    """

    base: int
    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    places: Places
    row: Row = ()

    def origin(self, position: int) -> tuple[int, Piece]:
        """The offset in the source of a letter, and the piece that it belongs to."""
        offset = min(max(position - self.base, 0), len(self.text))
        piece = self.pieces[max(bisect_right(self.starts, offset) - 1, 0)]
        if piece.end:
            return piece.source, piece
        return piece.source + offset - piece.start, piece


@lru_cache(maxsize=64)
def _expressions(same: Same[Read]) -> Mapping[int, Sequence[Range]]:
    """What each expression of a text has printed, by its offset: all of them are asked for."""
    read = same.value
    found: dict[int, list[Range]] = {}
    for piece, end in zip(read.pieces, (*read.starts[1:], len(read.text) + 1), strict=True):
        if piece.end:
            found.setdefault(piece.source, []).append((piece.start, end))
    return found


@dataclass(frozen=True, slots=True)
class Positions:
    """All texts of a draft, in the order in which they were read."""

    reads: tuple[Read, ...] = ()
    _sources: tuple[str, ...] = ()
    """As the author wrote them: for this room alone, which matches Markdown."""
    _bases: tuple[int, ...] = ()
    """Where each text begins."""
    dropped: tuple[tuple[Dropped, ...], ...] = ()
    """The notes of each text that pandoc left out."""

    def _index(self, position: int) -> int:
        return max(bisect_right(self._bases, position) - 1, 0)

    def _read(self, position: int) -> Read:
        return self.reads[self._index(position)]

    def place(self, position: int) -> Location:
        """File, line and column of a letter; of its expression, if a template printed it."""
        read = self._read(position)
        return read.places.at(read.origin(position)[0])

    def span(self, at: Range) -> tuple[int, int]:
        """The range in the source that a range of positions comes from."""
        begin, end = at
        read = self._read(begin)
        start, _ = read.origin(begin)
        last, piece = read.origin(max(end - 1, begin))
        return start, piece.end or last + (end > begin)

    def last(self, at: Range) -> Location:
        """File, line and column of a range's last letter."""
        (begin, _), (start, end) = at, self.span(at)
        return self._read(begin).places.at(max(end - 1, start))

    def written(self, at: Range) -> str:
        """What the author wrote there, expressions of templates as they are."""
        start, end = self.span(at)
        return self._sources[self._index(at[0])][start:end]

    def is_typed(self, position: int) -> bool:
        """Whether the author typed a letter, and no template printed it."""
        return not self._read(position).origin(position)[1].end

    def typed(self, letters: Iterable[int]) -> Iterator[bool]:
        """Whether the author typed each of some letters of one text, which stand in its order."""
        read: Read | None = None
        typed, until = False, -1
        for position in letters:
            if read is None:
                read = self._read(position)
            if position >= until:
                at = bisect_right(read.starts, position - read.base)
                typed = not read.pieces[max(at - 1, 0)].end
                until = read.base + read.starts[at] if at < len(read.starts) else sys.maxsize
            yield typed

    def printed_by(self, path: str, start: int) -> Iterator[Range]:
        """Where what the expression at an offset in a file has printed stands, in each reading."""
        for read in self.reads:
            if read.places.path != path:
                continue
            for begin, end in _expressions(Same(read)).get(start, ()):
                yield read.base + begin, read.base + end

    def is_typed_whole(self, at: Range) -> bool:
        """Whether the author typed all of a range, in one stretch."""
        begin, end = at
        read = self._read(begin)
        (_, first), (_, last) = read.origin(begin), read.origin(end - 1)
        return not first.end and last is first

    def letters(self, position: int, length: int) -> str:
        """The text as pandoc read it, from a position on."""
        read = self._read(position)
        return read.text[position - read.base : position - read.base + length]

    def start(self, position: int) -> int:
        """The offset in its source file of a letter, or of the expression that printed it."""
        return self._read(position).origin(position)[0]

    def at(self, path: str, offset: int) -> Location:
        """File, line and column of an offset in a file; the file alone if it was not read."""
        found = (read.places for read in self.reads if read.places.path == path)
        return next((places.at(offset) for places in found), Location(path))

    def find(self, at: Range, text: str) -> int:
        """Where a text stands last in a range, as pandoc read it; else where the range begins."""
        begin, end = at
        return begin + max(self.letters(begin, end - begin).rfind(text), 0) if text else begin

    def with_text(self, path: str, source: str, prepared: Prepared, row: Row = ()) -> Positions:
        """These positions and those of one more text, behind all others."""
        last = self.reads[-1] if self.reads else None
        base = ((last.base + len(last.text)) // ROOM + 1) * ROOM if last else 0
        places = places_of(path, source)
        starts = tuple(piece.start for piece in prepared.pieces)
        read = Read(base, prepared.text, prepared.pieces, starts, places, row)
        reads, bases = (*self.reads, read), (*self._bases, base)
        return Positions(reads, (*self._sources, source), bases, self.dropped)

    def with_excerpt(self, others: Positions, path: str, span: tuple[int, int]) -> Positions:
        """These positions and a piece of a file that others know, as a text of its own."""
        source = others._source_of(path)
        return self.with_text(path, source, Prepared(source[slice(*span)], (Piece(0, span[0]),)))

    def row(self, path: str) -> Row:
        """The row that a file's template was filled in with; empty for one without."""
        return next((read.row for read in self.reads if read.places.path == path), ())

    def _source_of(self, path: str) -> str:
        read = zip(self.reads, self._sources, strict=True)
        return next((source for each, source in read if each.places.path == path), "")


NOWHERE = Positions()
"""The positions of nothing."""
