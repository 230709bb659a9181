"""What catalogues read of a publication: its tags, and its JSON-LD."""

from __future__ import annotations

import json

import pytest

from hakusho.editions.catalogue import citation_tags, linked_data, publication_defaults

KEYS = ("journal", "volume", "number", "first_page", "last_page", "issn", "isbn", "doi")
PAPER = {"title": "A < B", "authors": [{"name": "Ann"}], "date": "2026-04-01", "lang": "en"}
JOURNAL = {"@type": "Periodical", "name": "Ports", "issn": "1234-5679"}


def _paper(**data):
    return {**PAPER, "publication": {"data": {**dict.fromkeys(KEYS, ""), **data}}}


def test_a_paper_that_has_appeared_nowhere_has_neither():
    for paper in (PAPER, {**PAPER, "publication": None}, _paper()):
        assert citation_tags(paper) == []
        assert linked_data(paper) == ""


def test_templates_may_ask_for_each_key():
    assert publication_defaults(PAPER) == {
        "above": [], "below": [], "rows": [], "mark": "", "logo": "", "logo_alt": "", "cover": "",
        "colophon": "end", "data": {},
    }  # fmt: skip
    assert publication_defaults({"publication": {"mark": "m"}})["mark"] == "m"


def test_tags_name_what_is_known_in_their_order():
    data = {key: f"the {key}" for key in reversed(KEYS)}
    assert citation_tags(_paper(**data)) == [
        ("citation_journal_title", "the journal"),
        ("citation_volume", "the volume"),
        ("citation_issue", "the number"),
        ("citation_firstpage", "the first_page"),
        ("citation_lastpage", "the last_page"),
        ("citation_issn", "the issn"),
        ("citation_isbn", "the isbn"),
        ("citation_doi", "the doi"),
    ]
    assert citation_tags(_paper(isbn="x")) == [("citation_isbn", "x")]


def test_all_that_is_known_is_linked_data():
    data = dict(
        zip(KEYS, ("Ports", "3", "2", "10", "19", "1234-5679", "978-4", "10.1/x"), strict=True)
    )
    authors = [
        {"name": "Ann", "affiliation": "Institute", "orcid": "0000-0001"},
        {"name": "Bo", "affiliation": "", "orcid": None},
    ]
    paper = _paper(**data) | {
        "authors": authors, "subtitle": "On C", "abstract": "Short.", "keywords": ["k"],
        "licence": {"url": "https://l.example"},
    }  # fmt: skip
    text = linked_data(paper)
    assert "<" not in text
    assert json.loads(text) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "A < B",
        "alternativeHeadline": "On C",
        "author": [
            {
                "@type": "Person",
                "name": "Ann",
                "affiliation": "Institute",
                "sameAs": "https://orcid.org/0000-0001",
            },
            {"@type": "Person", "name": "Bo"},
        ],
        "datePublished": "2026-04-01",
        "inLanguage": "en",
        "abstract": "Short.",
        "keywords": ["k"],
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {"@type": "PublicationVolume", "volumeNumber": "3", "isPartOf": JOURNAL},
        },
        "pageStart": "10",
        "pageEnd": "19",
        "isbn": "978-4",
        "sameAs": "https://doi.org/10.1/x",
        "license": "https://l.example",
    }


@pytest.mark.parametrize(
    ("data", "kind", "part"),
    [
        ({"isbn": "x"}, "Report", None),
        ({"doi": "10.1/x"}, "Report", None),
        ({"journal": "港"}, "Report", {"@type": "Periodical", "name": "港"}),
        ({"issn": "1"}, "ScholarlyArticle", {"@type": "Periodical", "issn": "1"}),
        ({"volume": "3"}, "ScholarlyArticle", {"@type": "PublicationVolume", "volumeNumber": "3"}),
        ({"number": "2"}, "Report", {"@type": "PublicationIssue", "issueNumber": "2"}),
    ],
)
def test_what_a_paper_is_and_is_a_part_of(data, kind, part):
    text = linked_data(_paper(**data))
    made = json.loads(text)
    assert (made["@type"], made.get("isPartOf")) == (kind, part)
    assert "港" not in str(data) or "港" in text
