"""Works: entries with what everybody asks of them, read once: kind, language, names, date."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.csl_dates import Date, csl_date, year_of
from hakusho.citations.entries import normal_key
from hakusho.citations.entry_types import csl_type
from hakusho.citations.latex import plain
from hakusho.citations.names import NATIVE, Name, csl_names, is_foreigner, split_names
from hakusho.citations.script import has_foreign_sounds, language_of, set_as_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hakusho.citations.entries import CitationUse, Entry
    from hakusho.findings import Location

_LANGUAGE_FIELDS = ("langid", "language", "hyphenation")
_DATE_FIELDS = ("date", "year", "month", "day")


@dataclass(frozen=True, slots=True)
class Work:
    """An entry as checks and the citation style see it.

    Attributes:
        entry: The entry, inherited fields included.
        kind: CSL 1.0.2 type, for example ``article-journal``.
        language: BCP 47 tag: declared, else by the script of the title.
        japanese: Whether it is set in the Japanese form.
        title: Plain text, without the subtitle.
        authors: CSL names, as are editors; ``{"literal": "others"}`` is "et al."
        issued: CSL date; a ``literal`` one is no date that could be read.
    """

    entry: Entry
    kind: str
    language: str
    japanese: bool
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    translators: tuple[Name, ...]
    issued: Date | None

    @property
    def key(self) -> str:
        """The citekey in NFC."""
        return self.entry.key

    @property
    def year(self) -> str:
        """The year as text; empty if there is none."""
        return year_of(self.issued)

    def raw(self, *names: str) -> str:
        """The first of these fields that has a value, LaTeX as written; empty if none has."""
        return self.entry.first(*names)

    def text(self, *names: str) -> str:
        """The first of these fields that has a value, as plain text; empty if none has."""
        value = self.entry.first(*names)
        return plain(value) if value else ""

    def place(self, *names: str) -> Location:
        """Where the first of these fields stands; the entry's head if it has none of them."""
        return self.entry.place(*names)


def works_of(entries: Iterable[Entry]) -> tuple[Work, ...]:
    """A work for each entry whose inherited fields are filled in, in the same order."""
    return tuple(_work(entry) for entry in entries)


def cited_works(uses: Iterable[CitationUse], works: Iterable[Work]) -> tuple[Work, ...]:
    """The works that a text cites, each once; a citation without an entry is CIT001's to tell."""
    wanted = {normal_key(use.key) for use in uses}
    return tuple(work for work in works if work.key in wanted)


def _work(entry: Entry) -> Work:
    title = plain(entry.first("title"))
    language = language_of(entry.first(*_LANGUAGE_FIELDS), title)
    japanese = set_as_japanese(language)
    return Work(
        entry=entry,
        kind=csl_type(entry),
        language=language,
        japanese=japanese,
        title=title,
        authors=names_in(entry, "author"),
        editors=names_in(entry, "editor"),
        translators=names_in(entry, "translator"),
        issued=csl_date(*(entry.first(name) for name in _DATE_FIELDS)),
    )


_READINGS = ("yomi", "authoryomi", "sortname")
_OF_FOREIGNERS = ("translator", "origtitle", "origlanguage", "nameaddon", "origauthor")
_BETWEEN = re.compile(r"[\s,，、・]+")
_KATAKANA_SHIFT = 0x60


def names_in(entry: Entry, field: str) -> tuple[Name, ...]:
    """The names in a field.

    Those in katakana are foreigners', unless the entry has the same name as its reading and says
    of no other language (``サノ, ハジメ`` with ``yomi = {さの, はじめ}``).
    """
    names = csl_names(entry.first(field))
    if not any(map(is_foreigner, names)) or entry.first(*_OF_FOREIGNERS):
        return tuple(names)
    read = {_kana(part) for name in _READINGS for part in split_names(entry.first(name))}
    return tuple({**name, NATIVE: "ja"} if _is_native(name, read) else name for name in names)


def _is_native(name: Name, readings: set[str]) -> bool:
    whole = f"{name.get('family', '')}{name.get('given', '')}"
    return is_foreigner(name) and _kana(whole) in readings and not has_foreign_sounds(whole)


def _kana(name: str) -> str:
    """A name in katakana alone, as names and readings are compared."""
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", name))
    return "".join(chr(ord(c) + _KATAKANA_SHIFT) if "ぁ" <= c <= "ゖ" else c for c in bare)
