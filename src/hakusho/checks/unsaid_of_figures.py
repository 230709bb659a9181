"""FIG023, FIG028, FIG029: what neither a figure nor its caption says of its numbers.

Where they are from, in what unit they are, that they are expected and not counted.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, stringify
from hakusho.figures.figure import AHEAD, NO_UNIT, NUMBERS, PROJECTED
from hakusho.figures.unsaid_words import says_ahead, says_source, says_unit
from hakusho.findings import Finding, Location
from hakusho.manuscript.composed_source_lines import has_source_line
from hakusho.manuscript.index import SOURCE_LINE
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from hakusho.ast.nodes import Block, Figure
    from hakusho.checks.contradictions.figure_words import Drawn


def check_unsaid(drawn: Drawn, *, sourced: bool, year: int) -> Iterator[Finding]:
    """Ask for what a figure leaves to its caption, and that does not say either.

    Args:
        drawn: The figure, with what stands below it where it is placed.
        sourced: Whether its data, its YAML or its chapter says where its numbers are from.
        year: The paper's; nobody has counted what comes after.

    Yields:
        FIG023 for numbers without a source, FIG028 for an axis of numbers without a unit, FIG029
        for numbers of years to come that are drawn like those before. Nothing of a figure that
        stands nowhere.
    """
    if not drawn.captions:
        return
    said = [each.text for each in drawn.captions]
    found = {kind: (about, number) for kind, about, number in drawn.figure.unsaid}
    where, words = Location(drawn.module[0]), [*said, *drawn.figure.texts]
    if not sourced and not any(map(says_source, words)):
        yield from _without_source(where, found)
    if NO_UNIT in found and not any(map(says_unit, said)):
        message = "nothing says in what unit the numbers along the axis '{label}' are"
        hint = "Name the axis with its unit, or write the unit in the caption."
        label = found[NO_UNIT][0]
        if not label:
            message = "the axis of numbers has no name, and nothing says in what unit they are"
        yield Finding.of("FIG028", where, message, hint, *filter(None, [label]))
    if any(map(says_ahead, said)):
        return
    hint = "Draw them dashed, pale or hatched, or say beside them or in the caption what they are."
    if PROJECTED in found:
        message = "the projection '{row}' is drawn as facts are, and nothing says what it is"
        yield Finding.of("FIG029", where, message, hint, found[PROJECTED][0])
    elif AHEAD in found and found[AHEAD][1] > year:
        message = (
            "numbers of {year:.0f} are drawn as those of the past, and nothing says what they are"
        )
        if where.path.endswith(".yaml"):
            hint = (
                "Say what they are in a column status of the data (fact, estimate, projection), or "
                "in the caption."
            )
        yield Finding.of("FIG029", where, message, hint, found[AHEAD][1])


def _without_source(where: Location, found: Collection[str]) -> Iterator[Finding]:
    message = "this figure names no source, and neither do its data"
    if where.path.endswith(".yaml"):
        hint = 'Write source: and a citekey; if the data are the authors\' own, source: "".'
        yield Finding.of("FIG023", where, message, hint)
    elif NUMBERS in found:
        hint = (
            "Write it below the caption, “Source: …”, or in the data; if the numbers are your own, "
            "“Source: the author”."
        )
        yield Finding.of("FIG023", where, message, hint)


def sourced(figures: Iterable[Figure], blocks: Sequence[Block]) -> Iterator[Figure]:
    """The figures of which a chapter says where their numbers are from.

    In the caption, in the paragraph behind, or where a paragraph that names one cites something.

    Args:
        figures: Where they are placed.
        blocks: The chapter's.
    """
    behind = {id(before): after for before, after in pairwise(blocks)}
    named = {key for each in blocks if each["t"] == "Para" for key in _named_and_cited(each)}
    for figure in figures:
        after = behind.get(id(figure))
        said = after is not None and says_source(stringify(after))
        if said or figure["c"][0][0] in named or _says_source_below(figure):
            yield figure


def _says_source_below(figure: Figure) -> bool:
    _, (_, caption), content = figure["c"]
    if has_source_line(caption) or any(each["t"] in {"Note", "Cite"} for each in elements(caption)):
        return True
    images = (each for each in elements(content) if each["t"] == "Image")
    return any(key == SOURCE_LINE for image in images for key, _ in image["c"][0][2])


def _named_and_cited(paragraph: Block) -> set[str]:
    """What a paragraph names that cites a work as well."""
    keys = {
        citation["citationId"]
        for each in elements(paragraph)
        if each["t"] == "Cite"
        for citation in each["c"][0]
    }
    return set() if all(map(is_cross_reference, keys)) else keys
