"""Where a work appeared: what it stands in, publisher, numbers, meeting, address, original."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from hakusho.citations.csl_dates import csl_date
from hakusho.citations.latex import plain, plain_url
from hakusho.citations.localization_keys import TYPES, country, series_of_journal
from hakusho.citations.names import csl_names, in_a_row, split_names
from hakusho.citations.people import responsible
from hakusho.citations.remarks import ADDRESS, address_in, published_how, remarks
from hakusho.citations.titles import curled, in_brackets, in_quotes, with_subtitle
from hakusho.values.dates import MONTH_WORD, month_number
from hakusho.values.letters import has_japanese
from hakusho.values.marks import Mark
from hakusho.values.numerals import roman_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.citations.choices import Choices
    from hakusho.citations.works import Work

Item = dict[str, Any]

_ARTICLE = re.compile(r"^article\s+(?:no\.\s*)?", re.IGNORECASE)
_PARTS_OF_BOOKS = frozenset({"inbook", "bookinbook", "suppbook"})
_COUNTER = re.compile(r"(?:第\s*|vol\.?\s*|no\.?\s*)?(\d+)\s*(?:巻|号|版|集|輯)?", re.IGNORECASE)
_PART = re.compile(
    r"(?:第\s*|chap(?:ter|\.)?\s*|part\s*|pt\.?\s*|全\s*)?(\d+)\s*(?:章|部|巻|vols?\.)?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\d+(?:[・、,/／]\d+)+")
_BETWEEN_NUMBERS = re.compile(r"[・、,/／]")
_RANGE = re.compile(r"\d\s*[-‐‑‒–—―−〜～,、]")
_LATIN_END = re.compile("[A-Za-z]$")
_SPAN = re.compile(r"\d+-\d+")
_ROMAN = re.compile(r"[IVX]|[IVXLC]{2,}")
"""What is a Roman numeral rather than a letter; no journal has four hundred volumes."""
_LETTERED = re.compile(r"[A-Z]|[IVXLC]+[/.]\w+")
_VERSION = re.compile(r"^(?:version|ver\.?|v\.?|バージョン)\s*(?=\d)", re.IGNORECASE)
_PAGE_WORDS = re.compile(r"^\s*pp?\.\s*|\s*(?:頁|ページ|面)\s*$|(?<=\d)[.,;]\s*$")
_DASHES = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—―−〜～])\s*")
_DOI_PREFIX = re.compile(
    r"^(?:https?://(?:(?:dx|www)\.)?doi\.org/|(?:info:)?doi[:/]\s*)", re.IGNORECASE
)
_EPRINTS = {
    "jstor": "https://www.jstor.org/stable/", "hdl": "https://hdl.handle.net/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "googlebooks": "https://books.google.com/books?id=",
}  # fmt: skip
"""Where archives keep what they number (BibLaTeX 3.13.7, "Electronic Publishing Information")."""
_ARXIV = re.compile(r"(?:arxiv:)?((?:\d{4}\.\d{4,5}|[a-z.-]+/\d{7})(?:v\d+)?)", re.IGNORECASE)
_ACCESS = re.compile(r"accessed|retrieved|visited|閲覧|参照|アクセス", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_REPORT_KEYS = frozenset({"techreport", "resreport", "report"})
"""BibLaTeX's own words for ``type``, which name no series."""
_WORDED_DAY = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?[-\s]+({MONTH_WORD})\b\.?|\b({MONTH_WORD})\.?\s+(\d{{1,2}})),?[-\s]+(\d{{4}})",
    re.IGNORECASE,
)
_THESES = frozenset({"phdthesis", "mastersthesis", "mathesis"})
_HELD = frozenset({"interview", "paper-conference", "personal_communication", "speech"})
"""CSL types that took place somewhere."""
_PARTS = frozenset({"chapter", "entry-encyclopedia", "paper-conference"})
_IN_ISSUES = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})
_WHOLE = frozenset({"book", "pamphlet", "periodical", "thesis"})
"""CSL types that stand in nothing, but may be volumes of a larger work."""
_MEASURED = _WHOLE | {"report", "dataset", "software", "motion_picture", "song", "graphic"}
"""CSL types of which a single number of pages says how long they are."""


