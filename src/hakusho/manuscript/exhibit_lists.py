"""Lists of figures, tables and listings before the text, as report.yaml asks (``exhibit_lists``).

An entry is the number and the caption of what it leads to, without the notes and the source line in
it. On paper the PDF adds the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, header, inlines_of, link, with_attr
from hakusho.ast.walk import attr_of, elements, rewrite, stringify
from hakusho.manuscript.source_lines import PLACE_CLASS
from hakusho.source.attributed_blocks import caption_of, is_listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Block, Div, Element, Figure, Inline, Paragraph, Table

EXHIBITS = "exhibit-list"
"""The class of such a list."""
KINDS = {"figures": "Figure", "tables": "Table", "listings": "Listing"}
_OPENED = re.compile(r"\s*[（(\[][^（()）\[\]]*\Z")
"""What a source line begins with: （出典："""


def with_exhibit_lists(
    blocks: list[Block], wanted: Sequence[str], labels: Mapping[str, str]
) -> list[Block]:
    """Numbered blocks with lists before them, of which nothing is in those that stay empty.

    Args:
        blocks: What has a caption and no id gets one.
        wanted: Names of :data:`KINDS`.
        labels: The headings, ``list_of_figures`` and so on.
    """
    if not wanted:
        return blocks
    used = {attr_of(element)[0] for element in elements(blocks)}
    found: dict[str, list[Block]] = {kind: [] for kind in KINDS.values()}

    def listed(element: Element) -> Element | None:
        kind, caption = _captioned(element)
        if not caption:
            return None
        ident, classes, pairs = attr_of(element)
        ident = ident or _free(f"{kind.lower()}-{len(found[kind]) + 1}", used)
        used.add(ident)
        words = link(_words(caption), f"#{ident}", classes=("xref",))
        entry: Paragraph = {"t": "Para", "c": [words]}
        if "at" in element:
            entry["at"] = element["at"]
        found[kind].append(entry)
        named: Figure | Table | Div = element  # type: ignore[assignment]
        return with_attr(named, attr(ident, classes, pairs))

    text = rewrite(blocks, listed)
    lists: list[Block] = []
    for name in wanted:
        if entries := found[KINDS[name]]:
            title = inlines_of(labels[f"list_of_{name}"])
            ident = _free(f"list-of-{name}", used)
            lists.append(header(1, title, ident, ("unnumbered",)))
            lists.append({"t": "Div", "c": array(attr("", [EXHIBITS]), entries)})
    return [*lists, *text]


def _free(ident: str, used: set[str]) -> str:
    while ident in used:
        ident += "-"
    return ident


def _captioned(element: Element) -> tuple[str, list[Block]]:
    """The kind and the caption of what has one."""
    if element["t"] in {"Figure", "Table"}:
        return element["t"], element["c"][1][1]
    return ("Listing", caption_of(element)) if is_listing(element) else ("", [])


def _words(caption: list[Block]) -> list[Inline]:
    """The words of a caption up to a note, a source line or the end of its first line."""
    out: list[Inline] = []
    for inline in _inlines(caption):
        if inline["t"] in {"Note", "Cite", "LineBreak"} or PLACE_CLASS in attr_of(inline)[1]:
            break
        out.append(inline)
    words = _OPENED.sub("", stringify(out)).strip() if out else ""
    return inlines_of(words)


def _inlines(caption: list[Block]) -> Iterator[Inline]:
    for block in caption:
        if block["t"] == "Div":
            yield from _inlines(block["c"][1])
        elif block["t"] in {"Para", "Plain"}:
            yield from block["c"]
            return
