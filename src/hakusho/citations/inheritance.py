"""Fields that an entry takes from another one: ``crossref`` and ``xdata`` (BibLaTeX, BibTeX).

What is inherited under which name follows the biblatex manual, appendix "Default Inheritance
Setup". Two things differ, since a note names the part and not the whole: a part does not inherit
what identifies the whole as a document (its DOI, file, pages, abstract), and ``@incollection`` in
a ``@book`` takes that book's title, as users of classic BibTeX write it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.findings import Finding, nearest_citekey, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.citations.entries import Entry
    from hakusho.findings import Location


_GENERATIONS = 20
"""So many entries may inherit from one another; more are a mistake."""

_WHOLES = frozenset({"book", "collection", "reference", "proceedings", "manual", "report"})
_SERIES = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})
_PARTS = frozenset(
    {"bookinbook", "conference", "inbook", "incollection", "inproceedings", "inreference",
     "suppbook", "suppcollection"}
)  # fmt: skip
_WITH_AUTHOR = frozenset({"bookinbook", "inbook", "suppbook"})
_ISSUES = frozenset({"article", "suppperiodical", "review"})

_NO_WORKS = frozenset({"set", "xdata"})
_NEVER = frozenset(
    {
        "crossref", "entryset", "entrysubtype", "execute", "ids", "label", "options", "presort",
        "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
        "shorthandintro", "sortkey", "xdata", "xref",
        "abstract", "annotation", "annote", "doi", "eprint", "eprintclass", "eprinttype", "file",
        "pages",
    }
)  # fmt: skip
_TITLES = frozenset({"title", "subtitle", "titleaddon"})
_OF_THE_TITLE = frozenset({"indexsorttitle", "indextitle", "shorttitle", "sorttitle"})
_READINGS = frozenset({"authoryomi", "key", "sortname", "yomi"})
_ONE_THING = (
    ("date", "year", "month", "day"),
    ("journaltitle", "journal"),
    ("location", "address"),
    ("institution", "school"),
    ("langid", "language", "hyphenation"),
)
_TOGETHER = {name: group for group in _ONE_THING for name in group}


def inherit(entries: Mapping[str, Entry]) -> tuple[dict[str, Entry], tuple[Finding, ...]]:
    """Fill in what entries inherit.

    Returns:
        The entries that are works (``@xdata`` and ``@set`` are none), each with its inherited
        fields, whose places are those of the entry that gives them; and CIT036 for each crossref,
        xdata or related entry that is not there, and for each circle.
    """
    users = {"crossref", "xdata", "xref", "related"}
    if not any(
        users & entry.fields.keys() or entry.type in _NO_WORKS for entry in entries.values()
    ):
        return dict(entries), ()
    family = _Family(entries)
    works = {key: family.resolved(key) for key in entries if entries[key].type not in _NO_WORKS}
    for entry in entries.values():
        family.look_for(entry, "xref")
        family.look_for(entry, "related")
        if entry.type == "xdata":
            family.resolved(entry.key)
    return works, tuple(family.findings)


def standing_for(entries: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The keys that are no work's own, to those of the works that they stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for key, entry in entries.items():
        found |= dict.fromkeys(_listed(entry.first("ids")), (key,))
        if entry.type in _NO_WORKS:
            found[key] = tuple(_listed(entry.first("entryset")))
    return found


def targets(entry: Entry) -> tuple[str, ...]:
    """The entries that this one inherits from or points to, in the form of :func:`folded`."""
    fields = ("crossref", "xref", "related", "entryset")
    return tuple(folded(name) for field in fields for name in _listed(entry.first(field)))


def relatives(keys: Iterable[str], entries: Mapping[str, Entry]) -> set[str]:
    """The entries that those of citekeys inherit from or point to, in the form of :func:`folded`.

    At any remove.
    """
    by_folded = {folded(key): entry for key, entry in entries.items()}
    found: set[str] = set()
    waiting = [entry for key in keys if (entry := by_folded.get(folded(key)))]
    while waiting:
        entry = waiting.pop()
        new = {*targets(entry), *map(folded, _listed(entry.first("xdata")))} - found
        found |= new
        waiting += [by_folded[name] for name in new if name in by_folded]
    return found


def folded(key: str) -> str:
    """A citekey as inheritance compares it: in NFC, whatever its case."""
    return unicodedata.normalize("NFC", key).casefold()


class _Family:
    """Resolves entries, each once."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._by_folded = {folded(key): key for key in reversed([*entries])}
        self._done: dict[str, Entry] = {}
        self._running: list[str] = []
        self.findings: list[Finding] = []

    def resolved(self, key: str) -> Entry:
        """An entry with what it inherits, over any number of generations."""
        if key in self._done:
            return self._done[key]
        entry = self._entries[key]
        self._running.append(key)
        for field in ("xdata", "crossref"):
            for parent in list(self._parents(entry, field)):
                entry = _heir(entry, self.resolved(parent), field)
        self._running.pop()
        self._done[key] = entry
        return entry

    def look_for(self, entry: Entry, field: str) -> None:
        """Report what a field names and is not there."""
        for _ in self._found(entry, field):
            pass

    def _parents(self, entry: Entry, field: str) -> Iterator[str]:
        for parent in self._found(entry, field):
            if parent in self._running:
                circle = [*self._running[self._running.index(parent) :], parent]
                message = "{field} runs in a circle: {circle}"
                hint = "Take the field out of one of them."
                self._report(entry, entry.place(field), message, hint, field, " → ".join(circle))
            elif len(self._running) > _GENERATIONS:
                message = "{field} is more than {generations} generations deep"
                hint = "Name the source directly."
                self._report(entry, entry.place(field), message, hint, field, _GENERATIONS)
            else:
                yield parent

    def _found(self, entry: Entry, field: str) -> Iterator[str]:
        """The citekeys that a field names, in the form in which their entries have them."""
        own = self._entries[entry.key]
        for name in _listed(own.first(field)):
            if name in self._entries:
                yield name
            elif folded(name) in self._by_folded:
                yield self._by_folded[folded(name)]
            else:
                message = "{field} names {name}, which is not in the bibliography"
                near, add = (
                    nearest_citekey(name, self._entries),
                    "Add that entry, or delete the field.",
                )
                hint = say("Did you mean {near}?", near) if near else add
                self._report(entry, own.place(field), message, hint, field, name)

    def _report(
        self, entry: Entry, where: Location, message: str, hint: str, *values: object
    ) -> None:
        self.findings.append(entry.finding("CIT036", where, message, hint, *values))


