"""CON007, CON008, CON015 to CON017: data that contradict data, themselves or the paper's date."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_dates import agree, needed_share, shared_parts
from hakusho.checks.contradictions.fact_numbers import label_index
from hakusho.checks.contradictions.growth_columns import check_growth_columns
from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of
from hakusho.checks.contradictions.mistyped_numbers import likeness
from hakusho.checks.contradictions.rows_of_themselves import check_label, check_rows
from hakusho.data.numbers import number_in, read_number
from hakusho.data.trees import lists_of
from hakusho.findings import Finding, Location, also
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hakusho.data import Dataset, Fact, Row

_SUMS = frozenset({"計", "合計", "総計", "total", "sum", "all"})
_SHARE = re.compile(r"%|％|割合|構成比|シェア|比率|\bshare\b|per ?cent", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[（(\[].*")
_OPEN = frozenset({"その他", "other", "others", "不明", "unknown"})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""In a heading, or in a column's name: y2023."""
_AHEAD = re.compile(
    r"予定|計画|見込|目標|期限|planned|expected|scheduled|due|target", re.IGNORECASE
)
_FEWEST_PARTS = 3
_NEAR = Decimal("0.2")
"""So near to a total a sum is meant to be it."""
_HUNDRED = 100
_LARGE = 10_000
"""A total of as much may be of parts that were rounded."""


def check_data_disagreements(
    datasets: Mapping[str, Dataset], facts: Mapping[str, Fact], day: date, day_place: Location
) -> Iterator[Finding]:
    """Hold datasets against facts, rows against themselves, events against the paper's date."""
    for dataset in datasets.values():
        lists = [table for _, table in lists_of(dataset)] if dataset.kind == "tree" else [dataset]
        for table in lists:
            yield from _dates(table, facts)
            yield from check_sums(table)
        yield from _headings(dataset)
        if dataset.kind == "table":
            yield from check_rows(dataset)
            yield from check_growth_columns(dataset)
            yield from _against_totals(dataset, facts)
    for fact in facts.values():
        yield from check_label(fact)
        yield from _to_come(fact, day, day_place)


