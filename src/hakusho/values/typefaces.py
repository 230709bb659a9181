"""In which letters the parts of a page are set, and what stands there of a letter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """The parts of a page that have fonts of their own."""

    BODY = "body"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    HEADING = "heading"  # and the heads of tables, captions' numbers
    SMALL = "small"  # tables, captions
    CODE = "code"


class Seen(NamedTuple):
    """What Typst sets for a letter in one part of a page."""

    family: str  # that it takes it from; empty if none that is known
    missing: bool = False  # no font has it: an empty box
    usual: bool = False  # the variant that was asked for is none of the font's
    fallback: bool = False  # none of the fonts that are named for that part has it


Trial = Callable[[Collection[str]], Mapping[str, Mapping[Role, Seen]]]
"""Asks the typesetter for letters; each answer has every part of a page."""
