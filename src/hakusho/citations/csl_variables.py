"""Variables of CSL 1.0.2 as fields of BibLaTeX: the names, and what each holds as LaTeX has it.

Source: "CSL 1.0.2 Specification", Appendices III and IV, and the schema of ``csl-data.json``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = {
    "article": "misc", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "video",
    "chapter": "incollection", "classic": "book", "collection": "collection",
    "dataset": "dataset", "document": "misc", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "event": "misc",
    "figure": "image", "graphic": "image", "hearing": "misc", "interview": "misc",
    "legal_case": "jurisdiction", "legislation": "legislation", "manuscript": "unpublished",
    "map": "image", "motion_picture": "movie", "musical_score": "audio", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "personal_communication": "letter", "post": "online",
    "post-weblog": "online", "regulation": "legislation", "report": "report",
    "review": "review", "review-book": "review", "software": "software", "song": "audio",
    "speech": "misc", "standard": "standard", "thesis": "thesis", "treaty": "legal",
    "webpage": "online",
}  # fmt: skip
"""The entry type for each type of CSL."""
_SUBTYPES = {
    "article-magazine": "magazine", "article-newspaper": "newspaper", "hearing": "hearing",
    "interview": "interview", "speech": "speech",
}  # fmt: skip
_TEXTS = {
    "title": "title", "title-short": "shorttitle", "collection-title": "series",
    "volume": "volume", "edition": "edition", "publisher-place": "location",
    "event-title": "eventtitle", "event": "eventtitle", "event-place": "venue",
    "genre": "type", "status": "pubstate", "version": "version", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "original-title": "origtitle", "volume-title": "maintitle",
    "original-publisher": "origpublisher", "original-publisher-place": "origlocation",
    "medium": "howpublished", "chapter-number": "chapter", "shortTitle": "shorttitle",
    "part-number": "part", "part-title": "titleaddon", "section": "chapter",
}  # fmt: skip
_AS_THEY_ARE = {
    "DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn", "language": "langid",
    "page": "pages", "keyword": "keywords",
}  # fmt: skip
_PEOPLE = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "original-author": "origauthor", "director": "author",
    "collection-editor": "editorb", "composer": "author", "illustrator": "illustrator",
    "interviewer": "interviewer", "editorial-director": "editorc", "recipient": "recipient",
}  # fmt: skip
_DATES = {
    "issued": "date", "accessed": "urldate", "original-date": "origdate",
    "event-date": "eventdate",
}  # fmt: skip
_OWN = ("container-title", "publisher", "number", "issue", "collection-number", "note", "custom")
_OTHERS = frozenset({
    "id", "type", "citation-key", "citation-label", "categories", "abstract", "annote", "archive",
    "archive_collection", "archive_location", "archive-place", "authority", "available-date",
    "call-number", "container-title-short", "journalAbbreviation", "dimensions", "division",
    "jurisdiction", "page-first", "PMCID", "PMID", "printing-number", "references",
    "reviewed-author", "reviewed-genre", "reviewed-title", "scale", "source", "supplement-number",
    "submitted", "curator", "chair", "compiler", "contributor", "executive-producer", "guest",
    "host", "narrator", "organizer", "performer", "producer", "script-writer",
    "series-creator", "first-reference-note-number", "year-suffix", "locator",
})  # fmt: skip
"""Variables that CSL knows and no note prints here."""
VARIABLES = frozenset({*_TEXTS, *_AS_THEY_ARE, *_PEOPLE, *_DATES, *_OWN, *_OTHERS, "yomi"})
"""What an item may say: the variables of CSL, and the reading that Japanese entries need."""
_IN_ISSUES = frozenset({"article-journal", "article-magazine", "article-newspaper", "review"})
_IN_BOOKS = ("chapter", "paper-conference", "entry")
_FROM_INSTITUTIONS = frozenset({"report", "thesis"})
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MARKS = {
    "i": "emph", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript", "sc": "textsc",
}  # fmt: skip
_MARKED = re.compile(r"<(i|b|su[bp]|sc)>(.*?)</\1>|<span[^>]*>(.*?)</span>", re.DOTALL)
_EXTRA = re.compile(r"^(?:tex\.)?([a-z][a-z-]*)\s*[:：=]\s*(.+)$", re.MULTILINE)
"""A line of Zotero's field *Extra*."""
_ASKED_OF_EXTRA = frozenset({"yomi", "nameaddon", "entrysubtype", "langid", "sortname"})
_SEASONS = {1: 21, 2: 22, 3: 23, 4: 24}
"""Of CSL, to those of EDTF."""

Fields = dict[str, tuple[str, str]]
"""Values of fields, with the variable that each is of."""


