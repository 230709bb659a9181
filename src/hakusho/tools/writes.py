"""The one door to writing: work beside the outputs, then move everything into place at once.

A killed or failing build leaves the last good outputs as they were, or all of the new ones, because
nothing is written under a final name: each file is complete and on disk before ``os.replace``
(POSIX rename: atomic within a file system) puts it there, and :mod:`hakusho.tools.transaction`
sees to it that all are put there or none.
"""

from __future__ import annotations

import atexit
import errno
import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, say
from hakusho.tools.files import real_path
from hakusho.tools.interruption import (
    remove_tree,
    scratch_folder,
    sweep_scratch,
    temporary,
    undisturbed,
)
from hakusho.tools.transaction import (
    Aside,
    Change,
    commit,
    is_under_way,
    settle,
    sync_file,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from filelock import BaseFileLock

REFUSED_BY_MACHINE = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO),
        *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN),
    }
)
"""What is no mistake of a program: a full, read-only or broken disk, a lack of rights, files,
memory or processes."""
_WORK_PREFIX = ".work-"
_COMPLETE = "complete"
"""In a scratch folder beside, the entries that are to be moved into its folder, all of them."""
_MOST_ROOMS = 1_000
"""Folders of a paper that are looked at: those that commands write to lie near the top."""
LOCK_SECONDS = 120
"""How long a build waits for another one of the same paper."""


class BusyError(Exception):
    """Another build of this paper is running."""


class WriteError(Exception):
    """The disk refused; ``args[0]`` says which path and why."""


def refusal(error: Exception) -> Finding | None:
    """OUT001 if something failed that the machine refuses; ``None`` if it is a defect of ours."""
    if isinstance(error, WriteError):
        return Finding.of("OUT001", Location(say("the disk")), "cannot write: {error}", "", error)
    place, problem = "", say("nothing is left")
    if isinstance(error, MemoryError):
        place = say("memory")
    elif isinstance(error, FileNotFoundError) and not _has_temporary_folder():
        place, problem = "TMPDIR", say("{said}", error.strerror)
    elif isinstance(error, OSError) and error.errno in REFUSED_BY_MACHINE:
        place = str(error.filename or tempfile.gettempdir())
        problem = say("{said}", error.strerror)
    message = "the machine refuses: {problem}"
    return Finding.of("OUT001", Location(place), message, "", problem) if place else None


def _has_temporary_folder() -> bool:
    try:
        tempfile.gettempdir()
    except FileNotFoundError:  # neither what the environment names nor any usual one
        return False
    return True


@contextmanager
def _refusals_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"{path.name}: {error.strerror or error}") from error


@contextmanager
def work_folder(build: Path) -> Iterator[tuple[Path, tuple[Aside, ...]]]:
    """Give a fresh folder beside the outputs, alone, and remove it afterwards.

    What a build that was killed had begun is finished first, or taken back.

    Yields:
        An empty folder on the same file system as ``build``; and what was moved beside since it
        was not Hakusho's, as :func:`recover` says it.

    Raises:
        BusyError: If another build holds the lock for :data:`LOCK_SECONDS`.
        WriteError: If the folder cannot be made.
    """
    with _refusals_told(build):
        if build.is_symlink():
            raise OSError(errno.ELOOP, "a link leads elsewhere", str(build))
        build.mkdir(parents=True, exist_ok=True)
        lock = _lock(build, LOCK_SECONDS)
        if lock is None:
            raise BusyError(f"another build is using {build}")
    try:
        work = build / f"{_WORK_PREFIX}{secrets.token_hex(8)}"
        with temporary(work):
            with _refusals_told(build):
                settled = _settle_all(build)
                work.mkdir(mode=0o700)
            try:
                yield work, settled or ()
            finally:
                if not is_under_way(work):
                    remove_tree(work)
    finally:
        lock.release()


def recover(build: Path) -> tuple[Aside, ...] | None:
    """Finish or take back what builds that were killed had begun, and remove what they left.

    What another build that is running does is left alone.

    Returns:
        What was moved beside, since it was not Hakusho's; ``None`` if nothing was to be finished.

    Raises:
        WriteError: If the disk refuses.
    """
    if not any(build.glob(f"{_WORK_PREFIX}*")):
        return None
    with _refusals_told(build):
        lock = _lock(build, 0)
        if lock is None:
            return None
        try:
            return _settle_all(build)
        finally:
            lock.release()


