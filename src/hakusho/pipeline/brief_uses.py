"""Which briefs rest on what moved: their own text, and the stretches of chapters they take."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of
from hakusho.briefs.families import TEMPLATES, naming_column
from hakusho.findings.by_row import row_of
from hakusho.manuscript.conditions import POINT, TRANSLATION, names_in
from hakusho.manuscript.excerpts import FUNCTIONS
from hakusho.manuscript.stretches import END, Stretch, note_marks, section_stretches, with_notes
from hakusho.source.template_calls import calls_in, cells_named, cells_named_in
from hakusho.values.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.manuscript.data_uses import DataUse
    from hakusho.manuscript.model import Draft
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper

NO_ROWS: Mapping[str, Collection[str]] = MappingProxyType({})


def briefs_at(
    paper: Paper,
    draft: Draft,
    uses: Iterable[DataUse],
    figures: Collection[str] = (),
    rows: Mapping[str, Collection[str]] = NO_ROWS,
) -> tuple[BriefSource, ...]:
    """The briefs that rest on any of some data.

    Args:
        paper: The paper.
        draft: What is written in it.
        uses: Of the data.
        figures: Names of figure modules that do; briefs that show them count, too.
        rows: By the places of rows, columns; briefs that are made for one of them and name one of
            these columns count, too. None stands for all columns.
    """
    wanted = {(use.location.path, use.start) for use in uses} | set(_shown(draft, figures))
    found = []
    for brief in paper.briefs:
        stretches = tuple(stretches_of(paper, draft, brief))
        if _is_made_of(draft, brief, rows) or any(
            stretch.holds(*place) for place in wanted for stretch in stretches
        ):
            found.append(brief)
    return tuple(found)


def _is_made_of(draft: Draft, brief: BriefSource, rows: Mapping[str, Collection[str]]) -> bool:
    """Whether a brief by the row is made for a row, and says what stands in its columns."""
    columns = rows.get(row_of(brief.text.path))
    if columns is None or not columns:
        return columns is not None
    words = (str((brief.document or {}).get(key, "")) for key in TEMPLATES)
    named = {*cells_named(brief.text.path, draft.positions, brief.row)}
    named |= {name for each in words for name in cells_named_in(each, brief.row)}
    if brief.settings.rows:
        named.add(naming_column(brief.settings.rows, [*brief.row]))
    return not named.isdisjoint(columns)


def stretches_of(
    paper: Paper, draft: Draft, brief: BriefSource, taken: Iterable[tuple[str, str]] = ()
) -> Iterator[Stretch]:
    """The stretches of the sources that a brief is made of.

    ``taken`` are kinds and ids of parts that it is known to hold, however it asks for them.

    Yields:
        Its own text; then each section, exhibit and point that it takes, with its notes.
    """
    yield Stretch(brief.text.path, ((0, END),))
    asked = {*_asked(draft, brief), *taken}
    names = {name for _, name in asked}
    translated = brief.language != paper.settings.language
    for chapter in draft.chapters:
        if not translated:
            sections = section_stretches(chapter, draft.positions).items()
            yield from (stretch for ident, stretch in sections if ("section", ident) in asked)
        for element in chapter.elements:
            ident, classes, pairs = attr_of(element)
            kind = element["t"].lower()
            if kind in {"figure", "table"}:  # of a translated one the drawing
                wanted = ident in names if translated else (kind, ident) in asked
            elif POINT in classes:
                wanted = any(("points", name) in asked for name in names_in(element, "for"))
            elif TRANSLATION in classes and translated:
                given = dict(pairs)
                own = language_of(given.get("lang", "")) == brief.language
                wanted = own and given.get("of") in names
            else:
                wanted = False
            if wanted and "at" in element:
                marks = note_marks(chapter, draft.positions)
                yield with_notes(chapter, draft.positions.span(element["at"]), marks)


def _asked(draft: Draft, brief: BriefSource) -> Iterator[tuple[str, str]]:
    """The calls in a brief's template that take a part of the report."""
    for call in calls_in(brief.text.path, draft.positions):
        if call.function in {*FUNCTIONS, "table"} and call.first is not None:
            yield call.function, call.first


def _shown(draft: Draft, figures: Collection[str]) -> Iterator[tuple[str, int]]:
    for text in draft.texts:
        for element in text.elements:
            if element["t"] == "Image" and element["c"][2][0] in figures and "at" in element:
                yield text.path, draft.positions.span(element["at"])[0]
