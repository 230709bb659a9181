"""Page numbers and ranges of them, in the numerals that books use: 46, xiv, S12, 四六, 百四十六."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from hakusho.values.numerals import KANJI_NUMERALS, kanji_number, roman_value

_ARABIC_FORM = re.compile(r"([A-Z]{0,2})(\d{1,6})[a-z]?")
_DASH = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—―−〜～~－])\s*")
_SEPARATOR = re.compile(r"\s*(?:[,，、;；・&+]|\band\b)\s*")
_AROUND = re.compile(
    r"^\s*(?:pp?\.?|pages?|第)\s*(?=[\dA-Zivxlcdm])|\s*(?:頁|ページ|pp?\.?)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page number.

    Attributes:
        series: ``arabic`` or ``roman``, since a book may count its preface by itself.
        prefix: Letters before an Arabic number, for example ``S`` in a supplement.
        number: Its value.
        written: As it is printed.
    """

    series: Literal["arabic", "roman"]
    prefix: str
    number: int
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages from one to another of the same series; both are the same for a single page."""

    first: Page
    last: Page

    def __str__(self) -> str:
        """``77–90``, or ``77`` for a single page."""
        if self.first == self.last:
            return self.first.written
        return f"{self.first.written}–{self.last.written}"

    def holds(self, page: Page) -> bool:
        """Whether a page lies between the two; false in another series."""
        return self.comparable(page) and self.first.number <= page.number <= self.last.number

    def comparable(self, page: Page) -> bool:
        """Whether a page is numbered in the same series."""
        return (self.first.series, self.first.prefix) == (page.series, page.prefix)


@lru_cache(maxsize=4096)
def page_of(text: str) -> Page | None:
    """Read one page number, without unit and in any width; ``None`` for what is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    arabic = _ARABIC_FORM.fullmatch(plain)
    if arabic:
        return Page("arabic", arabic[1], int(arabic[2]), plain)
    if number := roman_value(plain):
        return Page("roman", "", number, plain)
    value = kanji_number(plain) if KANJI_NUMERALS.issuperset(plain) else 0
    return Page("arabic", "", value, plain) if value else None


@lru_cache(maxsize=4096)
def page_ranges(text: str) -> tuple[PageRange, ...]:
    """Read the pages of an entry or of a locator.

    Args:
        text: For example ``77--90``, ``1–20, 40–45``, ``xi-xv``, ``228-51``, ``pp. 46-48``.

    Returns:
        A range for each piece, ``228-51`` as 228 to 251; nothing at all if one piece is no range
        of pages (``e1234``, ``77+``, ``46-``) or runs backwards.
    """
    ranges = []
    for piece in _SEPARATOR.split(_AROUND.sub("", text)):
        ends = _DASH.split(_AROUND.sub("", piece))
        first, last = page_of(ends[0]), page_of(ends[-1])
        if first is None or last is None or len(ends) > 2:  # noqa: PLR2004  a range has two ends
            return ()
        last = _in_full(first, last)
        if last.number < first.number or (first.series, first.prefix) != (last.series, last.prefix):
            return ()
        ranges.append(PageRange(first, last))
    return tuple(ranges)


def _in_full(first: Page, last: Page) -> Page:
    """The last page of ``228-51`` and ``S12-14`` as it is counted: 251, S14."""
    prefix = last.prefix or (first.prefix if last.series == first.series else "")
    number = last.number
    if last.series == "arabic" and number < first.number:
        power = 10 ** len(str(number))
        number += first.number // power * power
    if (prefix, number) == (last.prefix, last.number):
        return last
    return Page(last.series, prefix, number, f"{prefix}{number}")
