"""DAT031: the data name a source that the bibliography does not have.

A citation of it is CIT001's. A value that the text prints without its citation, or that a figure
draws, would go out with a source that nobody can look up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.citations.known_keys import NO_CITEKEYS
from hakusho.citations.entries import normal_key
from hakusho.findings import Finding, Location, Subject, nearest_citekey, say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from hakusho.citations.entries import Bibliography
    from hakusho.data import Dataset


def check_unknown_sources(
    datasets: Iterable[Dataset],
    bibliography: Bibliography,
    files: Iterable[str],
    cited: Collection[str],
) -> Iterator[Finding]:
    """DAT031 for each citekey of a dataset that has no entry, at the first place of it.

    Args:
        datasets: All data of the paper.
        bibliography: Its entries.
        files: Where they are read from; without any nothing is said.
        cited: Normal citekeys that the paper cites, of which CIT001 tells.
    """
    because = tuple(Subject("file", path) for path in files)
    for dataset in datasets if because else ():
        told = set(cited)
        for written, where in _named(dataset):
            key = normal_key(written)
            if key in told or bibliography.get(key) is not None:
                continue
            told.add(key)
            message = "the source {key} is not in the bibliography"
            hint = say(NO_CITEKEYS)
            if where == dataset.about_places.get("source"):
                hint = say(
                    "'source' is a citekey: add an entry to the bibliography and write its key. Of "
                    'the author\'s own data it is "".'
                )
            if near := nearest_citekey(key, bibliography.entries):
                hint = say("Did you mean {key}?", near)
            about = (Subject("entry", key), *because)
            yield Finding.of("DAT031", where, message, hint, written, because=about)


def _named(dataset: Dataset) -> Iterator[tuple[str, Location]]:
    """The citekeys of a dataset with their places."""
    if dataset.about.source:
        where = dataset.about_places.get("source", Location(dataset.path, 1))
        yield dataset.about.source, where
    for key, _, where in dataset.named_sources:
        yield key, where
    for row in dataset.rows if dataset.names_sources else ():
        if row.get("source"):
            yield row.get("source"), row.where("source")
