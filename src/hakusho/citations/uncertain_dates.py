"""Dates that are not simply known: about 1930, perhaps 1930, the 1930s, until 1930, spring 2019.

Read are the forms of EDTF (ISO 8601-2, levels 0 and 1) as BibLaTeX has them (``1931~``, ``1931?``,
``1931%``, ``193X``, ``1930/..``, ``2019-21``), its older ones (``193u``, ``open``), what
catalogues write (``[1930]``, ``193-?``), and words in both languages (``c. 1930``, ``1935年頃``,
``1930年代``, ``2019年春``). What holds one year beside other words (``early 1930s``, 1930年代初頭)
is printed as it is typed, and stands where its year does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from hakusho.citations.latex import plain
from hakusho.values.dates import MONTH_WORD, PartialDate, month_number, printed_date
from hakusho.values.eras import ERA_BY_NAME, ERA_NAME

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
"""Their numbers in CSL, by their English names."""
_IN_ENGLISH, _IN_JAPANESE = ("Spring", "Summer", "Autumn", "Winter"), "春夏秋冬"
_FIRST_SEASON, _SEASONS = 21, range(21, 33)  # ISO 8601-2: also those of each hemisphere
_MILLENNIUM, _TEENS = 1000, range(11, 14)

_ABOUT = (
    r"circa|cir\.|ca\.?(?![a-z])|c\.|c(?=\s)|approx(?:imately|\.)?|about|around|~|≈"
    r"|約|およそ|おおよそ|頃|ごろ|ころ|前後"
)
_PERHAPS = r"prob(?:ably|\.)|possibly|perhaps|\(\?\)|\?|\(推定\)|推定"
_SURE = r"©|\(c\)"  # the year of a copyright
_AROUND = rf"(?:\s*(?:{_ABOUT}|{_PERHAPS}|{_SURE}|%))*\s*"
_YEAR = (
    r"(?P<decade>\d{3})(?:[XxUu?](?!\d)|-(?![\w-])|0(?:'?s\b|年代))"
    r"|(?P<hundred>\d\d)(?:[XxUu?]{2}|--)(?!\d)"
    r"|(?P<century>\d{1,2})(?:(?:st|nd|rd|th)\s+cent(?:ury\b|\.)|世紀)"
    rf"|(?P<word>{'|'.join(SEASONS)}|(?:{MONTH_WORD})\.?)\s+(?P<worded>\d{{4}})"
    r"|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?"
    r"|年?(?P<season>[春夏秋冬])[季期]?"
    r"|年(?:(?P<gatsu>\d{1,2})月(?:(?P<nichi>\d{1,2})日)?)?)?"
)
_POINT = re.compile(
    rf"(?P<supplied>\[)?(?P<before>{_AROUND})(?:the\s+)?(?:{_YEAR})(?P<after>{_AROUND})(?(supplied)\]"
    rf"(?P<outside>{_AROUND}))",
    re.IGNORECASE,
)
_SET = re.compile(r"\[(?P<earlier>\.\.)?(?P<point>\d{4})(?P<later>\.\.)?\]")
_BETWEEN = re.compile(r"\s*(?:/|[–—―〜]|-{1,3}(?!\d\d$)|から|\bto\b)\s*")
_OPEN = frozenset({"", "..", "open", "unknown"})
_ERA = re.compile(rf"({ERA_NAME})(元|\d{{1,2}})年")
_OF_AN_ERA = re.compile(rf"(?:{ERA_NAME})\s*(?:元|\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NO_WORDS = re.compile(r"[\W_]*(?:©|c|cop)?[\W_]*\d{4}[a-z]?[\W_]*年?[\W_]*", re.IGNORECASE)
_OF_A_DAY = re.compile(rf"\d|\b(?:{MONTH_WORD})\b", re.IGNORECASE)
_MONTH_NAME, _DAY = rf"(?P<month>{MONTH_WORD})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAYS = tuple(
    re.compile(form, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_DAY}[-\s.]+{_MONTH_NAME}[-\s,.]+(?P<year>\d{{4}})",
        rf"{_MONTH_NAME}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH_NAME}[-\s,./]+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[-\s,./]+{_MONTH_NAME}(?:[-\s.]+{_DAY})?",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
    )
)
"""``30-Mar-2020``, ``March 30, 2020``, ``Jan./1992``, ``2019, March``, ``30.3.2020``."""
_SHORT_RANGE = re.compile(r"(\d{4})\s*[-–/]{1,2}\s*(1[3-9]|[2-9]\d)年?")
_PLAIN = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """One date, or one end of a range.

    Attributes:
        day: The first day, month or year that it can mean, as exactly as it is known.
        season: 1 (spring) to 4; 0 if it names none.
        span: Whether it is a whole decade or century.
        about: Whether it is approximate: ``1931~``, ``c. 1931``, 1931年頃.
        perhaps: Whether it is uncertain: ``1931?``.
        supplied: Whether it stands in brackets, since the work itself does not have it.
    """

    day: PartialDate
    season: int = 0
    span: Literal["", "decade", "century"] = ""
    about: bool = False
    perhaps: bool = False
    supplied: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it is a date like any other."""
        return self == Point(self.day)

    def japanese(self) -> str:
        """``1930年頃``, ``1930年代？``."""
        bare = printed_date("ja", self.day)
        if self.season:
            bare += _IN_JAPANESE[self.season - 1]
        elif self.span:
            bare = f"{bare}代" if self.span == "decade" else f"{self._century}世紀"
        bare += ("頃" if self.about else "") + ("？" if self.perhaps else "")
        return f"[{bare}]" if self.supplied else bare

    def english(self) -> str:
        """``c. 1930``, ``1930s?``."""
        bare = printed_date("en", self.day)
        if self.season:
            bare = f"{_IN_ENGLISH[self.season - 1]} {bare}"
        elif self.span:
            bare = f"{bare}s" if self.span == "decade" else f"{_ordinal(self._century)} century"
        bare = ("c. " if self.about else "") + bare + ("?" if self.perhaps else "")
        return f"[{bare}]" if self.supplied else bare

    @property
    def _century(self) -> int:
        return self.day.year // 100 + 1


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """A date that more is to be said of than its year, month and day.

    Attributes:
        first: The date, or the beginning of a range; ``None`` where that is open.
        last: The end of a range; ``None`` where that is open, and for a single date.
        kind: ``range`` from first to last, ``limit``: some time before or after one of them,
            ``words``: printed as typed; ``era``: before Christ.
        words: What is printed, where that is no date of ours: in Japanese, in English.
    """

    first: Point | None
    last: Point | None = None
    kind: Literal["date", "range", "limit", "words", "era"] = "date"
    words: tuple[str, str] = ("", "")

    @property
    def points(self) -> tuple[Point, ...]:
        """Its dates, in order."""
        return tuple(point for point in (self.first, self.last) if point)

    @property
    def is_known(self) -> bool:
        """Whether it is a date or a range like any other, written in words."""
        closed = self.kind == "date" or (self.kind == "range" and self.first and self.last)
        return bool(closed) and all(point.is_known for point in self.points)

    @property
    def is_circa(self) -> bool:
        """Whether CSL's own sign for uncertain dates says all that there is to say."""
        marked = any(point.about or point.perhaps or point.supplied for point in self.points)
        plain_ends = all(not (point.span or point.season) for point in self.points)
        whole = self.kind == "date" or (self.kind == "range" and self.first and self.last)
        return bool(marked and plain_ends and whole)

    @property
    def is_season(self) -> bool:
        """Whether it is a season of a year, and no more."""
        point = self.first
        if self.kind != "date" or point is None or not point.season:
            return False
        return point == Point(point.day, point.season)

    def japanese(self, dash: str = "–") -> str:
        """As Japanese text prints it."""
        first, last = (point.japanese() if point else "" for point in (self.first, self.last))
        if self.kind == "range" and not (first and last):
            return f"{first}〜" if first else f"{last}まで"
        if self.kind == "range":
            return f"{first}{dash}{last}"
        if self.kind == "limit":
            return f"{first}以降" if first else f"{last}以前"
        return self.words[0] or first

    def english(self, dash: str = "–") -> str:
        """As English text prints it."""
        first, last = (point.english() if point else "" for point in (self.first, self.last))
        if self.kind == "range":
            return f"{first}{dash}{last}" if first else f"until {last}"
        if self.kind == "limit":
            return f"{first} or later" if first else f"{last} or earlier"
        return self.words[1] or first


