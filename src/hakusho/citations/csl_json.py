"""Entries to CSL JSON (CSL 1.0.2 variables), with what the mixed style needs to branch on.

CSL 1.0.2 has no layout per language, and pandoc's citeproc knows no ``<if language>``. So two
variables of the schema that no bibliography of a policy paper uses carry what the style needs:

* ``annote`` is ``ja`` on entries that are set in the Japanese form, and absent on others;
* ``call-number`` is the entry's place in the order of the bibliography, zero-padded, since
  citeproc knows no readings and sorts kana wrongly under a Japanese locale.

``title-short`` is set only where a later note is to name the title, as the style's choices say.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hakusho.citations.dates import Date, csl_date, year_of
from hakusho.citations.latex import plain_url
from hakusho.citations.names import Name, csl_names
from hakusho.citations.ordering import SortFacts, sort_key
from hakusho.citations.script import has_kana
from hakusho.citations.titles import curled, in_brackets, in_quotes, main_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hakusho.citations.choices import Choices, Mark, ShortTitles
    from hakusho.citations.works import Work

Item = dict[str, Any]

SET_IN_QUOTES = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "chapter", "document",
        "entry-encyclopedia", "hearing", "interview", "legal_case", "legislation", "manuscript",
        "paper-conference", "personal_communication", "review", "speech", "thesis", "treaty",
        "webpage",
    }
)  # fmt: skip
"""CSL types whose titles stand in 「…」 or “…”; all others stand in 『…』 or italics."""

_YOMI_FIELDS = ("yomi", "authoryomi", "sortname", "sortkey", "key")
_COUNTER = re.compile(r"(?:第\s*|vol\.?\s*|no\.?\s*)?(\d+)\s*(?:巻|号|版|集|輯)?", re.IGNORECASE)
_SEVERAL = re.compile(r"\d+(?:[・、,/／]\d+)+")
_PAGE_WORDS = re.compile(r"^\s*pp?\.\s*|\s*(?:頁|ページ)\s*$")
_DASHES = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—―−〜～])\s*")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s{}]+", re.IGNORECASE)
_PUBLICATION_STATES = {
    "forthcoming": ("近刊", "forthcoming"), "inpress": ("印刷中", "in press"),
    "inpreparation": ("準備中", "in preparation"), "submitted": ("投稿中", "submitted"),
}  # fmt: skip
_THESES = {
    "phdthesis": ("博士論文", "PhD thesis"),
    "mastersthesis": ("修士論文", "Master’s thesis"),
    "mathesis": ("修士論文", "Master’s thesis"),
}


def to_csl_json(works: Sequence[Work], choices: Choices) -> list[Item]:
    """Convert the works that a paper cites.

    Args:
        works: Each cited work, once.
        choices: What the style decides: short titles, what stands before a subtitle.

    Returns:
        CSL JSON items in the order of the bibliography.
    """
    items = {work.key: _item(work, choices) for work in works}
    readings = _readings(works)
    ordered = sorted(
        works, key=lambda work: (sort_key(_sort_facts(work, items, readings)), work.key)
    )
    shorts = _short_titles(ordered, items, choices.short_titles)
    return [
        {**items[work.key], **shorts.get(work.key, {}), "call-number": f"{place:06d}"}
        for place, work in enumerate(ordered, 1)
    ]


def _item(work: Work, choices: Choices) -> Item:
    item: Item = {
        "id": work.key,
        "type": work.kind,
        "language": work.language,
        "annote": "ja" if work.japanese else "",
        "title": _title(work, choices.subtitle),
        **_people(work),
        **_container(work),
        **_numbers(work),
        **_online(work),
        **_original(work),
    }
    issued = work.issued or _not_yet(work)
    if issued is not None:
        item["issued"] = issued
    return {name: value for name, value in item.items() if value}


def _not_yet(work: Work) -> Date | None:
    """What stands for the date of a work that is not out: biblatex 3.18, ``pubstate``."""
    words = _PUBLICATION_STATES.get(work.raw("pubstate").lower())
    return {"literal": words[0 if work.japanese else 1]} if words else None


def _title(work: Work, before_subtitle: Mark) -> str:
    title, subtitle = work.title, work.text("subtitle")
    if subtitle and subtitle not in title:
        mark = before_subtitle.japanese if work.japanese else before_subtitle.western
        title = f"{title}{mark}{subtitle}"
    return _for_setting(title, work.kind, japanese=work.japanese)


def _for_setting(title: str, kind: str, *, japanese: bool) -> str:
    """A title as it stands between the marks that the style puts around it."""
    quoted = kind in SET_IN_QUOTES
    if japanese:
        return in_brackets(title, "「" if quoted else "『")
    return in_quotes(curled(title)) if quoted else curled(title)


def _people(work: Work) -> Item:
    authors = list(work.authors)
    if not authors and not work.editors and work.kind == "report":
        body = work.text("institution")
        authors = [{"literal": body}] if body else []
    return {
        "author": authors,
        "editor": list(work.editors),
        "translator": list(work.translators),
        "container-author": csl_names(work.raw("bookauthor")),
    }


def _container(work: Work) -> Item:
    body = work.text("publisher", "institution", "school", "organization")
    container = work.text("journaltitle", "journal", "booktitle", "maintitle")
    if work.kind == "webpage":
        container = container or work.text("organization", "titleaddon", "publisher")
        body = ""
    authors = [name.get("literal", "") for name in work.authors]
    if not authors and work.kind == "report" and not work.raw("publisher", "editor"):
        body = ""  # it stands as the author
    if work.japanese and work.kind != "webpage":
        container = in_brackets(container, "『")
    return {
        "container-title": "" if container in authors else container,
        "publisher": "" if body in authors else body,
        "publisher-place": work.text("location", "address"),
        "genre": _genre(work),
        "collection-title": work.text("series"),
    }


def _genre(work: Work) -> str:
    if work.kind != "thesis":
        return ""
    declared = work.text("type")
    known = _THESES.get(declared.lower() or work.entry.type)
    return known[0 if work.japanese else 1] if known else declared


def _numbers(work: Work) -> Item:
    def counter(field: str, unit: str) -> str:
        return _counter(work.text(field), unit, japanese=work.japanese)

    number, issue = counter("number", "号"), counter("issue", "号")
    numbers: Item = {
        "volume": counter("volume", "巻"),
        "edition": counter("edition", "版"),
        "page": _DASHES.sub("-", _PAGE_WORDS.sub("", work.text("pages"))),
    }
    if work.kind.startswith("article"):
        return {**numbers, "issue": number or issue}
    return {**numbers, "collection-number" if work.raw("series") else "number": number}


def _counter(value: str, unit: str, *, japanese: bool) -> str:
    """A bare number out of ``第49巻`` or ``vol. 49``; anything else as typed."""
    match = _COUNTER.fullmatch(value)
    if match:
        return match[1]
    return f"第{value}{unit}" if japanese and _SEVERAL.fullmatch(value) else value


def _online(work: Work) -> Item:
    found = _URL.search(work.raw("howpublished"))
    url = plain_url(work.raw("url")) or (found[0] if found else "")
    return {
        "URL": url if _URL.fullmatch(url) else "",
        "DOI": _DOI_PREFIX.sub("", plain_url(work.raw("doi"))),
        "accessed": csl_date(work.raw("urldate", "lastchecked")),
    }


def _original(work: Work) -> Item:
    """The work that a translation was made from; its author as the original spells the name."""
    author = work.raw("origauthor", "nameaddon")
    return {
        "original-author": csl_names(author) if author else [],
        "original-title": work.text("origtitle"),
        "original-date": csl_date(work.raw("origdate")),
        "original-publisher": work.text("origpublisher"),
    }


def _names(item: Item) -> list[Name]:
    names: list[Name] = item.get("author") or item.get("editor") or []
    return names


def _spelled(names: Iterable[Name]) -> str:
    return "・".join(
        name.get("literal") or f"{name.get('family', '')}{name.get('given', '')}" for name in names
    )


def _readings(works: Iterable[Work]) -> dict[str, str]:
    """The longest reading given for each author, for entries that leave it out."""
    readings: dict[str, str] = {}
    for work in works:
        name = _spelled(work.authors or work.editors)
        reading = _declared_reading(work)
        if name and len(reading) > len(readings.get(name, "")):
            readings[name] = reading
    return readings


def _declared_reading(work: Work) -> str:
    values = (work.text(name) for name in _YOMI_FIELDS)
    return next((value for value in values if has_kana(value)), "")


def _sort_facts(work: Work, items: Mapping[str, Item], readings: Mapping[str, str]) -> SortFacts:
    item = items[work.key]
    names = _names(item)
    title = item.get("title", "")
    printed = _spelled(names) or title.lstrip("「『")
    reading = readings.get(_spelled(names), "") or _declared_reading(work)
    if not reading and has_kana(printed[:1]):
        reading = printed
    western = ", ".join(
        name.get("literal") or f"{name['family']} {name.get('given', '')}" for name in names
    )
    bare = re.sub(r"^(?:the|an?)\s+", "", title, flags=re.IGNORECASE)
    name = printed if work.japanese else (western or bare)
    return SortFacts(work.japanese, reading, name, year_of(item.get("issued")), title)


def _short_titles(
    works: Sequence[Work], items: Mapping[str, Item], wanted: ShortTitles
) -> dict[str, Item]:
    """``title-short`` for every item that needs one."""
    shorts = {}
    for work in works:
        short = _for_setting(work.text("shorttitle"), work.kind, japanese=work.japanese)
        shorts[work.key] = short or main_title(items[work.key].get("title", ""))
    authors = {work.key: _printed_short(items[work.key]) for work in works}
    same = Counter((authors[key], shorts[key]) for key in shorts)
    written = Counter(authors.values())
    needed: dict[str, Item] = {}
    for work in works:
        item, author, short = items[work.key], authors[work.key], shorts[work.key]
        if same[author, short] > 1:
            short = item.get("title", "")
        alone = written[author] == 1 and not _is_body(item)
        when = wanted.japanese if work.japanese else wanted.western
        if short and (when == "always" or (when == "when-needed" and not alone)):
            needed[work.key] = {"title-short": short}
    return needed


def _printed_short(item: Item) -> str:
    """The author as a later note prints it: family names, or the body's name."""
    return "・".join(name.get("literal") or name.get("family", "") for name in _names(item))


def _is_body(item: Item) -> bool:
    """Whether the author is a body, or nobody: then a name alone does not tell the work."""
    names = _names(item)
    return not names or any("literal" in n and "・" not in n["literal"] for n in names)
