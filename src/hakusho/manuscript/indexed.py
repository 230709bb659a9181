"""What the index of a manuscript holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hakusho.citations.entries import CitationUse
    from hakusho.findings import Location
    from hakusho.source.prose import Prose


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A use of ``@fig-…``, ``@sec-…`` and so on, and a citekey in the same bracket, if any."""

    target: str
    location: Location
    beside: str = ""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """A note that the author wrote by hand, its number as in :class:`CitationUse`.

    Its text is plain, with :data:`quoting.CITED` for each citation.
    """

    number: int
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """The caption of a figure or a table, its chapter as in :class:`CitationUse`.

    Attributes:
        prose: Its text and that of its notes.
        notes: How many notes stand before its end, those in it included.
        citations: How many citations do.
    """

    path: str
    prose: Prose
    cites: bool
    notes: int = 0
    citations: int = 0
    chapter: int = 0

    @property
    def text(self) -> str:
        """Its text alone."""
        notes = self.prose.notes
        return self.prose.text[: notes[0][0] if notes else None].rstrip("\n")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An element that has an id.

    Attributes:
        kind: Its name in the AST, for example ``Header``.
        bare: Whether it is an image without a text between its brackets.
    """

    ident: str
    kind: str
    location: Location
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a cross-reference can name: a heading, an equation, or what has a caption.

    Attributes:
        kind: Its name in the AST, or ``Equation``, ``Listing``, ``Paragraph`` or ``Part``,
            of a figure group, behind its figure.
        ident: Its id; empty if it has none.
        title: The words of the heading or the caption.
        level: Of a heading, from 1; 0 for others.
        counted: Whether it has a number, where its kind has numbers.
        appendix: Whether it is the heading of an appendix.
    """

    kind: Literal["Header", "Figure", "Table", "Equation", "Listing", "Paragraph", "Part"]
    ident: str
    title: str
    location: Location
    level: int = 0
    counted: bool = True
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class ImageUse:
    """An image in the text.

    Attributes:
        target: What the author wrote: a figure's name or a path.
        alt: Alt text written in the chapter; empty if there is none.
        source_line: Where its source line is to stand, as written; empty if nothing is.
        width: How wide it is to be, as written; empty if nothing is.
        repeats: Whether an alt text is written that only repeats the caption, and so is none.
    """

    target: str
    alt: str
    chapter: str
    location: Location
    source_line: str = ""
    width: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link: its target, and the text that one into the document has."""

    target: str
    location: Location
    text: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """What a manuscript holds, in document order."""

    citations: tuple[CitationUse, ...]
    cross_references: tuple[CrossReference, ...]
    notes: tuple[WrittenNote, ...]
    captions: tuple[Caption, ...]
    anchors: tuple[Anchor, ...]
    images: tuple[ImageUse, ...]
    links: tuple[LinkUse, ...]
    targets: tuple[Target, ...] = ()
