"""DAT007 in captions of tables that stand in a sidecar or in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.data.typed_values import check_typed_numbers, in_caption
from hakusho.checks.own_words import own_words
from hakusho.paper.yaml_source import compose
from hakusho.source.chapter_reading import parse_with_places
from hakusho.source.positions import Piece, Positions, Prepared
from hakusho.source.prose import Prose, prose_of
from hakusho.source.template_calls import calls_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.data import Dataset, Fact
    from hakusho.findings import Finding
    from hakusho.manuscript.model import Draft

_SECONDS = 30
"""Time limit for pandoc; captions take a fraction of a second."""


def captions_of(
    draft: Draft, datasets: Mapping[str, Dataset], texts: Mapping[str, str]
) -> Positions:
    """Find the captions that are not written in prose.

    Args:
        draft: What is written.
        datasets: By name.
        texts: Of the data files, by path.

    Returns:
        Each caption, or each piece of one, as a text of its own.
    """
    positions = Positions()
    for chapter in draft.texts:
        for call in calls_in(chapter.path, draft.positions):
            given = (each for each in call.arguments if each.name == "caption")
            for span in (span for each in given for span in each.typed if call.function == "table"):
                positions = positions.with_excerpt(draft.positions, chapter.path, span)
    for dataset in datasets.values():
        place = dataset.about_places.get("caption")
        if place is not None and place.path in texts:
            text = texts[place.path]
            for start, end in _in_sidecar(text):
                prepared = Prepared(text[start:end], (Piece(0, start),))
                positions = positions.with_text(place.path, text, prepared)
    return positions


def _in_sidecar(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the caption in each language."""
    values = [value for key, value in compose(text).value if key.value == "caption"]
    for value in values:
        scalars = [value] if value.id == "scalar" else [each for _, each in value.value]
        for scalar in scalars:
            start, end = scalar.start_mark.index, scalar.end_mark.index
            if scalar.style in {"'", '"'}:
                start, end = start + 1, end - 1
            elif scalar.style:  # | or >, and the text below
                start = text.index("\n", start)
            yield end - len(text[start:end].lstrip()), end


def check_captions(captions: Positions, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """DAT007 for each typed value of a fact in captions, as :func:`captions_of` gives them."""
    plain = (
        Prose(each.text, range(each.base, each.base + len(each.text)), (), captions)
        for each in captions.reads
    )
    if not any(True for each in plain for _ in check_typed_numbers(each, facts)):
        return  # most papers have none, and need not wait for pandoc
    parsed, _ = parse_with_places(captions.reads, seconds=_SECONDS)
    for blocks in parsed:
        if blocks is not None:
            prose = own_words(prose_of(blocks, captions))
            yield from check_typed_numbers(prose, facts, in_caption)
