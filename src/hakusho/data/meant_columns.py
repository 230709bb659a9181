"""Columns that are likely meant as one whose name means something: ``ID`` and ``No.`` as ``id``.

What is called otherwise is a column like any other, so that a row is no fact, or a fact without a
unit or a source, and nothing says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.cell_matching import folded
from hakusho.data.numbers import NO_NUMBER, read_number
from hakusho.findings import Finding, Location, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hakusho.data.dataset import Dataset, Row

_SAID = {
    "id": ("no", "no.", "№", "番号", "識別子"),
    "date": ("日付", "年月日", "期日"),
    "year": ("年", "年次", "西暦"),
    "value": ("値", "数値", "数量", "実数", "values"),
    "low": ("下限", "下限値"),
    "high": ("上限", "上限値"),
    "unit": ("単位", "units"),
    "label": ("ラベル", "項目", "labels"),
    "source": ("出典", "出所", "典拠", "sources", "citekey"),
    "locator": ("頁", "ページ", "該当頁", "page", "pages"),
}
"""Names that mean something, and what else such a column is called; any case and width are too."""
_MEANT = {word: name for name, words in _SAID.items() for word in (name, *words)}
_IN_PLACE = {
    "date": ("year",),
    "year": ("date",),
    "value": ("low", "high"),
    "unit": ("unit_ja", "unit_en"),
    "label": ("label_ja", "label_en", "item", "item_ja", "item_en"),
}
"""What a dataset may have in their place."""
_AROUND = frozenset({"id", "value", "low", "high", "unit", "unit_ja", "unit_en", "source", "label"})
_ENOUGH = 2
_KEY = re.compile(r"[\x21-\x7e]+")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_LOOKED_AT = 50


def meant_columns(dataset: Dataset) -> Mapping[str, str]:
    """The columns of facts that are called otherwise, with the name that is likely meant.

    Returns:
        None for a table that is none of facts: two names of theirs, ``id`` or ``value`` among them,
        must be right. What the sidecar calls so, too, is meant so.
    """
    names, said = dataset.columns, dataset.sidecar
    own = {*said.columns, *said.types} if said else set()
    right = _AROUND.intersection(names)
    if len(right) < _ENOUGH or not right & {"id", "value"}:
        return {}
    found: dict[str, str] = {}
    for name in names:
        meant = _MEANT.get(folded(name), "")
        taken = (*names, *found.values())
        absent = meant and not any(each in taken for each in (meant, *_IN_PLACE.get(meant, ())))
        if absent and name not in own and _may_be(meant, name, dataset):
            found[name] = meant
    if right >= {"id", "unit"} and not {"value", "low", "high"} & {*names, *found.values()}:
        counted = [
            name for name in names if name not in {*found, *own} and _is_counted(dataset, name)
        ]
        found |= {counted[0]: "value"} if len(counted) == 1 else {}
    return found


def _cells(dataset: Dataset, name: str) -> list[str]:
    return [row[name] for row in dataset.rows[:_LOOKED_AT] if row[name]]


def _may_be(meant: str, name: str, dataset: Dataset) -> bool:
    """Whether the cells of a column are of the kind."""
    cells = _cells(dataset, name)
    if meant == "source":
        return all(map(_KEY.fullmatch, cells))
    if meant == "id" and folded(name) != "id":
        return not all(map(str.isdecimal, cells))  # which only count the rows
    return True


def _is_counted(dataset: Dataset, name: str) -> bool:
    """Whether a column holds numbers that are no years."""
    cells = [cell for cell in _cells(dataset, name) if cell not in NO_NUMBER]
    if name in _SAID or not cells or all(map(_YEAR.fullmatch, cells)):
        return False
    try:
        return [*map(read_number, cells)] != []
    except ValueError:
        return False


def called_otherwise(dataset: Dataset, asked: Collection[str]) -> Iterator[Finding]:
    """DAT003 for a column that is likely meant by a name for which the sidecar asks, else DAT026.

    Args:
        dataset: A table.
        asked: The names of columns that its sidecar has and the file has not.
    """
    for name, meant in meant_columns(dataset).items():
        where = dataset.column_places.get(name, Location(dataset.path))
        message, hint = (
            "the column '{name}' is likely meant as {meant}",
            "Write {meant} in the header: by that name alone it is known what the column holds.",
        )
        rule, subject = "DAT026", Subject("cell", str(where))
        if meant in asked:
            rule, subject = "DAT003", Subject("dataset", dataset.name)
        yield Finding.of(rule, where, message, hint, name, meant, subject=subject)


def called_alike(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[Finding]:
    """DAT026 for a key of a document that is another one in some rows: ``port`` and ``Port``.

    Where rows have both, they are meant to be two.
    """
    seen: dict[str, str] = {}
    for name in columns:
        before = seen.setdefault(folded(name), name)
        if before == name or any(row.get(name) and row.get(before) for row in rows):
            continue
        first = next((row for row in rows if row.get(name)), None)
        if first is not None:
            message = "'{name}' is a column of its own beside '{before}', and no row has both"
            hint = "Write the key alike in all rows."
            where = first.where(name)
            about = Subject("cell", f"{where} {name}")
            yield Finding.of("DAT026", where, message, hint, name, before, subject=about)
