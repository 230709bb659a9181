"""CIT008, CIT011: places in a work that it does not have, and places that are not read as such."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.citations.locators import parse_locator
from hakusho.citations.page_numbers import page_ranges
from hakusho.findings import NOTHING, Finding, Subject, Text, also, say
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import Cited, CitedText
    from hakusho.citations.page_numbers import PageRange
    from hakusho.citations.works import Work

_PARTS = frozenset(
    {"article-journal", "article-magazine", "chapter", "entry-encyclopedia", "paper-conference",
     "review"}
)  # fmt: skip
"""What has pages in something larger: its ``pages`` say which."""
_WHOLES = frozenset({"book", "pamphlet", "report", "thesis"})
"""What has pages of its own: a single number in ``pages`` says how many."""
_COUNT = re.compile(
    r"(?:[ivxlc]+\s*[,，]\s*)?(\d{2,5})\s*(?:p|pp|pages?|頁|ページ)?\.?", re.IGNORECASE
)
_A_BOOK = 100
"""A smaller number in ``pages`` of a book may as well be the one page that somebody cited."""
_MANY = 3
"""A page and an issue with one number of so many digits are hardly chance."""
_PAGES = re.compile(r"(?<!\d)(\d+)-(\d+)")
_LEAD = ",，、 "
_OTHER_LEAD = ":;/ "
"""What is typed for the comma before a place."""
_END = r"\s*(?:$|[,，、。;；])"
_UNREAD = re.compile(
    rf"\d+\s*(?:-{{1,3}}|[‐‑‒–—―〜～~]){_END}"  # 46-
    rf"|\d+\s?(?:p|pp|pg|pgs|P|PP)\.?{_END}"  # 46p.
    r"|\d+\s*貢"  # which looks like 頁
    r"|\d+\s*/\s*\d+\s*$"
    r"|[〇一二三四五六七八九十百]{2,}$"
)
_LEFT = re.compile(
    rf"\s*(?:頁|ページ)|\s*pp?\.?{_END}"  # 頁46頁
    rf"|\d+{_END}"  # 第3章4
    rf"|\s*[-–—]+{_END}"  # p. 46-
)
_NUMBERLESS = re.compile(r"(?:pp?|chaps?|figs?|nn?|vols?)\.|頁|ページ|第?[章節条]", re.IGNORECASE)
"""A label whose number was still to be looked up."""
_IN_BRACKETS = re.compile(r"[(（](?P<inner>[^()（）]*)[)）]\s*$")


def check_page_ranges(text: CitedText) -> Iterator[Finding]:
    """CIT008 for each page that a citation names and the work does not have, CIT064 for issues.

    An entry whose pages are no ranges (electronic ids, the first page alone) is passed over;
    Roman pages are held against Roman ones only. A page that an entry's ranges hold is one.
    """
    extents: dict[str, tuple[tuple[PageRange, ...], int]] = {}
    for cited in text.cited:
        work = cited.work
        if any(_runs_backwards(*pages) for pages in _PAGES.findall(cited.place.value)):
            message = "locator {locator} runs backwards"
            yield Finding.of("CIT026", cited.use.location, message, "", _as_written(cited))
            continue
        if work is None or cited.place.label != "page":
            continue
        if work.key not in extents:
            extents[work.key] = _extent(work)
        ranges, total = extents[work.key]
        pages = page_ranges(cited.place.value) if ranges or total else ()
        problem = _outside(ranges, total, pages)
        if problem:
            message = "locator {locator} is {problem} ({key})"
            hint = "Correct the page, or the pages of the entry."
            values, subject = (_as_written(cited), problem, work.key), Subject("entry", work.key)
            place = work.entry.places.get("pages")
            related = also(place, "its pages") if place is not None else ()
            yield Finding.of(
                "CIT008",
                cited.use.location,
                message,
                hint,
                *values,
                subject=subject,
                related=related,
            )
        elif not ranges and _is_issue(cited.place.value, work):
            message = "locator {locator} is the number of the issue ({key})"
            hint = "Cite the page."
            subject, given = Subject("entry", work.key), (_as_written(cited), work.key)
            yield Finding.of("CIT064", cited.use.location, message, hint, *given, subject=subject)


def _is_issue(page: str, work: Work) -> bool:
    return page == work.raw("number", "issue") and len(page) >= _MANY


def _runs_backwards(first: str, last: str) -> bool:
    """48-46, and not 228-51, which is short for 228-251."""
    return len(last) >= len(first) and int(last) < int(first)


def check_unread_places(text: CitedText) -> Iterator[Finding]:
    """CIT011 at digits after a citekey that were meant as a place and are printed as mere text.

    Only where nothing else can be meant: ``46-``, ``: 46``, ``46p``, ``Ｐ46``, ``頁46頁``,
    ``第3章4``, and a label without a number, ``p.``; never for years (``2023年版``) and prose
    (``3つの理由``).
    """
    for cited in text.cited:
        written = _as_written(cited)
        numberless = _NUMBERLESS.fullmatch(written) is not None
        if not numberless and (written[:1] in {"", "{"} or not _may_hold_number(written)):
            continue
        if numberless or (not cited.place.label and _meant(written)):
            message = say("'{written}' after @{key} is not read as a place", written, cited.use.key)
        elif cited.place.label and _left_over(cited.place.rest):
            unread = "'{rest}' in '{written}' is not read as a place"
            message = say(unread, cited.place.rest.strip(), written)
        else:
            continue
        hint = "Write 46頁 or p. 46, 46-48頁, 46頁以下, 第3章、46頁."
        yield Finding.of("CIT011", cited.use.location, message, hint)


_BEHIND = re.compile(
    r"[ \u3000]?[,，、]?[ \u3000]?(?P<place>"
    r"[0-9０-９]+(?:[-–〜～][0-9０-９]+)?(?:頁|ページ)(?:以下)?"
    r"|pp?\.[ \u00a0]?[0-9]+(?:[-–][0-9]+)?)"
    r"(?=[。、，,;；.．）)」』\s\ufffc]|を?参照|$)"
)


def check_places_behind(text: CitedText) -> Iterator[Finding]:
    """CIT011 at a page right behind the brackets of a citation: it is printed in the sentence."""
    for prose in text.prose:
        for start, end in prose.citations:
            keys = [prose.single[at] for at in range(start, end) if at in prose.single]
            match = _BEHIND.match(prose.text, end)
            if match is None or not keys or prose.text[end - 1] != OPAQUE:
                continue  # it has a place within
            key, mode = keys[-1]["citationId"], keys[-1]["citationMode"]["t"]
            if is_cross_reference(key) or mode == "AuthorInText":
                continue
            message = "{place} stands behind the brackets of @{key}, and is printed in the text"
            hint = "Write [@{key}, {place}]."
            where = prose.place(match.start("place"))
            place = match["place"].replace("\N{NO-BREAK SPACE}", " ")
            yield Finding.of("CIT011", where, message, hint, place, key)


def _may_hold_number(text: str) -> bool:
    return any(char.isdigit() or char in "〇一二三四五六七八九十百" for char in text)


def _meant(written: str) -> bool:
    plain = unicodedata.normalize("NFKC", written)
    if _UNREAD.match(plain) or (plain != written and parse_locator(plain).label == "page"):
        return True
    behind_mark = plain.lstrip(_OTHER_LEAD)
    if behind_mark != plain and parse_locator(behind_mark).label == "page":
        return True
    inner = _IN_BRACKETS.match(written)
    if inner is None:
        return False
    place = parse_locator(inner["inner"])
    return place.label == "page" and not place.rest and not inner["inner"].strip().isdigit()


def _left_over(rest: str) -> bool:
    plain = unicodedata.normalize("NFKC", rest)
    if _LEFT.match(plain):
        return True
    return plain[:1] in _LEAD and bool(_UNREAD.match(plain.lstrip(_LEAD)))


def _as_written(cited: Cited) -> str:
    return cited.use.locator.replace("\N{NO-BREAK SPACE}", " ").lstrip(_LEAD)


def _outside(ranges: tuple[PageRange, ...], total: int, pages: tuple[PageRange, ...]) -> Text:
    ends = [page for span in pages for page in (span.first, span.last)]
    for page in ends:
        if total and page.series == "arabic" and not page.prefix and page.number > total:
            return say("beyond the work's {total} pages", total)
        comparable = [span for span in ranges if span.comparable(page)]
        if comparable and not any(span.holds(page) for span in comparable):
            shown = ", ".join(map(str, ranges))
            return say("outside the entry's pages {shown}", shown)
    return NOTHING


def _extent(work: Work) -> tuple[tuple[PageRange, ...], int]:
    """The ranges of pages that an entry gives, and how many pages the work has; 0 if unknown."""
    pages = work.raw("pages").replace("{", "").replace("}", "")
    if pages and (work.kind in _PARTS or work.kind == "report"):
        ranges = page_ranges(pages)
        if any(span.first != span.last for span in ranges):
            return ranges, 0
    if work.kind not in _WHOLES or work.raw("volumes"):
        return (), 0
    declared = work.raw("pagetotal", "numpages")
    counted = _COUNT.fullmatch(declared or pages)
    total = int(counted[1]) if counted else 0
    return (), total if declared or total >= _A_BOOK else 0
