"""What is printed around a paper's title and in its colophon about its publication, in words.

Every edition prints these lines; where and how is the templates' affair. So a volume is worded
once, and what reading back looks for is what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.paper.imprint import first_and_last
from hakusho.values.dates import PartialDate, printed_date
from hakusho.values.straight_quotes import all_curled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from hakusho.paper.imprint import Author, Publication, Signatory
    from hakusho.paper.settings import Settings

Line = dict[str, str]
"""``kind``, ``text`` and, where it leads somewhere, ``url``."""
LOGO, COVER = "figures/frame-logo", "figures/frame-cover"
"""Where these images lie in the working folder, without suffix."""


def publication_data(settings: Settings, labels: Mapping[str, str]) -> dict[str, Any]:
    """Word what report.yaml says about the publication.

    Returns:
        ``above`` and ``below`` the title: lines; ``rows`` of the colophon: label, text and address;
        ``issue``: what a running head names; ``logo`` and ``cover``: paths in the working folder;
        ``first_page``; and the bare values that metadata of files hold. Empty for a paper of which
        nothing is said.
    """
    given = settings.publication
    if given == type(given)() and settings.page.first is None:
        return {}
    issue = _issue(given, labels)
    return {
        "above": list(_above(given, issue, labels)),
        "below": list(_below(given, settings, labels)),
        "rows": list(_rows(given, issue, settings, labels)),
        "issue": issue,
        "mark": _mark(given, labels),
        "logo": image_path(LOGO, given.masthead.logo),
        "logo_alt": given.masthead.alt,
        "cover": image_path(COVER, given.cover_art),
        "first_page": settings.first_page,
        "colophon": given.colophon,
        "data": _data(given),
    }


def image_path(stem: str, source: str) -> str:
    """The path in the working folder of an image that report.yaml names; empty for none."""
    suffix = source.rpartition(".")[2].lower()
    return f"{stem}.{suffix}" if source else ""


def signatory_data(author: Signatory, language: str) -> dict[str, Any]:
    """Who signs, as templates print it: the bodies in one line."""
    between = "・" if language == "ja" else "; "
    bodies = all_curled(between.join(author.affiliation))
    return {"name": all_curled(author.name), "affiliation": bodies}


def author_data(author: Author, language: str) -> dict[str, Any]:
    """An author of a report: besides, where to write to and under which number one is known."""
    made = signatory_data(author, language)
    contacts = []
    if author.email:
        contacts.append({"text": author.email, "url": f"mailto:{author.email}"})
    if author.orcid:
        address = f"https://orcid.org/{author.orcid}"
        contacts.append({"text": f"ORCID {author.orcid}", "url": address})
        made["orcid"] = author.orcid
    return {**made, "contacts": contacts} if contacts else made


def _issue(given: Publication, labels: Mapping[str, str]) -> str:
    """第12巻第3号; Vol. 12, No. 3."""
    parts = []
    if given.volume:
        parts.append(labels["volume"].format(given.volume))
    if given.number:
        parts.append(labels["number"].format(given.number))
    return labels["volume_and_number"].format(*parts) if len(parts) > 1 else "".join(parts)


def _mark(given: Publication, labels: Mapping[str, str]) -> str:
    return labels["draft"] if given.draft == "auto" else given.draft


def _above(given: Publication, issue: str, labels: Mapping[str, str]) -> Iterator[Line]:
    pages = labels["pages"].format(given.pages) if given.pages else ""
    for kind, text, url in (
        ("mark", _mark(given, labels), ""),
        ("masthead", all_curled(given.masthead.text), ""),
        ("series", all_curled(given.series), ""),
        ("issue", issue, ""),
        ("pages", pages, ""),
        ("identifier", given.issn and f"ISSN {given.issn}", ""),
        ("identifier", given.isbn and f"ISBN {given.isbn}", ""),
        ("identifier", given.doi and f"DOI {given.doi}", _address(given)),
        ("disclaimer", _disclaimer(given, "above-title"), ""),
    ):
        if text:
            yield {"kind": kind, "text": text, "url": url}


def _below(given: Publication, settings: Settings, labels: Mapping[str, str]) -> Iterator[Line]:
    language = settings.language
    dates = (("received", given.received), ("accepted", given.accepted))
    gap = "\u3000" if language == "ja" else " "
    known = [f"{labels[key]}{gap}{_day(day, settings.lang)}" for key, day in dates if day]
    if known:
        text = ("\u3000" if language == "ja" else "; ").join(known)
        yield {"kind": "history", "text": text, "url": ""}
    disclaimer = _disclaimer(given, "below-title")
    if disclaimer:
        yield {"kind": "disclaimer", "text": disclaimer, "url": ""}


def _rows(
    given: Publication, issue: str, settings: Settings, labels: Mapping[str, str]
) -> Iterator[Line]:
    language, lang = settings.language, settings.lang
    publication = all_curled(given.series or given.masthead.text)
    joined = (" " if language == "ja" else ", ").join(part for part in (publication, issue) if part)
    pages = labels["pages"].format(given.pages) if given.pages else ""
    for label, text, url in (
        (labels["published_in"], f"{joined}{' ' if joined and pages else ''}{pages}", ""),
        ("ISSN", given.issn, ""),
        ("ISBN", given.isbn, ""),
        ("DOI", given.doi, _address(given)),
        (labels["received"], given.received and _day(given.received, lang), ""),
        (labels["accepted"], given.accepted and _day(given.accepted, lang), ""),
        (labels["disclaimer"], _disclaimer(given, "colophon"), ""),
    ):
        if text:
            yield {"label": label, "text": text, "url": url}


def _disclaimer(given: Publication, place: str) -> str:
    here = given.disclaimer is not None and given.disclaimer.place == place
    return all_curled(given.disclaimer.text) if given.disclaimer and here else ""


def _address(given: Publication) -> str:
    return f"https://doi.org/{given.doi}" if given.doi else ""


def _day(day: date, lang: str) -> str:
    return printed_date(lang, PartialDate.of(day))


def _data(given: Publication) -> dict[str, str]:
    """The bare values, under the names of Highwire's tags (``citation_…``) in HTML."""
    span = first_and_last(given.pages)
    first, last = (str(span[0]), str(span[1])) if span else ("", "")
    return {
        "journal": given.series or given.masthead.text,
        "volume": given.volume,
        "number": given.number,
        "first_page": first,
        "last_page": last,
        "issn": given.issn,
        "isbn": given.isbn,
        "doi": given.doi,
    }
