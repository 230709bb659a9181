"""CIT012: citekeys where pandoc reads no citation: in code, in an address, in a link's target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.citations.prose import ADDRESS
from hakusho.citations.model import normal_key
from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.checks.citations.prose import Prose
    from hakusho.citations.model import Bibliography

# /@name is somebody's page on many sites, and a@b in code is an address or an operator.
_KEY = re.compile(r"(?<![\w/])@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_KEY_IN_URL = re.compile(r"(?<!/)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?~]\w+)*))")
_OUT = "Take it out of the code, as [@{key}], if it is a citation."
_BESIDE = "Write it beside the address, as [@{key}], if it is a citation."


def check_literal_keys(text: CitedText) -> Iterator[Finding]:
    """Find citekeys that cite nothing because of where they stand.

    Args:
        text: The chapters' sources and the bibliography.

    Yields:
        CIT012 for each key of the bibliography in code or in an address. A citation that is
        commented out is no mistake, and a template's is none of ours.
    """
    for prose in text.prose:
        if "@" not in prose.text:
            continue
        yield from _in_code(prose, text.bibliography)
        yield from _in_addresses(prose, text.bibliography)


def _in_code(prose: Prose, bibliography: Bibliography) -> Iterator[Finding]:
    for start, end in zip(prose.opaque.starts, prose.opaque.ends, strict=True):
        if prose.text.startswith(("{{", "{%", "<!--"), start):
            continue
        for match in _KEY.finditer(prose.text, start, end):
            yield from _found(prose, match, bibliography, say("in code"), _OUT)


def _in_addresses(prose: Prose, bibliography: Bibliography) -> Iterator[Finding]:
    for address in ADDRESS.finditer(prose.text):
        if address.start() in prose.opaque:
            continue
        start, end = address.span("inner") if address["target"] else address.span()
        for match in _KEY_IN_URL.finditer(prose.text, start, end):
            where = say("in a link's target") if address["target"] else say("in an address")
            yield from _found(prose, match, bibliography, where, _BESIDE)


def _found(
    prose: Prose, match: re.Match[str], bibliography: Bibliography, where: Text, hint: str
) -> Iterator[Finding]:
    key = normal_key(match["braced"] or match["bare"])
    if bibliography.get(key) is not None:
        message = "@{key} stands {where}, where it cites nothing"
        yield Finding.of("CIT012", prose.places.at(match.start()), message, hint, key, where)
