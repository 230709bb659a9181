"""Which briefs rest on what moved: their own text, and the stretches of chapters they take.

Read from the sources, without parsing or running anything, as ``hakusho impact`` is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hakusho.manuscript.excerpts import FUNCTIONS
from hakusho.manuscript.source_sections import (
    Stretch,
    point_stretches,
    section_stretches,
    stretch_of,
)
from hakusho.manuscript.translations import source_translations
from hakusho.values.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hakusho.findings import Location
    from hakusho.paper.briefs import BriefSource
    from hakusho.paper.load import Paper
    from hakusho.paper.source_file import SourceFile

_ANCHOR = re.compile(r"\{[^{}]*#(?P<id>(?:fig|tbl)-[\w-]+)[^{}]*\}")


def briefs_at(
    paper: Paper,
    places: Iterable[Location],
    figures: Collection[str] = (),
    tables: Collection[str] = (),
) -> tuple[str, ...]:
    """The briefs that hold any of some places.

    Args:
        paper: The paper.
        places: In chapters or briefs.
        figures: Names of figure modules; the places that show them count, too.
        tables: Ids of tables that print data; briefs that take them count, too.

    Returns:
        Names of briefs.
    """
    wanted = {(place.path, place.line) for place in places}
    wanted |= set(_shown(paper.texts, figures))
    found = []
    for brief in paper.briefs:
        stretches = tuple(stretches_of(paper, brief))
        asked = {name for kind, name in _asked(brief.text.text) if kind == "table"}
        if asked.intersection(tables) or any(
            stretch.holds(*place) for place in wanted for stretch in stretches
        ):
            found.append(brief.name)
    return tuple(found)


def stretches_of(paper: Paper, brief: BriefSource) -> Iterator[Stretch]:
    """The stretches of the sources that a brief is made of.

    Args:
        paper: The paper.
        brief: One of its briefs.

    Yields:
        Its own text; then each section, exhibit and point that it takes.
    """
    yield stretch_of(brief.text, 0, len(brief.text.text))
    asked = set(_asked(brief.text.text))
    translated = brief.language != paper.settings.language
    for chapter in paper.chapters:
        if translated:
            wanted = {name for _, name in asked}
            yield from _translations(chapter, wanted, brief.language)
        else:
            yield from _originals(chapter, asked)
        for function, name in asked:
            if function == "points":
                yield from point_stretches(chapter, name)


def _originals(chapter: SourceFile, asked: Collection[tuple[str, str]]) -> Iterator[Stretch]:
    for ident, stretch in section_stretches(chapter).items():
        if ("section", ident) in asked:
            yield stretch
    for match in _ANCHOR.finditer(chapter.text):
        if {("figure", match["id"]), ("table", match["id"])}.intersection(asked):
            yield _paragraph(chapter, match.start())


def _translations(chapter: SourceFile, wanted: Collection[str], language: str) -> Iterator[Stretch]:
    for each in source_translations(chapter.text):
        if each.given.get("of") in wanted and language_of(each.given.get("lang", "")) == language:
            yield stretch_of(chapter, each.div.start, each.div.end)
    for match in _ANCHOR.finditer(chapter.text):
        if match["id"] in wanted:  # the drawing, though its caption is translated
            yield _paragraph(chapter, match.start())


def _asked(text: str) -> Iterator[tuple[str, str]]:
    """The calls in a brief's template that take a part of the report."""
    environment = ImmutableSandboxedEnvironment(
        comment_start_string="{%#", comment_end_string="#%}"
    )
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError:
        return
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or not call.args:
            continue
        argument = call.args[0]
        if call.node.name in {*FUNCTIONS, "table"} and isinstance(argument, nodes.Const):
            yield call.node.name, str(argument.value)


def _shown(texts: Iterable[SourceFile], figures: Collection[str]) -> Iterator[tuple[str, int]]:
    for text in texts:
        for name in figures:
            for match in re.finditer(rf"\]\({re.escape(name)}[\s)]", text.text):
                yield text.path, text.text.count("\n", 0, match.start()) + 1


def _paragraph(chapter: SourceFile, offset: int) -> Stretch:
    start = chapter.text.rfind("\n\n", 0, offset) + 2 if "\n\n" in chapter.text[:offset] else 0
    end = chapter.text.find("\n\n", offset)
    end = len(chapter.text) if end < 0 else end
    return stretch_of(chapter, start, end)