@lru_cache(maxsize=4096)
def read_uncertain(raw: str, *, free: bool = False) -> UncertainDate | None:
    """Read a date of which something is not known.

    Args:
        raw: The field's value as written.
        free: Whether it is BibTeX's ``year``, which may hold any words.

    Returns:
        The date; ``None`` for one that is simply known, and for what is none.
    """
    text = _normal(raw)
    if _PLAIN.fullmatch(text):
        return None
    if free and (day := _of_a_day(text)):
        return UncertainDate(day)
    point = _point(text)
    if point is not None and not (free and _SHORT_RANGE.fullmatch(text)):
        return None if point.is_known and not re.search("[A-Za-z]", text) else UncertainDate(point)
    return (
        _before_christ(text) or _limit(text) or _range(text, free=free) or _in_words(raw, free=free)
    )


def of_season(year: int, season: int) -> UncertainDate:
    """A year with the season that another field gives."""
    return UncertainDate(Point(PartialDate(year), season=season))


def _normal(raw: str) -> str:
    """A value as :func:`_bare` has it, with Western years for those of an era."""
    return _ERA.sub(_western, _bare(raw))


def _bare(raw: str) -> str:
    """A value without LaTeX and full-width forms; ～ is a dash, and no EDTF sign."""
    text = re.sub(r"(?<=[.\w])~(?=\s*\d)|\\[ ,]", " ", raw.replace("～", "〜"))  # c.~1930
    text = re.sub(r"\$?\\(?:sim|approx)\$?|\\textasciitilde", "~", text)
    return unicodedata.normalize("NFKC", text.replace("{", "").replace("}", "")).strip()


