"""ABB001 and ABB007: marked abbreviations that nobody knows, glossaries without entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, did_you_mean, say
from hakusho.findings.places import places_of
from hakusho.manuscript.markers import opaque_spans
from hakusho.paper.terms import TERMS_PATH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hakusho.findings import Location
    from hakusho.paper.source_file import SourceFile
    from hakusho.paper.terms import Terms

_MARKED = re.compile(r"\[(?P<name>[^\[\]\n]+)\]\{[^{}\n]*\.abbr(?![\w-])[^{}\n]*\}")
_GLOSSARY = re.compile(
    r"^[ ]*:{3,}[ ]*"
    r"(?:glossary|\{(?P<attributes>[^{}\n]*\.glossary(?![\w-])[^{}\n]*)\})[ ]*:*[ ]*$",
    re.MULTILINE,
)
_CHOICE = re.compile(r"terms=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s}]+))")
_NAME = re.compile(r"[^\s,、，]+")


def check_marks(file: SourceFile, terms: Terms, mentioned: Collection[str]) -> Iterator[Finding]:
    """Check what a text marks as an abbreviation, and its glossaries.

    Args:
        file: A chapter or a brief.
        terms: The paper's terms.
        mentioned: The abbreviations that the text's document mentions.

    Yields:
        ABB001 for each abbreviation that terms.yaml does not list, ABB007 for each glossary that
        would be empty.
    """
    text = file.text
    if ".abbr" not in text and "glossary" not in text:
        return
    places = places_of(file.path, text)
    opaque = opaque_spans(text)
    known = [short for each in terms.abbreviations for short in each.shorts]
    for match in _MARKED.finditer(text):
        name = match["name"].strip("*_ ")
        if name not in known and not _inside(opaque, match.start()):
            yield _unknown(places.at(match.start("name")), name, known)
    for match in _GLOSSARY.finditer(text):
        if _inside(opaque, match.start()):
            continue
        names = [*_chosen(match)]
        yield from (_unknown(places.at(at), name, known) for name, at in names if name not in known)
        if not names and not mentioned:
            message = "this glossary has nothing to list: no abbreviation is mentioned"
            hint = "Delete it, or list the abbreviations in {file}."
            yield Finding.of("ABB007", places.at(match.start()), message, hint, TERMS_PATH)


def _chosen(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    choice = _CHOICE.search(match["attributes"] or "")
    if choice is None:
        return
    group = "quoted" if choice["quoted"] is not None else "bare"
    start = match.start("attributes") + choice.start(group)
    for name in _NAME.finditer(choice[group]):
        yield name[0], start + name.start()


def _unknown(where: Location, name: str, known: list[str]) -> Finding:
    hint = did_you_mean(name, known, say("List it under 'abbreviations' in {file}.", TERMS_PATH))
    return Finding.of("ABB001", where, "terms.yaml has no abbreviation '{name}'", hint, name)


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
