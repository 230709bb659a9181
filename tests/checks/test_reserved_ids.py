"""Ids that editions give to parts of their own."""

from __future__ import annotations

import re

import pytest

from hakusho.checks.reserved_ids import check_reserved_ids, is_reserved
from hakusho.manuscript.index import index_of
from hakusho.paper.templates import shipped
from written import draft_of


@pytest.mark.parametrize(
    "ident",
    [
        "abstract",
        "bibliography",
        "bibliography-2",
        "refs",
        "fn-1",
        "fnref-12",
        "section-1-2",
        "cb1-1",
    ],
)
def test_ids_of_editions(ident):
    assert is_reserved(ident)


@pytest.mark.parametrize(
    "ident",
    ["sec-abstract", "fig-notes", "fn-quay", "section-a", "ref-1", "cable", "notes-on", "a"],
)
def test_ids_of_authors(ident):
    assert not is_reserved(ident)


def test_the_page_has_no_others():
    pages = [shipped() / "html" / f"{name}.html.j2" for name in ("report", "brief")]
    named = re.findall(r'\bid="([\w-]+)"', "".join(page.read_text("utf-8") for page in pages))
    assert "main" in named
    assert [ident for ident in named if not is_reserved(ident)] == []


def test_where_it_is_and_what_helps():
    draft = draft_of("# 題 {#notes}\n\n::: {#refs}\n:::\n\n[語]{#fn-1}と[語]{#word}\n")
    found = list(check_reserved_ids(index_of(draft.chapters, draft.positions)))
    assert [f"{f.location.line}:{f.location.column} {f.hint}" for f in found] == [
        "1:5 Write another one: {#sec-notes}.",
        "3:5 The bibliography stands at the end by itself: take this out, or write another id.",
        "6:4 Write another one: {#sec-fn-1}.",
    ]


@pytest.mark.parametrize(
    "ident",
    [
        *("abstract", "contents", "main", "notes", "theme", "note-box", "note-box-close"),
        *("note-box-text", "note-box-title", "acknowledgements", "about-authors", "image-3"),
        *("refs-1", "table-caption-2", "cb12", "bibliography-3"),
    ],
)
def test_parts_of_a_page(ident):
    assert is_reserved(ident)
    assert ident[-1].isdigit() or not is_reserved(f"{ident}x")