def _western(match: re.Match[str]) -> str:
    number = 1 if match[2] == "元" else int(match[2])
    return f"{ERA_BY_NAME[match[1]].western_year(number)}年"


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    try:
        point = _dated(match)
    except ValueError:
        return None
    if point is None:
        return None
    around = f"{match['before']} {match['after']} {match['outside'] or ''}"
    both = "%" in around
    return replace(
        point,
        about=both or re.search(_ABOUT, re.sub(_SURE, "", around), re.IGNORECASE) is not None,
        perhaps=both or re.search(_PERHAPS, around, re.IGNORECASE) is not None,
        supplied=match["supplied"] is not None,
    )


def _of_a_day(text: str) -> Point | None:
    """A day or a month in words, which is a date like any other."""
    for form in _DAYS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = (
                int(found["month"]) if found["month"].isdecimal() else month_number(found["month"])
            )
            try:
                return Point(PartialDate(int(found["year"]), month, int(found.get("day") or 0)))
            except ValueError:
                return None
    return None


def _dated(match: re.Match[str]) -> Point | None:
    """The date itself, without what is said around it.

    Raises:
        ValueError: If no calendar has it.
    """
    if match["decade"]:
        return Point(PartialDate(int(match["decade"]) * 10), span="decade")
    if match["hundred"] or match["century"]:
        hundred = int(match["hundred"]) if match["hundred"] else int(match["century"]) - 1
        return Point(PartialDate(hundred * 100), span="century")
    if match["word"]:
        season = SEASONS.get(match["word"].lower(), 0)
        month = 0 if season else month_number(match["word"])
        return Point(PartialDate(int(match["worded"]), month), season=season)
    year = int(match["year"])
    if match["season"]:
        return Point(PartialDate(year), season=_IN_JAPANESE.index(match["season"]) + 1)
    month, day = (_number(match[a] or match[b]) for a, b in (("month", "gatsu"), ("day", "nichi")))
    if month in _SEASONS and not day:
        return Point(PartialDate(year), season=(month - _FIRST_SEASON) % 4 + 1)
    return Point(PartialDate(year, month, day if month else 0))


def _number(digits: str | None) -> int:
    """A month or a day; 0 where it is not known.

    Raises:
        ValueError: At ``00``.
    """
    if digits and digits.isdecimal() and not int(digits):
        raise ValueError
    return int(digits) if digits and digits.isdecimal() else 0


def _before_christ(text: str) -> UncertainDate | None:
    """``-0350``: the years of ISO 8601 have a year 0, those of people have none."""
    match = re.fullmatch(r"-(\d{4})(?:-\d\d){0,2}", text)
    if match is None:
        return None
    year = int(match[1]) + 1
    return UncertainDate(None, kind="era", words=(f"紀元前{year}年", f"{year} BC"))


def _limit(text: str) -> UncertainDate | None:
    """``[..1930]``, ``[1930..]``: some time before or after, both included (ISO 8601-2)."""
    match = _SET.fullmatch(text)
    if match is None or bool(match["earlier"]) is bool(match["later"]):
        return None
    point = _point(match["point"])
    first, last = (None, point) if match["earlier"] else (point, None)
    return UncertainDate(first, last, "limit") if point else None


def _range(text: str, *, free: bool) -> UncertainDate | None:
    """``1930/1935~``, ``../1930``, ``c. 1930–1935``, ``1930–``.

    Of two known dates only in ``year``, where 2013-14 and 2019-21 are ranges as well.
    """
    short = _SHORT_RANGE.fullmatch(text) if free else None
    if short and short[1][2:] < short[2]:
        text = f"{short[1]}/{short[1][:2]}{short[2]}"
    for match in _BETWEEN.finditer(text):
        ends = text[: match.start()].strip(), text[match.end() :].strip()
        first, last = (None if end.lower() in _OPEN else _point(end) for end in ends)
        if first and last:
            known = first.is_known and last.is_known
            return UncertainDate(first, last, "range") if free or not known else None
        before_christ = match[0].strip() == "-" and not ends[0]
        if (first or last) and any(end.lower() in _OPEN for end in ends) and not before_christ:
            return UncertainDate(first, last, "range")
    return None


def _in_words(raw: str, *, free: bool) -> UncertainDate | None:
    """One year with words beside it; in ``date`` none that belong to a day."""
    text = _bare(raw)
    years = _FOUR_DIGITS.findall(text)
    if (
        len(years) != 1
        or _NO_WORDS.fullmatch(text)
        or _OF_AN_ERA.search(text)
        or int(years[0]) < _MILLENNIUM
    ):
        return None
    rest = _FOUR_DIGITS.sub("", text)
    if not re.search(r"[^\W\d_]", rest) or (_OF_A_DAY.search(rest) and not free):
        return None
    typed = plain(raw).strip()
    return UncertainDate(Point(PartialDate(int(years[0]))), kind="words", words=(typed, typed))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
