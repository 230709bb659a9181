"""Changes of files of which all happen or none, whenever the process is killed or the disk refuses.

What is to happen is written down in a journal first, beside finished copies of all new files. As
soon as that is on disk, it happens: if the process is killed meanwhile, the next command reads the
journal and goes on. If the disk refuses one of the changes, those before it are taken back.

Nothing that is not Hakusho's own is ever replaced or deleted: it is moved beside, under the name
``NAME (yours).docx``, and whoever called is told.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.tools.interruption import PUBLISHED, undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_JOURNAL, _UNDO, _OLD = "journal.json", "undo.json", "replaced"
_FORMAT = 1
_ISSUED = "issued.yaml"
"""The one source that builds write, in the paper's folder of briefs."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that gets another content, or is deleted.

    Attributes:
        target: The file's final path.
        source: A finished file in the working folder that takes its place; ``None`` deletes it.
        ours: sha256 of what may be replaced or deleted there; ``None`` means all.
    """

    target: Path
    source: Path | None
    ours: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What lay in a file's place and was not Hakusho's: from where it was moved, and to where."""

    path: Path
    kept: Path


def file_digest(path: Path) -> str:
    """sha256 of a regular file's content, or ``""`` if there is none at this very path.

    Raises:
        OSError: If it cannot be read.
    """
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_foreign(change: Change, new: str) -> bool:
    """Whether what lies in a change's place is neither Hakusho's nor what is to be there anyway.

    ``new`` is the sha256 of the new content.

    Raises:
        OSError: If it cannot be read.
    """
    if change.ours is None or not os.path.lexists(change.target):
        return False
    found = file_digest(change.target)
    return not found or found not in {*change.ours, new}


def commit(work: Path, changes: Iterable[Change]) -> tuple[Aside, ...]:
    """Make changes of files, all or none; sources lie in ``work``, a working folder of a build.

    Returns:
        What was moved beside.

    Raises:
        OSError: If the disk refuses; then all is as it was.
    """
    build = work.parent
    steps = [_step(number, change, work) for number, change in enumerate(changes)]
    for folder in {work / each["source"] for each in steps if each["source"]}:
        sync_folder(folder.parent)
    with undisturbed(PUBLISHED):
        try:
            _write_durably(work / _JOURNAL, steps)
            sync_folder(build)
        except OSError:
            (work / _JOURNAL).unlink(missing_ok=True)
            raise
        return _carry_out(work, steps)


def settle(work: Path) -> tuple[Aside, ...] | None:
    """Finish, or take back, what a process that was killed had begun in its working folder.

    Returns:
        What was moved beside, by this process or the other; ``None`` if nothing was under way.

    Raises:
        OSError: If the disk refuses.
    """
    with undisturbed():
        undo = _read(work, _UNDO)
        if undo is not None:
            _take_back(work, undo)
            return ()
        steps = _read(work, _JOURNAL)
        return None if steps is None else _carry_out(work, steps)


def is_under_way(work: Path) -> bool:
    """Whether what was begun in a working folder is neither finished nor taken back."""
    return (work / _JOURNAL).exists() or (work / _UNDO).exists()


