"""The one boundary: a paper is its folder, after links are resolved, and is written to ``build/``.

Every file of a paper is read by way of this module. What leads out of the folder, by ``..`` or by a
link, is not read; and what is asked for is noted while a build runs (:func:`noted`), also what was
not there, so that the next build can tell whether all of it is as it was (:func:`state`).
"""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import TYPE_CHECKING

from hakusho.findings.sentences import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.findings.sentences import Text

IGNORED = frozenset({"__pycache__", ".DS_Store"})
"""What systems leave in folders; nothing is made of it."""
IS_THERE, NAMES, ENVIRONMENT = "there:", "names:", "environment:"
"""Before the name of what is asked for besides the content of a file: whether something is there,
which names a folder holds, a variable of the environment."""
_KINDS = (IS_THERE, NAMES, ENVIRONMENT)
BUILD = "build"
_WRITTEN = (".lock", "briefs", "cache", "figures")
"""What builds write into in ``build/``, besides files that are exchanged as a whole."""
_WORK = ".work-"
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})

_asked: dict[str, str] | None = None
_unsaved: Mapping[str, bytes] = {}


class OutsideError(OSError):
    """A path leads out of the paper's folder."""


@contextmanager
def unsaved(files: Mapping[str, bytes]) -> Iterator[None]:
    """Read files of a paper, named from its folder, as an editor holds them and not as saved."""
    global _unsaved  # noqa: PLW0603  as for noted
    before, _unsaved = _unsaved, files
    try:
        yield
    finally:
        _unsaved = before


def has_unsaved() -> bool:
    """Whether an editor holds a file that is not as it is saved."""
    return bool(_unsaved)


@contextmanager
def noted() -> Iterator[Mapping[str, str]]:
    """Note what is asked for in this process.

    Yields:
        The state of each thing when it was asked for first, by name: a file by its path from the
        paper's folder, all else behind :data:`IS_THERE` or :data:`NAMES`.
    """
    global _asked  # noqa: PLW0603  readers are everywhere, and one build runs at a time
    before, _asked = _asked, {}
    try:
        yield _asked
    finally:
        _asked = before


def noted_so_far() -> Mapping[str, str]:
    """What has been noted up to now; nothing where nobody notes anything."""
    return dict(_asked or {})


def _note(name: str, state: str) -> None:
    if _asked is not None:
        _asked.setdefault(name, state)


def note_others(reads: Mapping[str, str]) -> None:
    """Note what a program of the paper has asked for, as :func:`noted` has it."""
    for name, found in reads.items():
        _note(name, found)


def real_path(root: Path, path: str | Path) -> Path:
    """Where a path from the paper's folder leads; nothing need be there.

    Raises:
        OutsideError: If that is not in the paper's folder.
        OSError: If the path cannot be followed, for example a link that leads to itself.
        ValueError: If this system can have no such path.
    """
    base = _base(root)
    real = _followed(base, path)
    if not _is_below(real, base):
        raise OutsideError(f"{path} lies outside the paper's folder")
    return Path(real)


def _base(root: Path) -> str:
    """The paper's folder without links: they are followed once, as long as it is that folder."""
    try:
        found = root.stat()
    except OSError:
        return os.path.realpath(root)
    return _base_of(os.path.abspath(root), found.st_dev, found.st_ino)


@lru_cache
def _base_of(root: str, _device: int, _number: int) -> str:
    return os.path.realpath(root)


def _followed(base: str, path: str | Path) -> str:
    """Where a path from the paper's folder leads: no more than its own parts is looked at."""
    place, within = base, os.fspath(path).removeprefix(base.rstrip("/") + "/")
    parts = within.split("/")
    if os.name != "posix" or ".." in parts or within.startswith("/"):
        return os.path.realpath(os.path.join(base, path))
    for part in parts:
        if part in {"", "."}:
            continue
        place = os.path.join(place, part)
        with suppress(OSError):
            if S_ISLNK(os.lstat(place).st_mode):
                return os.path.realpath(os.path.join(base, path))
    return place


def read_bytes(root: Path, path: str | Path) -> bytes:
    """Read a file of the paper, named from its folder or by its real path.

    Raises:
        OutsideError: If it lies elsewhere.
        OSError: If it cannot be read, or is no file.
    """
    real = real_path(root, path)
    if real.exists() and not real.is_file():
        raise OSError(f"{path} is no file")  # a pipe would never end
    within = real.relative_to(_base(root))
    data = _unsaved.get(within.as_posix()) if _unsaved else None
    data = real.read_bytes() if data is None else data
    name = within if isinstance(path, Path) else path
    _note(str(name), hashlib.sha256(data).hexdigest())
    return data


def is_file(root: Path, path: str) -> bool:
    """Whether a path leads to a file of the paper.

    Raises:
        OSError: If this system can have no such path.
        ValueError: Likewise.
    """
    return _what(root, path) == "file"


def is_folder(root: Path, path: str) -> bool:
    """Whether a path leads to a folder of the paper, like :func:`is_file`."""
    return _what(root, path) == "folder"


def is_oddity(root: Path, path: str) -> bool:
    """Whether a path leads to a pipe, a socket or a device."""
    return _what(root, path) == "oddity"


def is_there(root: Path, path: str) -> bool:
    """Whether the paper has something of this name, be it a link that leads nowhere."""
    return bool(_what(root, path)) or (root / path).is_symlink()


def _what(root: Path, path: str) -> str:
    """What a path leads to; empty if nothing is there, or it is not the paper's."""
    _note(f"{IS_THERE}{path}", found := _there(root, path))
    what, _, place = found.partition(" ")
    return "" if Path(place).is_absolute() else what


