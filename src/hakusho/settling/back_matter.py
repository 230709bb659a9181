"""What stands behind the text without being of it: acknowledgements, and who the authors are.

It comes from report.yaml and becomes blocks of the document, so that every edition prints it with
what it has for headings, paragraphs and columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.ast.build import array, attr, header, inlines_of, text
from hakusho.manuscript.line_joining import join_lines
from hakusho.paper.front_lines import image_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.ast.nodes import Block
    from hakusho.paper.publication import Author
    from hakusho.paper.settings import Settings

ACKNOWLEDGEMENTS, AUTHORS = "acknowledgements", "about-authors"
"""Ids of the headings."""
PHOTO = "figures/author-{}"
"""Where an author's photograph lies in the working folder, without suffix."""
_PHOTO_SHARE = "20%"


@dataclass(frozen=True, slots=True)
class BackMatter:
    """Blocks that a document ends with."""

    before: list[Block] = field(default_factory=list)  # before the list of works
    after: list[Block] = field(default_factory=list)  # behind everything


NO_BACK_MATTER = BackMatter()


def back_matter(settings: Settings, labels: Mapping[str, str]) -> BackMatter:
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
    return BackMatter(join_lines(before, language), join_lines(after, language))


def _heading(words: str, ident: str) -> Block:
    return header(1, inlines_of(words), ident, ["unnumbered"])


def _paragraphs(given: str) -> Iterator[Block]:
    """Plain text; an empty line ends a paragraph."""
    for paragraph in re.split(r"\n\s*\n", given.strip()):
        lines = [inlines_of(line.strip()) for line in paragraph.split("\n")]
        joined = [each for line in lines for each in ({"t": "SoftBreak"}, *line)][1:]
        yield {"t": "Para", "c": joined}  # type: ignore[typeddict-item]


def _profile(author: Author, number: int, language: str) -> Iterable[Block]:
    gap = "\u3000" if language == "ja" else ". "
    words = list(_paragraphs(author.profile))
    name: list[Block] = [{"t": "Para", "c": [{"t": "Strong", "c": inlines_of(author.name)}]}]
    if not author.photo:
        first = words[0]
        opening = [{"t": "Strong", "c": inlines_of(author.name)}, text(gap)]
        return [{"t": "Para", "c": [*opening, *first["c"]]}, *words[1:]]  # type: ignore[list-item]
    path = image_path(PHOTO.format(number), author.photo)
    own = attr(pairs=[("alt", author.name), ("width", "100%")])
    photo: Block = {
        "t": "Para",
        "c": [{"t": "Image", "c": array(own, [], array(path, ""))}],
    }
    rest = f"{100 - int(_PHOTO_SHARE[:-1])}%"
    columns = [_div(["column"], [photo], _PHOTO_SHARE), _div(["column"], [*name, *words], rest)]
    return [_div(["columns", "author-profile"], columns)]


def _div(classes: list[str], blocks: list[Block], width: str = "") -> Block:
    return {"t": "Div", "c": array(attr("", classes, [("width", width)] if width else ()), blocks)}
