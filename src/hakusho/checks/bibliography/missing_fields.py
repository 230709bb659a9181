"""CIT020, CIT054, CIT055: what an entry of a type must say, and what nearly all others of it say.

CIT020 follows the BibLaTeX manual §2.1.1, BibTeX and SIST 02:2007. It is stricter than either where
a reader could not find the source otherwise, and laxer where policy papers rightly leave things
out: a newspaper has no volume, a law no author.

CIT054: a bibliography that gives the place for nine publishers and not for the tenth looks like an
oversight, and mostly is one. CIT055: an entry that no section takes is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.audit import parents_of
from hakusho.checks.bibliography.entry_dates import date_of, is_unpublished
from hakusho.citations.sections import divide
from hakusho.findings import Finding, Text, noun, say, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work


class Need(NamedTuple):
    """One thing that must be said: the fields that say it, and its names in both dialects."""

    fields: tuple[str, ...]
    bibtex: str
    biblatex: str


def _need(fields: str, bibtex: str, biblatex: str = "") -> Need:
    return Need(tuple(fields.split()), bibtex, biblatex or bibtex)


_BODIES = "organization institution publisher school"
_NEEDS = {
    "title": _need("title", "title"),
    "author": _need("author editor organization institution", "author"),
    "writer": _need("author", "author"),
    "author or editor": _need("author editor organization institution", "author or editor"),
    "body": _need(f"author editor holder {_BODIES}", "author or organization"),
    "site": _need(
        f"author editor {_BODIES} titleaddon journaltitle journal", "author or organization"
    ),
    "journal": _need("journal journaltitle", "journal", "journaltitle"),
    "book": _need("booktitle maintitle journal journaltitle", "booktitle"),
    "part": _need("booktitle maintitle chapter pages journal journaltitle", "booktitle"),
    "editor": _need("editor editora bookauthor organization institution", "editor"),
    "meeting": _need("booktitle maintitle eventtitle journal journaltitle series", "booktitle"),
    "counter": _need("volume number issue eid articleno", "volume or number"),
    "issue": _need("volume number issue month day", "number or month", "number"),
    "publisher": _need(f"{_BODIES} howpublished", "publisher"),
    "institution": _need(_BODIES, "institution"),
    "school": _need("school institution publisher organization", "school", "institution"),
    "type": _need("type", "type"),
    "number": _need("number", "number"),
    "date": _need("date year", "year", "date"),
    "dated": _need("date year urldate lastchecked version", "year", "date or urldate"),
    "enacted": _need("date year number", "year", "date or number"),
    "day": _need("date year", "year, month and day", "date"),
    "url": _need("url doi eprint howpublished", "url"),
    "law number": _need("number date year", "number"),
}

_BOOK = ("author or editor", "title", "publisher", "date")
_PART = ("author or editor", "title", "book", "publisher", "date")
_THESIS = ("writer", "title", "school", "date")
_REPORT = ("body", "title", "institution", "date")
_PAGE = ("site", "title", "url", "dated")
_SEEN = ("title", "date")

_BY_TYPE: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "date", "counter"),
    "suppperiodical": ("author", "title", "journal", "date", "counter"),
    "review": ("author", "journal", "date"),
    "periodical": ("title", "date"),
    "book": _BOOK, "mvbook": _BOOK, "collection": _BOOK, "mvcollection": _BOOK,
    "commentary": _BOOK,
    "reference": ("title", "publisher", "date"), "mvreference": ("title", "publisher", "date"),
    "proceedings": ("title", "date"), "mvproceedings": ("title", "date"),
    "booklet": ("body", "title", "date"),
    "incollection": _PART, "suppcollection": _PART, "bookinbook": _PART, "suppbook": _PART,
    "inbook": ("author or editor", "title", "part", "publisher", "date"),
    "inreference": ("title", "book", "dated"),
    "inproceedings": ("author", "title", "meeting", "date"),
    "conference": ("author", "title", "meeting", "date"),
    "report": _REPORT, "techreport": _REPORT, "resreport": _REPORT,
    "presentation": ("author", "title", "date"),
    "manual": ("body", "title", "date"),
    "thesis": (*_THESIS, "type"), "phdthesis": _THESIS, "mastersthesis": _THESIS,
    "mathesis": _THESIS,
    "online": _PAGE, "electronic": _PAGE, "www": _PAGE, "webpage": _PAGE,
    "unpublished": ("author", "title", "date"),
    "misc": ("title", "dated"), "dataset": ("body", "title", "dated"),
    "software": ("title", "dated"),
    "patent": ("body", "title", "number", "date"),
    "legislation": ("title", "enacted"), "legal": _SEEN, "jurisdiction": _SEEN,
    "standard": ("title", "dated"), "letter": ("author", "date"),
    "movie": _SEEN, "video": _SEEN, "audio": _SEEN, "music": _SEEN, "performance": _SEEN,
    "image": ("title",), "artwork": ("title",),
}  # fmt: skip
"""Entry type to what it needs; a type that is not here needs nothing."""

_BY_KIND: dict[str, tuple[str, ...]] = {
    "article-newspaper": ("title", "journal", "day"),
    "article-magazine": ("title", "journal", "date", "issue"),
}
"""The same for kinds that are no types of their own."""

_JAPANESE = {"incollection": ("editor",)}
"""What Japanese guides ask for besides: a chapter is cited with the editor of its book (編者)."""

_UNCOUNTED = re.compile(
    r"\b(?:\w*rxiv|corr|ssrn|preprints?|working papers?|workshops?|conference|forthcoming|"
    r"in press|to appear|submitted|available at|"
    r"technical reports?|thesis|dissertation|mimeo|manuscript)\b",
    re.IGNORECASE,
)
"""Journals that are none, as exporters write them: ``arXiv preprint arXiv:1801.01973``."""
_PUBLISHERS_NAMED_SINCE = 1900
"""Western books before this year may be cited with the place alone (Chicago Manual 17, 14.128)."""

_BIBLATEX = ("date", "journaltitle", "location", "urldate", "langid", "eprinttype", "subtitle")
_BIBTEX = ("year", "journal", "address", "school", "month")


def check_required_fields(audit: Audit) -> Iterator[Finding]:
    """CIT020 at entries that do not say what a reader needs to find the source.

    One for each entry, at its head, with all that is missing.
    """
    keys = {work.key for work in audit.works}
    usual = _usual_dialect(audit.works)
    for work in audit.works:
        if any(parent not in keys for parent in parents_of(work)):
            continue  # CIT036; what it would have inherited is not missing
        missing = [need for need in _needs(work) if not _is_met(need, work)]
        if _has_day(work):
            # Such a page is found by its title and address, whoever runs the site.
            missing = [need for need in missing if need != "site"]
        if not missing:
            continue
        biblatex = _writes_biblatex(work, usual=usual)
        names = [_NEEDS[need].biblatex if biblatex else _NEEDS[need].bibtex for need in missing]
        message = say("@{type} lacks {fields}", work.entry.type, _listed(names))
        if missing == ["day"] and work.raw("date", "year"):
            message = say("a newspaper article needs the full date")
        hint = say("Add it, or accept the gap with a reason (checks.exceptions in report.yaml).")
        if set(missing) & {"date", "day", "dated"}:
            undated = "刊行年不明" if work.japanese else "n.d."
            message_of_date = "{hint} If no date is to be known, write year = {{{undated}}}."
            hint = say(message_of_date, hint, undated)
        yield work.entry.finding("CIT020", work.entry.location, message, hint)


def _needs(work: Work) -> tuple[str, ...]:
    needs = _BY_KIND.get(work.kind) or _BY_TYPE.get(work.entry.type, ())
    return (*needs, *_JAPANESE.get(work.entry.type, ())) if work.japanese else needs


def _is_met(need: str, work: Work) -> bool:
    if need == "day":
        return _has_day(work) or is_unpublished(work)
    if work.raw(*_NEEDS[need].fields):
        printed = work.raw("url", "doi", "eprint") or "http" in work.raw("howpublished")
        return bool(printed) or need != "url"
    excused = _EXCUSES.get(need)
    return excused is not None and excused(work)


def _by_a_body(work: Work) -> bool:
    """Whether the author is a body: its report needs no other institution."""
    return any("literal" in name for name in work.authors)


def _found_by_date(work: Work) -> bool:
    """Whether a weekly's or a monthly's article is found by its date, without volume or number."""
    return _has_month(work) or is_unpublished(work)


def _counts_nothing(work: Work) -> bool:
    """Whether what an article is in has no volumes: a store of preprints, or a conference."""
    return _found_by_date(work) or bool(_UNCOUNTED.search(work.raw("journal", "journaltitle")))


def _without_publisher(work: Work) -> bool:
    if is_unpublished(work):
        return True
    placed = not work.japanese and work.raw("location", "address") and work.year.isdecimal()
    return bool(placed) and int(work.year) < _PUBLISHERS_NAMED_SINCE


_EXCUSES: dict[str, Callable[[Work], bool]] = {
    "date": is_unpublished,
    "dated": is_unpublished,
    "enacted": is_unpublished,
    "institution": _by_a_body,
    "counter": _counts_nothing,
    "issue": _found_by_date,
    "publisher": _without_publisher,
}
"""What makes up for a missing need."""


def _has_day(work: Work) -> bool:
    dates = date_of(work).dates
    return bool(dates) and bool(dates[0].day or (work.raw("day") and work.raw("month")))


def _has_month(work: Work) -> bool:
    dates = date_of(work).dates
    return bool(dates) and bool(dates[0].month or work.raw("month"))


def _writes_biblatex(work: Work, *, usual: bool) -> bool:
    fields = work.entry.fields
    biblatex = sum(name in fields for name in _BIBLATEX)
    bibtex = sum(name in fields for name in _BIBTEX)
    return usual if biblatex == bibtex else biblatex > bibtex


def _usual_dialect(works: Sequence[Work]) -> bool:
    """Whether most entries are written in BibLaTeX's fields."""
    dated = sum("date" in work.entry.fields for work in works)
    return dated >= sum("year" in work.entry.fields for work in works)


