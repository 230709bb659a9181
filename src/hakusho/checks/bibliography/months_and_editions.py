"""CIT028: months that are no numbers, editions that are no numbers but could be."""

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
            yield value.finding(
                "CIT028", "there is no month {raw}", "Months are 1 to 12.", value.raw
            )
        elif _DAY_AND_MONTH.fullmatch(text):
            message = "month {raw} holds a day, and neither is printed"
            yield value.finding(
                "CIT028", message, "Write date = {{2023-12-07}}, or day beside month.", value.raw
            )
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
    text = unicodedata.normalize("NFKC", value).strip()
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
    text = unicodedata.normalize("NFKC", value).strip()
    match = _EDITION.fullmatch(text)
    if match is None:
        return ""
    if match["word"]:
        return str(_ORDINALS.index(match["word"].lower()) + 1)
    return str(japanese_number(match["ja"] or match["en"] or match["bare"]))