def words_are_japanese(work: Work, choices: Choices) -> bool:
    """Whether what a style adds to a work is in Japanese: 近刊, 博士論文, 第1・2号."""
    return work.japanese and choices.japanese_words


def container(work: Work, choices: Choices) -> Item:
    """What a work stands in, who published it, and the series or kind that it belongs to."""
    japanese = words_are_japanese(work, choices)
    names = [name.get("literal", "") for name in (*work.authors, *responsible(work))]
    bodies = [body for body in _bodies(work) if body not in names]
    title, whole = _wholes(work, choices)
    taken = ""
    if work.kind == "webpage":
        taken = "" if title or bodies else work.text("titleaddon") or published_how(work)
        bodies, title = [], _joined([title, *bodies, taken], japanese=japanese)
    if not work.raw("author", "publisher", "editor") and work.kind == "report":
        bodies = []  # it stands as the author
    if work.japanese and choices.by_language and work.kind != "webpage":
        title, whole = (in_brackets(curled(each), "『") for each in (title, whole))
    archive = _archive(work)
    return {
        "container-title": "" if title in names else curled(title),
        "volume-title": curled(whole),
        "publisher": curled(_joined(bodies, japanese=japanese)),
        "publisher-place": curled(_places(work)),
        "genre": curled(_genre(work, choices)),
        "collection-title": curled(_series(work) or _kind_of_report(work)),
        "archive": archive,
        "note": _joined(
            [
                _special_issue(work, choices),
                remarks(work, japanese=japanese, taken=archive or taken),
            ],
            japanese=japanese,
        ),
    }


def _special_issue(work: Work, choices: Choices) -> str:
    """What an issue that is cited as a whole is about."""
    special = _titled(work, choices, "issuetitle", "issuesubtitle")
    if work.kind != "periodical" or not special:
        return ""
    if words_are_japanese(work, choices):
        return f"特集「{in_brackets(curled(special), '「')}」"
    return f"special issue, “{in_quotes(special)}”"


def _wholes(work: Work, choices: Choices) -> tuple[str, str]:
    """The title of what a work stands in, and of the larger whole or the special issue of that."""
    booktitle = _titled(work, choices, "booktitle", "booksubtitle")
    maintitle = _titled(work, choices, "maintitle", "mainsubtitle")
    journal = _titled(work, choices, "journaltitle", "journalsubtitle")
    journal = journal or _titled(work, choices, "journal", "journalsubtitle")
    special = _titled(work, choices, "issuetitle", "issuesubtitle")
    if work.kind in _WHOLE:
        return "", maintitle
    if work.kind in _IN_ISSUES:
        return journal, special
    if work.kind in _PARTS:
        return (booktitle or maintitle or journal), maintitle if booktitle else ""
    return (journal or booktitle or maintitle), special


def _titled(work: Work, choices: Choices, field: str, subtitle: str) -> str:
    title = work.text(field)
    return with_subtitle(work, title, work.text(subtitle), choices) if title else ""


def _bodies(work: Work) -> tuple[str, ...]:
    """Who published a work: the society first, then its publisher."""
    schools = () if work.kind in {"book", "chapter"} else ("school",)
    society = _houses(work, "organization", "institution", *schools)
    bodies = (society, _houses(work, "publisher"))
    named = dict.fromkeys(filter(None, bodies))
    holders = [plain(name) for name in split_names(work.raw("holder"))]
    return tuple(named) or ((in_a_row(holders, japanese=work.japanese),) if holders else ())


def _houses(work: Work, *fields: str) -> str:
    """One or more bodies; an ``and`` between Japanese ones divides two, as biblatex has it.

    Between others it may be part of a name, and is printed.
    """
    value = work.text(*fields)
    if " and " in value:
        names = [plain(name) for name in split_names(work.raw(*fields))]
        if all(map(has_japanese, names)):
            return in_a_row(names, japanese=True)
    return value


def _places(work: Work) -> str:
    """One or more places; countries of a patent, which have keys."""
    named = work.raw("location", "address")
    places = [plain(name) for name in split_names(named)] if " and " in named else [plain(named)]
    if work.kind == "patent":
        places = [*map(country, places)]
    return in_a_row(places, japanese=all(map(has_japanese, places)))


