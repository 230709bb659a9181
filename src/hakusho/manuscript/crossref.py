"""Cross-references: ``@fig-x`` becomes a link that says 図1."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.ast.build import inlines_of, link, text
from hakusho.ast.walk import rewrite, stringify
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Element, Inline

_SEPARATORS = {"ja": "、", "en": ", "}


def resolve(
    blocks: list[Block],
    references: Mapping[str, str],
    language: str,
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> list[Block]:
    """Replace cross-references in numbered blocks by links with the words for each id.

    A reference without target stays as it is; the check XRF001 has told the author. ``elsewhere``
    has the words for ids of the report that a brief leaves out (本編 図3（12頁）).
    """

    def change(element: Element) -> list[Inline] | None:
        if element["t"] != "Cite":
            return None
        citations = element["c"][0]
        if not all(is_cross_reference(citation["citationId"]) for citation in citations):
            return None
        out: list[Inline] = []
        for index, citation in enumerate(citations):
            ident = citation["citationId"]
            if ident not in references and ident not in elsewhere:
                return None
            out += [text(_SEPARATORS[language])] if index else []
            prefix = citation["citationPrefix"]
            out += prefix
            # 「たとえば 図1」 needs no space, as anywhere in Japanese.
            out += [{"t": "Space"}] if prefix and not is_wide(stringify(prefix)[-1:]) else []
            if ident in references:
                out.append(link([text(references[ident])], f"#{ident}", classes=("xref",)))
            else:
                out += inlines_of(elsewhere[ident])
            out += citation["citationSuffix"]
        return out

    return rewrite(blocks, change)
