"""The values of an audit: whose they are, which are printed, and the place of a character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.citations.works import Work

NAME_FIELDS = (
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc",
    "commentator", "annotator", "introduction", "foreword", "afterword",
)  # fmt: skip
TITLE_FIELDS = (
    "title", "subtitle", "booktitle", "booksubtitle", "maintitle", "mainsubtitle", "shorttitle",
    "origtitle",
)  # fmt: skip
BODY_FIELDS = ("publisher", "institution", "organization", "school")
JOURNAL_FIELDS = ("journaltitle", "journal")

_NOT_TEXT = frozenset({"url", "doi", "urn", "uri", "eprint", "isbn", "issn", "crossref", "xref",
                       "xdata", "related", "ids"})  # fmt: skip
_PRIVATE = frozenset(
    {
        "abstract", "annotation", "annote", "file", "pdf", "comment", "review", "timestamp",
        "owner", "groups", "date-added", "date-modified", "date_added", "mendeley-groups",
        "creationdate", "modificationdate", "priority", "readstatus", "ranking", "printed",
        "qualityassured", "relevance", "username", "citeulike-article-id", "posted-at", "local-url",
        "biburl", "bibsource", "copyright", "rights", "attachments", "language-id",
    }
)  # fmt: skip
"""Fields that reference managers keep for themselves: no edition prints them."""


def values_of(works: Iterable[Work], *, text: bool = False) -> Iterator[tuple[Work, str, str]]:
    """The values that an edition may print, each where it is typed and not where it is inherited.

    Args:
        works: Any works.
        text: Whether to leave out addresses, numbers of identity and keys.

    Yields:
        The work, the field's name, the value as written.
    """
    for work in works:
        inherited = work.entry.inherited
        for field, value in work.entry.fields.items():
            if not value or field in _PRIVATE or field in inherited or field[:4] == "bdsk":
                continue
            if not (text and field in _NOT_TEXT):
                yield work, field, value


def own(work: Work, field: str) -> str:
    """The value of a field as written, where the entry has it of its own; else empty."""
    return "" if field in work.entry.inherited else work.entry.fields.get(field, "")


def place_in(work: Work, field: str, offset: int) -> Location:
    """The place of a character of a value.

    Args:
        work: The work.
        field: The field.
        offset: Counted from the value's first character; the lines of a value are taken as one.
    """
    place = work.place(field)
    return Location(place.path, place.line, place.column + offset) if place.column else place
