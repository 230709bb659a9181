"""What every check of the bibliography is given, and the values in it.

Of a value: whose it is, where it is written, whether it is printed, the place of a character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from hakusho.citations.bibliography import MOST_CHECKED
from hakusho.citations.csl_json import Item, to_csl_json
from hakusho.citations.entries import normal_key
from hakusho.citations.printed_variables import printed_variables, texts_of
from hakusho.findings import Location
from hakusho.tools import boundary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from hakusho.citations.entries import CitationUse
    from hakusho.citations.style import Style
    from hakusho.citations.works import Work
    from hakusho.findings import Finding
    from hakusho.paper.load import Paper
    from hakusho.paper.settings import BibliographySection


class Printed(NamedTuple):
    """A cited work as the paper prints it."""

    work: Work
    item: Item
    shown: frozenset[str]  # variables of the item that a first note or the bibliography prints

    def texts(self) -> Iterator[str]:
        """The words that a reader sees of it, apart from what the style says by itself."""
        return (text for name in self.shown for text in texts_of(self.item[name]))


@dataclass(frozen=True)
class Audit:
    """What every check of the bibliography may look at."""

    works: tuple[Work, ...]  # all entries, or those that are cited, in the order of the files
    cited: frozenset[str]  # in NFC, by the text
    day: date  # the paper's date: no source is younger
    citekeys: str = ""  # a regular expression; empty means that any form is allowed
    missing_files: frozenset[str] = frozenset()  # that entries name
    sections: tuple[BibliographySection, ...] = ()  # none means one list
    style: Style | None = None  # none if it cannot be used

    @cached_property
    def printed(self) -> tuple[Printed, ...]:
        """The cited works, where there is a style to print them."""
        style = self.style
        if style is None:
            return ()
        cited = tuple(work for work in self.works if work.key in self.cited)
        items = {item["id"]: item for item in to_csl_json(cited, style.choices)}
        made = ((work, items[work.key]) for work in cited)
        return tuple(Printed(work, item, printed_variables(style, item)) for work, item in made)


def audit_of(
    paper: Paper, works: tuple[Work, ...], uses: Iterable[CitationUse], style: Style | None
) -> Audit:
    """Gather what the checks need; the paper's folder is searched for files that entries name.

    Of more works than ``MOST_CHECKED`` it is those that are cited.
    """
    cited = frozenset(normal_key(use.key) for use in uses)
    if len(works) > MOST_CHECKED:
        works = tuple(work for work in works if work.key in cited)
    settings = paper.settings
    return Audit(
        works,
        cited,
        settings.date,
        citekeys=settings.checks.citekeys,
        missing_files=missing_files(paper.root, works),
        sections=settings.citations.sections,
        style=style,
    )


_LINKS = re.compile(r"(?<!\\);")
_PARTS = re.compile(r"(?<!\\):")
_FULL = len(("description", "path", "type"))
_ELSEWHERE = re.compile(
    r"[/\\~$%]|[A-Za-z]:|(?:home|users|volumes|mnt|media)[/\\]|\w+://", re.IGNORECASE
)


def named_files(value: str) -> tuple[str, ...]:
    r"""The paths inside a folder that a ``file`` field names.

    Args:
        value: ``:path:PDF``, ``title:path:type;…``, or paths with ``;`` between; ``\:`` is a colon.

    Returns:
        Relative paths that begin with a folder, as written but for the escapes; no absolute ones,
        none out of the folder (``../``), and no bare names, which a reference manager finds
        through its settings.
    """
    found = []
    for link in _LINKS.split(value):
        parts = _PARTS.split(link.strip())
        path = parts[1] if len(parts) >= _FULL else parts[0]
        path = re.sub(r"\\([:;_&%#\\])", r"\1", path).strip()
        if "/" in path and not _ELSEWHERE.match(path) and ".." not in path.split("/"):
            found.append(path.removeprefix("./"))
    return tuple(found)


def missing_files(root: Path, works: Iterable[Work]) -> frozenset[str]:
    """The paths that entries name and that lead to no file.

    Only those whose first folder is in the paper's folder (``root``), or beside the ``.bib`` file.
    """
    missing = set()
    for work in works:
        for path in named_files(work.raw("file")):
            beside = PurePosixPath(work.entry.location.path).parent
            folders = (PurePosixPath(), beside)
            first = path.split("/", 1)[0]
            try:
                known = any(boundary.is_folder(root, str(folder / first)) for folder in folders)
                if known and not any(boundary.is_file(root, str(f / path)) for f in folders):
                    missing.add(path)
            except (OSError, ValueError):
                continue  # a name that this system cannot have: nobody's file here
    return frozenset(missing)


_PARENTS = ("crossref", "xdata")


@dataclass(frozen=True, slots=True)
class Value:
    """The value of one field of one entry."""

    work: Work
    field: str  # its name in lower case
    raw: str  # LaTeX as written, never empty

    def finding(self, rule_id: str, message: str, hint: str, *values: object) -> Finding:
        """A finding at this value, like :meth:`Work.finding`."""
        return self.work.entry.finding(rule_id, self.work.place(self.field), message, hint, *values)


def own_values(works: Sequence[Work], *names: str) -> Iterator[Value]:
    """The values that entries have themselves, in the order of ``works``, then of ``names``.

    What an entry inherits is written in its parent, where it is checked once, not once for each
    of the children.
    """
    for work in works:
        fields, inherited = work.entry.fields, work.entry.inherited
        for name in names:
            raw = fields.get(name)
            if raw and name not in inherited:
                yield Value(work, name, raw)


def parents_of(work: Work) -> tuple[str, ...]:
    """The citekeys that an entry inherits from (BibLaTeX manual §2.4.1, crossref and xdata)."""
    named = [work.entry.fields.get(name, "") for name in _PARENTS]
    return tuple(key.strip() for value in named if value for key in value.split(","))


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
_PRIVATE = frozenset({
    "abstract", "annotation", "annote", "file", "pdf", "comment", "review", "timestamp",
    "owner", "groups", "date-added", "date-modified", "date_added", "mendeley-groups",
    "creationdate", "modificationdate", "priority", "readstatus", "ranking", "printed",
    "qualityassured", "relevance", "username", "citeulike-article-id", "posted-at", "local-url",
    "biburl", "bibsource", "copyright", "rights", "attachments", "language-id", "keywords", "tags",
    "mendeley-tags", "extra", "notes", "toc", "contents", "summary",
})  # fmt: skip
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
    """The place of a character of a value, counted from its first; its lines are taken as one."""
    place = work.place(field)
    return Location(place.path, place.line, place.column + offset) if place.column else place
