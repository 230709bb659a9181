"""Headings of a finished document, found in the chapters."""

from __future__ import annotations

import pytest

from hakusho.manuscript.heading_places import heading_places
from hakusho.manuscript.markers import Positions
from hakusho.manuscript.model import Chapter, Draft
from hakusho.manuscript.read import manuscript_of
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse

ONE = "まえ。\n\n# 一 {#sec-a}\n\n```sh\n# not a heading\n```\n\n## *二*[^n]\n\n[^n]: 注。\n"
TWO = "# 三\n\n~~~~\n~~~\n# no\n~~~~\n\n本文\n# 段落の続き\n\n#見出しでない\n"
SETEXT = "四\n===\n\n# 五\n"
QUOTED = "> # 引用の見出し\n\n# 六\n"


def places(*sources, ids=None):
    files = tuple(SourceFile(f"c{at}.md", text) for at, text in enumerate(sources, start=1))
    parsed, _ = parse(files, seconds=20)
    chapters = tuple(
        Chapter(file.path, file.text, blocks) for file, blocks in zip(files, parsed, strict=True)
    )
    manuscript = manuscript_of(chapters, Draft(chapters, {}, Positions()))
    found = heading_places(manuscript, ids or ["a", "b", "c"])
    return {ident: str(place) for ident, place in found.items()}


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((ONE, TWO), {"a": "c1.md:3", "b": "c1.md:9", "c": "c2.md:1"}),
        ((TWO, ONE), {"a": "c1.md:1", "b": "c2.md:3", "c": "c2.md:9"}),
        ((SETEXT, TWO), {"a": "c1.md:1", "b": "c1.md:4", "c": "c2.md:1"}),
        ((QUOTED, TWO), {"a": "c1.md", "b": "c1.md", "c": "c2.md:1"}),  # only the chapter is sure
        ((ONE,), {}),  # a document with other headings
    ],
)
def test_each_heading_is_found_at_its_line(sources, expected):
    assert places(*sources) == expected
