"""The one door to writing: work beside the outputs, then move everything into place at once.

A killed or failing build leaves the last good outputs as they were, because nothing is written
under a final name: each file is complete and on disk before ``os.replace`` (POSIX rename: atomic
within a file system) puts it there.
"""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from hakusho.tools.files import real_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFUSED_BY_MACHINE = frozenset(
    {
        *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO),
        *(errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN),
    }
)
"""What is no mistake of a program: a full, read-only or broken disk, a lack of rights, files,
memory or processes."""
_WORK_PREFIX = ".work-"
LOCK_SECONDS = 120
"""How long a build waits for another one of the same paper."""


class BusyError(Exception):
    """Another build of this paper is running."""


class WriteError(Exception):
    """The disk refused; ``args[0]`` says which path and why."""


@contextmanager
def _refusals_told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"{path.name}: {error.strerror or error}") from error


@contextmanager
def work_folder(build: Path) -> Iterator[Path]:
    """Give a fresh folder beside the outputs, alone, and remove it afterwards.

    Yields:
        An empty folder on the same file system as ``build``.

    Raises:
        BusyError: If another build holds the lock for :data:`LOCK_SECONDS`.
        WriteError: If the folder cannot be made.
    """
    with _refusals_told(build):
        build.mkdir(parents=True, exist_ok=True)
        lock = FileLock(build / ".lock")
        try:
            lock.acquire(timeout=LOCK_SECONDS)
        except Timeout as error:
            raise BusyError(f"another build is using {build}") from error
    try:
        for left in build.glob(f"{_WORK_PREFIX}*"):  # of a build that was killed
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            prefix=_WORK_PREFIX, dir=build, ignore_cleanup_errors=True
        ) as name:
            yield Path(name)
    finally:
        lock.release()


def publish(files: Mapping[Path, Path]) -> None:
    """Move finished files to their final names, which are keys, on one file system.

    All are synced to disk before the first is moved, so that a full disk is noticed while the
    old outputs are still whole.

    Raises:
        WriteError: If the disk refuses.
    """
    for target, source in files.items():
        with _refusals_told(target):
            _sync(source)
            target.parent.mkdir(parents=True, exist_ok=True)
    for target, source in files.items():
        with _refusals_told(target):
            source.replace(target)


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
        temporary = real.with_name(f".{real.name}.{os.getpid()}")
        try:
            temporary.write_bytes(_bytes_of(text))
            if real.exists():
                shutil.copymode(real, temporary)
            temporary.replace(real)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise


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


def remove(path: Path) -> None:
    """Delete a file; one that is gone already is no mistake.

    Raises:
        WriteError: If the disk refuses.
    """
    with _refusals_told(path):
        path.unlink(missing_ok=True)


def replace_bytes(path: Path, data: bytes) -> None:
    """Write a file of a cache atomically; its folder exists, and several builds may write it.

    Raises:
        OSError: If the disk refuses; the old file is as it was.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def keep(path: Path, data: bytes) -> None:
    """Write a file of a cache, if that is possible; a paper that is read-only keeps nothing."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_bytes(path, data)


@cache
def scratch() -> Path:
    """A folder beside all papers, for this process alone; its end takes it away.

    Raises:
        OSError: If there is no room for temporary files.
    """
    folder = tempfile.TemporaryDirectory(prefix="hakusho-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
