"""What is different between two states of a paper's data: facts first, then cells.

A fact is compared as prose prints it, with its date and its source; a cell as it is typed. Rows
are told by their ``id``, by the columns that tell them from each other, else by their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from hakusho.data.cell_facts import key_of
from hakusho.data.numbers import read_number
from hakusho.data.quantities import PLAIN
from hakusho.findings import Location
from hakusho.values.letters import normal_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from hakusho.data.dataset import Dataset, Row
    from hakusho.data.fact import Fact
    from hakusho.paper.settings import Numbers

_NUMBER = re.compile(r"[-−△▲]?\d[\d,]*(?:\.\d+)?")
_LABELS = ("id", "label_ja", "label_en", "label", "item_ja", "item_en", "item", "date", "year")


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that says something else than before.

    Attributes:
        location: Its row; where it stood if it is gone.
        old: As prose printed what is different (value, status, date, source); empty if it is new.
        new: As prose prints it; empty if it is gone.
    """

    id: str
    dataset: str
    location: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell, a row or a value of a dataset that is different.

    Attributes:
        location: Where it stands now; where it stood if it is gone.
        row: What tells the row: its id, its label, or the way to a value of a YAML file; empty
            for what the sidecar says of the whole dataset.
        column: The column, or the sidecar's key; empty if a whole row came or went.
        old: As typed; empty if it was not there.
    """

    dataset: str
    location: Location
    row: str
    column: str
    old: str
    new: str


def fact_changes(
    before: Mapping[str, Fact], after: Mapping[str, Fact], language: str, style: Numbers = PLAIN
) -> tuple[FactChange, ...]:
    """Compare facts by id, as the language prints them.

    Returns:
        A change for each fact that came, went, or prints another value, date or source; in the
        order of ``after``, then those that are gone.
    """
    found = []
    for name in {**after, **before}:
        old, new = before.get(name), after.get(name)
        was, says = (_printed(fact, language, style) if fact else () for fact in (old, new))
        if was == says:
            continue
        if was and says:
            pairs = [pair for pair in zip(was, says, strict=True) if pair[0] != pair[1]]
            was, says = tuple(zip(*pairs, strict=True))
        there = new or old
        if there is not None:
            texts = _joined(was), _joined(says)
            found.append(FactChange(name, there.dataset, there.location, *texts))
    return tuple(found)


def moved_by_more(old: str, new: str, percent: Decimal) -> bool:
    """Whether a number is another one by more than so many per cent; true of what is no number."""
    numbers = [_NUMBER.search(normal_width(text)) for text in (old, new)]
    if not all(numbers):
        return True
    before, after = (read_number(match[0]) for match in numbers if match)
    return before == 0 or abs(after - before) * 100 > percent * abs(before)


def _printed(fact: Fact, language: str, style: Numbers) -> tuple[str, ...]:
    """All that prose can take from a fact: value, status, date, sources, locators."""
    sources = "; ".join(f"@{key}" for key, _ in fact.sources)
    locators = "; ".join(locator for _, locator in fact.sources if locator)
    return fact.quantity.text(language, style), fact.status, fact.date, sources, locators


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part) or ("—" if parts else "")


def cell_changes(
    before: Mapping[str, Dataset], after: Mapping[str, Dataset]
) -> tuple[CellChange, ...]:
    """Compare datasets by name, cell by cell.

    Returns:
        The changes, dataset by dataset. A dataset that came or went is one change of its own.
    """
    found: list[CellChange] = []
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            there = new or old
            if there is not None:
                words = (old.path if old else "", new.path if new else "")
                found.append(CellChange(name, Location(there.path), "", "", *words))
        elif old.sha256 != new.sha256:
            found += (*_in_dataset(old, new), *_in_sidecar(old, new))
    return tuple(found)


def _in_dataset(old: Dataset, new: Dataset) -> Iterator[CellChange]:
    if new.kind == "tree" or old.kind == "tree":
        was, says = dict(_leaves(old.content)), dict(_leaves(new.content))
        for way, *leaves in _different(was, says):
            yield CellChange(new.name, Location(new.path), way, "", *leaves)
        return
    key = _key(old, new)
    for before, after in _pairs(old.rows, new.rows, key):
        there = after or before
        if there is None or (before and after and dict(before.values) == dict(after.values)):
            continue
        if before is None or after is None:
            texts = _whole(before), _whole(after)
            yield CellChange(new.name, there.location, _label(there, key), "", *texts)
            continue
        for column, *cells in _different(before.values, after.values):
            yield CellChange(new.name, after.where(column), _label(after, key), column, *cells)


def _different(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each key whose text is another one, with both texts; the keys of ``new`` first."""
    for key in {**new, **old}:
        texts = old.get(key, ""), new.get(key, "")
        if texts[0] != texts[1]:
            yield key, *texts


