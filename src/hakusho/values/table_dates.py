"""Dates and years as tables write them: by era, with slashes, as eight digits, as a fiscal year."""

from __future__ import annotations

import re
from calendar import month_name
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.values.dates import PartialDate
from hakusho.values.day_numbers import date_of_number
from hakusho.values.eras import ERA_BY_NAME, ERAS, Era
from hakusho.values.letters import normal_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTERS = {era.romaji[0]: era for era in ERAS[1:]}
"""M, T, S, H, R."""
_NAMED_YEARS = (*ERA_BY_NAME, *_LETTERS)
_MOST_MONTHS = 12
_QUARTERS = (1, 4, 7, 10)
_ERA = "|".join((*sorted(ERA_BY_NAME, key=len, reverse=True), *_LETTERS))
_BY_ERA = re.compile(
    rf"(?P<era>{_ERA})\s?\.?(?P<year>元|\d{{1,2}})(?:(?P<fiscal>年度)|年|[./-]|$)"
    r"(?:(?P<month>\d{1,2})(?:[./月-]|$))?(?:(?P<day>\d{1,2})日?)?",
    re.ASCII,
)
_WESTERN = re.compile(
    r"(?:FY|西暦)?(?P<year>\d{4})(?:年度|年|[-/.]|$)(?:(?P<month>\d{1,2})(?:[-/.月]|$))?"
    r"(?:(?P<day>\d{1,2})日?)?",
    re.ASCII | re.IGNORECASE,
)
_EIGHT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
_MONTH_CODE = re.compile(
    r"(?P<year>[12]\d{3})-?M(?P<month>0?[1-9]|1[0-2])(?P<day>)", re.ASCII | re.IGNORECASE
)
"""A month as statistical offices and SDMX code it: 2023M01, 2023-M01."""
_DAY_NUMBER = re.compile(r"[2-6]\d{4}", re.ASCII)
"""Days of the years 1954 to 2091, in the count of spreadsheets."""
_MONTHS = {name[:3].casefold(): number for number, name in enumerate(month_name) if name}
_IN_ENGLISH = re.compile(
    rf"(?P<before>\d{{1,2}})?(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}[.,]?"
    r"(?:(?P<after>\d{1,2}),)?(?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:FY)?(?P<year>\d{4})[/–-](?P<next>\d\d)", re.ASCII)
_MOMENT = re.compile(r"(?<=[年度月日\d])(?:末日?)?(?:現在|時点)?\Z")
_BETWEEN_NAMES = re.compile("[/・=、,]")
_QUARTER = re.compile(
    r"(?P<before>[^Q第四~-]*\d(?:年度?)?)[-/]?"
    r"(?:Q(?P<q>[1-4])|(?P<q_before>[1-4])Q|第?(?P<number>[1-4])四半期|(?P<first>\d{1,2})月?[~-](?P<last>\d{1,2})月期?)"
    r"|(?:Q(?P<q_first>[1-4])|(?P<first_q>[1-4])Q)[-/]?(?P<behind>(?:FY)?\d{4})",
    re.IGNORECASE,
)
_CUT_MONTH = re.compile(r"(\d{1,2})月", re.ASCII)
_CUT = re.compile(r"\d{1,2}", re.ASCII)
_BESIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]$|\s")


