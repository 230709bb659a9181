"""Codes in a column ``unit`` and what they stand for: Eurostat's THS_T is thousand tonnes."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.words import Words
from hakusho.findings import Finding, Location, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.data.dataset import Dataset, Row
    from hakusho.data.layout import Layout
    from hakusho.data.table_reading import Shaped

_COLUMN, _IN_JAPANESE, _IN_ENGLISH = "unit", "unit_ja", "unit_en"
_SDMX, _POWER, _WORDS = "UNIT_MEASURE", "UNIT_MULT", "Unit of measure"
"""The columns of a unit's code, of the power of ten by which numbers are to be multiplied, and of
the unit in words, in files of SDMX (SDMX-CSV 2.0 and the glossary of 2018)."""
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
"""What is certainly a code, whatever it stands for."""
_OF_CODES = frozenset({"freq", "geo"})
"""Columns beside which a short word in capitals is one as well."""
_SHORT = re.compile(r"[A-Z][A-Z0-9]*")
CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "PC": ("%", "%"),
        "PC_ACT": ("%（対労働力人口）", "% of the labour force"),
        "PC_GDP": ("%（対GDP）", "% of GDP"),
        "PC_POP": ("%（対人口）", "% of the population"),
        "PC_TOT": ("%（対全体）", "% of the total"),
        "PCH_PRE": ("%（前期比）", "% on the previous period"),
        "PCH_SM": ("%（前年同期比）", "% on the same period of the year before"),
        "PCH_PRE_YR": ("%（前年比）", "% on the year before"),
        "NR": ("", ""),
        "THS": ("千", "thousand"),
        "PER": ("人", "persons"),
        "THS_PER": ("千人", "thousand persons"),
        "HH": ("世帯", "households"),
        "THS_HH": ("千世帯", "thousand households"),
        "EUR": ("ユーロ", "euros"),
        "THS_EUR": ("千ユーロ", "thousand euros"),
        "MIO_EUR": ("百万ユーロ", "million euros"),
        "CP_MEUR": ("百万ユーロ（名目）", "million euros (current prices)"),
        "EUR_HAB": ("ユーロ/人", "euros per inhabitant"),
        "CP_EUR_HAB": ("ユーロ/人（名目）", "euros per inhabitant (current prices)"),
        "T": ("トン", "tonnes"),
        "THS_T": ("千トン", "thousand tonnes"),
        "MIO_T": ("百万トン", "million tonnes"),
        "KG_HAB": ("kg/人", "kg per inhabitant"),
        "T_HAB": ("トン/人", "tonnes per inhabitant"),
        "KTOE": ("千石油換算トン", "thousand tonnes of oil equivalent"),
        "KGOE_HAB": ("石油換算kg/人", "kg of oil equivalent per inhabitant"),
        "GWH": ("GWh", "GWh"),
        "MWH": ("MWh", "MWh"),
        "TJ": ("TJ", "TJ"),
        "MW": ("MW", "MW"),
        "HA": ("ha", "hectares"),
        "THS_HA": ("千ha", "thousand hectares"),
        "KM": ("km", "km"),
        "KM2": ("km²", "km²"),
        "PER_KM2": ("人/km²", "persons per km²"),
        "MIO_M3": ("百万m³", "million m³"),
        "P_THAB": ("（人口千対）", "per 1,000 inhabitants"),
        "P_HTHAB": ("（人口10万対）", "per 100,000 inhabitants"),
        "P_MHAB": ("（人口100万対）", "per million inhabitants"),
        "MIO_TKM": ("百万トンキロ", "million tonne-kilometres"),
        "MIO_PKM": ("百万人キロ", "million passenger-kilometres"),
        "YR": ("年", "years"),
        "PT_B1GQ": ("%（対GDP）", "% of GDP"),
        "USD": ("ドル", "US dollars"),
        "JPY": ("円", "yen"),
        "PS": ("人", "persons"),
    }
)
"""The commonest of Eurostat's, and some of the OECD's, in Japanese and in English."""


def with_units(path: str, table: Shaped, layout: Layout) -> tuple[Shaped, tuple[Finding, ...]]:
    """The table with a unit in words, in columns of both languages, for each code that is said.

    A column ``UNIT_MEASURE`` holds such codes, too: with ``UNIT_MULT`` 3 the code is ``USD E3``.

    Returns:
        The same table where there is no such column; and DAT015 for a code that no row has,
        DAT027 at the first row of each whose meaning nobody says.
    """
    spoken = not {_IN_JAPANESE, _IN_ENGLISH}.isdisjoint(table.columns)
    held: dict[str, Row] = {}
    for row in table.rows:
        if code := unit_in(row):
            held.setdefault(code, row)
    findings = [*_absent(path, layout.units, held)]
    if not held or spoken:
        return table, tuple(findings)
    column = _COLUMN if _COLUMN in table.columns else _SDMX
    findings += _unsaid(table, layout.units, held, column)
    if not layout.units:
        return table, tuple(findings)
    columns = (*table.columns, _IN_JAPANESE, _IN_ENGLISH)
    places = dict(zip(table.columns, table.places, strict=False))
    named = (*table.places, *[places[column]] * 2) if column in places else table.places
    rows = tuple(_in_words(row, layout.units, column) for row in table.rows)
    return replace(table, columns=columns, rows=rows, places=named), tuple(findings)


def unit_in(row: Row) -> str:
    """The code of a row's unit, or what stands there in words; empty if it has none."""
    code, power = row.get(_COLUMN) or row.get(_SDMX) or "", row.get(_POWER) or "0"
    return f"{code} E{power}" if code and power != "0" and not row.get(_COLUMN) else code


