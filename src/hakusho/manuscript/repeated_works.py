"""One citation that names a work twice, each time with a page: 30、31頁, not 30頁；同上、31頁.

Facts that are computed from several rows, and tables, cite the source of each row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.build import inlines_of
from hakusho.ast.walk import stringify
from hakusho.manuscript.composed_source_lines import are_pages, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Citation


def without_repeated_works(citations: Sequence[Citation]) -> list[Citation]:
    """Join citations of one work that follow each other in a bracket.

    Those that have words before them, or other places than pages, stay apart.
    """
    out: list[Citation] = []
    for citation in citations:
        pages = [_place(out[-1]), _place(citation)] if out else []
        if (
            pages
            and out[-1]["citationId"] == citation["citationId"]
            and not citation["citationPrefix"]
            and all(pages)
            and are_pages(pages)
        ):
            suffix = inlines_of(f", {merged(list(dict.fromkeys(pages)))}")
            out[-1] = {**out[-1], "citationSuffix": suffix}
        else:
            out.append(citation)
    return out


def _place(citation: Citation) -> str:
    suffix = stringify(citation["citationSuffix"]).replace("\N{NO-BREAK SPACE}", " ")
    return suffix.strip().lstrip(",、").strip()
