"""What report.yaml says about a publication and its page."""

from datetime import date

import pytest
from pydantic import ValidationError

from hakusho.paper.front_lines import author_data, publication_data
from hakusho.paper.imprint import Author, first_and_last
from hakusho.paper.metadata import labels, metadata_of, review_metadata
from hakusho.paper.settings import Settings

GIVEN = {"slug": "s", "title": "題", "authors": [{"name": "甲"}], "date": "2026-04-01"}
FULL = {
    "series": "叢書",
    "volume": 12,
    "number": 3,
    "pages": "31–58",
    "issn": "2049-3630",
    "doi": "10.1234/abc",
    "masthead": {"text": "港湾研究"},
    "disclaimer": {"text": "個人の見解である。", "place": "above-title"},
    "received": "2026-01-05",
    "accepted": "2026-03-01",
    "draft": True,
}


def settings(**changes):
    return Settings.model_validate({**GIVEN, **changes})


@pytest.mark.parametrize(
    ("pages", "span"),
    [
        ("31–58", (31, 58)),
        ("31-58頁", (31, 58)),
        ("３１〜５８", (31, 58)),
        ("31", (31, 31)),
        ("xi–xx", None),
        ("", None),
        ("31–", None),
    ],
)
def test_the_two_numbers_of_a_range(pages, span):
    assert first_and_last(pages) == span


@pytest.mark.parametrize(("page", "first"), [({}, 31), ({"first": 7}, 7)])
def test_pages_are_counted_from_the_first_of_the_range(page, first):
    assert settings(publication={"pages": "31–58"}, page=page).first_page == first
    assert settings().first_page == 1


def test_lines_are_worded_once_in_the_papers_language(repository):
    words = labels(repository, "ja")
    said = publication_data(settings(publication=FULL), words)
    assert [(line["kind"], line["text"]) for line in said["above"]] == [
        ("mark", "草稿"),
        ("masthead", "港湾研究"),
        ("series", "叢書"),
        ("issue", "第12巻第3号"),
        ("pages", "31–58頁"),
        ("identifier", "ISSN 2049-3630"),
        ("identifier", "DOI 10.1234/abc"),
        ("disclaimer", "個人の見解である。"),
    ]
    assert [line["text"] for line in said["below"]] == [
        "受付\u30002026年1月5日\u3000採択\u30002026年3月1日"
    ]
    rows = {row["label"]: row["text"] for row in said["rows"]}
    assert rows["掲載"] == "叢書 第12巻第3号 31–58頁"
    english = publication_data(settings(publication=FULL, lang="en"), labels(repository, "en"))
    texts = [line["text"] for line in (*english["above"], *english["below"])]
    assert {"Draft", "Vol. 12, No. 3", "pp. 31–58"} < {*texts}
    assert texts[-1] == "Received 5 January 2026; Accepted 1 March 2026"


@pytest.mark.parametrize("place", ["above-title", "below-title", "colophon"])
def test_a_disclaimer_stands_in_one_place(repository, place):
    given = settings(publication={"disclaimer": {"text": "見解", "place": place}})
    said = publication_data(given, labels(repository, "ja"))
    parts = {"above-title": "above", "below-title": "below", "colophon": "rows"}
    assert [part for part in parts.values() if said[part]] == [parts[place]]


def test_a_paper_of_which_no_publication_is_named_says_nothing(repository):
    said = metadata_of(repository, settings())
    assert {"publication", "frame", "page_size"} & said.keys() == set()
    assert said["authors"] == [{"name": "甲", "affiliation": ""}]


def test_an_author_of_several_bodies():
    author = Author(name="甲", affiliation=["大学", "研究所"], email="a@b.jp", orcid="0000")
    assert author_data(author, "ja")["affiliation"] == "大学・研究所"
    assert author_data(author, "en")["affiliation"] == "大学; 研究所"
    assert [each["url"] for each in author_data(author, "ja")["contacts"]] == [
        "mailto:a@b.jp",
        "https://orcid.org/0000",
    ]


@pytest.mark.parametrize("address", ["a", "a@b", "a b@c.jp", "a@b.jp>", "javascript:a@b.jp"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValidationError):
        Author(name="甲", email=address)


def test_the_copy_for_referees_knows_no_author(repository):
    authors = [{"name": "安保太郎", "affiliation": "港湾大学", "email": "abo@example.jp"}]
    given = settings(authors=authors, publication={**FULL, "acknowledgements": "感謝"})
    said = review_metadata(repository, given)
    assert said["authors"] == []
    assert said["slug"] == "s-review"
    assert said["publication"]["above"] == [{"kind": "mark", "text": "査読用", "url": ""}]
    assert (said["publication"]["below"], said["publication"]["rows"]) == ([], [])
    assert not any("港湾" in str(value) for value in said.values())
    assert said["date"] == date(2026, 4, 1).isoformat()
