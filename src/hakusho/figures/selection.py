"""Which rows of a dataset a figure sees, and a hash of just that.

A figure is kept as long as what it sees is unchanged. So it sees no more than it declares:
``DATA = ("forces[china-warheads-*, newstart-ceiling]",)`` selects rows by globs on their ``id``.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from hakusho.data.cell_matching import cells_that_say
from hakusho.data.dataset import ALL_DATA
from hakusho.findings import Finding, Location, Subject, did_you_mean
from hakusho.values.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.data import Dataset, Row

_DECLARED = re.compile(r"(?P<name>[^\[\]]+?)\s*(?:\[(?P<rows>.*)\])?", re.DOTALL)
_PLAIN = {
    "path",
    "columns",
    "rows",
    "content",
    "sha256",
    "sidecar",
    "about",
    "about_places",
    "column_places",
}
_PLAIN |= {"derived", "named_sources"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one dataset (its name in Unicode NFC), as declared at a location.

    Without ``patterns``, globs (``*`` and ``?``) on ``id``, it is every row. With ``held`` it is
    those alone whose cell in ``column`` says that in a name (:mod:`hakusho.values.slugs`); a
    dataset without the column is seen as it is, and so is what is ``among`` others.
    """

    name: str
    patterns: tuple[str, ...]
    location: Location
    column: str = ""
    held: str = ""
    among: bool = False

    def covers(self, row: Row) -> bool:
        """Whether a row is seen."""
        if not self.among and not self.holds(row):
            return False
        row_id = unicodedata.normalize("NFC", row.get("id"))
        return not self.patterns or any(_matches(each, row_id) for each in self.patterns)

    def holds(self, row: Row) -> bool:
        """Whether a row is of the value for which a figure is drawn, if it is drawn for one."""
        told = self.held and self.column in row.values
        return not told or slug_of(row[self.column]) == self.held


def read_selection(declared: str, location: Location) -> Selection | None:
    """Read one name of ``DATA``: ``forces`` or ``forces[china-*, newstart-ceiling]``.

    Returns:
        The selection; ``None`` if it cannot be read.
    """
    match = _DECLARED.fullmatch(unicodedata.normalize("NFC", declared).strip())
    if match is None:
        return None
    if match["rows"] is None:
        return Selection(match["name"], (), location)
    patterns = tuple(part.strip() for part in match["rows"].split(","))
    if patterns and not patterns[-1]:
        patterns = patterns[:-1]  # a trailing comma
    if not patterns or not all(patterns):
        return None
    return Selection(match["name"], patterns, location)


def merged(selections: Iterator[Selection]) -> tuple[Selection, ...]:
    """One selection for each dataset: what any of its selections covers."""
    by_name: dict[str, Selection] = {}
    for each in selections:
        before = by_name.get(each.name)
        if before is None:
            by_name[each.name] = each
            continue
        whole = not (before.patterns and each.patterns)
        patterns = () if whole else tuple(dict.fromkeys(before.patterns + each.patterns))
        by_name[each.name] = replace(before, patterns=patterns)
    return tuple(by_name.values())


def check(selection: Selection, datasets: Mapping[str, Dataset]) -> tuple[Finding, ...]:
    """Find what a selection asks for and the paper's datasets do not have.

    Returns:
        DAT002 no such dataset, DAT003 rows are selected where there is no column ``id``, DAT001
        a pattern that no row matches.
    """
    where = selection.location
    dataset = datasets.get(selection.name)
    if dataset is None:
        known = ", ".join(sorted(datasets)) or "none"
        message = "there is no dataset '{name}'"
        hint, because = "There are: {known}.", (Subject("dataset", selection.name),)
        values = (selection.name, known)
        return (Finding.of("DAT002", where, message, hint, *values, because=because),)
    if selection.patterns and "id" not in dataset.columns:
        message = "rows of '{name}' are selected by id, but it has no column 'id'"
        hint = "Give {path} a column id, or declare the whole dataset."
        return (Finding.of("DAT003", where, message, hint, selection.name, dataset.path),)
    ids = [unicodedata.normalize("NFC", row.get("id")) for row in dataset.rows]
    return tuple(
        Finding.of(
            "DAT001",
            where,
            "no row of '{name}' has the id '{pattern}'",
            did_you_mean(pattern, filter(None, ids)),
            selection.name,
            pattern,
            because=ALL_DATA,
        )
        for pattern in selection.patterns
        if not any(_matches(pattern, each) for each in ids)
    )


def select(selection: Selection, dataset: Dataset) -> Dataset:
    """What a figure sees of a dataset.

    Returns:
        The dataset with the selected rows alone, in the file's order. Its ``sha256`` is a hash of
        these, without the sidecar, which is about printing and which no module is given.
    """
    seen = replace(dataset, rows=tuple(filter(selection.covers, dataset.rows)))
    return replace(seen, sha256=digest_of(seen))


def cells_asked_for(
    rows: Iterable[Row], wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    """By column the cells of some rows that say what is wanted: years and dates in any form."""
    rows = list(rows)
    return {
        column: cells_that_say(values, dict.fromkeys(row.get(column) for row in rows))
        for column, values in wanted.items()
    }


def chosen(seen: Dataset, held: Mapping[str, frozenset[str]]) -> Dataset:
    """The rows of what a figure sees that hold one of some cells in each of some columns."""
    rows = (row for row in seen.rows if all(row.get(name) in each for name, each in held.items()))
    return replace(seen, rows=tuple(rows))


def snapshot(seen: Dataset) -> dict[str, Any]:
    """What a figure sees of a dataset (from :func:`select`) as plain data: no places, no hash.

    Returns:
        ``columns``, ``rows`` and ``content``, and ``others``: all else that a module sees.
    """
    names = [each.name for each in fields(seen) if each.name not in _PLAIN]
    others = {name: repr(getattr(seen, name)) for name in names}
    # Of the sidecar, what rows without a unit or a source of their own go by.
    others["about"] = repr((seen.about.unit, seen.about.source, seen.about.locator))
    units = {name: seen.declared_unit(name) for name in seen.columns}
    if any(units.values()):
        others["units"] = repr(units)
    return {
        "columns": list(seen.columns),
        "rows": [list(row.values.values()) for row in seen.rows],
        "content": seen.content,
        "others": others,
    }


def plain_json(value: Any) -> Any:
    """What JSON writes for a value of a YAML file that it does not know."""
    return dict(value) if isinstance(value, Mapping) else repr(value)


def digest_of(seen: Dataset) -> str:
    """Hash what a figure sees of a dataset, without the sidecar and places."""
    # The order of a mapping's keys is seen, too, so they are not sorted.
    text = json.dumps(snapshot(seen), ensure_ascii=False, default=plain_json)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _matches(pattern: str, row_id: str) -> bool:
    return _compiled(pattern).fullmatch(row_id) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = ({"*": ".*", "?": "."}.get(char, re.escape(char)) for char in pattern)
    return re.compile("".join(parts), re.DOTALL)
