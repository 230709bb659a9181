"""What the citation stages hand to each other: entries, the bibliography, uses of citekeys."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Finding, Subject, say_all
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.findings import Location, Related


UNREAD = "citation not read"
"""What CIT005 and TYP001 are about where a citekey is written, and nothing is cited by it."""
Place = Literal["text", "note", "caption", "alt"]
"""Where a citation stands: in the running text, which makes a note of it in a note style; in a
hand-written note; in a caption, as a source line; in an alt text, where nothing prints it."""


@dataclass(frozen=True, slots=True)
class CitationUse:
    """One citation of one work in the text.

    Attributes:
        key: The citekey as written.
        locator: The text after the key, for example ``, 46頁``.
        prefix: The text before it within its brackets, for example ``たとえば``.
        group: The number of its brackets in the paper; ``[@a; @b]`` is one group.
        note: The number of the note that a note style puts it into; 0 in captions and alt texts.
        chapter: How many headings of the first level stand above it.
        narrative: Whether it is part of the sentence: ``@kito2024``.
        within: Citekey of the citation whose text it stands in: ``[@a、@b]`` for ``[@a; @b]``.
        quotation: The direct quotation that it gives the source of; empty if there is none.
    """

    key: str
    location: Location
    locator: str = ""
    prefix: str = ""
    group: int = 0
    place: Place = "text"
    note: int = 0
    chapter: int = 0
    narrative: bool = False
    within: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a ``.bib`` file.

    Attributes:
        key: The citekey in NFC.
        type: The entry type in lower case, for example ``article``.
        fields: Field name in lower case to its value: strings resolved, outer braces or quotes
            removed, LaTeX as written.
        places: Field name to where its value begins, inside its braces or quotes; for an
            inherited field that is in the entry that gives it.
        inherited: Names of the fields that ``crossref`` or ``xdata`` gave it.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    location: Location
    places: Mapping[str, Location]
    inherited: frozenset[str] = frozenset()

    def first(self, *names: str) -> str:
        """The first of these fields that has a value; empty if none has."""
        for name in names:
            found = self.fields.get(name)
            if found:
                return without_private(found)
        return ""

    def place(self, *names: str) -> Location:
        """Where the first of these fields stands; where the entry begins if it has none."""
        return next((self.places[name] for name in names if name in self.places), self.location)

    def finding(
        self,
        rule_id: str,
        where: Location,
        message: str,
        hint: str,
        *values: object,
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """A finding about this entry, as :meth:`Finding.of`; its message names the citekey."""
        said, advice = say_all((message, hint), values)
        given = (rule_id, where, "{key}: {problem}", advice, self.key, said)
        return Finding.of(*given, subject=Subject("entry", self.key), related=related)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a paper can cite.

    Attributes:
        entries: All works by citekey, in the order of the files.
        unreadable: Citekeys of entries that are there but cannot be read, to what is wrong.
        standing_for: Keys that are no work's own, to the citekeys of the works that are meant
            (biblatex 3.20, 2.1.1 and 2.2.3): of ``@set`` its members, of another key of an entry
            (``ids``) that entry, of ``@xdata`` none.
    """

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    unreadable: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    standing_for: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def get(self, key: str) -> Entry | None:
        """The entry of a citekey in any Unicode normalisation form."""
        return self.entries.get(normal_key(key))


def normal_key(key: str) -> str:
    """A citekey in NFC, the form in which keys are compared."""
    return unicodedata.normalize("NFC", key)