def _series(work: Work) -> str:
    series = work.text("series")
    return series if work.japanese or work.kind not in _IN_ISSUES else series_of_journal(series)


def _joined(words: Iterable[str], *, japanese: bool) -> str:
    return ("、" if japanese else ", ").join(filter(None, words))


def _genre(work: Work, choices: Choices) -> str:
    declared = work.text("type")
    if work.kind != "thesis":
        in_series = work.kind == "report" and not work.text("series")
        is_key = declared.lower() in _REPORT_KEYS or in_series or work.text("chapter")
        return "" if is_key else TYPES.get(declared.lower(), declared)
    doctoral, masters = choices.theses.doctoral, choices.theses.masters
    kinds = {"phdthesis": doctoral, "mastersthesis": masters, "mathesis": masters}
    known = kinds.get(declared.lower() or work.entry.type)
    if known is None:
        return TYPES.get(declared.lower(), declared)
    return known.japanese if words_are_japanese(work, choices) else known.western


def says_its_kind(work: Work) -> bool:
    """Whether ``type`` is a word of BibLaTeX's own, which styles replace."""
    declared = work.text("type").lower()
    return declared in _REPORT_KEYS | _THESES | TYPES.keys()


def _kind_of_report(work: Work) -> str:
    """``type`` of a numbered report, which reads as a series: ワーキングペーパー第3号."""
    declared = work.text("type") if work.kind == "report" else ""
    return "" if declared.lower() in _REPORT_KEYS else declared


def _archive(work: Work) -> str:
    """Where a paper that was never published lies."""
    if work.kind not in {"manuscript", "document"}:
        return ""
    return work.text("library") or (published_how(work) if work.kind == "manuscript" else "")


def numbers(work: Work, choices: Choices) -> Item:
    """Volume, issue, edition, number and pages, bare where they are numbers.

    Where the style sets Japanese works in a form of their own, numbers in words are marked.
    """

    def counter(field: str, unit: str) -> str:
        japanese = words_are_japanese(work, choices)
        value = _counter(work.text(field), unit, japanese=japanese)
        if work.japanese and not japanese and _SEVERAL.fullmatch(value):
            return _BETWEEN_NUMBERS.sub("–", value)
        return in_words(arabic(field, value))

    def part(field: str) -> str:
        value = work.text(field)
        match = _PART.fullmatch(value)
        return match[1] if match else in_words(arabic(field, value))

    def arabic(field: str, value: str) -> str:
        """A Roman numeral of a Western work in digits, as manuals have it, and styles label it."""
        if work.japanese or not value:
            return value
        if _ROMAN.fullmatch(value) and (number := roman_value(value)):
            return str(number)
        # Styles label what is a number, and then go on with "of".
        of_a_whole = field == "volume" and choices.by_language and work.raw("maintitle")
        return f"vol. {value}" if of_a_whole and _LETTERED.fullmatch(value) else value

    def in_words(value: str) -> str:
        worded = choices.by_language and work.japanese and value and not value.isdecimal()
        return Mark.WORDED + value if worded else value

    number, issue = counter("number", "号"), counter("issue", "号")
    found: Item = {
        "volume": counter("volume", "巻"),
        "edition": counter("edition", "版"),
        "version": _version(work, choices),
        "chapter-number": _chapter(work) or part("chapter"),
        "part-number": part("part"),
        "number-of-volumes": part("volumes"),
        "page": _pages(work),
    }
    if work.kind in _IN_ISSUES:
        issue = number or issue
        eid = work.text("eid", "articleno")
        issue = _DASHES.sub("–", issue) if _SPAN.fullmatch(issue) else issue
        return {**found, "issue": issue, "number": _ARTICLE.sub("", eid)}
    series, counted = work.text("series") or _kind_of_report(work), number or issue
    worded = words_are_japanese(work, choices)
    if worded and work.kind != "report" and _LATIN_END.search(series) and counted:
        counted = f"\N{NO-BREAK SPACE}{counted}"  # styles set 叢書8 without a space
    return {**found, "collection-number" if series else "number": counted}


