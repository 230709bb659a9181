"""Which works have pages, and which of them are parts of something: kind by kind."""

from __future__ import annotations

import pytest

QUOTED = "「港は一つの島に置かれ、その後も長く広げられていったのである」"
TYPES = {
    "article": "a journal",
    "article, entrysubtype={magazine}": "a magazine",
    "article, entrysubtype={newspaper}": "a newspaper",
    "review": "a review",
    "incollection": "a chapter",
    "inreference": "an entry",
    "inproceedings": "a paper",
    "book": "a book",
    "booklet": "a pamphlet",
    "report": "a report",
    "thesis": "a thesis",
    "online": "a page",
    "unpublished": "a manuscript",
    "legislation": "a law",
    "patent": "a patent",
    "misc": "anything",
}
PAGED = {
    "article",
    "review",
    "incollection",
    "inproceedings",
    "book",
    "booklet",
    "report",
    "thesis",
}
PARTS = {"article", "review", "incollection", "inreference", "inproceedings"}
WHOLES = {"book", "booklet", "report", "thesis"}
COMMON = "author={甲, 一}, title={題目}, journal={誌}, booktitle={書}, publisher={社}, date={2020}"


def entry(kind, pages=""):
    name, _, subtype = kind.partition(", ")
    return f"@{name}{{k, {COMMON}, {subtype}{',' if subtype else ''} pages={{{pages}}}}}"


@pytest.fixture(scope="module")
def found(audit):
    """By kind: a quotation without its page, a page outside of a range, one beyond the last."""
    said = {}
    for rule, text, pages in (
        ("CIT007", f"{QUOTED}[@k]。", ""),
        ("CIT008", "甲[@k, 30頁]。", "10--20"),
        ("CIT008", "甲[@k, 400頁]。", "300"),
    ):
        papers = [{"text": text, "bib": entry(kind, pages)} for kind in TYPES]
        said[pages] = dict(zip(TYPES, map(bool, audit(papers, rule)), strict=True))
    return said


@pytest.mark.parametrize("kind", TYPES, ids=TYPES.values())
def test_a_quotation_is_cited_with_a_page_where_there_are_pages(found, kind):
    paged = kind.partition(",")[0] in PAGED and "newspaper" not in kind
    assert found[""][kind] == paged


@pytest.mark.parametrize("kind", TYPES, ids=TYPES.values())
def test_a_page_is_held_against_those_of_a_part(found, kind):
    part = kind.partition(",")[0] in PARTS and "newspaper" not in kind
    assert found["10--20"][kind] == (part or kind == "report")


@pytest.mark.parametrize("kind", TYPES, ids=TYPES.values())
def test_a_page_is_held_against_how_many_a_whole_has(found, kind):
    assert found["300"][kind] == (kind in WHOLES)
