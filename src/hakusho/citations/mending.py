"""Mending values in a BibTeX file in place: every byte outside the mended values stays.

A mender is given one value as it stands between its delimiters, and gives the mended one. Values
that are joined by ``#`` or named by an ``@string`` are never touched, nor are inherited ones: what
the author would have to look for elsewhere is the author's to mend.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.bib_entries import SourceEntry, ValueFault, end_of_literal, read_entry
from hakusho.citations.bib_source import Lines, blocks
from hakusho.citations.works import Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.findings import Location
    from hakusho.paper.source_file import SourceFile

Mender = Callable[[str, str, Work], str | None]
"""Field name, raw value and work to the mended value; ``None`` if there is nothing to mend."""

Wanted = Callable[[str, "Location", "Location"], bool]
"""Whether a rule (its id) is to be mended in the value that begins and ends at two places."""

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Replacement:
    r"""One value to be replaced.

    Attributes:
        location: Where it begins, inside its delimiters.
        start: Its offset in the decoded file, with ``\n`` line ends and no byte order mark.
        rules: Ids of the rules that mended it, in the order of the table.
    """

    location: Location
    start: int
    old: str
    new: str
    entry: str
    rules: tuple[str, ...]


def mend(
    file: SourceFile, works: Iterable[Work], menders: Mapping[str, Sequence[Mender]], wanted: Wanted
) -> tuple[Replacement, ...]:
    """Find out what the menders, rule by rule, can mend in a file; other files' works are left.

    Returns:
        The replacements, in the order of the file.
    """
    at = {work.entry.location: work for work in works}
    lines = Lines(file.path, file.text)
    found = []
    for block in blocks(file.text):
        source = read_entry(block) if block.is_entry and block.closed else None
        if not isinstance(source, SourceEntry):
            continue
        work = at.get(lines.location(source.start))
        if work is not None:
            found += list(_of_entry(work, source, lines, menders, wanted))
    return tuple(found)


def _of_entry(
    work: Work,
    source: SourceEntry,
    lines: Lines,
    menders: Mapping[str, Sequence[Mender]],
    wanted: Wanted,
) -> Iterator[Replacement]:
    seen = set()
    for field in source.fields:
        if field.name in seen or field.name not in work.entry.fields:
            continue  # given twice: only the first counts
        seen.add(field.name)
        piece = field.literal
        if piece is None or not piece.text:
            continue
        new, rules = piece.text, []
        start = field.at + piece.start
        first, last = lines.location(start), lines.location(start + len(piece.text))
        chosen = [rule for rule in menders if wanted(rule, first, last)]
        for name, mender in ((each, mender) for each in chosen for mender in menders[each]):
            mended = mender(field.name, new, work)
            if mended is not None and mended != new and _fits(field.raw, mended):
                new = mended
                rules.append(name)
        if new != piece.text:
            told = tuple(dict.fromkeys(rules))
            yield Replacement(first, start, piece.text, new, work.key, told)


def _fits(old: str, new: str) -> bool:
    """Whether a value can stand between the delimiters of the old one."""
    raw = f"{old[0]}{new}{old[-1]}"
    try:
        return end_of_literal(raw, 0) == len(raw)
    except ValueFault:
        return False


def replaced(raw: str, replacements: Sequence[Replacement]) -> str:
    r"""Apply replacements to a file.

    Args:
        raw: The file, decoded as UTF-8, with its byte order mark and its own line ends.
        replacements: In the order of the file; their offsets count ``\r\n`` as one character.

    Returns:
        The file with its values mended, all else as it was.
    """
    mark = len(_MARK) if raw.startswith(_MARK) else 0
    ends = [m.start() - mark - n for n, m in enumerate(re.finditer("\r\n", raw))]

    def position(offset: int) -> int:
        return offset + mark + bisect_left(ends, offset)

    for replacement in reversed(replacements):
        start = position(replacement.start)
        stop = position(replacement.start + len(replacement.old))
        new = replacement.new
        if "\n" in new:
            old = raw[start:stop]
            end = "\r\n" if "\r\n" in old else "\r" if "\r" in old else "\n"
            new = new.replace("\n", end)
        raw = f"{raw[:start]}{new}{raw[stop:]}"
    return raw
