"""Where a template comes from: the paper's own ``templates/``, else the house style we ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hakusho
from hakusho.paper.reading import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Finding

_TEXTS = frozenset({".css", ".csl", ".j2", ".typ", ".yaml"})
"""Kinds of templates that are text."""


@cache
def shipped() -> Path:
    """The folder of the templates that come with Hakusho.

    In an installed wheel it lies inside the package; in a source checkout the repository's root
    is itself a paper, and its ``templates/`` is the house style.
    """
    package = Path(hakusho.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def template(root: Path, name: str) -> Path:
    """Find a template by its name in ``templates/``, for example ``typst/report.typ``.

    Returns:
        The paper's own file if it has one, else the shipped file.

    Raises:
        FileNotFoundError: If neither exists, which is a defect of ours.
    """
    for folder in (root / "templates", shipped()):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"no template {name}")


def folder_files(root: Path, folder: str) -> dict[str, Path]:
    """All files of a template folder, the paper's own before the shipped, by name inside it."""
    found: dict[str, Path] = {}
    for base in (shipped() / folder, root / "templates" / folder):
        if base.is_dir():
            files = (file for file in sorted(base.rglob("*")) if file.is_file())
            found.update({file.relative_to(base).as_posix(): file for file in files})
    return dict(sorted(found.items()))


def brings_own(root: Path, folder: str) -> bool:
    """Whether a paper has templates of its own in a folder, other than the shipped ones."""
    own, house = root / "templates" / folder, shipped() / folder
    if own == house or not own.is_dir():
        return False
    files = (file for file in sorted(own.rglob("*")) if file.is_file())
    return any(not _is_shipped(file, house / file.relative_to(own)) for file in files)


def _is_shipped(own: Path, house: Path) -> bool:
    return house.is_file() and own.read_bytes() == house.read_bytes()


def unreadable(root: Path) -> Iterator[Finding]:
    """Find the paper's own templates that are not UTF-8.

    Yields:
        PAP003 for each.
    """
    for file in sorted((root / "templates").rglob("*")):
        if file.suffix in _TEXTS and file.is_file():
            yield from decode(file.relative_to(root).as_posix(), file.read_bytes())[1]
