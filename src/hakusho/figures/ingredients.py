"""What a figure is made from, each thing by its content: nothing here is a time stamp."""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.figures.theme import THEME
from hakusho.tools import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.data import Dataset
    from hakusho.figures.registry import FigureModule

_ENGINE = ("figures", "data", "tools/fonts.py")
_DRAWING = ("matplotlib", "numpy", "contourpy", "kiwisolver", "pillow", "lxml")
"""What draws and writes: matplotlib brings FreeType inside; contourpy finds contours, kiwisolver
solves layouts, pillow writes pictures, lxml the SVG."""
_DISTRIBUTIONS = {"mpl_toolkits": "matplotlib", "PIL": "pillow", "pylab": "matplotlib"}
ENGINE = "Hakusho's drawing code"


def ingredients(module: FigureModule, seen: Iterable[Dataset]) -> dict[str, str]:
    """Name what shapes a figure besides its language and width.

    Args:
        module: The figure.
        seen: What it sees of its datasets.

    Returns:
        A hash or a version of each thing, by the thing's name.
    """
    found = {path: _code(text) for path, text in module.sources}
    found |= {dataset.path: dataset.sha256 for dataset in seen}
    found |= {ENGINE: _engine(), "the theme": digest(repr(THEME).encode())}
    found |= {font.path.name: _font(font.path) for font in (fonts.sans(), fonts.sans_bold())}
    found |= libraries(module.libraries)
    return found | {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}


def libraries(imported: Iterable[str]) -> Mapping[str, str]:
    """Versions of the libraries that draw, and of those that a module imports."""
    names = dict.fromkeys([*_DRAWING, *(_DISTRIBUTIONS.get(each, each) for each in imported)])
    return {name: _version(name) for name in names}


def digest(data: bytes) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path) -> str:
    """sha256 of a file; empty if it cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


@cache
def _code(source: str) -> str:
    """Hash of what a module does: neither comments nor line breaks draw anything."""
    try:
        return digest(ast.dump(ast.parse(source)).encode("utf-8", "surrogatepass"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return digest(source.encode())


@cache
def _version(name: str) -> str:
    """The version of a distribution, or of the one that has a package of this name."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        owners = _owners().get(name, ())
    return ", ".join(
        f"{owner} {importlib.metadata.version(owner)}" for owner in sorted(set(owners))
    )


@cache
def _owners() -> Mapping[str, list[str]]:
    return importlib.metadata.packages_distributions()  # slow, and hardly ever needed


@cache
def _engine() -> str:
    """Hash of our own source that a figure can see: a change to a chart redraws what uses it."""
    package = Path(__file__).parents[1]
    files = (each for name in _ENGINE for each in _python(package / name))
    parts = (path.relative_to(package).as_posix().encode() + path.read_bytes() for path in files)
    return digest(b"\0".join(parts))


def _python(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


@cache
def _font(path: Path) -> str:
    """Hash of a font, all of it: 20 MB take 15 ms."""
    return digest(path.read_bytes())