def _listed(names: Sequence[str]) -> Text:
    parts = [together(name.split(" or "), " or ") for name in names]
    return (
        say("{names} and {last}", together(parts[:-1], ", "), parts[-1]) if parts[1:] else parts[0]
    )


_TRAITS = {
    "doi": ("doi",),
    "pages": ("pages", "eid"),
    "location": ("location", "address"),
    "number": ("number", "issue"),
    "series": ("series",),
    "editor": ("editor",),
    "url": ("url", "doi", "howpublished"),
}
_REPORTS = frozenset({"report", "techreport"})
_EXPECTED_BY_TYPE = {
    "pages": frozenset(
        {"article", "incollection", "inproceedings", "conference", "inbook", "inreference"}
    ),
    "number": _REPORTS,
    "series": _REPORTS,
    "editor": frozenset({"incollection", "inproceedings"}),
    "url": frozenset({"article", "misc", *_REPORTS}),
}
"""Traits that are looked at in these types alone: in others CIT020 asks for them, or nobody."""

_FEWEST = 5
"""Entries of a type and language from which a habit can be seen."""
_HABIT = 0.8
_A_FEW = 10
"""If more entries miss a field, that is a habit, too."""
_FIRST_DOIS = 2000


def check_completeness(audit: Audit) -> Iterator[Finding]:
    """CIT054 at each cited entry that lacks what four of five of its type and language have."""
    groups: dict[tuple[str, str, bool], list[Work]] = defaultdict(list)
    for work in audit.works:
        if work.key in audit.cited:
            groups[work.entry.type, work.kind, work.japanese].append(work)
    for (kind, _, japanese), works in groups.items():
        if len(works) >= _FEWEST:
            yield from _gaps(works, kind, "Japanese" if japanese else "Western")


