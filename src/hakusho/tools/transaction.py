"""Changes of files of which all happen or none, whenever the process is killed or the disk refuses.

What is to happen is written down in a journal first, beside finished copies of all new files. As
soon as that is on disk, it happens: if the process is killed meanwhile, the next command reads the
journal and goes on. If the disk refuses one of the changes, those before it are taken back.

Where a path leads is asked again at each change: a link that was put there since the command began
is not followed out of ``build/``.

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
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from hakusho.tools.interruption import PUBLISHED, undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_JOURNAL, _UNDO, _OLD = "journal.json", "undo.json", "replaced"
_FORMAT = 1
_RECORDS = "report"
"""The folder of the one source that builds write, a YAML file: the record of issued briefs."""


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


@dataclass(frozen=True, slots=True)
class _Step:
    """A change as the journal has it; a digest is a sha256, or empty."""

    target: str  # from the paper's folder
    source: str  # from the working folder; empty deletes the target
    new: str  # digest of the new content
    old: str  # digest of what is replaced and can be put back
    ours: tuple[str, ...] | None  # as in a change, and the new content
    aside: str  # name under which what is there is kept, if it is not ours

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Self:
        """Take a step from a journal, which may come from anybody.

        Raises:
            ValueError, KeyError, TypeError: If it is none.
        """
        texts = [kept[name] for name in ("target", "source", "new", "old", "aside")]
        ours = kept["ours"]
        if not all(isinstance(each, str) and "\0" not in each for each in (*texts, *(ours or ()))):
            raise TypeError(kept)
        target, source, new, old, aside = texts
        return cls(target, source, new, old, None if ours is None else tuple(ours), aside)

    def stays_inside(self, work: Path) -> bool:
        """Whether it touches nothing outside the paper, and deletes nothing but outputs."""
        paper, source = _paper(work), Path(self.source)
        parent = (paper / self.target).parent.resolve()
        is_record = self.source and Path(self.target).suffix == ".yaml"
        rooms = (work.parent, paper / _RECORDS) if is_record else (work.parent,)
        names = Path(self.aside).name == self.aside
        taken = not source.is_absolute() and ".." not in source.parts
        inside = any(parent.is_relative_to(room.resolve()) for room in rooms)
        return names and taken and inside


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
    for folder in {(work / each.source).parent for each in steps if each.source}:
        sync_folder(folder)
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
            _take_back(work, *undo)
            return ()
        journal = _read(work, _JOURNAL)
        return None if journal is None else _carry_out(work, journal[0])


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


def _step(number: int, change: Change, work: Path) -> _Step:
    """What the journal says of a change; what is replaced is kept until all have happened."""
    _hold_in_place(change.target, work)
    new = file_digest(change.source) if change.source else ""
    foreign = is_foreign(change, new)
    if change.source:
        change.target.parent.mkdir(parents=True, exist_ok=True)
    old = "" if foreign else file_digest(change.target)
    if old:
        (work / _OLD).mkdir(exist_ok=True)
        _copy_cheaply(change.target, work / _OLD / str(number))
    return _Step(
        _named(work, change.target),
        change.source.relative_to(work).as_posix() if change.source else "",
        new,
        old,
        None if change.ours is None else tuple(sorted({*change.ours, new} - {""})),
        _free_name(change.target).name if foreign and change.source else "",
    )


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


def _carry_out(work: Path, steps: Sequence[_Step]) -> tuple[Aside, ...]:
    """Do what a journal says and has not happened yet, and close it; or take all of it back."""
    moved: list[Aside] = []
    try:
        for step in steps:
            _do(work, step, moved)
        for folder in {(_paper(work) / step.target).parent for step in steps}:
            if folder.is_dir():
                sync_folder(folder)
    except OSError:
        with suppress(OSError):  # a disk that is full may still take renames
            _write_durably(work / _UNDO, steps, moved)
        _take_back(work, steps, moved)
        raise
    with suppress(OSError):  # all has happened; the next command finds nothing left to do
        _close(work)
    return tuple(moved)


def _hold_in_place(target: Path, work: Path) -> None:
    """Raise OSError if a path leads elsewhere by way of a link that was put there meanwhile."""
    if not _is_in_place(target, work):
        raise OSError(errno.ELOOP, "a link leads out of its folder", str(target))


def _is_in_place(target: Path, work: Path) -> bool:
    """Whether a path lies where its name says, after links are resolved: in ``build/``, if so."""
    build = work.parent
    room = build if target.is_relative_to(build) else _paper(work)
    return work.is_dir() and target.parent.resolve().is_relative_to(room.resolve())


def _do(work: Path, step: _Step, moved: list[Aside]) -> None:
    target = _paper(work) / step.target
    _hold_in_place(target, work)
    change = Change(target, None, step.ours)
    if not step.source:
        if os.path.lexists(target) and not is_foreign(change, ""):
            target.unlink()
        return
    aside = target.with_name(step.aside) if step.aside else None
    source = work / step.source
    if source.is_file() and not source.is_symlink():  # else it has happened
        if is_foreign(change, step.new):
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


def _take_back(work: Path, steps: Sequence[_Step], moved: Iterable[Aside]) -> None:
    """Put back what was replaced or moved, and delete what was new; then close the journal."""
    for number, step in enumerate(steps):
        target, old = _paper(work) / step.target, work / _OLD / str(number)
        if not _is_in_place(target, work):
            continue
        if old.is_file():
            _move(old, target)
        elif step.new and not step.old and file_digest(target) == step.new:
            target.unlink()
    for each in moved:
        in_place = _is_in_place(each.path, work)
        if in_place and os.path.lexists(each.kept) and not os.path.lexists(each.path):
            each.kept.rename(each.path)
    _close(work)


def _close(work: Path) -> None:
    for name in (_JOURNAL, _UNDO):
        (work / name).unlink(missing_ok=True)
    sync_folder(work)


def _write_durably(path: Path, steps: Iterable[_Step], moved: Iterable[Aside] = ()) -> None:
    work = path.parent
    back = [[_named(work, each.path), each.kept.name] for each in moved]
    content = {"format": _FORMAT, "steps": [asdict(step) for step in steps], "moved": back}
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(work)


def _read(work: Path, name: str) -> tuple[list[_Step], list[Aside]] | None:
    """What a journal says that is whole and leads nowhere outside; ``None`` if there is none."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = json.loads((work / name).read_text(encoding="utf-8"))
        steps = [_Step.read(each) for each in kept["steps"]]
        targets = {step.target: _paper(work) / step.target for step in steps}
        moved = [
            Aside(targets[path], targets[path].with_name(beside)) for path, beside in kept["moved"]
        ]
        if kept["format"] == _FORMAT and all(step.stays_inside(work) for step in steps):
            return steps, moved
    return None


def _paper(work: Path) -> Path:
    """The paper's folder: ``..`` would not lead there from a folder of outputs that is a link."""
    return work.parent.parent


def _named(work: Path, path: Path) -> str:
    """How the journal calls a path: from the paper's folder, if it lies there by its name."""
    paper = _paper(work)
    return (path.relative_to(paper) if path.is_relative_to(paper) else path).as_posix()
