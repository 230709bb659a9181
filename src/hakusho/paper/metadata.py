"""A document's metadata: what templates and outputs say about the paper as a whole."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from functools import lru_cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.findings import Finding, Location, rule
from hakusho.paper.frames import Frame, frame_measures, frame_of
from hakusho.paper.front_lines import author_data, publication_data, signatory_data
from hakusho.paper.imprint import PageSettings, Publication
from hakusho.paper.reading import read_text
from hakusho.paper.templates import own_template, shipped
from hakusho.paper.yaml_source import load_yaml, locate
from hakusho.values.dates import PartialDate, printed_date
from hakusho.values.letters import is_unspaced
from hakusho.values.straight_quotes import all_curled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.layouts import Layout
    from hakusho.paper.settings import Settings

REVIEW_SUFFIX = "-review"
"""What the names of a copy for referees end with."""
_DASHES = re.compile(r"\A\s*[―—─–～〜]+\s*|\s*[―—─–～〜]+\s*\Z")
_OF_REPORTS = frozenset({"frame", "publication"})
"""What a brief has not: its layout and its title are its own."""


def metadata_of(root: Path, settings: Settings) -> dict[str, Any]:
    """Compose the metadata of a paper.

    Returns:
        Plain data that JSON can hold: title, subtitle, whole_title (both in one line), authors,
        date (ISO 8601), date_text (in the paper's language), lang, language, abstract, keywords,
        licence, slug, version, identifier (a UUID made from the slug, so that it stays the same
        from build to build), contents_depth, paragraph_numbers, fit (of tables that say nothing
        themselves) and labels;
        of a report with a frame its ``frame`` (``paper/frames.py``), of one about whose publication
        something is said its ``publication`` (``paper/front_lines.py``).
    """
    words = labels(root, settings.language)
    frame, publication = frame_of(root, settings), publication_data(settings, words)
    return {
        **({"frame": frame_measures(frame), "page_size": frame.page_size} if frame else {}),
        **({"publication": publication} if publication else {}),
        "title": all_curled(settings.title),
        "subtitle": _subtitle(settings.subtitle, settings.language),
        "whole_title": whole_title(settings.title, settings.subtitle, settings.language),
        "authors": [author_data(author, settings.language) for author in settings.authors],
        "date": settings.date.isoformat(),
        "date_text": date_text(settings.date, settings.lang),
        "lang": settings.lang,
        "language": settings.language,
        "abstract": _joined(all_curled(settings.abstract.strip()), settings.language),
        "keywords": [all_curled(each) for each in settings.keywords],
        "licence": settings.licence and settings.licence.model_dump(),
        "slug": settings.slug,
        "version": settings.version,
        "identifier": _identifier(settings.slug),
        "contents_depth": settings.contents_depth,
        "fit": settings.tables.fit,
        "paragraph_numbers": settings.paragraph_numbers,
        "labels": words,
    }


def review_metadata(root: Path, settings: Settings) -> dict[str, Any]:
    """Compose the metadata of the copy for referees, in which nothing names its authors.

    Returns:
        The same as :func:`metadata_of` without authors, of a publication that only marks each
        page, on a page with wide leading and numbered lines (``review``).
    """
    frame = (frame_of(root, settings) or Frame()).for_review()
    words = labels(root, settings.language)
    told = Publication(draft=words["for_review"], colophon="none")
    changed = {"authors": (), "publication": told, "page": PageSettings(), "licence": None}
    name = f"{settings.slug}{REVIEW_SUFFIX}"
    return {
        **metadata_of(root, settings.model_copy(update={**changed, "version": "", "slug": name})),
        "frame": frame_measures(frame),
        "page_size": frame.page_size,
        "review": True,
    }


def brief_metadata(
    root: Path, settings: Settings, brief: BriefSource, layout: Layout, lineage: str
) -> dict[str, Any]:
    """Compose the metadata of a brief; ``lineage`` says in words what it was cut from.

    Returns:
        The same as :func:`metadata_of`, in the brief's language, and what only briefs have:
        audience, classification, contact, lineage, layout, page_size, report (its title).
    """
    given = brief.settings
    day = given.date or settings.date
    authors = given.authors or settings.authors
    report = metadata_of(root, settings)
    own = {key: value for key, value in report.items() if key not in _OF_REPORTS}
    return {
        **own,
        "title": all_curled(given.title),
        "subtitle": _subtitle(given.subtitle, brief.language),
        "whole_title": whole_title(given.title, given.subtitle, brief.language),
        "authors": [signatory_data(author, brief.language) for author in authors],
        "date": day.isoformat(),
        "date_text": date_text(day, brief.lang),
        "lang": brief.lang,
        "language": brief.language,
        "abstract": "",
        "keywords": [],
        "slug": brief.name,
        "identifier": _identifier(f"{settings.slug}:{brief.name}"),
        "contents_depth": given.contents_depth,
        "paragraph_numbers": False,
        "labels": labels(root, brief.language),
        "audience": all_curled(given.audience),
        "classification": given.classification,
        "contact": given.contact,
        "lineage": lineage,
        "report": all_curled(settings.title),
        "layout": layout.model_dump(),
        "page_size": given.page_size,
    }


def _subtitle(written: str, language: str) -> str:
    """A subtitle; in Japanese without the dashes about it, which are the templates' affair."""
    return all_curled(_DASHES.sub("", written) if language == "ja" else written)


def whole_title(title: str, subtitle: str, language: str) -> str:
    """A title with its subtitle in one line, as a colophon has it."""
    title, subtitle = all_curled(title), _subtitle(subtitle, language)
    if not subtitle:
        return title
    if language != "ja":
        return f"{title}: {subtitle}"
    return f"{title}\u3000{subtitle}" if _DASHES.search(title) else f"{title}――{subtitle}"


def _joined(text: str, language: str) -> str:
    """A text whose paragraphs are lines, with empty ones between; its lines joined as a chapter's.

    See ``manuscript/line_joining.py``.
    """
    enough = any if language == "ja" else all

    def between(match: re.Match[str]) -> str:
        if match[0].count("\n") > 1:
            return "\n\n"
        beside = (text[match.start() - 1], text[match.end()])
        return "" if enough(map(is_unspaced, beside)) else " "

    return re.sub(r"\s*\n\s*", between, text)


def strings_in(value: Any) -> Iterator[str]:
    """All strings in plain data, such as metadata."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (Mapping, list, tuple)):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from strings_in(inner)


def _identifier(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"hakusho:{name}").urn


def labels(root: Path, language: str) -> dict[str, str]:
    """The words that editions print besides the author's own, in one language.

    A paper's own file comes first; a word that it lacks is the shipped one.
    """
    name = f"labels/{language}.yaml"
    words = dict(_words_in((shipped() / name).read_text(encoding="utf-8")))
    if own_template(root, name):
        words |= _words_in(read_text(root, f"templates/{name}")[0] or "")
    return words


@lru_cache(maxsize=8)
def _words_in(text: str) -> Mapping[str, str]:
    """The words of a file; none in one that cannot be used, as :func:`unusable_labels` says.

    The report and each brief ask for the same.
    """
    loaded, _ = load_yaml("", text, rule=rule("OUT006"))
    words = loaded.items() if isinstance(loaded, dict) else ()
    return MappingProxyType({str(key): str(value) for key, value in words})


def unusable_labels(root: Path) -> Iterator[Finding]:
    """Look for what is wrong with a paper's own labels.

    Yields:
        OUT006 for a file that cannot be read, is no list of words, or has a word with another
        place to fill in than the shipped one has.
    """
    for language in ("ja", "en"):
        name = f"labels/{language}.yaml"
        path = f"templates/{name}"
        text, findings = read_text(root, path) if own_template(root, name) else ("", ())
        document, problems = load_yaml(path, text, rule=rule("OUT006")) if text else (None, ())
        yield from (*findings, *problems)
        if document is not None and not isinstance(document, dict):
            message = "this file must hold words by their names"
            yield Finding.of("OUT006", Location(path, 1, 1), message)
        elif isinstance(document, dict):
            ours = _words_in((shipped() / f"labels/{language}.yaml").read_text(encoding="utf-8"))
            for name, words in document.items():
                if isinstance(words, bool) or not isinstance(words, str | int | float):
                    where = locate(path, document, (name,))
                    yield Finding.of("OUT006", where, "'{name}' must be a text", "", str(name))
                    continue
                known = _places_in(ours.get(str(name), ""))
                if known and not _fits(str(words), known):
                    message = "'{words}' cannot be filled in"
                    hint = "What is filled in here is {known}."
                    shown = ", ".join(f"{{{each}}}" for each in sorted(known))
                    where = locate(path, document, (name,))
                    yield Finding.of("OUT006", where, message, hint, words, shown)


def _fits(words: str, known: frozenset[str]) -> bool:
    asked = _places_in(words)
    return asked is not None and asked <= known


def _places_in(words: str) -> frozenset[str] | None:
    """The names in braces that are to be filled in; ``None`` where braces are no such thing."""
    try:
        parts = [part for part in Formatter().parse(words) if part[1] is not None]
    except ValueError:
        return None
    if any(form or conversion for _, _, form, conversion in parts):  # {date:>999999999}
        return None
    return frozenset(str(name) for _, name, _, _ in parts)


def date_text(day: date, lang: str) -> str:
    """A full date as prose has it: 2026年11月24日, 24 November 2026, November 24, 2026."""
    return printed_date(lang, PartialDate.of(day))