def read_written_date(text: str, *, numbered: bool = False) -> PartialDate | None:
    """Read a year, a month or a day in any form that tables have.

    Args:
        text: ``令和7年度``, ``R7.4.1``, ``2025年4月``, ``2025/4/1``, ``20250401``, ``FY2025``,
            ``2025/26``, ``Apr 2025``, ``2025M04``; what stands beside in brackets is passed over,
            as are 末 and 現在: ``2025(令和7)年``, ``R6年度末``; a year with two names,
            ``平成31・令和元年度``.
        numbered: Whether 45748 is the number of a day.

    Returns:
        The date as far as it is known, of a fiscal year its number; ``None`` if it is none.
    """
    bare = _MOMENT.sub("", _BESIDE.sub("", normal_width(text)))
    if numbered and _DAY_NUMBER.fullmatch(bare):
        return PartialDate.parse(date_of_number(Decimal(bare)))
    forms = (_EIGHT, _WESTERN, _BY_ERA, _MONTH_CODE)
    match = next((found for form in forms if (found := form.fullmatch(bare))), None)
    if match is None or _ends_in_next_year(bare):
        return _otherwise_written(bare)
    parts = match.groupdict()
    year = 1 if parts["year"] == "元" else int(parts["year"])
    if name := parts.get("era"):
        year = _era(name).western_year(year)
    try:
        return PartialDate(year, int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        return None


def read_written_quarter(text: str) -> tuple[int, int, bool] | None:
    """Read a quarter: ``2023Q1``, ``Q1 2023``, ``2023年1～3月期``, ``令和5年度第1四半期``.

    Returns:
        Its year and first month, of one of 年度 as Japan counts these, from April; and whether it
        is one of another fiscal year, which may begin anywhere. ``None`` if it is no quarter.
    """
    bare = _BESIDE.sub("", normal_width(text)).replace("–", "-")
    match = _QUARTER.fullmatch(bare)
    if match is None:
        return None
    named = match["before"] or match["behind"]
    year = read_written_date(named)
    first, last = int(match["first"] or 0), int(match["last"] or 0)
    if year is None or year.month or (first and (last != first + 2 or first not in _QUARTERS)):
        return None
    numbers = match.group("q", "q_before", "number", "q_first", "first_q")
    number = int(next(filter(None, numbers), 0))
    if "年度" in named:
        months = (*_QUARTERS[1:], 1)
        month = first or months[number - 1]
        return year.year + (month == 1), month, False
    return year.year, first or _QUARTERS[number - 1], named.upper().startswith("FY")


def _ends_in_next_year(bare: str) -> bool:
    """Whether a text is one of two years, as 2018/19 is, and no month, as 2011/12 may be."""
    match = _TWO_YEARS.fullmatch(bare)
    return match is not None and _follows(match) and int(match["next"]) > _MOST_MONTHS


def _follows(match: re.Match[str]) -> bool:
    return int(match["next"]) == (int(match["year"]) + 1) % 100


def _otherwise_written(bare: str) -> PartialDate | None:
    """Two years in one, a month in English, or a year with two names."""
    if _ends_in_next_year(bare):
        return PartialDate(int(bare.removeprefix("FY")[:4]))
    if match := _IN_ENGLISH.fullmatch(bare):
        month, day = _MONTHS[match["name"].casefold()], match["before"] or match["after"] or 0
        try:
            return PartialDate(int(match["year"]), month, int(day))
        except ValueError:
            return None
    first, *others = _BETWEEN_NAMES.split(bare)
    if not others or not first.startswith(_NAMED_YEARS):
        return None
    days = {read_written_date(each) for each in (first, *others)}
    return days.pop() if len(days) == 1 else None


def _era(name: str) -> Era:
    return ERA_BY_NAME.get(name) or _LETTERS[name]


def _next_month(cell: str, before: PartialDate | None) -> PartialDate | None:
    """A month without its year, below another: 令和5年11月, 12月, 1月."""
    match = _CUT_MONTH.fullmatch(_BESIDE.sub("", normal_width(cell)))
    if match is None or before is None or not before.month or before.day:
        return None
    month = int(match[1])
    turns = (before.month, month) == (_MOST_MONTHS, 1)
    return (
        PartialDate(before.year + turns, month)
        if turns or before.month < month <= _MOST_MONTHS
        else None
    )


def _spans(cells: Iterable[str]) -> Iterator[re.Match[str] | None]:
    return (_TWO_YEARS.fullmatch(_BESIDE.sub("", cell)) for cell in cells)


def read_column_of_dates(
    cells: Iterable[str], *, numbered: bool = False
) -> Iterator[PartialDate | None]:
    """Read the dates of a column, in which a year may be cut: 令和5年, 6, 7; 2015, 16, 17; 2010/11.

    As :func:`read_written_date` does; empty cells and what is none are ``None``.
    """
    base, last, cells = 0, 0, list(cells)
    before: PartialDate | None = None
    spans = [*_spans(filter(None, cells))]
    if len(spans) > 1 and all(each and _follows(each) for each in spans):  # 2010/11, 2011/12
        yield from (PartialDate(int(each["year"])) if each else None for each in _spans(cells))
        return
    for cell in cells:
        bare = _BESIDE.sub("", normal_width(cell)).removesuffix("年")
        cut = int(bare) if _CUT.fullmatch(bare) else 0
        if cut and base and cut > last:
            last = cut
            yield PartialDate(base + cut)
            continue
        day = read_written_date(cell, numbered=numbered) or _next_month(cell, before)
        before = day or before
        match = _BY_ERA.fullmatch(bare) or _BY_ERA.fullmatch(f"{bare}年")
        if day is not None and match:
            base = _era(match["era"]).western_year(0)
            last = day.year - base
        elif day is not None:
            base, last = day.year // 100 * 100, day.year % 100
        yield day
