"""Drawn figures, kept by what they were drawn from.

An entry is three or four files: the SVG, and the one for a telephone; a JSON with what else was
drawn and with a hash of each thing that the figure rests on; and a JSON with the data that it saw,
which is read only to say what changed. There are no time stamps: a checkout, a copy or a touched
file changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.figures.ingredients import digest, digest_file, ingredients
from hakusho.figures.jobs import Drawing, Written
from hakusho.figures.model import FigureTable
from hakusho.figures.reasons import data_reasons, reason_for
from hakusho.figures.selection import plain_json, snapshot
from hakusho.tools.writes import replace_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.registry import FigureModule

_FORMAT = 3
_SUFFIXES = (".narrow.svg", ".svg", ".json", ".seen.json")
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a figure is kept, and what it rests on.

    Attributes:
        name: The figure.
        root: The paper's folder.
        stem: Path of its files without the suffix.
        ingredients: A hash or version of each thing that shapes the figure, by the thing's name.
        seen: What it sees of its datasets.
    """

    name: str
    root: Path
    stem: Path
    ingredients: Mapping[str, str]
    seen: tuple[Dataset, ...]

    @property
    def svg(self) -> Path:
        """The drawing's file."""
        return _file(self.stem, ".svg")

    @property
    def narrow(self) -> Path:
        """The file of the drawing for a telephone, if there is one."""
        return _file(self.stem, ".narrow.svg")


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure out of the cache.

    Attributes:
        drawing: What was drawn; its ``svg`` and ``narrow`` are empty, since the files are there.
        because: Why it was drawn.
    """

    drawing: Drawing
    because: str


def entry(
    folder: Path,
    root: Path,
    module: FigureModule,
    seen: tuple[Dataset, ...],
    *,
    language: str,
    width_mm: float,
) -> Entry:
    """Work out where a figure is kept and what it rests on.

    Args:
        folder: The cache.
        root: The paper's folder.
        module: The figure.
        seen: What it sees of its datasets.
        language: Of the labels.
        width_mm: What the figure may fill.

    Returns:
        The entry; nothing is read from the cache yet.
    """
    stem = folder / f"{module.name}.{language}.{width_mm:g}mm"
    return Entry(module.name, root, stem, ingredients(module, seen), seen)


def load(wanted: Entry) -> tuple[Kept | None, str]:
    """Look a figure up.

    Args:
        wanted: From ``entry``.

    Returns:
        The figure and ``unchanged``; or ``None`` and why it has to be drawn.
    """
    found = _read_json(_file(wanted.stem, ".json"))
    if not found or found.get("format") != _FORMAT:
        return None, "not drawn before"
    try:
        reason = _changed(wanted, found)
        if reason:
            return None, reason
        if (digest_file(wanted.svg), digest_file(wanted.narrow)) == (found["svg"], found["narrow"]):
            return Kept(_drawing(found), found["because"]), UNCHANGED
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return None, "its file in the cache was damaged"


def _changed(wanted: Entry, found: Mapping[str, Any]) -> str:
    """What is not as it was; empty if all is."""
    before, now = found.get("ingredients", {}), wanted.ingredients
    changed = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    datasets = {dataset.path: dataset for dataset in wanted.seen}
    moved = [datasets[name] for name in changed if name in datasets]
    kept = _read_json(_file(wanted.stem, ".seen.json")) if moved else {}
    parts = [
        reason_for(name, before.get(name, ""), now.get(name, ""))
        for name in changed
        if name not in datasets
    ]
    for dataset in moved:
        parts += data_reasons(dataset, kept.get(dataset.name))
    parts += [
        f"{path} changed"
        for path, was in found.get("reads", {}).items()
        if path not in now and digest_file(wanted.root / path) != was
    ]
    return "; ".join(parts)


def store(wanted: Entry, drawing: Drawing, because: str) -> None:
    """Keep a figure; each file appears whole or not at all, the one that is read first last.

    Args:
        wanted: From ``entry``.
        drawing: What was drawn.
        because: Why it was drawn.

    Raises:
        OSError: If the cache cannot be written.
    """
    table = drawing.written.table
    content = {
        "format": _FORMAT,
        "svg": digest(drawing.svg),
        "narrow": "" if drawing.narrow is None else digest(drawing.narrow),
        "width_mm": drawing.width_mm,
        "height_mm": drawing.height_mm,
        "texts": drawing.texts,
        "alt": drawing.written.alt,
        "description": drawing.written.description,
        "table": table and [table.columns, *table.rows],
        "outside": drawing.outside,
        "because": because,
        "ingredients": dict(wanted.ingredients),
        "reads": {path: digest_file(wanted.root / path) for path in drawing.reads},
    }
    wanted.svg.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(wanted.svg, drawing.svg)
    if drawing.narrow is None:
        wanted.narrow.unlink(missing_ok=True)
    else:
        replace_bytes(wanted.narrow, drawing.narrow)
    seen = {dataset.name: snapshot(dataset) for dataset in wanted.seen}
    replace_bytes(_file(wanted.stem, ".seen.json"), _json(seen))
    replace_bytes(_file(wanted.stem, ".json"), _json(content))


def prune(folder: Path, names: Collection[str]) -> None:
    """Delete what is kept of figures that there are no more.

    Entries of other languages and widths stay: a brief may ask for them next.

    Args:
        folder: The cache.
        names: The paper's figures.
    """
    for file in folder.glob("*.*mm*") if folder.is_dir() else ():
        stem = next((file.name.removesuffix(s) for s in _SUFFIXES if file.name.endswith(s)), "")
        name, _, variant = stem.partition(".")
        if variant and name not in names and not file.name.startswith("."):
            file.unlink(missing_ok=True)


def _drawing(found: Mapping[str, Any]) -> Drawing:
    table = None
    if found["table"]:
        columns, *rows = found["table"]
        table = FigureTable(tuple(columns), tuple(tuple(row) for row in rows))
    return Drawing(
        b"",
        found["width_mm"],
        found["height_mm"],
        tuple(found["texts"]),
        Written(found["alt"], found["description"], table),
        tuple((label, over) for label, over in found["outside"]),
        tuple(found["reads"]),
        b"" if found["narrow"] else None,
    )


def _file(stem: Path, suffix: str) -> Path:
    return stem.with_name(stem.name + suffix)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=plain_json).encode(
        "utf-8", "surrogatepass"
    )


def _read_json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # an unreadable entry is no entry: the figure is drawn again
    return found if isinstance(found, dict) else {}