def _lock(build: Path, seconds: float) -> BaseFileLock | None:
    """The lock of a folder, acquired; ``None`` if another command holds it for so long."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  a build without change locks nothing

    lock = FileLock(build / ".lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        return None
    return lock


def _settle_all(build: Path) -> tuple[Aside, ...] | None:
    settled = None
    for left in sorted(build.glob(f"{_WORK_PREFIX}*")):
        if left.is_symlink() or not left.is_dir():
            continue
        moved = settle(left)
        settled = settled if moved is None else (*(settled or ()), *moved)
        remove_tree(left)
    return settled


def publish(work: Path, changes: Collection[Change]) -> tuple[Aside, ...]:
    """Move finished files to their final names, and delete what is to go: all of it, or nothing.

    All are synced to disk before the first is moved, so that a full disk is noticed while the
    old outputs are still whole. ``work`` is the working folder of the build, in which they lie.

    Returns:
        What lay in their places and was not Hakusho's: it was moved beside.

    Raises:
        WriteError: If the disk refuses; then all is as it was.
    """
    for change in changes:
        if change.source is not None:
            with _refusals_told(change.target):
                sync_file(change.source)
    try:
        return commit(work, changes)
    except OSError as error:
        name = Path(error.filename or work.parent).name
        raise WriteError(f"{name}: {error.strerror or error}") from error


def write_text(path: Path, text: str) -> None:
    r"""Write UTF-8 with ``\n`` line ends atomically: complete under its name, or not there.

    What a link leads to is written, and the link stays. What is no file (a device, a pipe,
    ``/dev/stdout``) cannot be replaced: it is written to.

    Raises:
        WriteError: If the disk refuses.
    """
    with _refusals_told(path):
        if _is_written_to(path):
            _append(path, _bytes_of(text))
            return
        real = real_path(path)
        real.parent.mkdir(parents=True, exist_ok=True)
        sweep_scratch(real.parent, _finish)
        with scratch_folder(real.parent) as beside:
            whole = beside / "whole"
            with whole.open("wb") as file:
                file.write(_bytes_of(text))
                file.flush()
                os.fsync(file.fileno())
            if real.exists():
                shutil.copymode(real, whole)
            whole.replace(real)


def clear(folder: Path, below: Iterable[str] = ()) -> None:
    """Take away what commands that were killed had left where they wrote.

    That is in a folder, and in those of its folders that ``below`` names and all that lies in them.
    What :func:`create_all` had begun is finished if all of it was there. What a command that is
    running does is left alone.
    """
    sweep_scratch(folder, _finish)
    rooms = [folder / name for name in below]
    for room in rooms:
        sweep_scratch(room, _finish)
        with suppress(OSError):
            inner = [Path(each.path) for each in os.scandir(room) if _is_room(each)]
            rooms += sorted(inner)[: _MOST_ROOMS - len(rooms)]


def _is_room(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")


class TakenError(Exception):
    """Where something was to be made, something is already; ``args[0]`` names it."""


def create_all(
    folder: Path, files: Mapping[str, bytes], optional: Collection[str] = ()
) -> tuple[str, ...]:
    """Put new files into a folder, all of them or none, and never in the place of another.

    They are written beside, and each entry of the folder (``report``, ``.gitignore``) is then moved
    into it as a whole.

    Args:
        folder: It need not be there yet.
        files: Content by path in the folder, ``/`` between folders.
        optional: Entries that stay as they are where there is one of that name.

    Returns:
        The optional entries that were there already.

    Raises:
        TakenError: If another entry is there already; nothing is written then.
        WriteError: If the disk refuses; what was moved is taken back.
    """
    sweep_scratch(folder, _finish)
    entries = sorted({path.partition("/")[0] for path in files})
    there = [name for name in entries if os.path.lexists(folder / name)]
    taken = [name for name in there if name not in optional]
    if taken or (os.path.lexists(folder) and not folder.is_dir()):
        raise TakenError(taken[0] if taken else folder.name)
    with _refusals_told(folder):
        made = _folders_to_make(folder)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with scratch_folder(folder) as beside:
                for path, data in files.items():
                    (beside / "begun" / path).parent.mkdir(parents=True, exist_ok=True)
                    (beside / "begun" / path).write_bytes(data)
                with undisturbed():
                    (beside / "begun").rename(beside / _COMPLETE)
                    _move_in(beside)
        except BaseException:
            for each in made:
                with suppress(OSError):
                    each.rmdir()
            raise
    return tuple(there)


def _move_in(beside: Path) -> None:
    """Move entries that are complete into the folder beside, but for those of a name that is there.

    Raises:
        OSError: If the disk refuses; what was moved is taken back.
    """
    moved: list[str] = []
    try:
        for name in sorted(os.listdir(beside / _COMPLETE)):  # noqa: PTH208
            if not os.path.lexists(beside.parent / name):
                (beside / _COMPLETE / name).rename(beside.parent / name)
                moved.append(name)
    except BaseException:
        for name in moved:
            (beside.parent / name).rename(beside / _COMPLETE / name)
        raise


def _finish(beside: Path) -> None:
    """Finish what a process that was killed had begun."""
    if (beside / _COMPLETE).is_dir():
        _move_in(beside)


def _folders_to_make(folder: Path) -> list[Path]:
    """A folder and those above it that are not there, the innermost first."""
    return [each for each in (folder, *folder.parents) if not os.path.lexists(each)]


def _bytes_of(text: str) -> bytes:
    """UTF-8; what stands for a byte of a file's name that is none becomes the escape of JSON."""
    return text.encode("utf-8", "backslashreplace")


def _is_written_to(path: Path) -> bool:
    """Whether a path is a device or a pipe, or one of the names for an open file."""
    opened = path.is_absolute() and path.parts[1:2] in {("dev",), ("proc",)}
    return (opened and path.exists()) or (path.exists() and not (path.is_file() or path.is_dir()))


def _append(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        while data:
            data = data[os.write(handle, data) :]
    finally:
        os.close(handle)


def replace_bytes(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file of a cache atomically; its folder exists, and several builds may write it.

    ``mode`` says who may do what with it, as far as the user's mask lets them.

    Raises:
        OSError: If the disk refuses; the old file is as it was.
    """
    with scratch_folder(path.parent) as beside:
        handle = os.open(beside / "whole", os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        (beside / "whole").replace(path)


@cache
def scratch() -> Path:
    """A folder beside all papers, for this process alone; its end takes it away.

    Raises:
        OSError: If there is no room for temporary files.
    """
    until_the_end = ExitStack()
    folder = until_the_end.enter_context(scratch_folder())
    atexit.register(until_the_end.close)
    return folder
