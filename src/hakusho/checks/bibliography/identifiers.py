"""CIT030, CIT031 and CIT032: ISBN (ISO 2108), ISSN (ISO 3297), DOI (ISO 26324), arXiv numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Value, own_values
from hakusho.citations.latex import plain_url
from hakusho.findings import NOTHING, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_DASHES = re.compile("[‐‑‒–—―−]")
_LABELS = re.compile(
    r"\([^()]*\)|(?:E-?|P-?)?IS[BS]N(?:-?(?:10|13|L))?\s*:?|C\d{4}\b|[^\dX\- ,;/、]+"
)
_ALONE = re.compile(r"[\d-]+[\dX]", re.ASCII)
_SEPARATORS = re.compile(r"[,;/、]+")
_ISBN_LENGTHS = (10, 13)
_ISSN_LENGTH = 8

_DOI_PREFIX = re.compile(
    r"(?:https?:/+)?(?:www\.)?(?:dx\.)?doi\.org/+|(?:https?://)?[^/\s]*doi-org[^/\s]*/+|doi\s*[:=]?\s*",
    re.IGNORECASE,
)
# Crossref recommends 10.\d{4,9}/[-._;()/:A-Z0-9]+ for modern DOIs; older ones hold <, >, #, &, so
# the suffix is any printable text, as ISO 26324 has it. 10/abc is a short DOI.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+|10/[a-z0-9]{2,}", re.IGNORECASE)
_DOI_TAIL = re.compile(r"[.,;:。、，．]+$")

_ARXIV_PREFIX = re.compile(
    r"(?:https?://)?(?:www\.)?(?:export\.)?arxiv\.org/(?:abs|pdf)/|arxiv\s*:\s*", re.IGNORECASE
)
_ARXIV = re.compile(r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?")
_ARXIV_OLD = re.compile(r"(?:[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?/)\d{7}(?:v\d+)?")
_ARXIV_NUMBER = re.compile(r"\d{7}(?:v\d+)?")


def check_isbn(audit: Audit) -> Iterator[Finding]:
    """CIT030 at ISBNs that no book can have, for the first wrong one of a field."""
    for value in own_values(audit.works, "isbn"):
        for number in _numbers(value.raw, _ISBN_LENGTHS):
            problem = isbn_problem(number)
            if problem:
                hint = "Compare it with the book's imprint."
                yield value.finding("CIT030", "ISBN {number} {problem}", hint, number, problem)
                break


def check_issn(audit: Audit) -> Iterator[Finding]:
    """CIT031 at ISSNs that no periodical can have, for the first wrong one of a field."""
    for value in own_values(audit.works, "issn", "eissn"):
        for number in _numbers(value.raw, (_ISSN_LENGTH,)):
            problem = issn_problem(number)
            if problem:
                hint = "Compare it with the journal's imprint."
                yield value.finding("CIT031", "ISSN {number} {problem}", hint, number, problem)
                break


def _numbers(raw: str, lengths: tuple[int, ...]) -> list[str]:
    """The single numbers in a field that may hold several, with words around them."""
    if _ALONE.fullmatch(raw):
        return [raw]
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", raw).upper())
    pieces = [piece.strip(" -") for piece in _SEPARATORS.split(_LABELS.sub(",", text))]
    found: list[str] = []
    for piece in pieces:
        if not any(char.isdigit() for char in piece):
            continue
        whole = len(re.sub(r"[- ]", "", piece)) in lengths
        found += [piece] if whole or " " not in piece else piece.split()
    return found


def isbn_problem(number: str) -> Text:
    """What is wrong with an ISBN, as a predicate; nothing if it may be one."""
    # Not at the module's top: it takes 30 ms to load, which few papers need.
    from stdnum import isbn  # noqa: PLC0415

    digits = re.sub(r"[- ]", "", number)
    if len(digits) not in _ISBN_LENGTHS:
        return say("has {count:digit|digits} instead of 10 or 13", len(digits))
    return _problem(isbn.validate, digits)


@lru_cache(maxsize=1024)  # articles share their journals
def issn_problem(number: str) -> Text:
    """What is wrong with an ISSN, as a predicate; nothing if it may be one."""
    from stdnum import issn  # noqa: PLC0415  see above

    digits = re.sub(r"[- ]", "", number)
    if len(digits) != _ISSN_LENGTH:
        return say("has {count:digit|digits} instead of {expected}", len(digits), _ISSN_LENGTH)
    return _problem(issn.validate, digits)


def _problem(validate: Callable[[str], object], digits: str) -> Text:
    from stdnum import exceptions  # noqa: PLC0415  see above

    try:
        validate(digits)
    except exceptions.InvalidChecksum:
        return say("has a wrong digit: its check digit does not fit")
    except exceptions.InvalidComponent:
        return say("begins with neither 978 nor 979")  # only ISBNs have such
    except exceptions.ValidationError:
        return say("is malformed")
    return NOTHING


def bare_doi(text: str) -> str | None:
    """The DOI in a text that may say more, as its address does; ``None`` if there is none."""
    better = _DOI_TAIL.sub("", _DOI_PREFIX.sub("", text.strip(), count=1))
    return better if _DOI.fullmatch(better) else None


def check_doi_and_eprint(audit: Audit) -> Iterator[Finding]:
    """CIT032 at DOIs and arXiv numbers that lead nowhere."""
    for value in own_values(audit.works, "doi"):
        yield from _doi(value)
    for value in own_values(audit.works, "eprint"):
        if _is_arxiv(value.work, value.raw):
            yield from _arxiv(value)


def _doi(value: Value) -> Iterator[Finding]:
    if _DOI.fullmatch(value.raw) and not _DOI_TAIL.search(value.raw):
        return
    better = mended_identifier("doi", value.raw, value.work)
    if better is not None:
        message = "doi {raw} holds more than the DOI"
        hint = "Write {better}: links are made from it."
        yield value.finding("CIT032", message, hint, value.raw, better)
    elif not _DOI.fullmatch(plain_url(value.raw)):
        message, hint = "doi {raw} is not a DOI", "A DOI is written 10.1234/abc, without spaces."
        yield value.finding("CIT032", message, hint, value.raw)


def _arxiv(value: Value) -> Iterator[Finding]:
    if _is_arxiv_number(value.raw, value.work):
        return
    better = mended_identifier("eprint", value.raw, value.work)
    if better is not None:
        message = "eprint {raw} holds more than the number"
        hint = "Write {better}, and eprinttype = {{arxiv}}."
        yield value.finding("CIT032", message, hint, value.raw, better)
    else:
        message = "eprint {raw} is not an arXiv number"
        hint = "Write it as 2301.01234 or hep-th/9901001."
        yield value.finding("CIT032", message, hint, value.raw)


def mended_identifier(field: str, value: str, work: Work) -> str | None:
    """A DOI or an arXiv number alone, for CIT032.

    Returns:
        ``10.1234/abc`` for ``https://doi.org/10.1234/abc`` and ``doi:10.1234/abc.``;
        ``2301.01234`` for ``arXiv:2301.01234``; ``None`` where nothing is to be mended, or what
        would be left is no identifier.
    """
    text = value.strip()
    if field == "doi":
        better = _DOI_PREFIX.sub("", text, count=1) if _DOI_PREFIX.match(text) else text
        better = _DOI_TAIL.sub("", better)
        if re.match(r"10\.\d{4,9}%2f", better, re.IGNORECASE):
            better = re.sub("%2f", "/", better, count=1, flags=re.IGNORECASE)
        return better if better != text and _DOI.fullmatch(plain_url(better)) else None
    if field == "eprint" and _is_arxiv(work, text):
        better = re.sub(r"\.pdf$", "", _ARXIV_PREFIX.sub("", text))
        return better if better != text and _is_arxiv_number(better, work) else None
    return None


def _is_arxiv(work: Work, value: str) -> bool:
    declared = work.raw("eprinttype", "archiveprefix").lower()
    return declared == "arxiv" or (not declared and bool(_ARXIV_PREFIX.match(value)))


def _is_arxiv_number(value: str, work: Work) -> bool:
    if _ARXIV_NUMBER.fullmatch(value):
        return bool(work.raw("eprintclass", "primaryclass"))
    return bool(_ARXIV.fullmatch(value) or _ARXIV_OLD.fullmatch(value))
