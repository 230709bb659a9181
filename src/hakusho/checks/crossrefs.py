"""XRF: references that lead nowhere, ids that two elements share, headings with gaps."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.ast.walk import attr_of, children, stringify
from hakusho.data.dataset import ALL_DATA
from hakusho.findings import NOTHING, Finding, Location, Subject, Text, also, nearest, noun, say
from hakusho.manuscript.appendices import APPENDIX, is_appendix
from hakusho.manuscript.conditions import Reader, is_hidden_in, is_passage, passages_in, place_of
from hakusho.manuscript.conditions import names_in as names_of
from hakusho.manuscript.index import headings
from hakusho.manuscript.paragraph_numbers import PARAGRAPH
from hakusho.paper.folders import CHAPTERS_FOLDER
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Element, Header, Tree
    from hakusho.manuscript.indexed import Anchor, CrossReference, Index, LinkUse, Target
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions

_KINDS = {
    "fig": "figure", "tbl": "table", "sec": "section", "eq": "equation", "lst": "listing",
    "par": "paragraph",
}  # fmt: skip
_UNNUMBERED = {
    "Image": "'{id}' is an image within text or a cell, which has no number",
    "Figure": "'{id}' is an image without a caption, which has no number",
    "Table": "'{id}' is a table without a caption, which has no number",
    "Div": "'{id}' is a division (:::), which has no number",
    "Span": "'{id}' is a passage in brackets, which has no number",
    "Link": "'{id}' is a link, which has no number",
    "Code": "'{id}' is code, which has no number",
    "CodeBlock": "'{id}' is a block of code without a caption, which has no number",
}
_MENDS = {
    "Image": "Put it into a paragraph of its own, with an empty line before and after it.",
    "Figure": "Write a caption between its brackets: ![…](…){{#{id}}}.",
    "Table": "Give it a caption, an empty line and : … {{#{id}}} below it.",
    "Div": "Give the id to the heading, the image or the table's caption in it: {{#{id}}}.",
    "Span": "Link to it instead: [words](#{id}).",
    "Link": "Link to it instead: [words](#{id}).",
    "Code": "Link to it instead: [words](#{id}).",
    "CodeBlock": 'Give it a caption: ``` {{#{id} caption="…"}}.',
}
"""What has an id and no number, by its kind, and what to do about a reference to it."""
_MOST_NAMED = 8
"""Ids that a hint lists."""
_NUMBER_PARAGRAPHS = (
    "Paragraphs of the text have numbers where report.yaml says paragraph_numbers: true; the id "
    "stands before the first word of one, []{{#{id}}}."
)


def check_crossrefs(
    index: Index,
    withheld: Mapping[str, Location] = MappingProxyType({}),
    elsewhere: Collection[str] = (),
    *,
    paragraphs: bool = False,
) -> Iterator[Finding]:
    """Check cross-references and internal links against the ids that exist.

    Args:
        index: The manuscript's index.
        withheld: Ids that the chapters have in passages for other readers, and where these are.
        elsewhere: Ids of the report that a brief may refer to, though it leaves them out.
        paragraphs: Whether paragraphs have numbers.

    Yields:
        XRF001 for each reference without a target that has a number or a title, and for each link
        without a target; XRF002 for each repeated id; XRF003 for each reference in the bracket of a
        citation.
    """
    targets = [each for each in index.targets if paragraphs or each.kind != "Paragraph"]
    named = {target.ident for target in targets}.union(elsewhere) - {""}
    anchors = {anchor.ident: anchor for anchor in reversed(index.anchors)}
    known = named.union(anchors)
    for reference in index.cross_references:
        if reference.beside:
            message = "@{target} shares a bracket with the citation @{beside}"
            hint = "Write @{target} in the sentence, or in a note: ^[@{target}. [@{beside}].]."
            values = (reference.target, reference.beside)
            yield Finding.of("XRF003", reference.location, message, hint, *values)
        if reference.target in named:
            continue
        if reference.target in anchors:
            yield _unnumbered(reference, anchors[reference.target])
        elif reference.target in withheld:
            yield _withheld(reference.target, reference.location, withheld)
        else:
            kind = noun(_KINDS[reference.target.partition("-")[0]])
            message = "no {kind} has the id '{target}'"
            nameless = [each for each in targets if not each.ident and each.kind == "Figure"]
            hint = _near(reference.target, sorted(named))
            if len(nameless) == 1 and reference.target.startswith("fig-"):
                advice = "The figure '{title}' has no id: write {{#{target}}} right behind it."
                hint = say(advice, nameless[0].title, reference.target)
            because = _missing_from(reference.target)
            values = (kind, reference.target)
            yield Finding.of("XRF001", reference.location, message, hint, *values, because=because)
    for link in index.links:
        ident = link.target[1:]
        if not link.target.startswith("#") or ident in known:
            continue
        if ident in withheld:
            yield _withheld(ident, link.location, withheld)
        else:
            yield _nowhere(link, index.targets, known)
    yield from _duplicates(index.anchors)


def _missing_from(target: str) -> tuple[Subject, ...]:
    """What has not been read if a target is nowhere."""
    tables = (*ALL_DATA, Subject("unknown table"))
    return (Subject("file", CHAPTERS_FOLDER), *(tables if target.startswith("tbl-") else ()))


def _unnumbered(reference: CrossReference, anchor: Anchor) -> Finding:
    """XRF001 for a reference to what has an id and no number."""
    kind = "Figure" if anchor.bare else anchor.kind
    message, hint = _UNNUMBERED[kind], _MENDS[kind]
    if kind == "Link" and anchor.ident.startswith("fig-"):
        hint = (
            "Link to it instead, [words](#{id}); an image begins with a half-width !: "
            "![caption](file){{#{id}}}."
        )
    if kind == "Span" and anchor.ident.startswith(PARAGRAPH):
        message, hint = "'{id}' begins no paragraph with a number", _NUMBER_PARAGRAPHS
    related = also(anchor.location, "where it stands")
    where = reference.location
    return Finding.of("XRF001", where, message, hint, anchor.ident, related=related)


def _nowhere(link: LinkUse, targets: Sequence[Target], known: Collection[str]) -> Finding:
    """XRF001 for a link to an id that nothing has: perhaps one that other programs give a heading.

    They make it of the heading's words (pandoc's manual, ``auto_identifiers``), and read a heading
    in brackets as a link to it (``implicit_header_references``).
    """
    ident = unquote(link.target[1:])
    wanted = _slugs(ident or link.text)
    sections = (each for each in targets if each.kind == "Header")
    heading = next((each for each in sections if wanted & _slugs(each.title)), None)
    if not ident:
        message = "[{text}] is read as a link to the heading of that name, which has no id"
        hint = "Give it an id, {{#sec-…}}, and write @sec-…; or \\[ for a bracket that is meant."
        related = also(heading.location, "the heading") if heading else ()
        return Finding.of("XRF001", link.location, message, hint, link.text, related=related)
    message = "nothing has the id '{ident}'"
    if heading:
        related = also(heading.location, "the heading")
        hint = say("Give the heading '{title}' an id, {{#sec-…}}, and write @sec-….", heading.title)
        if heading.ident:
            hint = say("The heading '{title}' has the id '{id}'.", heading.title, heading.ident)
        return Finding.of("XRF001", link.location, message, hint, ident, related=related)
    because = _missing_from(ident)
    hint = _near(ident, sorted(known))
    return Finding.of("XRF001", link.location, message, hint, ident, because=because)


def _near(ident: str, known: Sequence[str]) -> Text:
    """The hint for an id that nothing has: what is behind the prefix must be alike."""
    kind = f"{ident.partition('-')[0]}-"
    there = [each for each in known if each.startswith(kind)]
    by_name = {each.partition("-")[2] or each: each for each in there}
    near = nearest(ident.partition("-")[2] or ident, by_name)
    if near:
        return say("Did you mean '{name}'?", by_name[near])
    same = next((each for each in known if each.partition("-")[2] == ident.partition("-")[2]), "")
    if same:  # of another kind
        return say("Did you mean '{name}'?", same)
    if not there:
        return NOTHING
    names = ", ".join(there[:_MOST_NAMED])
    if len(there) > _MOST_NAMED:
        return say("There are {count}, for example {names}.", len(there), names)
    return say("There are: {names}.", names)


def _slugs(words: str) -> frozenset[str]:
    """The letters and digits of a heading, which its ids in other programs have in common.

    With and without a number at its beginning.
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    forms = (folded, folded.lstrip("0123456789.-() "))
    return frozenset("".join(filter(str.isalnum, each)) for each in forms) - {""}


