"""Works: entries with what everybody asks of them, read once: kind, language, names, date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.csl_dates import Date, csl_date, year_of
from hakusho.citations.entries import normal_key
from hakusho.citations.entry_types import csl_type
from hakusho.citations.latex import plain
from hakusho.citations.names import Name, csl_names
from hakusho.citations.script import language_of, set_as_japanese

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
        authors=tuple(csl_names(entry.first("author"))),
        editors=tuple(csl_names(entry.first("editor"))),
        translators=tuple(csl_names(entry.first("translator"))),
        issued=csl_date(*(entry.first(name) for name in _DATE_FIELDS)),
    )
