"""TYP009: ids that editions give to parts of their own: a link to one of them leads elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.settling.back_matter import ACKNOWLEDGEMENTS, AUTHORS
from hakusho.settling.finish import BIBLIOGRAPHY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.manuscript.indexed import Index

_PARTS = frozenset(
    {"abstract", "contents", "main", "notes", "theme"}
    | {"note-box", "note-box-close", "note-box-text", "note-box-title"}
)
"""What ``templates/html`` names; a test holds it against a page."""
_OF_WORKS = frozenset({BIBLIOGRAPHY, "refs"})
_BEHIND = frozenset({ACKNOWLEDGEMENTS, AUTHORS})
_COUNTED = re.compile(
    r"(?:fn|fnref|section|table-caption|image|refs)-[-\d].*|cb\d.*|bibliography-\d+"
)
"""What is named by its number: notes, headings without an id, drawings, lines of code."""


def check_reserved_ids(index: Index) -> Iterator[Finding]:
    """TYP009 for each id of the author's that editions use themselves."""
    for anchor in index.anchors:
        if not is_reserved(anchor.ident):
            continue
        message = "the id '{id}' is one that editions use themselves"
        hint = "Write another one: {{#sec-{id}}}."
        if anchor.ident in _OF_WORKS:
            hint = (
                "The bibliography stands at the end by itself: take this out, or write another id."
            )
        yield Finding.of("TYP009", anchor.location, message, hint, anchor.ident)


def is_reserved(ident: str) -> bool:
    """Whether editions give an id to a part of their own."""
    return ident in _PARTS | _OF_WORKS | _BEHIND or _COUNTED.fullmatch(ident) is not None
