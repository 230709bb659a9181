"""Entries to CSL JSON (CSL 1.0.2 variables), with what the mixed style needs to branch on.

CSL 1.0.2 has no layout per language, and pandoc's citeproc knows no ``<if language>``. So two
variables of the schema that no bibliography of a policy paper uses carry what the style needs:

* ``annote`` is ``ja`` on entries that are set in the Japanese form, and absent on others;
* ``call-number`` is the entry's place in the order of the bibliography, zero-padded, since
  citeproc knows no readings and sorts kana wrongly under a Japanese locale.

``title-short`` is set only where the style should print a short title: always for English
entries, and for Japanese ones where the author's name alone would not tell the work.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hakusho.citations.dates import csl_date, year_of
from hakusho.citations.entry_types import csl_type
from hakusho.citations.latex import plain, plain_url
from hakusho.citations.model import normal_key
from hakusho.citations.names import Name, csl_names
from hakusho.citations.ordering import SortFacts, sort_key
from hakusho.citations.script import has_kana, language_of, set_as_japanese
from hakusho.citations.titles import curled, in_brackets, in_quotes, main_title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from hakusho.citations.model import Bibliography, Entry

Item = dict[str, Any]

SET_IN_QUOTES = frozenset(
    {
        "article-journal", "article-magazine", "article-newspaper", "chapter", "document",
        "entry-encyclopedia", "legal_case", "legislation", "manuscript", "paper-conference",
        "personal_communication", "review", "speech", "thesis", "treaty", "webpage",
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
_THESES = {
    "phdthesis": ("博士論文", "PhD thesis"),
    "mastersthesis": ("修士論文", "Master’s thesis"),
    "mathesis": ("修士論文", "Master’s thesis"),
}


def to_csl_json(bibliography: Bibliography, cited: Collection[str]) -> list[Item]:
    """Convert the entries that a paper cites.

    Args:
        bibliography: All entries.
        cited: The citekeys that are cited, in any Unicode normalisation form; keys without an
            entry are passed over (CIT001 tells the author).

    Returns:
        CSL JSON items in the order of the bibliography.
    """
    wanted = {normal_key(key) for key in cited}
    entries = [entry for key, entry in bibliography.entries.items() if key in wanted]
    items = [_item(entry) for entry in entries]
    readings = _readings(entries, items)
    order = sorted(
        range(len(items)),
        key=lambda at: (sort_key(_sort_facts(items[at], entries[at], readings)), items[at]["id"]),
    )
    ordered = [items[at] for at in order]
    shorts = _short_titles(ordered, {entry.key: entry for entry in entries})
    return [
        {**item, **shorts.get(item["id"], {}), "call-number": f"{place:06d}"}
        for place, item in enumerate(ordered, 1)
    ]


def _item(entry: Entry) -> Item:
    title = plain(entry.first("title"))
    language = language_of(entry.first("langid", "language", "hyphenation"), title)
    japanese = set_as_japanese(language)
    kind = csl_type(entry)
    item: Item = {
        "id": entry.key,
        "type": kind,
        "language": language,
        "annote": "ja" if japanese else "",
        "title": _title(title, entry, kind, japanese=japanese),
        **_people(entry),
        **_container(entry, kind, japanese=japanese),
        **_numbers(entry, kind, japanese=japanese),
        **_online(entry),
    }
    issued = csl_date(*(entry.first(name) for name in ("date", "year", "month", "day")))
    if issued is not None:
        item["issued"] = issued
    return {name: value for name, value in item.items() if value}


def _title(title: str, entry: Entry, kind: str, *, japanese: bool) -> str:
    subtitle = plain(entry.first("subtitle"))
    if subtitle and subtitle not in title:
        title = f"{title}―{subtitle}" if japanese else f"{title}: {subtitle}"
    return _for_setting(title, kind, japanese=japanese)


def _for_setting(title: str, kind: str, *, japanese: bool) -> str:
    """A title as it stands between the marks that the style puts around it."""
    quoted = kind in SET_IN_QUOTES
    if japanese:
        return in_brackets(title, "「" if quoted else "『")
    return in_quotes(curled(title)) if quoted else curled(title)


def _people(entry: Entry) -> Item:
    roles = {"author": "author", "editor": "editor", "translator": "translator"}
    people: Item = {role: csl_names(entry.first(field)) for role, field in roles.items()}
    if not people["author"] and not people["editor"]:
        body = plain(entry.first("institution")) if csl_type(entry) == "report" else ""
        people["author"] = [{"literal": body}] if body else []
    return people


def _container(entry: Entry, kind: str, *, japanese: bool) -> Item:
    body = plain(entry.first("publisher", "institution", "school", "organization"))
    container = plain(entry.first("journaltitle", "journal", "booktitle", "maintitle"))
    if kind == "webpage":
        container = container or plain(entry.first("organization", "titleaddon", "publisher"))
        body = ""
    authors = [name.get("literal", "") for name in csl_names(entry.first("author"))]
    if not authors and kind == "report" and not entry.first("publisher", "editor"):
        body = ""  # it stands as the author
    if japanese and kind != "webpage":
        container = in_brackets(container, "『")
    return {
        "container-title": "" if container in authors else container,
        "publisher": "" if body in authors else body,
        "publisher-place": plain(entry.first("location", "address")),
        "genre": _genre(entry, kind, japanese=japanese),
        "collection-title": plain(entry.first("series")),
    }


def _genre(entry: Entry, kind: str, *, japanese: bool) -> str:
    declared = plain(entry.first("type"))
    if kind != "thesis":
        return ""
    known = _THESES.get(declared.lower()) or (_THESES.get(entry.type) if not declared else None)
    return known[0 if japanese else 1] if known else declared


def _numbers(entry: Entry, kind: str, *, japanese: bool) -> Item:
    number = _counter(entry.first("number"), "号", japanese=japanese)
    issue = _counter(entry.first("issue"), "号", japanese=japanese)
    pages = _PAGE_WORDS.sub("", plain(entry.first("pages")))
    numbers: Item = {
        "volume": _counter(entry.first("volume"), "巻", japanese=japanese),
        "edition": _counter(entry.first("edition"), "版", japanese=japanese),
        "page": _DASHES.sub("-", pages),
    }
    if kind.startswith("article"):
        return {**numbers, "issue": number or issue}
    return {**numbers, "collection-number" if entry.first("series") else "number": number}


def _counter(value: str, unit: str, *, japanese: bool) -> str:
    """A bare number out of ``第49巻`` or ``vol. 49``; anything else as typed."""
    value = plain(value)
    match = _COUNTER.fullmatch(value)
    if match:
        return match[1]
    return f"第{value}{unit}" if japanese and _SEVERAL.fullmatch(value) else value


def _online(entry: Entry) -> Item:
    found = _URL.search(entry.first("howpublished"))
    url = plain_url(entry.first("url")) or (found[0] if found else "")
    return {
        "URL": url if _URL.fullmatch(url) else "",
        "DOI": _DOI_PREFIX.sub("", plain_url(entry.first("doi"))),
        "accessed": csl_date(entry.first("urldate", "lastchecked")),
    }


def _names(item: Item) -> list[Name]:
    names: list[Name] = item.get("author") or item.get("editor") or []
    return names


def _spelled(names: Iterable[Name]) -> str:
    return "・".join(
        name.get("literal") or f"{name.get('family', '')}{name.get('given', '')}" for name in names
    )


def _readings(entries: Iterable[Entry], items: Iterable[Item]) -> dict[str, str]:
    """The longest reading given for each author, for entries that leave it out."""
    readings: dict[str, str] = {}
    for entry, item in zip(entries, items, strict=True):
        name = _spelled(_names(item))
        reading = _declared_reading(entry)
        if name and len(reading) > len(readings.get(name, "")):
            readings[name] = reading
    return readings


def _declared_reading(entry: Entry) -> str:
    values = (plain(entry.first(name)) for name in _YOMI_FIELDS)
    return next((value for value in values if has_kana(value)), "")


def _sort_facts(item: Item, entry: Entry, readings: dict[str, str]) -> SortFacts:
    names = _names(item)
    printed = _spelled(names) or item.get("title", "").lstrip("「『")
    reading = readings.get(_spelled(names), "") or _declared_reading(entry)
    if not reading and has_kana(printed[:1]):
        reading = printed
    western = ", ".join(
        name.get("literal") or f"{name['family']} {name.get('given', '')}" for name in names
    )
    japanese = "annote" in item
    title = item.get("title", "")
    bare = re.sub(r"^(?:the|an?)\s+", "", title, flags=re.IGNORECASE)
    name = printed if japanese else (western or bare)
    return SortFacts(japanese, reading, name, year_of(item.get("issued")), title)


def _short_titles(items: list[Item], entries: dict[str, Entry]) -> dict[str, Item]:
    """``title-short`` for every item that needs one."""
    whole = {item["id"]: item.get("title", "") for item in items}
    shorts = {}
    for item in items:
        declared = plain(entries[item["id"]].first("shorttitle"))
        japanese = "annote" in item
        short = _for_setting(declared, item["type"], japanese=japanese)
        shorts[item["id"]] = short or main_title(whole[item["id"]])
    same = Counter((_printed_short(item), shorts[item["id"]]) for item in items)
    authors = Counter(_printed_short(item) for item in items)
    needed: dict[str, Item] = {}
    for item in items:
        author, short = _printed_short(item), shorts[item["id"]]
        if same[author, short] > 1:
            short = whole[item["id"]]
        alone = authors[author] == 1 and not _is_body(item)
        if short and ("annote" not in item or not alone):
            needed[item["id"]] = {"title-short": short}
    return needed


def _printed_short(item: Item) -> str:
    """The author as a later note prints it: family names, or the body's name."""
    return "・".join(name.get("literal") or name.get("family", "") for name in _names(item))


def _is_body(item: Item) -> bool:
    """Whether the author is a body, or nobody: then a name alone does not tell the work."""
    names = _names(item)
    return not names or any("literal" in n and "・" not in n["literal"] for n in names)
