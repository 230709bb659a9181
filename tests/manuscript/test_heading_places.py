"""Headings of a finished document, found in the chapters."""

from __future__ import annotations

import pytest

from hakusho.manuscript.heading_places import heading_places
from hakusho.manuscript.read import manuscript_of
from written import draft_of

ONE = "まえ。\n\n# 一 {#sec-a}\n\n```sh\n# not a heading\n```\n\n## *二*[^n]\n\n[^n]: 注。\n"
TWO = "# 三\n\n~~~~\n~~~\n# no\n~~~~\n\n本文\n# 段落の続き\n\n#見出しでない\n"
SETEXT = "四\n===\n\n# 五\n"
QUOTED = "> # 引用の見出し\n\n# 六\n"


def places(*sources, ids=None):
    draft = draft_of(*sources)
    found = heading_places(manuscript_of(draft.chapters, draft), ids or ["a", "b", "c"])
    return {ident: str(place) for ident, place in found.items()}


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((ONE, TWO), {"a": "1.md:3", "b": "1.md:9", "c": "2.md:1"}),
        ((TWO, ONE), {"a": "1.md:1", "b": "2.md:3", "c": "2.md:9"}),
        ((SETEXT, TWO), {"a": "1.md:1", "b": "1.md:4", "c": "2.md:1"}),
        ((QUOTED, TWO), {"a": "1.md", "b": "1.md", "c": "2.md:1"}),  # only the chapter is sure
        ((ONE,), {}),  # a document with other headings
    ],
)
def test_each_heading_is_found_at_its_line(sources, expected):
    assert places(*sources) == expected
