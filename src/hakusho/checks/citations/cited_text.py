"""What every check of the citations in the text is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hakusho.checks.citations.named_things import named_things
from hakusho.citations.cite_positions import Placement, cited_place, positions_of
from hakusho.citations.entries import normal_key
from hakusho.source.prose import Prose, prose_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hakusho.citations.entries import Bibliography, CitationUse
    from hakusho.citations.locators import Locator
    from hakusho.citations.style import Style
    from hakusho.citations.works import Work
    from hakusho.findings import Text
    from hakusho.manuscript.indexed import Caption, Index, WrittenNote
    from hakusho.manuscript.model import Draft
    from hakusho.paper.load import Paper


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation with what the checks ask of it."""

    use: CitationUse
    work: Work | None  # ``None`` if the bibliography does not have it
    place: Locator  # in the work
    placement: Placement  # in the sequence of notes


@dataclass(frozen=True)
class CitedText:
    """What every check of the citations may look at."""

    root: Path  # the paper's folder
    draft: Draft  # its chapters are looked at
    uses: tuple[CitationUse, ...]  # in document order
    notes: tuple[WrittenNote, ...]  # hand-written ones
    captions: tuple[Caption, ...]  # of figures and tables
    bibliography: Bibliography
    works: Mapping[str, Work]  # by citekey in NFC
    style: Style | None  # ``None`` if it cannot be used
    per_chapter: bool = False  # whether 同上 and 前掲 begin afresh in each
    elsewhere: frozenset[str] = frozenset()  # cited for other readers, or in briefs; in NFC
    anchors: frozenset[str] = frozenset()  # the ids that elements have
    named: Mapping[str, Text] = field(default_factory=dict)  # how else things are referred to
    files: tuple[str, ...] = ()  # those of the bibliography, also what of them cannot be read

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """Every citation with its work and its position, in document order."""
        placed = positions_of(self.uses, per_chapter=self.per_chapter)
        return tuple(
            Cited(use, self.works.get(normal_key(use.key)), cited_place(use.locator), placement)
            for use, placement in zip(self.uses, placed, strict=True)
        )

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every chapter's running text, with that of citations."""
        positions = self.draft.positions
        blocks = (chapter.blocks for chapter in self.draft.chapters)
        return tuple(prose_of(each, positions, citations=True) for each in blocks)

    @property
    def makes_notes(self) -> bool:
        """Whether citations become notes, so that there is a 同上 at all."""
        return self.style is not None and self.style.kind == "note"


def cited_text_of(
    paper: Paper,
    draft: Draft,
    index: Index,
    bibliography: Bibliography,
    works: Iterable[Work],
    style: Style | None,
    elsewhere: frozenset[str] = frozenset(),
) -> CitedText:
    """Gather what the checks need of a paper.

    Args:
        paper: Its settings.
        draft: What was written; its chapters are looked at.
        index: Of what the report's readers get.
        bibliography: Its entries, the unreadable ones among them.
        works: The same, read.
        style: Its citation style; ``None`` if that cannot be used.
        elsewhere: Normal citekeys that other readers see cited, in briefs and translations.
    """
    restart = paper.settings.citations.restart or (style.choices.restart if style else "")
    return CitedText(
        root=paper.root,
        draft=draft,
        uses=index.citations,
        notes=index.notes,
        captions=index.captions,
        bibliography=bibliography,
        works={work.key: work for work in works},
        style=style,
        per_chapter=restart == "chapter",
        elsewhere=elsewhere,
        anchors=frozenset(anchor.ident for anchor in index.anchors),
        named=named_things(index),
        files=paper.settings.bibliography,
    )