def _listed(value: str) -> list[str]:
    return [name for part in re.split(r"[,\s]+", value) if (name := part.strip())]


def _heir(entry: Entry, parent: Entry, field: str) -> Entry:
    """An entry with the fields of one parent that it does not have itself."""
    values, places = dict(entry.fields), dict(entry.places)
    kept = {name for name in values if values[name]}
    taken = {other for name in kept for other in _TOGETHER.get(name, (name,))}
    inherited = set(entry.inherited)
    for name, source in _offered(entry, parent, field):
        if name not in taken and parent.fields[source]:
            values[name] = parent.fields[source]
            places[name] = parent.places[source]
            inherited.add(name)
    return replace(
        entry,
        fields=MappingProxyType(values),
        places=MappingProxyType(places),
        inherited=frozenset(inherited),
    )


def _offered(entry: Entry, parent: Entry, field: str) -> Iterator[tuple[str, str]]:
    """The fields that a parent gives, each as (name in the child, name in the parent)."""
    if field == "xdata":
        yield from ((name, name) for name in parent.fields if name not in {"xdata", "ids"})
        return
    prefix = _title_prefix(entry.type, parent.type)
    for name in parent.fields:
        if name in _NEVER or (prefix and name in _OF_THE_TITLE):
            continue
        if prefix and name in _TITLES:
            yield f"{prefix}{name}", name
        elif name == "author":
            yield from ((heir, name) for heir in _author_names(entry.type))
        elif name in _READINGS:
            if "author" not in entry.fields and "author" in _author_names(entry.type):
                yield name, name
        elif not (prefix == "book" and name == "booktitle" and "title" in parent.fields):
            yield name, name


def _author_names(child: str) -> tuple[str, ...]:
    """What the parent's author is in the child."""
    if child in _WITH_AUTHOR:
        return ("author", "bookauthor")
    return () if child in _PARTS else ("author",)


def _title_prefix(child: str, parent: str) -> str:
    """What the parent's title becomes in the child; empty if it is inherited as it is."""
    if parent in _SERIES:
        return "main"
    if parent == "periodical" and child in _ISSUES:
        return "journal"
    if child in _PARTS and parent in _WHOLES:
        return "book"
    return ""