def _withheld(ident: str, where: Location, withheld: Mapping[str, Location]) -> Finding:
    message = "'{id}' is withheld here"
    hint = "Put this reference into a passage for the same readers, or word it without."
    related = also(withheld[ident], "the passage in which it stands")
    return Finding.of("XRF001", where, message, hint, ident, related=related)


def _duplicates(anchors: tuple[Anchor, ...]) -> Iterator[Finding]:
    first: dict[str, Anchor] = {}
    for anchor in anchors:
        earlier = first.setdefault(anchor.ident, anchor)
        if earlier is not anchor:
            message, hint = "the id '{id}' is already used", "Give one of them another id."
            related = also(earlier.location, "where it is used first")
            because = (Subject("table in text"),) if anchor.ident.startswith("tbl-") else ()
            found = Finding.of("XRF002", anchor.location, message, hint, anchor.ident)
            yield replace(found, related=related, because=because)


def check_edition_references(
    chapters: Sequence[Chapter], positions: Positions, reader: Reader, editions: frozenset[str]
) -> Iterator[Finding]:
    """XRF001 for each cross-reference or link that some editions show without its target.

    A target that is withheld from all editions is for ``check_crossrefs``.
    """
    given = (passage for each in chapters for passage in passages_in(each))
    if not any(names_of(passage, "edition") for passage in given):
        return
    walk = _Walk(positions, reader)
    for chapter in chapters:
        walk.visit(chapter.blocks, editions, Location(chapter.path))
    for ident, where, shown in walk.references:
        target = walk.targets.get(ident)
        if target is None or shown <= target[1]:
            continue
        missing = ", ".join(sorted(shown - target[1]))
        message = "'{id}' is withheld from the edition {missing}"
        hint = "Put this reference into a passage for the same editions."
        related = also(target[0], "where it stands")
        yield Finding.of("XRF001", where, message, hint, ident, missing, related=related)


