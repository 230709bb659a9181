"""The table of editions, which settings, commands, checks and the search for leaks ask."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


class Edition(NamedTuple):
    """One form in which a paper appears; ``editions/NAME.py`` and ``lua/NAME.lua`` make it.

    Attributes:
        suffix: Of the output file.
        of_briefs: Whether a brief may ask for it, too.
    """

    suffix: str
    of_briefs: bool = True


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        # The PDF first: Typst, the slowest step, then runs beside the other writers.
        "pdf": Edition(".pdf"),
        "docx": Edition(".docx"),
        "html": Edition(".html"),
        "epub": Edition(".epub", of_briefs=False),
    }
)
"""Editions by name, in the order in which they are written."""

_ALSO_CALLED = {
    **dict.fromkeys(("word", "doc", "ms-word", "ワード"), "docx"),
    **dict.fromkeys(("web", "htm", "website", "ウェブ"), "html"),
    **dict.fromkeys(("ebook", "e-book", "kindle", "電子書籍"), "epub"),
}
"""What people call an edition who do not know its name."""

if TYPE_CHECKING:
    EditionName: TypeAlias = str
    BriefEditionName: TypeAlias = str
else:  # pydantic builds its check of a setting from the table
    EditionName = Literal[tuple(sorted(EDITIONS))]
    BriefEditionName = Literal[tuple(name for name in sorted(EDITIONS) if EDITIONS[name].of_briefs)]


def also_called(name: str) -> str:
    """The edition of which a name is another word, such as ``word``; empty if it is none."""
    return _ALSO_CALLED.get(name.strip().lower(), "")


def edition_of(name: str) -> str:
    """The edition that an output file is; empty for one beside the editions."""
    return next((each for each, kind in EDITIONS.items() if name.endswith(kind.suffix)), "")
