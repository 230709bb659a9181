"""TYP: raw markup of one output format, and links that no reader should follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.manuscript.indexed import Index

_NAMES = {"html": "HTML", "tex": "LaTeX", "latex": "LaTeX", "typst": "Typst", "openxml": "Word XML"}
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.\-]*):")
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)")
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto"})


def check_markup(index: Index) -> Iterator[Finding]:
    """TYP001 for raw markup, TYP003 for links with a scheme other than http, https, mailto."""
    opened: set[tuple[str, str]] = set()
    for raw in index.raws:
        tag = _TAG.match(raw.text)
        if tag and tag["closing"] and (raw.location.path, tag["name"]) in opened:
            continue  # its opening tag is found already
        if tag:
            opened.add((raw.location.path, tag["name"]))
        name = _NAMES.get(raw.format, raw.format)
        shown = raw.text.strip().split("\n")[0][:40]
        hint = (
            "What one edition only can show does not belong in the text: use Markdown. For a "
            "literal < or \\ write \\< or \\\\."
        )
        yield Finding.of("TYP001", raw.location, "raw {name}: {shown}", hint, name, shown)
    for link in index.links:
        scheme = _SCHEME.match(link.target)
        if scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
            message = "links may not use '{scheme}:'"
            yield Finding.of(
                "TYP003", link.location, message, "Use https, http or mailto.", scheme[1]
            )
