"""Drawn figures, kept by what they were drawn from.

An entry is three or four files: the SVG, and the one for a telephone; a JSON with what else was
drawn and with a hash of each thing that the figure rests on; and a JSON with the data that it saw,
which is read only to say what changed. There are no time stamps: a checkout, a copy or a touched
file changes nothing. The JSON is sealed, so that nobody but this user can say what a drawing is.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hakusho.data.changes import cell_changes
from hakusho.data.dataset import Row
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.figures.foreign_drawings import drawing_of
from hakusho.figures.ingredients import DRAWING_CODE, LOOKS, declared, digest, of_figure
from hakusho.figures.registry import drawn_by
from hakusho.figures.selection import plain_json, snapshot
from hakusho.findings import Location, Text, say, together
from hakusho.findings.sentences import NOTHING, unpacked
from hakusho.tools import boundary, sealed
from hakusho.tools.writes import replace_bytes
from hakusho.values.languages import tag_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.data.changes import CellChange
    from hakusho.figures.figure import Drawing
    from hakusho.figures.registry import FigureModule


_MOST = 3
_HASH_LENGTH = 64


def _reason_for(name: str, before: str, now: str) -> Text:
    """Say that a thing is another one now, by its hashes or versions."""
    called = {DRAWING_CODE: say("Hakusho's drawing code"), LOOKS: say("the theme")}.get(name, name)
    if before and now and _HASH_LENGTH not in {len(before), len(now)}:
        return say("{name} {before} → {now}", called, before, now)
    if before and not now:
        return say("{name} is no longer used", called)
    return say("{name} changed", called) if before else say("{name} is new", called)


def _data_reasons(seen: Dataset, before: Mapping[str, Any] | None) -> list[Text]:
    """Say which cells of a dataset, the first few, are not as in the snapshot of before."""
    file = seen.path.rsplit("/", 1)[-1]
    if before is None:
        return [say("{name} changed", file)]
    try:
        parts = list(dict.fromkeys(_differences(seen, before)))
    except (KeyError, TypeError, ValueError):
        return [say("{name} changed", file)]
    if len(parts) > _MOST:
        parts = [*parts[:_MOST], say("{count} more", len(parts) - _MOST)]
    parts = parts or [say("rows or columns in another order")]
    return [say("{file}: {what}", file, part) for part in parts]


def _differences(seen: Dataset, before: Mapping[str, Any]) -> Iterator[Text]:
    now = snapshot(seen)
    was = before["columns"]
    yield from (say("column {name} is new", each) for each in seen.columns if each not in was)
    yield from (say("column {name} is gone", each) for each in was if each not in seen.columns)
    for name, value in now["others"].items():
        if before["others"].get(name) != value:
            yield say("its {name}", name)
    columns = tuple(before["columns"])
    rows = tuple(
        Row(FrozenMapping(dict(zip(columns, cells, strict=True))), Location(seen.path, number))
        for number, cells in enumerate(before["rows"], start=2)
    )
    content = frozen(before["content"])
    old = replace(seen, columns=columns, rows=rows, content=content, sha256="before")
    for change in cell_changes({seen.name: old}, {seen.name: seen}):
        if not change.column or (change.column in columns and change.column in seen.columns):
            yield _said(change)


def _said(change: CellChange) -> Text:
    if change.column:
        return say("{row}: {column}", change.row, change.column)
    if change.old and change.new:
        return say("{said}", change.row)
    message = say("{name} is new", change.row)
    return message if change.new else say("{name} is gone", change.row)


_FORMAT = 7
_SUFFIXES = (".narrow.svg", ".svg", ".json", ".seen.json")
UNCHANGED = say("unchanged")
"""In place of a reason, where none was drawn anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a figure of a paper is kept, and what it rests on.

    ``stem`` is the path of its files without the suffix; ``ingredients`` are a hash or version of
    each thing that shapes the figure, by the thing's name; ``seen`` is what it sees of its
    datasets, ``module`` what its source declares.
    """

    module: FigureModule
    root: Path
    stem: Path
    ingredients: Mapping[str, str]
    seen: tuple[Dataset, ...]

    @property
    def declared(self) -> tuple[tuple[str, str], ...]:
        """What it rests on that only its source says, and the state of that."""
        return tuple(
            (name, state)
            for name, state in self.ingredients.items()
            if name in self.module.files or name.startswith(boundary.ENVIRONMENT)
        )

    @property
    def svg(self) -> Path:
        """The drawing's file."""
        return _file(self.stem, ".svg")

    @property
    def narrow(self) -> Path:
        """The file of the drawing for a telephone, if there is one."""
        return _file(self.stem, ".narrow.svg")


def entry(
    folder: Path,
    root: Path,
    module: FigureModule,
    seen: tuple[Dataset, ...],
    *,
    language: str,
    width_mm: float,
) -> Entry:
    """Work out where in the cache a figure is kept and what it rests on; nothing is read yet."""
    stem = folder / f"{module.name}.{tag_of(language)}.{width_mm:g}mm"
    ingredients = of_figure(module, seen) | declared(root, module)
    return Entry(module, root, stem, ingredients, seen)


