"""What catalogues and search engines read of a publication in a page's head.

Highwire Press's tags (``citation_…``), which Google Scholar and CiNii gather, and schema.org as
JSON-LD (https://schema.org/ScholarlyArticle). A paper of which no publication is named has neither.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAGS = (
    ("citation_journal_title", "journal"),
    ("citation_volume", "volume"),
    ("citation_issue", "number"),
    ("citation_firstpage", "first_page"),
    ("citation_lastpage", "last_page"),
    ("citation_issn", "issn"),
    ("citation_isbn", "isbn"),
    ("citation_doi", "doi"),
)
_NONE: Mapping[str, Any] = {
    "above": [],
    "below": [],
    "rows": [],
    "mark": "",
    "logo": "",
    "logo_alt": "",
    "cover": "",
    "colophon": "end",
    "data": {},
}


def publication_defaults(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """A document's publication with all its keys, as templates ask for them."""
    return {**_NONE, **(metadata.get("publication") or {})}


def citation_tags(metadata: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names and values of the tags that say where a paper has appeared."""
    data = publication_defaults(metadata)["data"]
    return [(name, data[key]) for name, key in _TAGS if data.get(key)]


def linked_data(metadata: Mapping[str, Any]) -> str:
    """The paper as JSON-LD, in which no ``<`` stands; empty where no publication is named."""
    data = publication_defaults(metadata)["data"]
    if not any(data.values()):
        return ""
    made = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle" if data["issn"] or data["volume"] else "Report",
        "headline": metadata["title"],
        "alternativeHeadline": metadata.get("subtitle"),
        "author": [_person(author) for author in metadata["authors"]],
        "datePublished": metadata["date"],
        "inLanguage": metadata["lang"],
        "abstract": metadata.get("abstract"),
        "keywords": metadata.get("keywords"),
        "isPartOf": _issue(data),
        "pageStart": data["first_page"],
        "pageEnd": data["last_page"],
        "isbn": data["isbn"],
        "sameAs": data["doi"] and f"https://doi.org/{data['doi']}",
        "license": (metadata.get("licence") or {}).get("url"),
    }
    return json.dumps(_stated(made), ensure_ascii=False).replace("<", "\\u003c")


def _person(author: Mapping[str, Any]) -> dict[str, Any]:
    orcid = author.get("orcid")
    return _stated(
        {
            "@type": "Person",
            "name": author["name"],
            "affiliation": author.get("affiliation"),
            "sameAs": orcid and f"https://orcid.org/{orcid}",
        }
    )


def _issue(data: Mapping[str, str]) -> dict[str, Any]:
    """The innermost of issue, volume and periodical that is known."""
    journal: dict[str, Any] = {"@type": "Periodical", "name": data["journal"], "issn": data["issn"]}
    part = _stated(journal) if data["journal"] or data["issn"] else {}
    for kind, key, name in (
        ("PublicationVolume", "volume", "volumeNumber"),
        ("PublicationIssue", "number", "issueNumber"),
    ):
        if data[key]:
            part = _stated({"@type": kind, name: data[key], "isPartOf": part})
    return part


def _stated(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value}