def type_of(item: Mapping[str, Any]) -> str:
    """The entry type for an item."""
    return TYPES.get(str(item.get("type", "")), "misc")


def fields_of(item: Mapping[str, Any]) -> Fields:
    """The fields of BibLaTeX that say what an item says."""
    kind = str(item.get("type", ""))
    made: Fields = {}
    if subtype := _SUBTYPES.get(kind):
        made["entrysubtype"] = (subtype, "type")
    for name, (field, value) in _told(item, kind):
        if value and field not in made:
            made[field] = (value, name)
    return made


def _told(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each variable that is printed, with its field and the value of that."""
    for name, value in item.items():
        if name in _DATES:
            yield name, (_DATES[name], _date(value))
        elif name in _PEOPLE:
            yield name, (_PEOPLE[name], _people(value))
        elif name in _AS_THEY_ARE:
            yield name, (_AS_THEY_ARE[name], _plain(value))
        elif name == "custom" and isinstance(value, dict):
            yield from ((name, (field, _plain(own))) for field, own in value.items())
        elif name == "yomi":
            yield name, (name, _plain(value))
        elif name == "note":
            yield from ((name, each) for each in extra_in(_plain(value))[0])
        elif field := _TEXTS.get(name) or _field(name, kind):
            yield name, (field, _latex(_plain(value)))


def _field(name: str, kind: str) -> str:
    """The field of a variable whose meaning depends on what the work is."""
    if name == "container-title":
        return "booktitle" if kind.startswith(_IN_BOOKS) else "journaltitle"
    if name == "publisher":
        return "institution" if kind in _FROM_INSTITUTIONS else "publisher"
    if name == "issue" or (name == "number" and kind not in _IN_ISSUES):
        return "number"
    return "number" if name == "collection-number" else "eid" if name == "number" else ""


def extra_in(note: str) -> tuple[list[tuple[str, str]], str]:
    """What lines of Zotero's *Extra* say of fields, and the rest of it.

    Its CSL JSON has Extra in ``note``, and so has its BibTeX, among what is to be printed.
    """
    said: list[tuple[str, str]] = []

    def taken(match: re.Match[str]) -> str:
        if match[1] in _ASKED_OF_EXTRA or match[0].startswith("tex."):
            said.append((match[1], match[2].strip()))
            return ""
        return match[0]

    rest = _EXTRA.sub(taken, note)
    return said, rest.strip() if said else note


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value).strip()


def _latex(text: str) -> str:
    """A text of CSL, with its few marks, as LaTeX."""
    made, done = [], 0
    for match in _MARKED.finditer(text):
        made.append(_escaped(text[done : match.start()]))
        inner = _latex(match[2] if match[1] else match[3])
        made.append(f"\\{_MARKS[match[1]]}{{{inner}}}" if match[1] else f"{{{inner}}}")
        done = match.end()
    return "".join((*made, _escaped(text[done:])))


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _people(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    return " and ".join(filter(None, map(_person, people)))


def _person(value: Any) -> str:
    if not isinstance(value, dict):
        return f"{{{_latex(_plain(value))}}}" if _plain(value) else ""
    parts = {name: _latex(_plain(value.get(name))) for name in (
        "family", "given", "suffix", "literal", "non-dropping-particle", "dropping-particle",
    )}  # fmt: skip
    if parts["literal"] or not parts["given"]:
        whole = parts["literal"] or parts["family"]
        return f"{{{whole}}}" if whole else ""
    family = " ".join(filter(None, (parts["non-dropping-particle"], parts["family"])))
    given = " ".join(filter(None, (parts["given"], parts["dropping-particle"])))
    return ", ".join(filter(None, (family, parts["suffix"], given)))


def _date(value: Any) -> str:
    """A date as EDTF, as BibLaTeX has it; what is none is left as it is written."""
    if isinstance(value, list):
        return "/".join(filter(None, map(_day, value)))
    if not isinstance(value, dict):
        return _plain(value)
    parts = value.get("date-parts")
    if isinstance(parts, list):
        found = "/".join(filter(None, map(_day, parts)))
    elif "year" in value:
        found = _day(value)
    else:
        return _plain(value.get("raw") or value.get("literal"))
    season = value.get("season")
    if found.isdigit() and str(season).isdigit():
        found = f"{found}-{_SEASONS.get(int(str(season)), season)}"
    return f"{found}~" if found and value.get("circa") else found


def _day(parts: Any) -> str:
    """Year, month and day, of ``[2021, 4, 1]`` or ``{year: 2021, month: 4}``."""
    if isinstance(parts, dict):
        parts = [parts.get(name) for name in ("year", "month", "day")]
    given = [str(part) for part in (parts if isinstance(parts, list) else [parts]) if part]
    return "-".join(part.zfill(4 if not at else 2) for at, part in enumerate(given))
