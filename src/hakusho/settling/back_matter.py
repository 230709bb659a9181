"""What stands behind the text without being of it: acknowledgements, and who the authors are.

It comes from report.yaml and becomes blocks of the document, so that every edition prints it with
what it has for headings, paragraphs and columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, header, inlines_of, text
from hakusho.manuscript.line_joining import join_lines
from hakusho.paper.front_lines import image_path
from hakusho.settling.end_blocks import EndBlocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, Inline, Paragraph
    from hakusho.paper.imprint import Author
    from hakusho.paper.settings import Settings

ACKNOWLEDGEMENTS, AUTHORS = "acknowledgements", "about-authors"
"""Ids of the headings."""
PHOTO = "figures/author-{}"
"""Where an author's photograph lies in the working folder, without suffix."""
_PHOTO_SHARE = 20
"""Percent of the width, for a photograph beside what is said of its author."""


def back_matter(settings: Settings, labels: Mapping[str, str]) -> EndBlocks:
    """The back matter of a report; ``labels`` are the words of its language."""
    thanks = settings.publication.acknowledgements.strip()
    known = [(at, each) for at, each in enumerate(settings.authors, 1) if each.profile.strip()]
    language = settings.language
    before: list[Block] = []
    after: list[Block] = []
    if thanks:
        before += (_heading(labels["acknowledgements"], ACKNOWLEDGEMENTS), *_paragraphs(thanks))
    if known:
        after.append(_heading(labels["about_authors"], AUTHORS))
    for at, author in known:
        after += _profile(author, at, language)
    return EndBlocks(join_lines(before, language), join_lines(after, language))


def _heading(words: str, ident: str) -> Block:
    return header(1, inlines_of(words), ident, ["unnumbered"])


def _paragraphs(given: str) -> list[Paragraph]:
    """Plain text; an empty line ends a paragraph."""
    return [_paragraph(each) for each in re.split(r"\n\s*\n", given.strip())]


def _paragraph(given: str) -> Paragraph:
    inlines: list[Inline] = []
    for line in given.split("\n"):
        inlines += [{"t": "SoftBreak"}] if inlines else []
        inlines += inlines_of(line.strip())
    return {"t": "Para", "c": inlines}


def _profile(author: Author, number: int, language: str) -> list[Block]:
    words = _paragraphs(author.profile)
    name: Inline = {"t": "Strong", "c": inlines_of(author.name)}
    if not author.photo:
        gap = "\u3000" if language == "ja" else "\u2003"
        opening: Paragraph = {"t": "Para", "c": [name, text(gap), *words[0]["c"]]}
        return [_div(["continued"], [opening]), *words[1:]]  # no indent, as beside a photograph
    path = image_path(PHOTO.format(number), author.photo)
    own = attr(pairs=[("alt", author.name), ("width", "100%")])
    photo: Paragraph = {"t": "Para", "c": [{"t": "Image", "c": array(own, [], array(path, ""))}]}
    beside: list[Block] = [{"t": "Para", "c": [name]}, *words]
    columns = [
        _div(["column"], [photo], f"{_PHOTO_SHARE}%"),
        _div(["column"], beside, f"{100 - _PHOTO_SHARE}%"),
    ]
    return [_div(["columns", "author-profile"], columns)]


def _div(classes: list[str], blocks: list[Block], width: str = "") -> Block:
    return {"t": "Div", "c": array(attr("", classes, [("width", width)] if width else ()), blocks)}
