"""TYP: raw markup, links and languages that no reader knows, lines that a PDF cannot say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children, elements
from hakusho.findings import Finding
from hakusho.values.languages import is_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Element
    from hakusho.manuscript.indexed import Index
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions

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
            message, hint = "links may not use '{scheme}:'", "Use https, http or mailto."
            yield Finding.of("TYP003", link.location, message, hint, scheme[1])


def check_languages(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """TYP012 for each ``lang`` that is no language tag: Typst and screen readers know none such."""
    for node in elements(chapter.blocks):
        for key, value in attr_of(node)[2]:
            if key == "lang" and not is_tag(value):
                at = node.get("attributes", node.get("at", (0, 0)))
                message, hint = "'{lang}' is no language tag", "Write ja, en, en-GB or zh-Hant."
                where = positions.place(positions.find(at, value))
                yield Finding.of("TYP012", where, message, hint, value)


_LINES = frozenset({"Strikeout", "Underline"})


def check_lines(chapter: Chapter, positions: Positions) -> Iterator[Finding]:
    """TYP013 for words with two lines, which a tagged PDF cannot say (ISO 32000-2, 14.8.5).

    Words in a note are none of the words that mark it.
    """
    waiting: list[tuple[Element, bool]] = [(node, False) for node in children(chapter.blocks)]
    while waiting:
        node, lined = waiting.pop()
        if node["t"] in _LINES and lined:
            message = "words are both struck out and underlined, which a PDF cannot say"
            hint = "Take one of the two away."
            yield Finding.of("TYP013", positions.place(node.get("at", (0, 0))[0]), message, hint)
        inside = node["t"] in _LINES or (lined and node["t"] != "Note")
        waiting += [(each, inside) for each in children(node)]
