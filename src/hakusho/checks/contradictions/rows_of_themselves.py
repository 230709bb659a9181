"""CON016: what a row says of itself with its id, its label and its place, and what it has.

calls-2020 of 2002; 新編(2024年度末) of 2025-04; km5500 with 5000; 射程(km) in 発; a row of
July above one of June, where all others stand in the order of their dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.dates_in_text import written_dates
from hakusho.findings import Finding, also
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.data import Dataset, Fact, Row

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<!\d)\d{2,}(?!\d)")
_IN_BRACKETS = re.compile(r"[（(]([^（）()]*)[)）]")
_UNIT_AT_END = re.compile(r"[（(]([^（）()]{1,8})[)）]\Z")
_UNITS = (
    ("km", "キロ", "キロメートル", "kilometres", "kilometers"),
    ("m", "メートル", "metres", "meters"),
    ("海里", "nautical miles", "nm"), ("t", "トン", "tonnes", "tons"), ("kg", "キログラム"),
    ("%", "パーセント", "per cent", "percent"), ("円", "yen", "¥"), ("ドル", "dollars", "$"),
    ("人", "名", "people", "persons"), ("隻", "ships", "vessels"), ("発", "warheads", "missiles"),
    ("基", "launchers"), ("機", "aircraft"), ("日", "days"), ("年", "years"), ("か月", "months"),
    ("時間", "hours"), ("件", "cases"), ("本", "cables"),
)  # fmt: skip
"""Units that are told apart, each with its other names."""
_UNIT = {name: number for number, names in enumerate(_UNITS) for name in names}
_ORDERED = 8
"""Of fewer rows the order of dates is one by chance."""


def check_rows(table: Dataset) -> Iterator[Finding]:
    """CON016 for ids and for places among the rows of a dataset."""
    yield from _years_of_ids(table)
    yield from _numbers_of_ids(table)
    yield from _places(table)


def _years_of_ids(table: Dataset) -> Iterator[Finding]:
    """An id that names another year than its row has, where all others name theirs."""
    named: dict[bool, list[tuple[Row, str, str]]] = defaultdict(list)
    for row in table.rows:
        years, column = _YEAR.findall(row.get("id")), "date" if row.get("date") else "year"
        if len(years) == 1 and row.get(column):
            named[row[column].startswith(years[0])].append((row, years[0], column))
    yield from _odd_one(named)


def _numbers_of_ids(table: Dataset) -> Iterator[Finding]:
    """An id that names another number than its row has in a column that the others name."""
    numbered = [
        (row, numbers[0])
        for row in table.rows
        if len(numbers := _NUMBER.findall(row.get("id"))) == 1 and not _YEAR.fullmatch(numbers[0])
    ]
    for column in table.columns if len(numbered) > 2 else ():  # noqa: PLR2004  a habit
        named: dict[bool, list[tuple[Row, str, str]]] = defaultdict(list)
        for row, number in numbered:
            if column != "id" and row.get(column):
                named[row[column].replace(",", "") == number].append((row, number, column))
        yield from _odd_one(named)


def _odd_one(named: dict[bool, list[tuple[Row, str, str]]]) -> Iterator[Finding]:
    """The one row of which its id says what is not so, where it is so of two others or more."""
    if len(named[False]) != 1 or len(named[True]) < 2:  # noqa: PLR2004  a habit
        return
    row, number, column = named[False][0]
    message = "'{id}' names {year}, and its {column} is {date}"
    hint = "One of the two is wrong."
    given = (row["id"], number, column, row[column])
    yield Finding.of("CON016", row.where(column), message, hint, *given)


def _places(table: Dataset) -> Iterator[Finding]:
    """The one row that stands out of the order of the dates."""
    column = next((each for each in ("date", "year") if each in table.columns), "")
    dated: list[tuple[Row, PartialDate]] = []
    for row in table.rows if column else ():
        try:
            dated.append((row, PartialDate.parse(row.get(column))))
        except ValueError:
            return  # some have none, or something else
    if len(dated) < _ORDERED or len({day.year for _, day in dated}) < _ORDERED // 2:
        return
    broken = [at for at, two in enumerate(pairwise(dated)) if _is_backwards(two[0][1], two[1][1])]
    if len(broken) != 1:
        return
    # Either of the two that are out of order may be wrong, if all is in order without it.
    for wrong, beside in ((broken[0], broken[0] + 1), (broken[0] + 1, broken[0])):
        rest = [day for number, (_, day) in enumerate(dated) if number != wrong]
        if not any(_is_backwards(*two) for two in pairwise(rest)):
            row, other = dated[wrong][0], dated[beside][0]
            message = "{date} stands out of the order of the rows, beside {other}"
            hint = "One of the two dates is wrong, or the row belongs elsewhere."
            related = also(other.where(column), "the row beside it")
            given = (row[column], other[column])
            yield Finding.of("CON016", row.where(column), message, hint, *given, related=related)
            return


def _is_backwards(one: PartialDate, other: PartialDate) -> bool:
    return other.last < one.first


def check_label(fact: Fact) -> Iterator[Finding]:
    """CON016 for a label that says another date or unit in brackets: 新編(2024年度末), 射程(km)."""
    yield from _unit_of_label(fact)
    if not fact.date:
        return
    day = PartialDate.parse(fact.date)
    for label in fact.labels.values():
        for said in _IN_BRACKETS.findall(label):
            for written in written_dates(said):
                known = written.day is not None and not written.relation
                if known and (written.first > day.last or written.last < day.first):
                    message = "the label of '{id}' says {said}, and its date is {date}"
                    hint = "One of the two is wrong."
                    given = (fact.id, said[written.start : written.end], fact.date)
                    yield Finding.of("CON016", fact.location, message, hint, *given)


def _unit_of_label(fact: Fact) -> Iterator[Finding]:
    given = {_unit(unit): unit for unit in fact.unit.values() if unit} if fact.unit else {}
    for label in fact.labels.values() if given and None not in given else ():
        said = _UNIT_AT_END.search(label)
        if said and _unit(said[1]) not in {None, *given}:
            message = "the label of '{id}' says {said}, and its unit is {unit}"
            values = (fact.id, said[1], next(iter(given.values())))
            yield Finding.of("CON016", fact.location, message, "One of the two is wrong.", *values)
            return


def _unit(written: str) -> int | None:
    return _UNIT.get(unicodedata.normalize("NFKC", written).strip().casefold())