def names(root: Path, folder: str) -> tuple[str, ...]:
    """The names of what a folder of the paper holds, sorted; none if there is no such folder.

    Raises:
        OutsideError: If it lies elsewhere.
    """
    found = _names(real_path(root, folder))
    _note(f"{NAMES}{folder}", _digest_of_names(_sources(folder, found)))
    return found


def _sources(folder: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The names in a folder without ``build/``, which the first build of a paper makes itself."""
    return tuple(name for name in found if folder != "." or name != BUILD)


@dataclass(frozen=True, slots=True)
class Walked:
    """What lies in a folder of the paper, at any depth: paths from the paper's folder, sorted."""

    files: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()  # links that lead out of the paper's folder
    odd: tuple[str, ...] = ()  # pipes, sockets, devices, links that lead nowhere; none is hidden
    folders: tuple[str, ...] = ()


def walk(root: Path, folder: str) -> Walked:
    """Look for all files of a folder, also behind links to folders, each folder once."""
    base = os.path.realpath(root)
    waiting = [(folder, os.path.join(base, folder))]
    known: set[str] = set()
    files: list[str] = []
    outside: list[str] = []
    odd: list[str] = []
    folders: list[str] = []
    while waiting:
        path, place = waiting.pop()
        real = os.path.realpath(place) if not known or os.path.islink(place) else place
        if not _is_below(real, base):
            outside.append(path)
        elif os.path.isdir(real) and real not in known:
            known.add(real)
            folders.append(path)
            within = f"{path}/" if path else ""
            found = (name for name in reversed(_names(Path(real))))
            waiting += [(f"{within}{name}", os.path.join(real, name)) for name in found]
        elif os.path.isfile(real):
            files.append(path)
        elif path != folder and real not in known and not path.rpartition("/")[2].startswith("."):
            odd.append(path)
    return Walked(*(tuple(sorted(each)) for each in (files, outside, odd, folders)))


def led_out_of_build(root: Path) -> tuple[str, ...]:
    """What builds would write to by way of a link, and that does not lie in ``build/``.

    Returns:
        Paths from the paper's folder, sorted; empty if all is well.
    """
    build = os.path.join(os.path.realpath(root), BUILD)
    if os.path.realpath(build) != build:
        return (BUILD,)
    written = [each for each in _names(Path(build)) if each in _WRITTEN or each.startswith(_WORK)]
    waiting = [f"{BUILD}/{each}" for each in written]
    found = []
    while waiting:
        path = waiting.pop()
        if (root / path).is_symlink():
            if not Path(os.path.realpath(root / path)).is_relative_to(build):
                found.append(path)
        else:
            waiting += [f"{path}/{name}" for name in _names(root / path)]
    return tuple(sorted(found))


def stays_in_build(path: Path) -> bool:
    """Whether a file that is named in some ``build/`` lies there, just before it is written.

    A link that was put there while a build runs may lead out of it.
    """
    folder = os.path.abspath(path.parent)
    before, build, _ = f"{folder}{os.sep}".rpartition(f"{os.sep}{BUILD}{os.sep}")
    inside = os.path.join(os.path.realpath(before), BUILD)
    return not build or _is_below(os.path.realpath(folder), inside)


def is_in_build(root: Path, path: str) -> bool:
    """Whether a path from the paper's folder leads to something in ``build/``."""
    base = os.path.realpath(root)
    return _is_below(os.path.realpath(root / path), os.path.join(base, BUILD))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def state(root: Path, name: str) -> str:
    """What is now of something that was noted, wherever it lies.

    Args:
        root: The paper's folder.
        name: As :func:`noted` has it. What a figure's program has asked for may lie elsewhere, and
            is then named by its absolute path.

    Returns:
        A digest, or what is there and where; empty if nothing is.
    """
    kind, path = next(
        ((each, name.removeprefix(each)) for each in _KINDS if name.startswith(each)), ("", name)
    )
    if kind == ENVIRONMENT:
        return _digest(os.environ.get(path, ""))
    try:
        if kind == IS_THERE:
            return _there(root, path)
        place = Path(path) if os.path.isabs(path) else real_path(root, path)
        if kind == NAMES:
            return _digest_of_names(_sources(path, _names(place)))
        return file_digest(place)
    except (OSError, ValueError):
        return ""


def said(name: str) -> Text:
    """Word for people what was noted."""
    if name.startswith(IS_THERE):
        return say("whether there is {name}", name.removeprefix(IS_THERE))
    if name.startswith(NAMES):
        return say("what {name} holds", name.removeprefix(NAMES))
    return say("{said}", name.removeprefix(ENVIRONMENT))


def file_digest(file: Path) -> str:
    """sha256 of a file's content; empty if it is no file or cannot be read."""
    try:
        if not file.is_file():
            return ""  # a pipe would never end
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _there(root: Path, path: str) -> str:
    """What a path leads to, and where: a link that is set anew leads elsewhere."""
    try:
        mode = (root / path).stat().st_mode
    except OSError as error:
        if error.errno in _ABSENT:  # no link need be followed to say so
            return ""
        raise
    # An oddity is a pipe, a socket, a device: of no use, and yet no gap.
    what = "file" if S_ISREG(mode) else "folder" if S_ISDIR(mode) else "oddity"
    base = _base(root)
    real = _followed(base, path)
    place = Path(real).relative_to(base) if _is_below(real, base) else Path(real)
    return f"{what} {place.as_posix()}"


def _names(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    return tuple(sorted(name for name in os.listdir(folder) if name not in IGNORED))


def _digest_of_names(found: tuple[str, ...]) -> str:
    return _digest("\0".join(found))


def _digest(text: str) -> str:
    given = text.encode("utf-8", "surrogateescape")
    return hashlib.sha256(given).hexdigest() if given else ""