class _Walk:
    """Collects targets and references, each with the editions that show it."""

    def __init__(self, positions: Positions, reader: Reader) -> None:
        self._positions = positions
        self._reader = reader
        self.targets: dict[str, tuple[Location, frozenset[str]]] = {}
        self.references: list[tuple[str, Location, frozenset[str]]] = []

    def visit(self, node: Tree, shown: frozenset[str], where: Location) -> None:
        for element in children(node):
            self._element(element, shown, where)

    def _element(self, element: Element, shown: frozenset[str], where: Location) -> None:
        if is_passage(element):
            where = place_of(element, self._positions) or where
            shown = frozenset(
                name for name in shown if not is_hidden_in(element, self._reader, name)
            )
        ident = attr_of(element)[0]
        if ident and shown:
            self.targets.setdefault(ident, (where, shown))
        if element["t"] == "Cite":
            for citation in element["c"][0]:
                if is_cross_reference(citation["citationId"]):
                    at = citation.get("at")
                    place = self._positions.place(at[0]) if at else where
                    self.references.append((citation["citationId"], place, shown))
        elif element["t"] == "Link" and element["c"][2][0].startswith("#"):
            self.references.append((element["c"][2][0][1:], where, shown))
        self.visit(element, shown, where)


def check_headings(chapters: Sequence[Chapter], positions: Positions) -> Iterator[Finding]:
    """Check the headings of a document.

    Yields:
        XRF004 for each that is two levels below the one before it, the first of which must be of
        level 1; XRF009 for what begins an appendix and is no chapter, and for a numbered chapter
        behind one.
    """
    before, appendices = 0, _Appendices()
    for chapter in chapters:
        for heading in headings(chapter.blocks):
            level = heading["c"][0]
            if level > before + 1:
                at = heading.get("at")
                where = positions.place(at[0]) if at else Location(chapter.path)
                name = stringify(heading["c"][2]).strip()
                message = "the heading '{name}' is of level {level}, but the first"
                if before:
                    message = "the heading '{name}' is of level {level}, below one of level {above}"
                hint = "Write {right} for {written}."
                values = (name, level, *([before] if before else []))
                marks = ("#" * (before + 1), "#" * level)
                because = (Subject("file", where.path),)
                yield Finding.of("XRF004", where, message, hint, *values, *marks, because=because)
            before = level
            yield from appendices.check(heading, chapter, positions)


@dataclass(slots=True)
class _Appendices:
    """Looks at the headings of a document in order for what may be meant as an appendix."""

    last: str = ""  # the appendix that began before

    def check(self, heading: Header, chapter: Chapter, positions: Positions) -> Iterator[Finding]:
        level, (_, classes, _), content = heading["c"]
        at, name = heading.get("at"), stringify(content).strip()
        where = positions.place(at[0]) if at else Location(chapter.path)
        if is_appendix(level, classes):
            self.last = name
        elif APPENDIX in classes and "unnumbered" not in classes:
            message = "'{name}' is no chapter, and its {{.appendix}} does nothing"
            hint = "An appendix begins with a heading of the first level: # {name} {{.appendix}}."
            yield Finding.of("XRF009", where, message, hint, name)
        elif level == 1 and self.last and "unnumbered" not in classes:
            message = "the chapter '{name}' stands behind the appendix '{appendix}'"
            hint = "Write {{.appendix}} at each appendix, {{.unnumbered}} at what has no number."
            yield Finding.of("XRF009", where, message, hint, name, self.last)
