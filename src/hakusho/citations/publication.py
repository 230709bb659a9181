"""Where and when a work appeared: container, publisher, numbers, event, address, original."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from hakusho.citations.csl_dates import csl_date
from hakusho.citations.latex import plain_url
from hakusho.citations.names import csl_names
from hakusho.citations.people import responsible
from hakusho.citations.titles import curled, in_brackets
from hakusho.values.letters import has_japanese
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from hakusho.citations.choices import Choices
    from hakusho.citations.works import Work

Item = dict[str, Any]

_COUNTER = re.compile(r"(?:第\s*|vol\.?\s*|no\.?\s*)?(\d+)\s*(?:巻|号|版|集|輯)?", re.IGNORECASE)
_SEVERAL = re.compile(r"\d+(?:[・、,/／]\d+)+")
_BETWEEN_NUMBERS = re.compile(r"[・、,/／]")
_SPAN = re.compile(r"\d+-\d+")
_PAGE_WORDS = re.compile(r"^\s*pp?\.\s*|\s*(?:頁|ページ|面)\s*$")
_DASHES = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—―−〜～])\s*")
_DOI_PREFIX = re.compile(
    r"^(?:https?://(?:(?:dx|www)\.)?doi\.org/|(?:info:)?doi[:/]\s*)", re.IGNORECASE
)
_URL = re.compile(r"https?://[^\s{}]+", re.IGNORECASE)
_ONLINE = re.compile(
    r"\W*(?:online|on-?line|website|web ?page|web|internet|electronic|オンライン|ウェブサイト)\W*",
    re.IGNORECASE,
)
_ARXIV = re.compile(r"(?:arxiv:)?((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?)", re.IGNORECASE)
_ACCESS = re.compile(r"accessed|retrieved|visited|閲覧|参照|アクセス", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_REPORT_KEYS = frozenset({"techreport", "resreport", "report"})
"""BibLaTeX's own words for ``type``, which name no series."""
_HELD = frozenset({"interview", "paper-conference", "personal_communication", "speech"})
"""CSL types that took place somewhere."""


def words_are_japanese(work: Work, choices: Choices) -> bool:
    """Whether what a style adds to a work is in Japanese: 近刊, 博士論文, 第1・2号."""
    return work.japanese and choices.japanese_words


def container(work: Work, choices: Choices) -> Item:
    """What a work stands in, who published it, and the series or kind that it belongs to."""
    body = work.text("publisher", "institution", "school", "organization")
    title = work.text("journaltitle", "journal", "booktitle", "maintitle")
    if work.kind == "webpage":
        title = title or work.text("organization", "titleaddon", "publisher") or _said(work)
        body = ""
    names = [name.get("literal", "") for name in (*work.authors, *responsible(work))]
    if not work.raw("author", "publisher", "editor") and work.kind == "report":
        body = ""  # it stands as the author
    if work.japanese and choices.by_language and work.kind != "webpage":
        title = in_brackets(curled(title), "『")
    series = work.text("series")
    return {
        "container-title": "" if title in names else curled(title),
        "publisher": "" if body in names else curled(body),
        "publisher-place": curled(work.text("location", "address")),
        "genre": _genre(work, choices),
        "collection-title": curled(series or _kind_of_report(work)),
        "archive": _archive(work),
    }


def _genre(work: Work, choices: Choices) -> str:
    declared = work.text("type")
    if work.kind == "speech":
        return declared
    if work.kind != "thesis":
        return ""
    doctoral, masters = choices.theses.doctoral, choices.theses.masters
    kinds = {"phdthesis": doctoral, "mastersthesis": masters, "mathesis": masters}
    known = kinds.get(declared.lower() or work.entry.type)
    if known is None:
        return declared
    return known.japanese if words_are_japanese(work, choices) else known.western


def _kind_of_report(work: Work) -> str:
    """``type`` of a numbered report, which reads as a series: ワーキングペーパー第3号."""
    declared = work.text("type") if work.kind == "report" else ""
    return "" if declared.lower() in _REPORT_KEYS else declared