def sync_file(path: Path) -> None:
    """Wait until a file's content is on disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until the names in a folder are on disk, where the system can tell."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)


def _step(number: int, change: Change, work: Path) -> dict[str, Any]:
    """What the journal says of a change; what is replaced is kept until all have happened."""
    new = file_digest(change.source) if change.source else ""
    foreign = is_foreign(change, new)
    if change.source:
        change.target.parent.mkdir(parents=True, exist_ok=True)
    old = "" if foreign else file_digest(change.target)
    if old:
        (work / _OLD).mkdir(exist_ok=True)
        _copy_cheaply(change.target, work / _OLD / str(number))
    return {
        "target": _named(work, change.target),
        "source": change.source.relative_to(work).as_posix() if change.source else "",
        "new": new,
        "old": old,
        "ours": None if change.ours is None else sorted({*change.ours, new} - {""}),
        "aside": _free_name(change.target).name if foreign and change.source else "",
    }


def _copy_cheaply(file: Path, copy: Path) -> None:
    try:
        os.link(file, copy)
    except OSError:  # a file system without links, or another one
        shutil.copy2(file, copy)
        sync_file(copy)


def _free_name(path: Path) -> Path:
    """``NAME (yours).docx`` beside a file, or the first number for which there is none."""
    number = 1
    while True:
        mark = " (yours)" if number == 1 else f" (yours {number})"
        free = path.with_name(f"{path.stem}{mark}{path.suffix}")
        if not os.path.lexists(free):
            return free
        number += 1


def _carry_out(work: Path, steps: Sequence[Mapping[str, Any]]) -> tuple[Aside, ...]:
    """Do what a journal says and has not happened yet, and close it; or take all of it back."""
    moved: list[Aside] = []
    try:
        for step in steps:
            _do(work, step, moved)
        for folder in {_target(work, step).parent for step in steps}:
            if folder.is_dir():
                sync_folder(folder)
    except OSError:
        back = [[_named(work, path) for path in (each.path, each.kept)] for each in moved]
        undo = [*steps, {"moved": back}]
        with suppress(OSError):  # a disk that is full may still take renames
            _write_durably(work / _UNDO, undo)
        _take_back(work, undo)
        raise
    with suppress(OSError):  # all has happened; the next command finds nothing left to do
        _close(work)
    return tuple(moved)


def _do(work: Path, step: Mapping[str, Any], moved: list[Aside]) -> None:
    target = _target(work, step)
    aside = target.with_name(step["aside"]) if step["aside"] else None
    change = Change(target, None, step["ours"])
    if not step["source"]:
        if not is_foreign(change, "") and os.path.lexists(target):
            target.unlink()
        return
    source = work / step["source"]
    if source.is_file() and not source.is_symlink():  # else it has happened
        if is_foreign(change, step["new"]):
            kept = aside if aside and not os.path.lexists(aside) else _free_name(target)
            target.rename(kept)
            moved.append(Aside(target, kept))
        _move(source, target)
    if aside and os.path.lexists(aside) and all(each.kept != aside for each in moved):
        moved.append(Aside(target, aside))


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.new")  # its folder is on another file system
        shutil.copyfile(source, beside)
        sync_file(beside)
        beside.replace(target)
        source.unlink()


def _take_back(work: Path, steps: Sequence[Mapping[str, Any]]) -> None:
    """Put back what was replaced or moved, and delete what was new; then close the journal."""
    for number, step in enumerate(steps):
        for path, kept in step.get("moved", ()):
            _put_back(_paper(work) / kept, _paper(work) / path)
        if "moved" in step:
            continue
        target, old = _target(work, step), work / _OLD / str(number)
        if old.is_file():
            _move(old, target)
        elif step["new"] and not step["old"] and file_digest(target) == step["new"]:
            target.unlink()
    _close(work)


def _put_back(kept: Path, path: Path) -> None:
    if os.path.lexists(kept) and not os.path.lexists(path):
        kept.rename(path)


def _close(work: Path) -> None:
    for name in (_JOURNAL, _UNDO):
        (work / name).unlink(missing_ok=True)
    sync_folder(work)


def _write_durably(path: Path, steps: Sequence[Mapping[str, Any]]) -> None:
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "steps": steps}, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def _read(work: Path, name: str) -> list[dict[str, Any]] | None:
    """The steps of a journal that is whole and leads nowhere outside; ``None`` if there is none."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = json.loads((work / name).read_text(encoding="utf-8"))
        if kept["format"] == _FORMAT and all(_is_inside(work, step) for step in kept["steps"]):
            return list(kept["steps"])
    return None


def _is_inside(work: Path, step: Mapping[str, Any]) -> bool:
    """Whether a step stays in the paper's folder: the journal, too, may come from anybody."""
    build, paper = work.parent.resolve(), _paper(work).resolve()
    if "moved" in step:
        paths = [path for pair in step["moved"] for path in pair]
    else:
        paths = [step["target"]]
        named = [part for part in (step["aside"], Path(step["source"]).name) if part]
        if any(Path(name).name != name for name in named) or ".." in Path(step["source"]).parts:
            return False
    for path in paths:
        parent = (_paper(work) / path).parent.resolve()
        inside = parent.is_relative_to(build) or (
            parent.is_relative_to(paper) and bool(step.get("source")) and Path(path).name == _ISSUED
        )
        if not inside:
            return False
    return "moved" in step or not Path(step["source"]).is_absolute()


def _target(work: Path, step: Mapping[str, Any]) -> Path:
    return _paper(work) / str(step["target"])


def _paper(work: Path) -> Path:
    """The paper's folder: ``..`` would not lead there from a folder of outputs that is a link."""
    return work.parent.parent


def _named(work: Path, path: Path) -> str:
    """How the journal calls a path: from the paper's folder, if it lies there by its name."""
    paper = _paper(work)
    return (path.relative_to(paper) if path.is_relative_to(paper) else path).as_posix()
