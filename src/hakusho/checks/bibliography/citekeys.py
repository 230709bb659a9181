"""CIT051, CIT052: citekeys that are mistaken for each other, or that the text cannot cite."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit

_PUNCTUATION = re.compile(r"(?<!\d)[-_:]+|[-_:]+(?!\d)")
_BETWEEN_DIGITS = re.compile(r"[-_:]+")

# pandoc's manual, "Citation syntax": letters, digits and _, with single internal punctuation.
_BARE = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*")
_OUTSIDE = re.compile(r"[^\w:.#$%&\-+?<>~/]")


def check_similar_citekeys(audit: Audit) -> Iterator[Finding]:
    """Compare citekeys without their case, width, Unicode form and ``-_:``.

    Yields:
        CIT051 at each entry whose key is that of an earlier entry otherwise written.
    """
    first: dict[str, str] = {}
    for work in audit.works:
        known = first.setdefault(_folded(work.key), work.key)
        if known != work.key:
            message = (
                f"{work.key}: this citekey and {known} differ in {_difference(work.key, known)}"
            )
            hint = "Give one of the two another key: they are mistaken for each other."
            place = work.entry.location
            yield Finding(rule("CIT051"), place, message, hint, entry=work.key)


def _folded(key: str) -> str:
    key = unicodedata.normalize("NFKC", key).casefold()
    # 2020-1 and 20201 are two; smith-2020 and smith2020 are one.
    return _BETWEEN_DIGITS.sub("-", _PUNCTUATION.sub("", key))


def _difference(key: str, other: str) -> str:
    if key.casefold() == other.casefold():
        return "case only"
    wide, narrow = (unicodedata.normalize("NFKC", each) for each in (key, other))
    if wide.casefold() == narrow.casefold():
        return "width or Unicode form only"
    return "punctuation only" if _dropped(wide) == _dropped(narrow) else "case and punctuation only"


def _dropped(key: str) -> str:
    return _BETWEEN_DIGITS.sub("", key)


def check_citekeys(audit: Audit) -> Iterator[Finding]:
    """Check the form of each citekey.

    Yields:
        CIT052 at each key that ``@key`` does not reach, and at each that ``checks.citekeys`` of
        report.yaml does not match as a whole.
    """
    wanted = re.compile(audit.citekeys) if audit.citekeys else None
    for work in audit.works:
        key, place = work.key, work.entry.location
        if not _BARE.fullmatch(key):
            message = f"{key}: {_why(key)}: @{key} does not cite it"
            hint = f"Rename it with letters, digits and single - _ : between, or cite @{{{key}}}."
            yield Finding(rule("CIT052"), place, message, hint, entry=key)
        elif wanted and not wanted.fullmatch(key):
            message = f"{key}: this citekey is not of the paper's form {audit.citekeys}"
            hint = "Rename it here and where it is cited, or change checks.citekeys in report.yaml."
            yield Finding(rule("CIT052"), place, message, hint, entry=key)


def _why(key: str) -> str:
    outside = _OUTSIDE.search(key)
    if outside:
        char = outside[0]
        return (
            "a space stands in the citekey" if char.isspace() else f"“{char}” stands in the citekey"
        )
    if not re.match(r"\w", key):
        return f"the citekey begins with “{key[0]}”"
    if not re.search(r"\w$", key):
        return f"the citekey ends in “{key[-1]}”"
    return "two marks of punctuation follow each other in the citekey"