def _version(work: Work, choices: Choices) -> str:
    """A version in words where the style sets works by their language, else as CSL has it."""
    version = _VERSION.sub("", work.text("version"))
    if not (choices.by_language and version[:1].isdigit()):
        return version
    return f"バージョン{version}" if words_are_japanese(work, choices) else f"version {version}"


def _pages(work: Work) -> str:
    return "" if says_how_long(work) else _DASHES.sub("-", _PAGE_WORDS.sub("", work.text("pages")))


def says_how_long(work: Work) -> bool:
    """Whether ``pages`` is the length of a whole book and names none of its pages."""
    whole = work.kind in _MEASURED and work.entry.type not in _PARTS_OF_BOOKS
    return whole and not _RANGE.search(work.text("pages"))


def _chapter(work: Work) -> str:
    """A part of a book that BibTeX's ``type`` calls otherwise than a chapter: ``Section 2``."""
    declared, chapter = work.text("type"), work.text("chapter")
    return f"{declared} {chapter}" if declared and chapter else ""


def _counter(value: str, unit: str, *, japanese: bool) -> str:
    """A bare number out of ``第49巻`` or ``vol. 49``; anything else as typed."""
    match = _COUNTER.fullmatch(value)
    if match:
        return match[1]
    return f"第{value}{unit}" if japanese and _SEVERAL.fullmatch(value) else value


def gathering(work: Work, made: Item) -> Item:
    """The conference, interview or speech; the place of a meeting, once.

    ``made`` is what the item has already: BibTeX's ``address`` of a paper that no proceedings hold
    is where it was read.
    """
    event, place = curled(work.text("eventtitle")), curled(work.text("venue", "eventplace"))
    printed_at = made["publisher-place"]
    if not place and work.kind in _HELD and not (work.raw("booktitle") and made["publisher"]):
        place = printed_at
    if _city(place) == _city(printed_at):
        place, printed_at = max(place, printed_at, key=len), ""
    date = csl_date(work.raw("eventdate")) if work.issued else None
    return {
        "event-title": "" if event and event in made["container-title"] else event,
        "event-place": place,
        "event-date": None if date == work.issued else date,
        "publisher-place": printed_at,
    }


def _city(place: str) -> str:
    return place.partition(",")[0].casefold()


def online(work: Work) -> Item:
    """Address, DOI and date of access."""
    url = plain_url(work.raw("url")) or address_in(work) or _eprint(work)
    return {
        "URL": url if ADDRESS.fullmatch(url) else "",
        "DOI": _DOI_PREFIX.sub("", plain_url(work.raw("doi"))),
        "accessed": csl_date(work.raw("urldate", "lastchecked") or _read_on(work)),
    }


def _read_on(work: Work) -> str:
    """The day of access that BibTeX's styles take from a note: ``accessed 19-July-2008``."""
    note = unicodedata.normalize("NFKC", work.text("note"))
    if not _ACCESS.search(note):
        return ""
    day = _DAY.search(note)
    if day:
        return "-".join(part.zfill(2) for part in day.groups())
    worded = _WORDED_DAY.search(note)
    if not worded:
        return ""
    day_first, month, other_month, second, year = worded.groups()
    number = month_number(month or other_month)
    return f"{year}-{number:02d}-{(day_first or second).zfill(2)}"


def _eprint(work: Work) -> str:
    """Where an archive keeps a work that has no other address."""
    eprint, kept = work.raw("eprint").strip(), work.text("eprinttype", "archiveprefix").lower()
    if work.raw("doi"):
        return ""
    if kept in {"arxiv", ""}:
        number = _ARXIV.fullmatch(eprint)
        return f"https://arxiv.org/abs/{number[1]}" if number else ""
    return f"{_EPRINTS[kept]}{plain_url(eprint)}" if eprint and kept in _EPRINTS else ""


def original(work: Work) -> Item:
    """The work that a translation was made from; its author as the original spells the name."""
    title = curled(work.text("origtitle"))
    if has_japanese(title):
        title = f"『{in_brackets(title, '『')}』"
    publisher = work.text("origlocation"), work.text("origpublisher")
    return {
        "original-author": csl_names(work.raw("origauthor", "nameaddon")),
        "original-title": title,
        "original-date": csl_date(work.raw("origdate")),
        "original-publisher": ": ".join(filter(None, publisher)),
    }