def are_declared(dataset: Dataset) -> bool:
    """Whether the sidecar gives the numbers units, so that codes in ``UNIT_MEASURE`` are none."""
    said = dataset.sidecar
    if said is None or _COLUMN in dataset.columns or _SDMX not in dataset.columns:
        return False
    return any(
        each != Words() for each in (said.unit, *(kind.unit for kind in said.types.values()))
    )


def words_of(rows: Iterable[Row]) -> dict[str, str]:
    """What units are in words, by code, where a file has both."""
    found: dict[str, str] = {}
    for row in rows:
        power = row.get("Unit multiplier") or ""
        words = " ".join(
            filter(None, (row.get(_WORDS), f"({power})" if "E" in unit_in(row)[-3:] else ""))
        )
        found.setdefault(unit_in(row), words)
    return found


def codes_in(columns: Collection[str], units: Collection[str]) -> tuple[str, ...]:
    """Those of some units that are codes, in a table with these columns."""
    if _SDMX in columns and _COLUMN not in columns:
        return tuple(units)
    among = not _OF_CODES.isdisjoint(columns) and all(map(_SHORT.match, units))
    return tuple(each for each in units if _CODE.fullmatch(each) or (among and each in CODES))


def _absent(path: str, said: Mapping[str, Words], held: Collection[str]) -> Iterator[Finding]:
    for code in said:
        if code not in held:
            message = "the sidecar says what the unit '{code}' is, and no row has it in 'unit'"
            hint = "There are: {known}."
            known = ", ".join(held) or "none"
            yield Finding.of("DAT015", Location(path), message, hint, code, known)


def _unsaid(
    table: Shaped, said: Collection[str], held: Mapping[str, Row], column: str
) -> Iterator[Finding]:
    for code in codes_in(table.columns, held):
        if code in said:
            continue
        where = held[code].where(column)
        message = "the unit '{code}' is a code, and would be printed as it is"
        if column == _SDMX:
            message = "the unit '{code}' is a code, and numbers would be printed without a unit"
        hint = (
            "Say in the sidecar what it stands for: read: {{units: {{{code}: {{ja: …, en: …}}}}}}. "
            "`hakusho data NAME --sidecar` knows the commonest."
        )
        subject = Subject("cell", str(where))
        yield Finding.of("DAT027", where, message, hint, code, subject=subject)


def _in_words(row: Row, units: Mapping[str, Words], column: str) -> Row:
    code = unit_in(row)
    words = units.get(code)
    japanese, english = (words.ja, words.en) if words is not None else (code, code)
    plain = "" if words is not None and not (japanese or english) else code
    values = {**row.values, _IN_JAPANESE: japanese, _IN_ENGLISH: english}
    values |= {_COLUMN: plain} if column == _COLUMN else {}
    places = dict(zip(row.values, row.places, strict=False))
    own = places.get(column, (row.location.line, row.location.column))
    return type(row)(
        FrozenMapping(values), row.location, (*row.places, own, own), row.rests_on, row.marks
    )