def _dates(table: Dataset, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON015 for a cell that is another date than the fact has of which its row speaks."""
    dated = {
        each.id: PartialDate.parse(each.date)
        for each in facts.values()
        if each.date and each.quantity.empty
    }
    if not dated:
        return
    index = label_index(facts)

    @cache  # rows of thousands of years have the same few names
    def otherwise(spoken: str, day: PartialDate) -> Fact | None:
        known = {name: each for name, each in index.spoken_of(spoken).items() if name in dated}
        wrong = [
            (shared_parts(dated[name], day), share, name)
            for name, share in known.items()
            if share >= needed_share(facts[name], dated[name], day)
        ]
        if not wrong or any(agree(dated[name], day) for _, _, name in wrong):
            return None
        return facts[max(wrong)[-1]]

    for row in table.rows:
        if row.get("id") in facts:
            continue
        days = {column: day for column, cell in row.values.items() if (day := _day(cell))}
        words = " ".join(
            cell
            for column, cell in row.values.items()
            if column not in days and column != "id" and number_in(cell) is None
        )
        for column, day in days.items():
            fact = otherwise(f"{column} {words}", day)
            if fact is None:
                continue
            message = "{cell} here, and the date of '{fact}' is {date}"
            hint = "One of the two is wrong."
            where, related = row.where(column), also(fact.location, "the fact")
            given = (row[column], fact.id, fact.date)
            yield Finding.of("CON015", where, message, hint, *given, related=related)


def _day(cell: str) -> PartialDate | None:
    if not cell[:1].isdecimal():
        return None
    try:
        day = PartialDate.parse(cell)
    except ValueError:
        return None
    return day if 1800 < day.year < 2200 else None  # noqa: PLR2004  others are numbers


def _numbers(rows: Iterable[Row], column: str) -> list[Decimal] | None:
    """The numbers of a column; ``None`` if a cell is none."""
    try:
        return [read_number(row[column]) for row in rows]
    except ValueError:
        return None


def check_sums(table: Dataset) -> Iterator[Finding]:
    """CON007 for a total that is not the sum, and for shares that do not make 100."""
    yield from _sums_of_rows(table)
    yield from _sums_of_columns(table)


def _sums_of_rows(table: Dataset) -> Iterator[Finding]:
    if len(table.rows) <= _FEWEST_PARTS:
        return
    *parts, last = table.rows
    names = [next(iter(row.values.values()), "").casefold() for row in table.rows]
    has_total = names[-1] in _SUMS and not _SUMS.intersection(names[:-1])
    has_shares = not _OPEN.isdisjoint(names)
    totals: list[tuple[str, list[Decimal], Decimal]] = []
    for column in table.columns if has_total or has_shares else ():
        numbers = _numbers(parts, column)
        if numbers is None or _YEAR.fullmatch(last[column]):
            continue
        total = _numbers([last], column)
        if has_total and total:
            totals.append((column, numbers, total[0]))
        elif has_shares and _SHARE.search(column) and total:
            shares = [*numbers, *total]
            made = sum(shares, Decimal(0))
            if _apart(shares, Decimal(_HUNDRED)) and abs(made - _HUNDRED) <= 5:  # noqa: PLR2004
                message = "the shares in '{column}' make {sum}, not 100"
                where = Location(table.path) if table.name else last.where(column)
                yield Finding.of("CON007", where, message, "", column, made)
    yield from _missed(last, totals)


def _missed(
    last: Row, totals: Sequence[tuple[str, Sequence[Decimal], Decimal]]
) -> Iterator[Finding]:
    """The totals that are none, where others are, so that no part is missing."""
    missed = [each for each in totals if _apart(*each[1:])]
    complete = len(missed) < len(totals)
    for column, numbers, total in missed:
        made = sum(numbers, Decimal(0))
        if complete or likeness(made, total):
            message = "{total} is not the sum of the {count} rows above, which is {sum}"
            given = (last[column], len(numbers), made)
            yield Finding.of("CON007", last.where(column), message, "", *given)


def _sums_of_columns(table: Dataset) -> Iterator[Finding]:
    """A cell of a column of totals that is not the sum of the columns beside it.

    Told where most rows have the sum of these columns, so that no part is missing.
    """
    for at, column in enumerate(table.columns):
        group, _, own = column.rpartition("/")
        if _BRACKETS.sub("", own).strip().casefold() not in _SUMS:
            continue
        for parts in (_beside(table, at, -1, group), _beside(table, at, 1, group)):
            yield from _missed_across(table, column, parts)


def _beside(table: Dataset, at: int, step: int, group: str) -> list[str]:
    """The columns of numbers next to one, on one side of it, with the same heading above."""
    found: list[str] = []
    at += step
    while 0 <= at < len(table.columns) and (name := table.columns[at]).rpartition("/")[0] == group:
        cells = [row[name] for row in table.rows if row[name]]
        numbers = [number_in(cell) for cell in cells]
        if None in numbers or not cells or all(map(_YEAR.fullmatch, cells)):
            break
        found.append(name)
        at += step
    return found


def _missed_across(table: Dataset, column: str, parts: Sequence[str]) -> Iterator[Finding]:
    if len(parts) < 2:  # noqa: PLR2004  a total of one
        return
    missed: list[tuple[Row, Decimal]] = []
    held = 0
    for row in table.rows:
        numbers, total = [number_in(row[part]) for part in parts], number_in(row[column])
        known = [each for each in numbers if each is not None]
        if total is None or len(known) < len(parts):
            continue
        if _apart(known, total) and not (total >= _LARGE and _is_rounded(known, total)):
            missed.append((row, sum(known, Decimal(0))))
        else:
            held += 1
    if held < max(_FEWEST_PARTS, 3 * len(missed)):
        return
    for row, made in missed:
        message = "{total} is not the sum of the {count} columns beside it, which is {sum}"
        given = (row[column], len(parts), made)
        yield Finding.of("CON007", row.where(column), message, "", *given)


def _is_rounded(parts: Sequence[Decimal], total: Decimal) -> bool:
    """Whether a total misses its parts by no more than each of them may be rounded by."""
    return abs(sum(parts) - total) <= Decimal(len(parts)) / 2


def _apart(parts: Sequence[Decimal], total: Decimal) -> bool:
    """Whether parts miss a total by more than their rounding."""
    exponents = [each.as_tuple().exponent for each in parts]
    step = max(each for each in exponents if isinstance(each, int))
    slack = Decimal(1).scaleb(step) * len(parts) / 2
    rounded = step < 0 or any(each % 10 == 0 for each in parts)
    return abs(sum(parts) - total) > (slack if rounded else 0)


def _against_totals(table: Dataset, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON007 for a column of a year whose sum comes near a fact of that year, and misses it."""
    if len(table.rows) < _FEWEST_PARTS or table.columns[:1] == ("id",):
        return
    for column in table.columns:
        heading = " ".join((column, *_heading(table, column)))
        years = set(_YEAR.findall(heading))
        numbers = _numbers(table.rows, column) if len(years) == 1 and facts else None
        if not numbers or min(numbers) < 0:
            continue
        heard = heard_in(heading)
        for fact in facts.values():
            value, labels = fact.value, " ".join(fact.labels.values())
            if value is None or fact.date[:4] not in years or heard.isdisjoint(pieces_of(labels)):
                continue
            if _apart(numbers, value) and abs(sum(numbers) - value) < abs(value) * _NEAR:
                message = "the {count} rows of '{column}' make {sum}, and '{fact}' is {value}"
                where, related = Location(table.path), also(fact.location, "the fact")
                given = (len(numbers), column, sum(numbers), fact.id, value)
                yield Finding.of("CON007", where, message, "", *given, related=related)


def _heading(table: Dataset, column: str) -> Iterator[str]:
    """What a sidecar calls a column."""
    if table.sidecar is not None and column in table.sidecar.columns:
        heading = table.sidecar.columns[column]
        yield from (heading.ja, heading.en)


def _headings(dataset: Dataset) -> Iterator[Finding]:
    """CON098 for a column by a year whose heading in the sidecar has another one."""
    for column in dataset.columns if dataset.sidecar is not None else ():
        own = set(_YEAR.findall(column))
        for heading in set(_heading(dataset, column)) if len(own) == 1 else ():
            said = set(_YEAR.findall(heading))
            if len(said) == 1 and said != own:
                message = "the column {column} is called '{heading}'"
                hint = "One of the two years is a slip."
                where = dataset.about_places.get(f"columns.{column}", Location(dataset.path))
                yield Finding.of("CON098", where, message, hint, column, heading)


def _to_come(fact: Fact, day: date, day_place: Location) -> Iterator[Finding]:
    """CON017 for an event after the paper's date that its label does not call planned."""
    if not fact.date or not fact.quantity.empty or fact.operands:
        return
    if PartialDate.parse(fact.date).first <= day or fact.status in {"projection", "ceiling"}:
        return
    if any(_AHEAD.search(label) for label in fact.labels.values()):
        return
    column = "date" if fact.row.get("date") else "year"
    message = "'{id}' is of {date}, after the paper's date {day}"
    hint = "Correct one of the two, or say in the label that it is planned (予定)."
    where, related = fact.row.where(column), also(day_place, "the paper's date")
    given = (fact.id, fact.date, day)
    yield Finding.of("CON017", where, message, hint, *given, related=related)
