"""CIT012: citekeys where pandoc reads no citation: in code, in an address, in a link's target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements
from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Element
    from hakusho.checks.citations.cited_text import CitedText

# /@name is somebody's page on many sites, and a@b in code is an address or an operator.
_KEY = re.compile(r"(?<![\w/])@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+)*))")
_KEY_IN_URL = re.compile(r"(?<!/)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?~]\w+)*))")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>)）」』\ufffc]+")
_OUT, _BESIDE = say("Take it out of the code"), say("Write it beside the address")


def check_literal_keys(text: CitedText) -> Iterator[Finding]:
    """CIT012 for each key of the bibliography that stands in code or in an address.

    A citation that is commented out is no mistake, and a template's is none of ours.
    """
    positions = text.draft.positions
    for position, match, where, act in _literals(text):
        key = normal_key(match["braced"] or match["bare"])
        if text.bibliography.get(key) is not None and positions.is_typed(position):
            message = "@{key} stands {where}, where it cites nothing"
            hint, values = "{act}, as [@{key}], if it is a citation.", (key, where, act)
            yield Finding.of("CIT012", positions.place(position), message, hint, *values)


def _literals(text: CitedText) -> Iterator[tuple[int, re.Match[str], Text, Text]]:
    """What looks like a citekey: its position, it, where it stands and what to do."""
    for chapter in text.draft.chapters:
        for node in elements(chapter.blocks):
            if node["t"] in {"Code", "CodeBlock"}:
                for at, match in _keys(text, node, node["c"][1], _KEY):
                    yield at, match, say("in code"), _OUT
            elif node["t"] in {"Link", "Image"}:
                (_, classes, _), _, (target, _) = node["c"]
                in_text = "uri" in classes
                where = say("in an address") if in_text else say("in a link's target")
                for at, match in _keys(text, node, target, _KEY_IN_URL):
                    yield at, match, where, _BESIDE
    for prose in text.prose:
        for address in _ADDRESS.finditer(prose.text):
            for match in _KEY_IN_URL.finditer(prose.text, *address.span()):
                yield prose.at[match.start()], match, say("in an address"), _BESIDE


def _keys(
    text: CitedText, node: Element, content: str, pattern: re.Pattern[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """The keys in what a node holds, each at its place in what is written there."""
    if "@" not in content or "at" not in node:
        return
    positions, end = text.draft.positions, node["at"][1]
    at = positions.find(node["at"], content)
    for match in pattern.finditer(content):
        at += max(positions.letters(at, end - at).find(match[0]), 0)
        yield at, match
        at += len(match[0])
