"""CON097: a row tells of a year after the source that it names for it.

A report of 2020 cannot know what happened in 2021, unless the row says that it was expected. A
number of a later year may be a projection without being called so, and is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, also
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.citations.works import Work
    from hakusho.data import Fact

_AHEAD = re.compile(
    r"予定|計画|見込|見通|目標|期限|上限|予測|推計|将来|まで|projection|forecast|scenario|ceiling|limit|"
    r"plan|expected|scheduled|due|target|until|will\b",
    re.IGNORECASE,
)
"""What a row says that tells of what is to come."""
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DATES = (
    "date",
    "year",
    "urldate",
    "eventdate",
    "origdate",
    "note",
    "addendum",
    "edition",
    "title",
)


def check_older_sources(works: Iterable[Work], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON097 for each fact that is younger than all its source says of itself."""
    by_key = {work.key: work for work in works}
    for fact in facts.values():
        number = any(map(fact.row.get, ("value", "unit")))  # also one that cannot be read
        event = fact.date and fact.quantity.empty and not fact.operands and not number
        work = by_key.get(normal_key(fact.source)) if event else None
        if work is None or not work.year.isdecimal():
            continue
        if _AHEAD.search(" ".join((fact.status, *fact.labels.values(), *fact.row.values.values()))):
            continue
        years = {year for name in _DATES for year in _YEAR.findall(work.raw(name))}
        last = max({int(work.year), *map(int, years)})
        if PartialDate.parse(fact.date).first.year > last:
            message = "'{fact}' is of {date}, and its source {key} of {year}"
            hint = "Name the source that tells of it, or say in the row that it was expected."
            column = "date" if fact.row.get("date") else "year"
            where, related = fact.row.where(column), also(work.place("date", "year"), "the source")
            given = (fact.id, fact.date, work.key, last)
            yield Finding.of("CON097", where, message, hint, *given, related=related)
