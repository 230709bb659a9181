"""From a document to what its editions print: all that needs the final order of its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.ast.build import array, attr, header, inlines_of, with_attr
from hakusho.ast.walk import rewrite
from hakusho.manuscript.source_lines import put_back as with_source_lines
from hakusho.settling.cited import put_back
from hakusho.settling.citeproc import form_of, rendered, request
from hakusho.settling.inlines import lines_in, words_of
from hakusho.settling.slots import take_out
from hakusho.settling.text_weights import weigh
from hakusho.settling.wording import word
from hakusho.values.languages import english_of, primary
from hakusho.values.marks import unveiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hakusho.ast.nodes import Block, Div, Element, Inline, Paragraph
    from hakusho.citations.csl_json import Item
    from hakusho.citations.sections import Sections
    from hakusho.citations.style import Style
    from hakusho.settling.citeproc import Form
    from hakusho.settling.slots import Slot
    from hakusho.settling.text_weights import TextWeights

BIBLIOGRAPHY = "bibliography"
"""Id of the bibliography's heading, by which editions know it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document whose citations are on their way to citeproc."""

    blocks: list[Block]  # the document without them
    slots: Sequence[Slot]  # the citations
    items: Mapping[str, Item]  # the works as CSL JSON, by key
    form: Form
    language: str  # of the document
    # What citeproc is asked: nothing for a document without citations, and apart about the source
    # lines of captions, which are a chain of their own to a style that cites in notes.
    requests: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Finished:
    """A document with everything settled."""

    blocks: list[Block]  # citations in words, every note with its number; the bibliography is apart
    references: list[Div]  # the entries of the bibliography in words
    words: tuple[str, ...]  # the texts of all citations and references, as citeproc left them

    def text(self) -> TextWeights:
        """What it weighs."""
        return weigh(self.blocks, self.references)

    def bibliography(self, sections: Sections, title: str) -> list[Block]:
        """Its bibliography, in sections if there are any; nothing where nothing is cited."""
        if not self.references:
            return []
        out: list[Block] = [header(1, inlines_of(title), BIBLIOGRAPHY, ["unnumbered"])]
        if not sections.parts:
            return [*out, _listed("refs", self.references)]
        for number, (name, keys) in enumerate(sections.parts, 1):
            idents = {f"ref-{key}" for key in keys}
            inside = (entry for entry in self.references if entry["c"][0][0] in idents)
            ident = f"{BIBLIOGRAPHY}-{number}"
            out.append(header(2, inlines_of(name), ident, ["unnumbered"]))
            out.append(_listed(f"refs-{number}", inside))
        return out


def _listed(ident: str, entries: Iterable[Div]) -> Div:
    return {"t": "Div", "c": array(attr(ident, ["references"]), [*entries])}


def open_document(
    blocks: list[Block], items: Sequence[Item], style: Style, csl: str, lang: str = ""
) -> Opened:
    """Number a document's notes, and take its citations out for citeproc.

    Args:
        blocks: The document (:func:`hakusho.manuscript.settle.settle`).
        items: The works that it cites.
        style: How they are cited.
        csl: Path of the style's file, from where pandoc will run.
        lang: The tag of the document's language, ``en-GB``: a work in another one says so in a
            note, if this is given.

    Returns:
        The document, for :func:`finish` with citeproc's answers to its requests.
    """
    form, by_chapter = form_of(style, english_of(lang)), style.choices.restart == "chapter"
    emptied, slots = take_out(blocks, cites_in_notes=style.kind == "note", by_chapter=by_chapter)
    chains = [slots] if slots else []
    if style.kind == "note" and any(each.source_line for each in slots):
        chains = [[each for each in slots if each.source_line is apart] for apart in (False, True)]
    ordered = _as_cited(items, slots)
    asked = [request(chain, ordered, form, csl) for chain in chains[:1]]
    asked += [request(chain, _told_apart(ordered, chain, style), form, csl) for chain in chains[1:]]
    known = {item["id"]: item for item in items}
    return Opened(emptied, slots, known, form, primary(lang), asked)


def _told_apart(items: list[Item], slots: Sequence[Slot], style: Style) -> list[Item]:
    """The items that decide how source lines are worded: all, where a style tells works apart."""
    if "disambiguate" in style.text:
        return items
    cited = {citation["citationId"] for slot in slots for citation in slot.citations}
    return [item for item in items if item["id"] in cited]


def _as_cited(items: Sequence[Item], slots: Sequence[Slot]) -> list[Item]:
    """Items in the order in which they are cited, which decides where a style's own order does not.

    Both the list and the suffixes of its years (2021a, 2021b) follow it.
    """
    cited = (citation["citationId"] for slot in slots for citation in slot.citations)
    places = {key: at for at, key in reversed(list(enumerate(cited)))}
    return sorted(items, key=lambda item: places.get(item["id"], len(places)))


def finish(opened: Opened, *answers: Sequence[Block]) -> Finished:
    """Put the citations back in words; a document without any has no answer of citeproc's."""
    answered = [rendered(answer) for answer in answers]
    citations = [citation for own, _ in answered for citation in own]  # source lines stand last
    filled = put_back(
        opened.blocks, opened.slots, citations, opened.items, opened.form, opened.language
    )
    entries = answered[0][1] if answered else []
    references = [_in_words(entry, opened.items, opened.form) for entry in entries]
    words = (*(words_of(rewrite(each, _unfolded)) for each in citations), *map(words_of, entries))
    return Finished(with_source_lines(filled), references, tuple(map(unveiled, words)))


def _unfolded(element: Element) -> list[Inline] | None:
    return lines_in(element["c"]) if element["t"] == "Note" else None


def _in_words(entry: Div, items: Mapping[str, Item], form: Form) -> Div:
    """An entry as it is printed, with the language of its work."""

    def worded(element: Element) -> Paragraph | None:
        if element["t"] != "Para":
            return None
        return {"t": "Para", "c": word(element["c"], form)[0]}

    made = rewrite(entry, worded)
    ident, classes, pairs = made["c"][0]
    language = items.get(ident.removeprefix("ref-"), {}).get("language")
    return with_attr(made, attr(ident, classes, [*pairs, ("lang", language)])) if language else made
