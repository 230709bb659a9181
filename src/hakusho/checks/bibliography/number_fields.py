"""CIT025 and CIT028: units in number fields, months and editions that are no numbers.

The style sets 第…巻, 第…号, vol., 頁 and p. itself, and words an edition in the entry's language.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import own_values
from hakusho.values.dates import month_number
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_NUMBER = r"\d+(?:\s*(?:[・/,&]|-{1,3}|[‐‑‒–—―−〜~])\s*\d+)*|[IVXLC]+"
_GAP = r"[\s~]*"
_VOLUME = re.compile(
    rf"(?:第{_GAP}(?P<a>{_NUMBER}){_GAP}巻|(?P<b>{_NUMBER}){_GAP}巻"
    rf"|(?:vol(?:ume)?s?|bd|band|tome|t)\b\.?{_GAP}(?P<c>{_NUMBER}))",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    rf"(?:第{_GAP}(?P<a>{_NUMBER}){_GAP}号|(?P<b>{_NUMBER}){_GAP}号"
    rf"|(?:(?:nos?|nrs?|num(?:ber)?s?|issues?|n°|nº)\b\.?|#){_GAP}(?P<c>{_NUMBER}))",
    re.IGNORECASE,
)
_BOTH = re.compile(r"第?\s*\d+\s*巻\s*第?\s*\d+\s*号|vol\.?\s*\d+\W+no\.?\s*\d+", re.IGNORECASE)
_PAGE_BEFORE = re.compile(
    rf"^(?:pp?\b\.?|pages?\b|頁|ページ){_GAP}(?=[\divxlcIVXLCSeA])", re.IGNORECASE
)
_PAGE_WORDS = re.compile(rf"{_GAP}(?:頁|ページ)")
_PAGES = re.compile(r"[\dA-Za-z]+(?:\s*(?:[-‐‑‒–—―−〜~ー,、;・:]|--+)\s*[\dA-Za-z]+)*")
_YEAR = re.compile(r"(\d{4})\s*年")
_DATE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_UNITS = re.compile(r"[巻号頁年]|ページ|vol|no|nr|num|iss|pp?\b|#|page|bd|band|t", re.IGNORECASE)

_FIELDS = ("volume", "number", "issue", "pages", "year", "date", "urldate", "eventdate", "origdate")


def check_units(audit: Audit) -> Iterator[Finding]:
    """CIT025 at units that would be printed twice, or in the wrong language."""
    for value in own_values(audit.works, *_FIELDS):
        if value.raw.isdecimal() or not _UNITS.search(value.raw):
            continue
        better = mended_number(value.field, value.raw, value.work)
        if better is not None:
            message, hint = (
                "{field} {raw} holds its unit",
                "Write {better}: the style adds the unit.",
            )
            yield value.finding("CIT025", message, hint, value.field, value.raw, better)
        elif value.field in {"volume", "number"} and _BOTH.fullmatch(_plain(value.raw)):
            message = "{field} {raw} holds volume and number"
            hint = "Give each in its own field, without 巻 or 号."
            yield value.finding("CIT025", message, hint, value.field, value.raw)


def mended_number(field: str, value: str, work: Work) -> str | None:
    """A number without its unit, for CIT025.

    Returns:
        ``49`` for ``第49巻``, ``46-58`` for ``pp. 46-58``, ``2023-12-07`` for ``2023年12月7日``
        (dashes are CIT027's); ``None`` where there is no unit, or the words mean more than
        one: ``平成18年7月号``, ``春号``, ``通巻188号``, ``第165号`` of a law, ``3面``.
    """
    text = _plain(value)
    if field == "volume":
        return _bare(_VOLUME.fullmatch(text))
    if field in {"number", "issue"}:
        # Beside a report or a law, "No. 5" and 第165号 are part of a designation.
        counted = work.kind.startswith("article") or work.kind in {"periodical", "review"}
        return _bare(_ISSUE.fullmatch(text)) if counted else None
    if field == "pages":
        return _bare_pages(text)
    if field == "year":
        match = _YEAR.fullmatch(text)
        return match[1] if match else None
    if field.endswith("date"):
        match = _DATE.fullmatch(text)
        return "-".join(part.zfill(2) for part in match.groups() if part) if match else None
    return None


def _bare(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return re.sub(r"\s+", "", next(group for group in match.groups() if group))


def _bare_pages(text: str) -> str | None:
    bare = _PAGE_WORDS.sub("", _PAGE_BEFORE.sub("", text)).strip()
    return bare if bare != text and _PAGES.fullmatch(bare) else None


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()


_LAST_MONTH = 12
_MONTH = re.compile(r"(\d{1,2})\s*月")
_DAY_AND_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[\s~]+\w+\.?|\w+\.?[\s~]+\d{1,2}(?:st|nd|rd|th)?"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_EDITION = re.compile(
    r"(?:第\s*)?(?P<ja>\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"|(?P<en>\d{1,3})(?:st|nd|rd|th)\.?(?:\s*ed(?:ition|n)?\.?)?"
    r"|(?P<bare>\d{1,3})\.?\s*(?:ed(?:ition|n)?|aufl(?:age)?)\.?"
    rf"|(?P<word>{'|'.join(_ORDINALS)})(?:\s*ed(?:ition|n)?\.?)?",
    re.IGNORECASE,
)
_FIRST = frozenset(("1", "初版"))


def check_months_and_editions(audit: Audit) -> Iterator[Finding]:
    """CIT028 at months and editions that a style cannot set in its own language."""
    for value in own_values(audit.works, "month"):
        better = mended_month("month", value.raw, value.work)
        text = value.raw.strip()
        if better is not None:
            hint = "Write month = {better}."
            yield value.finding("CIT028", "month {raw} is not a number", hint, value.raw, better)
        elif text.isdecimal() and not 1 <= int(text) <= _LAST_MONTH:
            message, hint = "there is no month {raw}", "Months are 1 to 12."
            yield value.finding("CIT028", message, hint, value.raw)
        elif _DAY_AND_MONTH.fullmatch(text):
            message = "month {raw} holds a day, and neither is printed"
            hint = "Write date = {{2023-12-07}}, or day beside month."
            yield value.finding("CIT028", message, hint, value.raw)
    for value in own_values(audit.works, "edition"):
        better = mended_edition("edition", value.raw, value.work)
        if better is not None:
            hint = "Write edition = {{{better}}}: the style words it in the entry's language."
            yield value.finding("CIT028", "edition {raw} is not a number", hint, value.raw, better)
        elif _edition_number(value.raw) == "1" or value.raw in _FIRST:
            message = "edition {raw}: a first edition is not named"
            yield value.finding("CIT028", message, "Delete the field.", value.raw)


def mended_month(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    """A month as its number, for CIT028: 3 for ``March``, ``Mar.``, ``mar`` in braces, ``3月``."""
    if field != "month":
        return None
    text = _plain(value)
    match = _MONTH.fullmatch(text)
    number = int(match[1]) if match else month_number(text)
    return str(number) if 1 <= number <= _LAST_MONTH else None


def mended_edition(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    """An edition as its number, for CIT028.

    Returns:
        ``2`` for ``2nd``, ``Second``, ``2nd ed.``, ``第2版``; ``None`` where it is a number
        already, says more than one (``改訂第2版``, ``Revised``, ``令和5年版``, ``夕刊``), or is the
        first: then the field is to be deleted, which is the author's to do.
    """
    number = _edition_number(value) if field == "edition" else ""
    return number if number and number not in {"1", value.strip()} else None


def _edition_number(value: str) -> str:
    match = _EDITION.fullmatch(_plain(value))
    if match is None:
        return ""
    if match["word"]:
        return str(_ORDINALS.index(match["word"].lower()) + 1)
    return str(japanese_number(match["ja"] or match["en"] or match["bare"]))