def _gaps(works: list[Work], kind: str, language: str) -> Iterator[Finding]:
    lacking: dict[str, list[str]] = defaultdict(list)
    shares: dict[str, str] = {}
    for trait, fields in _TRAITS.items():
        if kind not in _EXPECTED_BY_TYPE.get(trait, {kind}):
            continue
        asked = [work for work in works if trait != "doi" or _may_have_doi(work)]
        missing = [work for work in asked if not work.raw(*fields)]
        have = len(asked) - len(missing)
        if len(asked) < _FEWEST or not 0 < len(missing) <= _A_FEW or have < _HABIT * len(asked):
            continue
        shares[trait] = say("{count} of {all}", have, len(asked))
        for work in missing:
            lacking[work.key].append(trait)
    for work in works:
        traits = lacking.get(work.key)
        if traits:
            having = (say("{field} ({share} have it)", trait, shares[trait]) for trait in traits)
            message = "no {listed}, unlike the other {language} @{kind} entries"
            hint = "Add it, or accept this entry with a reason if the source has none."
            values = (together(having, ", "), noun(language), kind)
            yield work.entry.finding("CIT054", work.entry.location, message, hint, *values)


def _may_have_doi(work: Work) -> bool:
    return work.year.isdigit() and int(work.year) >= _FIRST_DOIS


_HINT = say(
    "Give it a keyword of the section where it belongs, or let the last of "
    "citations.sections in report.yaml have no condition, so that it takes what is "
    "left."
)


def check_sections(audit: Audit) -> Iterator[Finding]:
    """CIT055 at the keywords (or the head) of cited entries that no section takes."""
    if not audit.sections:
        return
    cited = (work for work in audit.works if work.key in audit.cited)
    for work in divide(cited, audit.sections).homeless:
        titles = ", ".join(section.title for section in audit.sections)
        keywords = work.text("keywords")
        has = say("it has no keywords")
        if keywords:
            has = say("its keywords are '{keywords}'", keywords)
        message = (
            "belongs to no section of the bibliography ({titles}): it is an @{type} in "
            "'{language}', {has}"
        )
        place = work.place("keywords")
        values = (titles, work.entry.type, work.language, has)
        yield work.entry.finding("CIT055", place, message, _HINT, *values)
