"""Drawn figures, kept by what they were drawn from.

An entry is two files, the SVG and a JSON beside it. The JSON holds a hash for each thing that the
figure rests on, so that a stale entry can also say what changed. There are no time stamps: a
checkout, a copy or a touched file changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.figures.model import RenderedFigure
from hakusho.tools import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.data import Dataset
    from hakusho.figures.jobs import Drawing
    from hakusho.figures.registry import FigureModule

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a figure is kept, and what it rests on.

    Attributes:
        name: The figure.
        stem: Path of its two files without the suffix.
        ingredients: A short hash of each thing that shapes the figure, by the thing's name.
    """

    name: str
    stem: Path
    ingredients: Mapping[str, str]


def entry(
    folder: Path,
    module: FigureModule,
    datasets: Mapping[str, Dataset],
    *,
    language: str,
    width_mm: float,
) -> Entry:
    """Work out where a figure is kept and what it rests on.

    Args:
        folder: The cache.
        module: The figure.
        datasets: At least those that the module declares.
        language: Of the labels.
        width_mm: What the figure may fill.

    Returns:
        The entry; nothing is read from the cache yet.
    """
    ingredients = {path: _digest(text.encode()) for path, text in module.sources}
    ingredients |= {datasets[name].path: datasets[name].sha256 for name in module.datasets}
    ingredients |= {"DATA": ",".join(module.datasets), "hakusho.figures": _engine()}
    ingredients |= {"matplotlib": _matplotlib(), "fonts": _fonts()}
    stem = folder / f"{module.name}.{language}.{width_mm:g}mm"
    return Entry(module.name, stem, ingredients)


def load(wanted: Entry) -> tuple[RenderedFigure | None, str]:
    """Look a figure up.

    Args:
        wanted: From ``entry``.

    Returns:
        The figure and ``unchanged``; or ``None`` and why it has to be drawn.
    """
    found = _read_json(wanted.stem)
    if not found or found.get("format") != _FORMAT:
        return None, "not drawn before"
    before = found.get("ingredients", {})
    names = [*wanted.ingredients, *(name for name in before if name not in wanted.ingredients)]
    changed = [name for name in names if before.get(name) != wanted.ingredients.get(name)]
    if changed:
        return None, ", ".join(changed) + " changed"
    svg = _svg_path(wanted.stem)
    if not svg.is_file() or _digest(svg.read_bytes()) != found.get("svg"):
        return None, "its file in the cache was damaged"
    figure = RenderedFigure(
        wanted.name,
        svg,
        found["alt"],
        found["width_mm"],
        found["height_mm"],
        tuple(found["texts"]),
        cached=True,
        reason="unchanged",
    )
    return figure, "unchanged"


def store(wanted: Entry, drawing: Drawing, reason: str) -> RenderedFigure:
    """Keep a figure; both files appear whole or not at all.

    Args:
        wanted: From ``entry``.
        drawing: What was drawn.
        reason: Why it was drawn.

    Returns:
        The figure, its file in the cache.

    Raises:
        OSError: If the cache cannot be written.
    """
    content = {
        "format": _FORMAT,
        "svg": _digest(drawing.svg),
        "alt": drawing.alt,
        "width_mm": drawing.width_mm,
        "height_mm": drawing.height_mm,
        "texts": drawing.texts,
        "ingredients": dict(wanted.ingredients),
    }
    svg = _svg_path(wanted.stem)
    svg.parent.mkdir(parents=True, exist_ok=True)
    _replace(svg, drawing.svg)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    _replace(_json_path(wanted.stem), text.encode())
    return RenderedFigure(
        wanted.name,
        svg,
        drawing.alt,
        drawing.width_mm,
        drawing.height_mm,
        drawing.texts,
        cached=False,
        reason=reason,
    )


def _svg_path(stem: Path) -> Path:
    return stem.with_name(stem.name + ".svg")


def _json_path(stem: Path) -> Path:
    return stem.with_name(stem.name + ".json")


def _read_json(stem: Path) -> dict[str, Any]:
    try:
        found = json.loads(_json_path(stem).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # an unreadable entry is no entry: the figure is drawn again
    return found if isinstance(found, dict) else {}


def _replace(path: Path, data: bytes) -> None:
    import tempfile  # noqa: PLC0415  only a build that draws writes

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def _engine() -> str:
    """Hash of this package's own source: a change to a chart redraws what uses it."""
    folder = Path(__file__).parent
    files = sorted(folder.rglob("*.py"))
    parts = (path.relative_to(folder).as_posix().encode() + path.read_bytes() for path in files)
    return _digest(b"\0".join(parts))


@cache
def _matplotlib() -> str:
    """Tell matplotlib's version without importing it (which takes half a second)."""
    spec = find_spec("matplotlib")
    version = Path(spec.origin or "").with_name("_version.py") if spec else None
    return _digest(version.read_bytes()) if version and version.is_file() else "absent"


@cache
def _fonts() -> str:
    """Size and name of each font file; reading 40 MB to hash them would be the slowest step."""
    paths = (font.path for font in (fonts.sans(), fonts.sans_bold()))
    return ", ".join(f"{path.parent.name}/{path.name} {path.stat().st_size}" for path in paths)
