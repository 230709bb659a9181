"""Captions of tables that stand in a sidecar or in a template, as texts to be checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.paper.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.data import Dataset

_IN_TEMPLATE = re.compile(
    r"""\{\{[^{}]*?\btable\([^{}]*?\bcaption\s*=\s*(["'])(?P<caption>.*?)\1""", re.DOTALL
)


def captions_of(
    chapters: Iterable[SourceFile], datasets: Mapping[str, Dataset], texts: Mapping[str, str]
) -> Iterator[SourceFile]:
    r"""Find the captions that are not written in prose.

    Args:
        chapters: Their paths and sources.
        datasets: By name.
        texts: Of the data files, by path.

    Yields:
        Each file that holds such captions, with everything else blanked (``\0``), so that places
        in it are places in the file.
    """
    for chapter in chapters:
        spans = [match.span("caption") for match in _IN_TEMPLATE.finditer(chapter.text)]
        if spans:
            yield SourceFile(chapter.path, _only(chapter.text, spans))
    for dataset in datasets.values():
        place = dataset.about_places.get("caption")
        if place is not None and place.path in texts:
            text = texts[place.path]
            after = [each.line for each in dataset.about_places.values() if each.line > place.line]
            starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text)]
            end = starts[min(after) - 1] if after else len(text)
            yaml = text.translate({ord("{"): " ", ord("}"): " "})  # else taken for attributes
            yield SourceFile(place.path, _only(yaml, [(starts[place.line - 1], end)]))


def _only(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept = list(re.sub(r"[^\n]", "\0", text))
    for start, end in spans:
        kept[start:end] = text[start:end]
    return "".join(kept)
