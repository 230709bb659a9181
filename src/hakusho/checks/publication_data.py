"""PAP011 to PAP014 and PAP016: what report.yaml says of a publication and cannot be so."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.identifiers import bare_doi, isbn_problem, issn_problem
from hakusho.findings import Finding
from hakusho.paper.imprint import first_and_last

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.paper.load import Paper

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.ASCII)
_ORCID_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)


def check_publication(paper: Paper) -> Iterator[Finding]:
    """Look at a publication's numbers, dates and pages, and at its authors' ORCID iDs."""
    yield from _numbers(paper)
    yield from _orcids(paper)
    yield from _dates(paper)
    yield from _pages(paper)


def _numbers(paper: Paper) -> Iterator[Finding]:
    given = paper.settings.publication
    hint = "Compare it with the publication's imprint."
    for key, value, problem_of in (
        ("issn", given.issn, issn_problem),
        ("isbn", given.isbn, isbn_problem),
    ):
        problem = problem_of(_plain(value)) if value else None
        if problem:
            where = paper.where("publication", key)
            message = "{name} {number} {problem}"
            yield Finding.of("PAP011", where, message, hint, key.upper(), value, problem)
    if not given.doi or bare_doi(given.doi) == given.doi:
        return
    where, better = paper.where("publication", "doi"), bare_doi(given.doi)
    if better is None:
        hint = "A DOI is written 10.1234/abc, without spaces."
        yield Finding.of("PAP013", where, "doi {given} is not a DOI", hint, given.doi)
    else:
        hint = "Write {better}: links are made from it."
        message = "doi {given} holds more than the DOI"
        yield Finding.of("PAP013", where, message, hint, given.doi, better)


def _plain(number: str) -> str:
    """A number in ASCII, with hyphens for whatever dashes it has."""
    return re.sub("[‐‑‒–—―−]", "-", unicodedata.normalize("NFKC", number)).upper().strip()


def _orcids(paper: Paper) -> Iterator[Finding]:
    """The last character is a check character by ISO/IEC 7064, MOD 11-2."""
    for index, author in enumerate(paper.settings.authors):
        if not author.orcid:
            continue
        where = paper.where("authors", index, "orcid")
        written = _ORCID.fullmatch(author.orcid)
        inside = _ORCID.fullmatch(_ORCID_ADDRESS.sub("", author.orcid.strip()).rstrip("/"))
        if inside is None:
            hint = "An ORCID iD is written 0000-0002-1825-0097."
            yield Finding.of("PAP012", where, "{given} is no ORCID iD", hint, author.orcid)
            continue
        from stdnum.iso7064 import mod_11_2  # noqa: PLC0415  few papers have any

        better = "-".join(inside.groups())
        if not mod_11_2.is_valid("".join(inside.groups())):
            message = "ORCID iD {given} has a wrong digit: its check digit does not fit"
            hint = "Copy it from the author's page at orcid.org."
            yield Finding.of("PAP012", where, message, hint, author.orcid)
        elif written is None or better != author.orcid:
            message, hint = "ORCID iD {given} is not written as one", "Write {better}."
            yield Finding.of("PAP012", where, message, hint, author.orcid, better)


def _dates(paper: Paper) -> Iterator[Finding]:
    given = paper.settings.publication
    if given.received and given.accepted and given.received > given.accepted:
        where = paper.where("publication", "accepted")
        message = "accepted on {accepted}, before it was received on {received}"
        hint = "One of the two dates is wrong."
        yield Finding.of("PAP014", where, message, hint, given.accepted, given.received)


def _pages(paper: Paper) -> Iterator[Finding]:
    pages, first = paper.settings.publication.pages, paper.settings.page.first
    where = paper.where("publication", "pages")
    if not pages:
        return
    span = first_and_last(pages)
    if span is None:
        hint = "Write the first and the last page: 31–58."
        yield Finding.of("PAP016", where, "'{pages}' is no range of pages", hint, pages)
    elif span[0] > span[1]:
        hint = "The first page stands first: 31–58."
        yield Finding.of("PAP016", where, "'{pages}' ends before it begins", hint, pages)
    elif first is not None and first != span[0]:
        message = "the pages are {pages}, but page.first is {first}"
        hint = "Leave page.first out: pages are then counted from {begin}."
        yield Finding.of("PAP016", where, message, hint, pages, first, span[0])
