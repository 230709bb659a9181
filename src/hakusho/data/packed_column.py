r"""Eurostat's first column, which is several: ``freq,unit,geo\TIME_PERIOD`` above ``A,KG_HAB,AT``.

The last name is that of the column; behind the stroke stands what the headings beside it are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.data.grids import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PACKED = re.compile(r"^(?P<names>\w+(?:,\w+)*)\\(?:TIME_PERIOD|TIME|time)$")
_FLAG = re.compile(r"[bcdefinprsuz]{1,3}")
FLAGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "b": ("時系列の断絶", "break in time series"),
        "c": ("秘匿", "confidential"),
        "d": ("定義が異なる", "definition differs"),
        "e": ("推計値", "estimated"),
        "f": ("予測値", "forecast"),
        "i": ("メタデータを参照", "see metadata"),
        "n": ("有意でない", "not significant"),
        "p": ("暫定値", "provisional"),
        "r": ("改訂値", "revised"),
        "s": ("Eurostatによる推計値", "Eurostat estimate"),
        "u": ("信頼性が低い", "low reliability"),
        "z": ("該当なし", "not applicable"),
    }
)
"""What Eurostat's flags mean, in Japanese and in English."""


def without_packed_column(records: list[Record]) -> list[Record]:
    """The records with a column for each that the first one holds, if it is one of Eurostat's."""
    if not records:
        return records
    match = _PACKED.fullmatch(records[0].cells[0])
    if match is None:  # as of a table that came through a spreadsheet, one column for each already
        cells = tuple(_PACKED.sub(r"\g<names>", cell) for cell in records[0].cells)
        return [replace(records[0], cells=cells), *records[1:]]
    names = match["names"].split(",")
    if any(each.cells[0].count(",") != len(names) - 1 for each in records[1:]):
        return records
    return [
        _unpacked(records[0], names),
        *(_unpacked(r, r.cells[0].split(",")) for r in records[1:]),
    ]


def _unpacked(record: Record, parts: Sequence[str]) -> Record:
    line, column = record.places[0]
    starts = [column + sum(len(part) + 1 for part in parts[:at]) for at in range(len(parts))]
    places = (*((line, start) for start in starts), *record.places[1:])
    return Record((*(part.strip() for part in parts), *record.cells[1:]), places)


def meaning_of_flag(mark: str) -> tuple[str, str] | None:
    """What a flag, or several in one, say in Japanese and in English; ``None`` if it is none."""
    if not _FLAG.fullmatch(mark):
        return None
    japanese, english = zip(*(FLAGS[each] for each in mark), strict=True)
    return "、".join(japanese), ", ".join(english)