def _in_sidecar(old: Dataset, new: Dataset) -> Iterator[CellChange]:
    """What is printed of a sidecar and no fact: captions, headings, sources, dates."""
    for way, *texts in _different(_said(old), _said(new)):
        key = way.split(".")[0]
        where = new.about_places.get(key) or old.about_places.get(key) or Location(new.path)
        yield CellChange(new.name, where, "", way, *texts)


def _said(dataset: Dataset) -> dict[str, str]:
    content = dataset.about.model_dump(exclude={"types", "derived"}, exclude_defaults=True)
    found = dict(_leaves(content))
    for way in [each.removesuffix(".ja") for each in found if each.endswith(".ja")]:
        if found.get(f"{way}.en") == found[f"{way}.ja"]:  # one text for both languages
            found[way] = found.pop(f"{way}.ja")
            del found[f"{way}.en"]
    return found


def _key(old: Dataset, new: Dataset) -> tuple[str, ...]:
    """The columns that tell rows before and after: the id, else the key if it is still one."""
    if any(row.get("id") for row in (*old.rows, *new.rows)):
        return ("id",)
    for key in filter(None, (key_of(new), key_of(old))):
        told = [{tuple(row.get(name) for name in key) for row in each.rows} for each in (old, new)]
        if [len(each) for each in told] == [len(old.rows), len(new.rows)]:
            return key
    return ()


def _pairs(
    old: Sequence[Row], new: Sequence[Row], key: tuple[str, ...]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows that are the same row before and after; ``None`` where one came or went."""
    named = {_told(row, key): row for row in old if _told(row, key)}
    came = []
    for row in new:
        before = named.pop(_told(row, key), None) if _told(row, key) else None
        if before is not None:
            yield before, row
        elif _told(row, key):
            came.append(row)
    gone = list(named.values())
    if key != ("id",):
        yield from _renamed(gone, came, key)
    yield from ((None, row) for row in came)
    yield from ((row, None) for row in gone)
    rest = [[row for row in rows if not _told(row, key)] for rows in (old, new)]
    texts = [[tuple(row.values.items()) for row in rows] for rows in rest]
    matcher = SequenceMatcher(a=texts[0], b=texts[1], autojunk=False)
    for kind, start, end, at, to in matcher.get_opcodes():
        if kind != "equal":
            yield from zip_longest(rest[0][start:end], rest[1][at:to])


def _told(row: Row, key: tuple[str, ...]) -> tuple[str, ...]:
    """What tells a row from the others; nothing of one that says nothing there."""
    cells = tuple(row.get(name) for name in key)
    return cells if any(cells) else ()


def _renamed(
    gone: list[Row], came: list[Row], key: tuple[str, ...]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Rows of which all is as it was but what tells them; they are taken out of both lists."""
    for row in [*came]:
        rest = {name: cell for name, cell in row.values.items() if name not in key}
        for before in gone:
            if rest and all(before.get(name) == cell for name, cell in rest.items()):
                gone.remove(before)
                came.remove(row)
                yield before, row
                break


def _label(row: Row, key: tuple[str, ...] = ()) -> str:
    names = ("id", *(name for name in _LABELS if name not in {"id", "date", "year"}))
    told = next((row.get(name) for name in names if row.get(name)), "")
    told = told or ", ".join(row.get(name) for name in key if row.get(name))
    number = f"row {row.location.line}"
    return told or next((row.get(name) for name in _LABELS if row.get(name)), number)


def _whole(row: Row | None) -> str:
    return ", ".join(cell for cell in row.values.values() if cell) if row else ""


def _leaves(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """The scalars of a YAML value with the way to each: ``counterparts.before[0].japan``."""
    if hasattr(value, "items"):
        for key, inner in value.items():
            yield from _leaves(inner, f"{way}.{key}" if way else str(key))
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from _leaves(inner, f"{way}[{at}]")
    else:
        yield way, "" if value is None else str(value)
