"""From a manuscript to a document: everything that means something is settled here, once.

Editions know about pages and files, not about numbering; only citations' wording is left, which
needs the final order of notes (see ``hakusho.settling``).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, attr, inlines_of, with_attr
from hakusho.ast.walk import attr_of, rewrite, stringify
from hakusho.citations.locators import normalise
from hakusho.manuscript.abbreviations import expand
from hakusho.manuscript.composed_source_lines import Choice, are_pages, merged, with_source_lines
from hakusho.manuscript.crossref import resolve
from hakusho.manuscript.figure_companions import add_companions
from hakusho.manuscript.float_places import with_float_places
from hakusho.manuscript.glossary import with_glossaries
from hakusho.manuscript.index import written_alt
from hakusho.manuscript.known_names import printed_name
from hakusho.manuscript.line_joining import join_lines
from hakusho.manuscript.model import Document
from hakusho.manuscript.numbering import number
from hakusho.manuscript.page_references import settled_page_references
from hakusho.manuscript.paragraph_numbers import with_paragraph_numbers
from hakusho.manuscript.ruby import with_ruby
from hakusho.manuscript.source_lines import take_out
from hakusho.manuscript.sources_below import with_sources_below
from hakusho.manuscript.stated_widths import printable_width
from hakusho.paper.terms import NO_TERMS
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Attributed, Block, Citation, Cite, Element, Figure, Image
    from hakusho.figures import RenderedFigure
    from hakusho.manuscript.model import Chapter, Manuscript, Metadata, PlacedImage
    from hakusho.paper.terms import Terms


def settle(
    manuscript: Manuscript,
    images: Mapping[tuple[str, str, str], PlacedImage],
    metadata: Metadata,
    *,
    numbered_sections: bool,
    source_lines: Choice = "caption",
    elsewhere: Mapping[str, str] = MappingProxyType({}),
    terms: Terms = NO_TERMS,
    styled: Callable[[], Collection[str]] = frozenset,
) -> Document:
    """Finish the AST of a manuscript.

    ``images`` has the file and alt text for each (chapter path, target, stated width),
    ``source_lines`` the place for the sources of figures' data, unless a figure says another, and
    ``elsewhere`` how cross-references of a brief name what only its report holds, by id; ``styled``
    says which attributes the paper's own templates know.
    """
    language, labels = metadata["language"], metadata["labels"]
    figures = {image.path: image.figure for image in images.values() if image.figure}
    blocks: list[Block] = []
    for chapter in manuscript.chapters:
        settled = with_float_places(_settle_chapter(chapter, images, figures, language, styled))
        blocks += with_source_lines(settled, figures, labels, language, source_lines)
    # Before numbering, so that no number or label is taken for text.
    blocks = with_ruby(with_glossaries(expand(blocks, terms, language), terms, language))
    numbered = number(blocks, language, sections=numbered_sections)
    counted, references = numbered.blocks, numbered.references
    if metadata.get("paragraph_numbers"):
        counted, named = with_paragraph_numbers(counted, language)
        references = {**references, **named}
    resolved = resolve(counted, references, language, elsewhere)
    sources = take_out(with_sources_below(settled_page_references(resolved)))
    # Last, so that nothing in a companion can be numbered, cited or referred to.
    complete = add_companions(sources, figures, labels)
    return Document(complete, metadata)


def _settle_chapter(
    chapter: Chapter,
    images: Mapping[tuple[str, str, str], PlacedImage],
    figures: Mapping[str, RenderedFigure],
    language: str,
    styled: Callable[[], Collection[str]],
) -> list[Block]:
    def change(element: Element) -> Element | list[Element] | None:
        if element["t"] in {"RawBlock", "RawInline"}:
            return []  # a comment; all else is TYP001
        element = _with_known_attributes(element, styled)
        if element["t"] == "Image":
            width = dict(element["c"][0][2]).get("width", "")
            return _place(element, images.get((chapter.path, element["c"][2][0], width)))
        if element["t"] == "Figure":
            return _with_alt_of_module(element, figures)
        if element["t"] == "Cite":
            return _with_plain_locators(element)
        return element

    return join_lines(rewrite(chapter.blocks, change), language)


def _with_known_attributes(element: Element, styled: Callable[[], Collection[str]]) -> Element:
    ident, classes, pairs = attr_of(element)
    if not pairs:
        return element
    named = ((printed_name(key, styled), value) for key, value in pairs)
    kept = attr(ident, classes, (pair for pair in named if pair[0]))
    return with_attr(cast("Attributed", element), kept)


def _place(element: Image, image: PlacedImage | None) -> Image | None:
    if image is None:
        return None
    (ident, classes, given), inlines, (_, title) = element["c"]
    pairs = [array(key, value) for key, value in _printable(given, image)]
    # One target may stand in a chapter twice, with another alt text.
    pairs.append(array("alt", written_alt(element) or image.alt))
    if image.width_mm:
        pairs.append(array("width-mm", f"{image.width_mm:g}"))
    if image.narrow:
        pairs.append(array("narrow", image.narrow))
    own = attr(ident, classes, pairs)
    return {**element, "c": array(own, inlines, array(image.path, title))}


def _printable(given: Iterable[tuple[str, str]], image: PlacedImage) -> Iterator[tuple[str, str]]:
    """The attributes of an image that all editions can follow."""
    for key, value in given:
        if key == "width":
            width = "" if image.width_mm else printable_width(value)  # or it is drawn for it
            if width:
                yield key, width
        elif key not in {"alt", "height", "width-mm", "narrow"}:
            yield key, value


def _with_alt_of_module(element: Figure, figures: Mapping[str, RenderedFigure]) -> Figure:
    """A figure whose drawing has its module's alt text where no other is written."""
    caption = stringify(element["c"][1][1]).strip()

    def change(inner: Element) -> Image | None:
        drawn = figures.get(inner["c"][2][0]) if inner["t"] == "Image" else None
        if inner["t"] != "Image" or drawn is None or stringify(inner["c"][1]).strip() != caption:
            return None
        ident, classes, pairs = inner["c"][0]
        others = (pair for pair in pairs if pair[0] != "alt")
        return with_attr(inner, attr(ident, classes, (*others, ("alt", drawn.alt))))

    return {**element, "c": array(*element["c"][:2], rewrite(element["c"][2], change))}