def load(wanted: Entry) -> tuple[tuple[Drawing, Text] | None, Text]:
    """Look a figure up.

    Returns:
        What was drawn, with ``svg`` and ``narrow`` empty, since the files are there, and why; and
        ``unchanged``. Or ``None`` and why it has to be drawn.
    """
    found = _read_json(_file(wanted.stem, ".json"))
    if not found or found.get("format") != _FORMAT:
        return None, say("not drawn before")
    try:
        drawing, because = _drawing(wanted, found), unpacked(found["because"])
        reason = _changed(wanted, found)
        if reason:
            return None, reason
        files = (boundary.file_digest(wanted.svg), boundary.file_digest(wanted.narrow))
        if files == (found["svg"], found["narrow"]):
            return (drawing, because), UNCHANGED
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        pass
    return None, say("its file in the cache was damaged")


def _changed(wanted: Entry, found: Mapping[str, Any]) -> Text:
    """What is not as it was; empty if all is."""
    before, now = found.get("ingredients", {}), wanted.ingredients
    changed = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    datasets = {dataset.path: dataset for dataset in wanted.seen}
    moved = [datasets[name] for name in changed if name in datasets]
    kept = _read_json(_file(wanted.stem, ".seen.json")) if moved else {}
    others = [name for name in changed if name not in datasets]
    parts = [
        _reason_for(boundary.said(name), before.get(name, ""), now.get(name, "")) for name in others
    ]
    for dataset in moved:
        parts += _data_reasons(dataset, kept.get(dataset.name))
    parts += [
        say("{name} changed", boundary.said(name))
        for name, was in found["reads"]
        if name not in now and boundary.state(wanted.root, name) != was
    ]
    if found["readers"] and not wanted.module.names_files:
        readers = ", ".join(found["readers"])
        parts.append(say("what {readers} reads cannot be seen", readers))
    return together(parts, "; ") if parts else NOTHING


def store(wanted: Entry, drawing: Drawing, because: Text) -> None:
    """Keep a figure; each file appears whole or not at all, the one that is read first last.

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
        "faults": drawing.faults,
        "because": because.packed(),
        "ingredients": dict(wanted.ingredients),
        "readers": drawing.readers,
        "reads": drawing.reads,
    }
    if not boundary.stays_in_build(wanted.svg):
        raise boundary.OutsideError(f"{wanted.svg} lies outside the paper's folder")
    wanted.svg.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(wanted.svg, drawing.svg)
    if drawing.narrow is None:
        wanted.narrow.unlink(missing_ok=True)
    else:
        replace_bytes(wanted.narrow, drawing.narrow)
    seen = {dataset.name: snapshot(dataset) for dataset in wanted.seen}
    sealed.keep(_file(wanted.stem, ".seen.json"), _json(seen))
    sealed.keep(_file(wanted.stem, ".json"), _json(content))


def forget(folder: Path) -> None:
    """Let everything be drawn anew."""
    for file in folder.glob("*.json"):
        if boundary.stays_in_build(file):
            with suppress(OSError):  # a folder, by whomever
                file.unlink()


def prune(folder: Path, names: Collection[str]) -> None:
    """Delete what is kept of figures that there are no more.

    Entries of other languages and widths stay: a brief may ask for them next.
    """
    for file in folder.glob("*.*mm*") if folder.is_dir() else ():
        stem = next((file.name.removesuffix(s) for s in _SUFFIXES if file.name.endswith(s)), "")
        name, _, variant = stem.partition(".")
        gone = variant and not drawn_by(name, names) and not file.name.startswith(".")
        if gone and boundary.stays_in_build(file):
            file.unlink(missing_ok=True)


def _drawing(wanted: Entry, found: Mapping[str, Any]) -> Drawing:
    """What was kept, looked at as if somebody else had: a paper may come with its cache.

    Raises:
        OSError, KeyError, TypeError, ValueError, AttributeError: If it is no drawing of ours.
    """
    written = {"alt": found["alt"], "description": found["description"], "table": None}
    if found["table"]:
        columns, *rows = found["table"]
        written["table"] = {"columns": columns, "rows": rows}
    drawing = drawing_of(
        svg=wanted.svg.read_bytes().decode(),
        narrow=wanted.narrow.read_bytes().decode() if found["narrow"] else None,
        width_mm=found["width_mm"],
        height_mm=found["height_mm"],
        texts=found["texts"],
        written=written,
        outside=found["outside"],
        faults=found["faults"],
        reads=found["reads"],
        readers=found["readers"],
    )
    return replace(drawing, svg=b"", narrow=None if drawing.narrow is None else b"")


def _file(stem: Path, suffix: str) -> Path:
    return stem.with_name(stem.name + suffix)


def _json(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=plain_json)
    return text.encode("utf-8", "surrogatepass")


def _read_json(file: Path) -> dict[str, Any]:
    kept = sealed.load(file)
    found: dict[str, Any] = {} if kept is None else json.loads(kept)
    return found
