"""What in a paper an ``@`` may be meant for that stands before no citekey.

``@passengers`` names a figure as its file does, ``@issues`` a heading by an id that cannot be
referred to, ``@課題`` by its words; pandoc takes each for a work, or for text where it touches a
Japanese letter.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.findings import NOTHING, Text, say
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.manuscript.indexed import Index, Target

_PREFIXES = {"Header": "sec", "Figure": "fig", "Table": "tbl", "Equation": "eq", "Listing": "lst"}


def named_things(index: Index) -> Mapping[str, Text]:
    """By each name that somebody may give to what has a number, how it is referred to.

    Args:
        index: Of the paper.

    Returns:
        A hint for each name; of two things with one name the first counts.
    """
    pictures = {each.location: PurePosixPath(each.target).stem for each in index.images}
    found: dict[str, Text] = {}
    for target in index.targets:
        hint = _written(target)
        for name in (*_names(target), pictures.get(target.location, "")) if hint else ():
            found.setdefault(name, hint)
    found.pop("", None)
    return found


def _names(target: Target) -> Iterator[str]:
    yield target.ident
    if is_cross_reference(target.ident):
        yield target.ident.partition("-")[2]
    if target.kind == "Header":
        yield target.title


def _written(target: Target) -> Text:
    """How a thing is referred to; empty if it cannot be."""
    if is_cross_reference(target.ident):
        return say("Write @{ident}: that is what it is referred to by.", target.ident)
    prefix = _PREFIXES.get(target.kind, "")
    own = re.sub(r"^[a-z]+:", "", target.ident)  # {#fig:ports} of pandoc-crossref
    name = f"{prefix}-{own}" if own.isascii() and own else f"{prefix}-name"
    hint = "Give “{title}” an id that can be referred to, {{#{name}}}, and write @{name}."
    return say(hint, target.title, name) if prefix else NOTHING