def _with_plain_locators(element: Cite) -> Cite:
    citations, inlines = element["c"]
    plain: list[Citation] = [
        citation
        if is_cross_reference(citation["citationId"])
        else {**citation, "citationSuffix": normalise(citation["citationSuffix"])}
        for citation in without_repeated_works(citations)
    ]
    return {**element, "c": array(plain, inlines)}


def without_repeated_works(citations: Sequence[Citation]) -> list[Citation]:
    """Join citations of one work that follow each other in a bracket.

    30、31頁, not 30頁；同上、31頁: facts that are computed from several rows, and tables, cite the
    source of each row. Those that have words before them, or other places than pages, stay apart.
    """
    out: list[Citation] = []
    for citation in citations:
        pages = [_locator(out[-1]), _locator(citation)] if out else []
        if (
            pages
            and out[-1]["citationId"] == citation["citationId"]
            and not citation["citationPrefix"]
            and all(pages)
            and are_pages(pages)
        ):
            suffix = inlines_of(f", {merged(list(dict.fromkeys(pages)))}")
            out[-1] = {**out[-1], "citationSuffix": suffix}
        else:
            out.append(citation)
    return out


def _locator(citation: Citation) -> str:
    suffix = stringify(citation["citationSuffix"]).replace("\N{NO-BREAK SPACE}", " ")
    return suffix.strip().lstrip(",、").strip()
