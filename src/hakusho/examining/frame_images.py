"""The images that report.yaml names: a masthead's logo, a cover's picture, authors' photographs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.examining.pictures import unfit
from hakusho.findings import Finding
from hakusho.paper.front_lines import COVER, LOGO, image_path
from hakusho.paper.reading import find_file
from hakusho.settling.back_matter import PHOTO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hakusho.findings import Location
    from hakusho.paper.load import Paper


def find_frame_images(paper: Paper) -> tuple[dict[str, Path], tuple[Finding, ...]]:
    """Find and try the images that report.yaml names.

    Returns:
        The real path of each by its path in the editions' working folder, and PAP015 for those
        that are not there or that not every edition can show.
    """
    found: dict[str, Path] = {}
    places: dict[Path, Location] = {}
    findings: list[Finding] = []
    for stem, source, where in _named(paper):
        real, problems = find_file(paper.root, source)
        said = unfit(paper.root, real) if real else None
        if real is None:
            message, hint = "{path}: {problem}", problems[0].hint
            values = (source, problems[0].message)
            findings.append(Finding.of("PAP015", where, message, hint, *values))
        elif said and any(said):
            findings.append(Finding.of("PAP015", where, *said))
        else:
            found[image_path(stem, source)] = real
            places[real] = where
    if found:
        from hakusho.examining.whole_images import undecodable  # noqa: PLC0415  few papers have any

        broken = undecodable(paper.root, found.values())
        findings += (Finding.of("PAP015", places[real], *broken[real]) for real in broken)
        found = {path: real for path, real in found.items() if real not in broken}
    return found, tuple(findings)


def _named(paper: Paper) -> Iterator[tuple[str, str, Location]]:
    """Each image: where it will lie, what report.yaml says, and where it says so."""
    given = paper.settings.publication
    if given.masthead.logo:
        yield LOGO, given.masthead.logo, paper.where("publication", "masthead", "logo")
    if given.cover_art:
        yield COVER, given.cover_art, paper.where("publication", "cover_art")
    for at, author in enumerate(paper.settings.authors):
        if author.photo:
            yield PHOTO.format(at + 1), author.photo, paper.where("authors", at, "photo")