def _archive(work: Work) -> str:
    """Where a paper that was never published lies."""
    if work.kind not in {"manuscript", "document"}:
        return ""
    return work.text("library") or _said(work)


def _said(work: Work) -> str:
    """How a work was published, in words; not its address, and not that it is online."""
    said = work.text("howpublished")
    return "" if _URL.search(said) or _ONLINE.fullmatch(said) else said


def numbers(work: Work, choices: Choices) -> Item:
    """Volume, issue, edition, number and pages, bare where they are numbers.

    Where the style sets Japanese works in a form of their own, numbers in words are marked.
    """

    def counter(field: str, unit: str) -> str:
        japanese = words_are_japanese(work, choices)
        value = _counter(work.text(field), unit, japanese=japanese)
        if work.japanese and not japanese and _SEVERAL.fullmatch(value):
            return _BETWEEN_NUMBERS.sub("–", value)
        worded = choices.by_language and work.japanese and value and not value.isdecimal()
        return Mark.WORDED + value if worded else value

    number, issue = counter("number", "号"), counter("issue", "号")
    found: Item = {
        "volume": counter("volume", "巻"),
        "edition": counter("edition", "版"),
        "page": _DASHES.sub("-", _PAGE_WORDS.sub("", work.text("pages"))),
    }
    if work.kind.startswith("article"):
        issue = number or issue
        return {**found, "issue": _DASHES.sub("–", issue) if _SPAN.fullmatch(issue) else issue}
    in_series = work.raw("series") or _kind_of_report(work)
    return {**found, "collection-number" if in_series else "number": number}


def _counter(value: str, unit: str, *, japanese: bool) -> str:
    """A bare number out of ``第49巻`` or ``vol. 49``; anything else as typed."""
    match = _COUNTER.fullmatch(value)
    if match:
        return match[1]
    return f"第{value}{unit}" if japanese and _SEVERAL.fullmatch(value) else value


def gathering(work: Work) -> Item:
    """The conference, interview or speech, where it is not known by its proceedings."""
    if work.kind not in _HELD and work.kind != "manuscript":
        return {}
    place = work.text("venue")
    if not place and work.kind in _HELD and not work.raw("booktitle"):
        place = work.text("location", "address")
    return {"event-title": work.text("eventtitle"), "event-place": place}


def online(work: Work) -> Item:
    """Address, DOI and date of access."""
    found = _URL.search(plain_url(work.raw("howpublished")))
    url = plain_url(work.raw("url")) or (found[0] if found else "") or _eprint(work)
    return {
        "URL": url if _URL.fullmatch(url) else "",
        "DOI": _DOI_PREFIX.sub("", plain_url(work.raw("doi"))),
        "accessed": csl_date(work.raw("urldate", "lastchecked") or _read_on(work)),
    }


def _read_on(work: Work) -> str:
    """The day of access that BibTeX's styles take from a note: ``2023年1月11日閲覧``."""
    note = unicodedata.normalize("NFKC", work.text("note"))
    day = _DAY.search(note) if _ACCESS.search(note) else None
    return "-".join(part.zfill(2) for part in day.groups()) if day else ""


def _eprint(work: Work) -> str:
    """Where arXiv keeps a work that has no other address."""
    number = _ARXIV.fullmatch(work.raw("eprint").strip())
    kept = work.text("eprinttype", "archiveprefix").lower() == "arxiv"
    return f"https://arxiv.org/abs/{number[1]}" if kept and number and not work.raw("doi") else ""


def original(work: Work) -> Item:
    """The work that a translation was made from; its author as the original spells the name."""
    title = curled(work.text("origtitle"))
    if has_japanese(title):
        title = f"『{in_brackets(title, '『')}』"
    return {
        "original-author": csl_names(work.raw("origauthor", "nameaddon")),
        "original-title": title,
        "original-date": csl_date(work.raw("origdate")),
        "original-publisher": work.text("origpublisher"),
    }
