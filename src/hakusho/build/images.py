"""What each image in the text stands for: a figure's module, or an image file of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rapidfuzz import process

from hakusho.figures import available
from hakusho.findings import Finding, rule
from hakusho.manuscript.model import PlacedImage
from hakusho.paper.reading import find_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.figures import RenderedFigure
    from hakusho.manuscript.index import ImageUse

_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".svg": (b"<svg", b"<?xml", b"\xef\xbb\xbf<", b"<!--", b"<!DOCTYPE"),
}
"""Kinds of image that EPUB 3.3 (core media types), HTML and Typst all show."""

Use = tuple[str, str]
"""A chapter's path and the target as the author wrote it."""


@dataclass(frozen=True, slots=True)
class ImageSources:
    """Where the images of a manuscript come from.

    Attributes:
        figures: Names of the figure modules that are used, in order of first use.
        by_use: For each use, the figure's name (``figure:…``) or the real path of a file.
        files: Real path of each image file, by its path in the paper.
    """

    figures: tuple[str, ...]
    by_use: Mapping[Use, str]
    files: Mapping[str, Path]


def find_images(root: Path, uses: Sequence[ImageUse]) -> tuple[ImageSources, tuple[Finding, ...]]:
    """Resolve the targets of all images.

    A target names a module of ``figures/``, or a file relative to the paper's folder, to the
    chapter, or to ``figures/``.

    Args:
        root: The paper's folder.
        uses: All images of the manuscript.

    Returns:
        Their sources, and FIG002, FIG005 or PAP004 for the targets that cannot be used.
    """
    modules = available(root)
    figures: dict[str, None] = {}
    by_use: dict[Use, str] = {}
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for use in uses:
        if use.target in modules:
            figures[use.target] = None
            by_use[use.chapter, use.target] = f"figure:{use.target}"
            continue
        path, real, problems = _find(root, use, modules)
        findings += problems
        if real is not None:
            by_use[use.chapter, use.target] = path
            files[path] = real
    return ImageSources(tuple(figures), by_use, files), tuple(findings)


def _find(
    root: Path, use: ImageUse, modules: Sequence[str]
) -> tuple[str, Path | None, tuple[Finding, ...]]:
    if "://" in use.target or use.target.startswith("data:"):
        hint = "Editions must not need the network: put the file into the paper's folder."
        message = "an image may not come from the network"
        return "", None, (Finding(rule("PAP004"), use.location, message, hint),)
    chapter = PurePosixPath(use.chapter).parent
    for path in (use.target, f"{chapter}/{use.target}", f"figures/{use.target}"):
        real, problems = find_file(root, path)
        if real is not None:
            problem = _unreadable(real)
            if problem:
                return "", None, (Finding(rule("FIG005"), use.location, problem),)
            return path, real, ()
        outside = [finding for finding in problems if finding.rule.id == "PAP004"]
        if outside:
            message = f"the image '{use.target}' lies outside the paper's folder"
            finding = Finding(rule("PAP004"), use.location, message, outside[0].hint)
            return "", None, (finding,)
    near = process.extractOne(use.target, list(modules), score_cutoff=60)
    hint = f"Did you mean '{near[0]}'?" if near else "Figures here: " + ", ".join(modules)
    message = f"there is neither a figure nor an image file '{use.target}'"
    return "", None, (Finding(rule("FIG002"), use.location, message, hint if modules else ""),)


def _unreadable(real: Path) -> str:
    signatures = _SIGNATURES.get(real.suffix.lower())
    if signatures is None:
        kinds = ", ".join(kind.lstrip(".") for kind in _SIGNATURES)
        return f"'{real.name}' is not an image that every edition can show ({kinds})"
    with real.open("rb") as file:
        head = file.read(64).lstrip()
    if not head.startswith(signatures):
        return f"'{real.name}' does not hold what its name says"
    return ""


def place_images(
    uses: Sequence[ImageUse], sources: ImageSources, figures: Mapping[str, RenderedFigure]
) -> tuple[dict[Use, PlacedImage], dict[str, Path], tuple[Finding, ...]]:
    """Give every image its file in the editions' working folder, and its alt text.

    Args:
        uses: All images of the manuscript.
        sources: From :func:`find_images`.
        figures: The drawn figures by name.

    Returns:
        The image for each use, the files to copy (path in the working folder to real path), and
        FIG001 for each image without alt text.
    """
    placed: dict[Use, PlacedImage] = {}
    copies: dict[str, Path] = {}
    findings: list[Finding] = []
    for use in uses:
        source = sources.by_use.get((use.chapter, use.target))
        if source is None:
            continue
        if source.startswith("figure:"):
            figure = figures.get(use.target)
            if figure is None:
                continue  # it could not be drawn: FIG003 says why
            name, real, alt, width = f"{figure.name}.svg", figure.svg, figure.alt, figure.width_mm
        else:
            real, alt, width = sources.files[source], "", 0.0
            name = _file_name(source, real, copies)
        alt = use.alt or alt
        if not alt:
            hint = 'Write what the image shows: ![caption](target){#fig-x alt="…"}.'
            message = f"the image '{use.target}' has no alt text"
            findings.append(Finding(rule("FIG001"), use.location, message, hint))
        copies[f"figures/{name}"] = real
        placed[use.chapter, use.target] = PlacedImage(f"figures/{name}", alt, width)
    return placed, copies, tuple(findings)


def _file_name(source: str, real: Path, taken: Mapping[str, Path]) -> str:
    """A plain ASCII name for a copied file: Typst, EPUB and zip tools agree on these only."""
    for name, file in taken.items():
        if file == real:
            return PurePosixPath(name).name
    path = PurePosixPath(source)
    number = len(taken) + 1
    stem = path.stem if path.stem.isascii() and path.stem.replace("-", "").isalnum() else "image"
    return f"{number:02}-{stem}{path.suffix.lower()}"
