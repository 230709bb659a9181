"""Dates of entries to CSL dates: ISO 8601 and EDTF as BibLaTeX has them, era years, words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from hakusho.citations.uncertain_dates import SEASONS, UncertainDate, of_season, read_uncertain
from hakusho.values.dates import SHORT_MONTHS
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME

Date = dict[str, Any]

_ISO = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?[~?%]?")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ERA = re.compile(rf"({ERA_NAME})(元|\d{{1,2}})年?(?:(\d{{1,2}})月)?(?:(\d{{1,2}})日)?")
_LAST_MONTH, _LAST_DAY = 12, 31


def csl_date(date: str, year: str = "", month: str = "", day: str = "") -> Date | None:
    """Read a date from BibLaTeX's ``date`` or BibTeX's ``year``, ``month`` and ``day``.

    Args:
        date: For example ``2024-04-10``, ``2024-04/2024-06``; empty if there is none.
        year: For example ``2024``, ``平成28年``, ``forthcoming``.
        month: A number or an English name.
        day: A number.

    Returns:
        A CSL date; one that is no date at all is kept as a literal, so that it is printed as
        typed rather than lost; ``None`` where nothing is given.
    """
    value = unicodedata.normalize("NFKC", date or year).strip()
    if not value:
        return None
    unsure = read_uncertain(date or year, free=not date)
    if unsure is not None:
        return _uncertain(unsure)
    halves = [_parts(half.strip()) for half in value.split("/")] if date else [_parts(value)]
    parts = [half for half in halves if half]
    if not parts:
        return {"literal": (date or year).strip()}
    if not date and len(parts[0]) == 1:
        season = SEASONS.get(month.strip().lower(), 0)
        if season:
            return _uncertain(of_season(parts[0][0], season))
        number = _month(month) if month else 0
        if number:
            parts[0].append(number)
            if day.strip().isdigit() and 1 <= int(day) <= _LAST_DAY:
                parts[0].append(int(day))
    return {"date-parts": parts[:2]}


def _uncertain(date: UncertainDate) -> Date:
    """What CSL can say of a date, and the date itself under a name of ours, where that is more."""
    parts = [
        [part for part in (point.day.year, point.day.month, point.day.day) if part]
        for point in date.points
    ]
    if date.is_known:
        return {"date-parts": parts}
    made: Date = {"date-parts": parts} if parts else {"literal": date.english()}
    made["uncertain"] = date
    if date.is_circa:
        made["circa"] = True
    if date.is_season:
        made["season"] = date.points[0].season
    return made


def worded(date: Date, *, japanese: bool, dash: str) -> Date:
    """A date for a style that sets works by their language, in words where CSL cannot say it all.

    ``dash`` stands in ranges. What an English season is called, the style says.
    """
    uncertain = date.get("uncertain")
    if uncertain is None:
        return date
    if "season" in date and not japanese:
        return {key: value for key, value in date.items() if key != "uncertain"}
    return {"literal": uncertain.japanese(dash) if japanese else uncertain.english(dash)}


def in_any_style(date: Date, *, knows_circa: bool, knows_seasons: bool) -> Date:
    """A date for a style of one language: as CSL has it where that and the style say it all."""
    uncertain = date.get("uncertain")
    if uncertain is None:
        return date
    if (knows_circa and "circa" in date) or "season" in date:
        dropped = {"uncertain"} if knows_seasons else {"uncertain", "season"}
        return {key: value for key, value in date.items() if key not in dropped}
    return {"literal": uncertain.english()}


def year_of(date: Date | None) -> str:
    """The year of a CSL date as text, for sorting; empty if there is none."""
    if date is None:
        return ""
    return str(date["date-parts"][0][0]) if "date-parts" in date else str(date["literal"])


def _parts(value: str) -> list[int]:
    """``[year, month, day]`` as far as they are there; empty if this is no date."""
    value = value.split("T", maxsplit=1)[0]
    match = _ISO.fullmatch(value)
    if match:
        return _valid([int(group) for group in match.groups() if group])
    era = _ERA.search(value)
    if era:
        number = 1 if era[2] == "元" else int(era[2])
        rest = [int(group) for group in era.groups()[2:] if group]
        return _valid([ERA_BY_NAME[era[1]].western_year(number), *rest])
    found = _YEAR.findall(value)
    return [int(found[0])] if len(found) == 1 else []


def _valid(parts: list[int]) -> list[int]:
    """The parts up to the first that no calendar has."""
    if len(parts) > 1 and not 1 <= parts[1] <= _LAST_MONTH:
        return parts[:1]
    if len(parts) > 2 and not 1 <= parts[2] <= _LAST_DAY:  # noqa: PLR2004  year, month, day
        return parts[:2]
    return parts


def _month(month: str) -> int:
    month = unicodedata.normalize("NFKC", month).strip().rstrip("月").lower()
    if month.isdigit() and 1 <= int(month) <= _LAST_MONTH:
        return int(month)
    return next((n for n, name in enumerate(SHORT_MONTHS, 1) if month.startswith(name.lower())), 0)
