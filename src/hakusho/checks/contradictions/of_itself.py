"""CON019, CON022, CON023: what a paper says of itself and its briefs otherwise.

A licence and its address, the names of its authors, the dates of briefs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hakusho.findings import Finding, also, slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper

_NAME = re.compile(
    r"\b(?:CC|Creative Commons) ?(?P<kind>0|BY(?:-(?:NC|ND|SA))*)[ -]?(?P<version>\d\.\d)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)|publicdomain/(?P<zero>zero))/(?P<version>\d\.\d)"
)
_HOST = "creativecommons.org"
_SHORTEST_NAME = 6


def check_of_itself(paper: Paper) -> Iterator[Finding]:
    """Hold a paper's settings against each other and against its briefs' front matter."""
    yield from _licence(paper)
    for brief in paper.briefs:
        yield from _brief_date(paper, brief)
        yield from _names(paper, brief)


def _licence(paper: Paper) -> Iterator[Finding]:
    """CON019 for a name and an address that are two licences, or an address that is none."""
    licence = paper.settings.licence
    if licence is None:
        return
    name, address = _NAME.search(licence.name), _ADDRESS.search(licence.url)
    host = urlsplit(licence.url).hostname or ""
    if name is None or (address is None and slips(host, _HOST, at_most=2) > 2):  # noqa: PLR2004
        return
    if address is None:
        message = "the licence is called {name}, and no licence has its address"
        hint = "Creative Commons has them as https://creativecommons.org/licenses/by/4.0/."
        yield Finding.of("CON019", paper.where("licence", "url"), message, hint, licence.name)
        return
    kind = "0" if address["zero"] else address["kind"]
    said = (name["kind"].lower(), name["version"] or address["version"])
    if said != (kind, address["version"]):
        message = "the licence is called {name}, and its address is that of another"
        where = paper.where("licence", "url")
        related = also(paper.where("licence", "name"), "its name")
        yield Finding.of("CON019", where, message, "", licence.name, related=related)


def _brief_date(paper: Paper, brief: BriefSource) -> Iterator[Finding]:
    """CON022 for a brief that is older than the report that it is cut from."""
    day = brief.settings.date
    if day is not None and day < paper.settings.date:
        message = "the brief is of {day}, before its report of {report}"
        where, related = brief.where("date"), also(paper.where("date"), "the report's date")
        yield Finding.of("CON022", where, message, "", day, paper.settings.date, related=related)


def _names(paper: Paper, brief: BriefSource) -> Iterator[Finding]:
    """CON023 for a name in a brief's front matter that is one letter off an author's."""
    names = [author.name for author in paper.settings.authors]
    signed = " ".join(author.name for author in brief.settings.authors)
    for key, text in (("contact", brief.settings.contact), ("authors", signed)):
        for number, name in enumerate(names):
            wrong = _nearly(name, text)
            if wrong:
                message = "'{written}' here, and the author is '{name}'"
                author = paper.where("authors", number, "name")
                where, related = brief.where(key), also(author, "the authors")
                yield Finding.of("CON023", where, message, "", wrong, name, related=related)


def _nearly(name: str, text: str) -> str:
    """What in a text is one letter off a name, if the name itself is not there."""
    if len(name) < _SHORTEST_NAME or name in text:
        return ""
    for length in (len(name), len(name) - 1, len(name) + 1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if part[0] == name[0] and slips(part, name) == 1:
                return part
    return ""
