"""What is kept between runs, with a seal that only this user's Hakusho can set.

A paper may come from anybody, and its ``build/cache`` with it. What lies there is used only if it
was made here: it begins with a line that holds its HMAC (RFC 2104, SHA-256) under a key of the
user's own, which lies in none of their papers. Without a key, for example where no home can be
written to, nothing that is kept is used, and everything is made anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.tools import boundary
from hakusho.tools.writes import replace_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

FOLDER = "HAKUSHO_CACHE"
"""The variable of the environment that names another folder for what is kept for a user."""
_START = b"hakusho "
_KEY_BYTES = 32
_MOST = 400
"""Files of one kind, as the drawings of a long paper; of those that this process has used, more."""
_USED: set[str] = set()


def user_folder() -> Path:
    """Where Hakusho keeps what is its user's and no paper's; it need not exist.

    Nothing can be kept there if the user has no home.
    """
    given = os.environ.get(FOLDER, "")
    if given:
        return Path(given)
    try:
        home = Path.home()
    except RuntimeError:
        return Path(os.devnull, "hakusho")
    if sys.platform == "darwin":
        return home / "Library/Caches/hakusho"
    variable = "LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"
    base = Path(os.environ.get(variable, ""))
    return (base if base.is_absolute() else home / ".cache") / "hakusho"


def load(file: Path) -> bytes | None:
    """Read what :func:`keep` has written.

    Returns:
        The data; ``None`` if there are none, or this user has not kept them under this name.
    """
    try:
        whole = file.read_bytes() if file.is_file() else b""
    except OSError:
        return None
    head, _, data = whole.partition(b"\n")
    return data if hmac.compare_digest(head, _seal(file.name, data)) else None


def keep(file: Path, data: bytes) -> None:
    """Write data with a seal, complete or not at all; the folder is made if it is missing.

    Raises:
        OSError: If the disk refuses; the old file is as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(file, under_seal(file.name, data))


def keep_if_possible(file: Path, data: bytes) -> None:
    """The same for what only saves time: a paper that is read-only keeps nothing.

    Nor does one in which a link leads out of ``build/``.
    """
    if boundary.stays_in_build(file):
        with suppress(OSError):
            keep(file, data)


def made_once(
    folder: Path | None, suffix: str, made_of: Iterable[bytes], make: Callable[[], bytes]
) -> bytes:
    """What is made of some ingredients; of the same ones once only, as long as a folder keeps it.

    Args:
        folder: Where it is kept, if that is possible; ``None`` keeps nothing.
        suffix: Of the file, with its dot.
        made_of: All that it depends on, versions of what makes it included.
        make: Makes it.
    """
    if folder is None:
        return make()
    file, known = find_made(folder, suffix, made_of)
    if known is None:
        known = make()
        keep_made(file, known)
    return known


def find_made(folder: Path, suffix: str, made_of: Iterable[bytes]) -> tuple[Path, bytes | None]:
    """For what is made many at once: the file of one, and what it keeps."""
    file = folder / f"{_digest(made_of)}{suffix}"
    _USED.add(file.name)
    return file, load(file)


def keep_made(file: Path, made: bytes) -> None:
    """Keep in its file what was not found, and no more in its folder than there is room for."""
    keep_if_possible(file, made)
    make_room(file.parent, _MOST, _USED)


def made_last(file: Path, made_of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
    """The same for what changes often: a file keeps what was made last, and that alone."""
    digest = _digest(made_of).encode()
    last, _, known = (load(file) or b"").partition(b"\n")
    if last == digest:
        return known
    made = make()
    keep_if_possible(file, digest + b"\n" + made)
    return made


def _digest(made_of: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in made_of:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def make_room(folder: Path, most: int, used: Collection[str]) -> None:
    """Once a folder holds more than ``most`` files, leave out those whose names are not used.

    Where a link leads out of ``build/``, what lies there is none of ours.
    """
    with suppress(OSError):
        kept = sorted(folder.iterdir()) if boundary.stays_in_build(folder / "any") else ()
        for file in kept if len(kept) > most else ():
            if file.name not in used and not file.is_dir():
                file.unlink()


def under_seal(name: str, data: bytes) -> bytes:
    """What a file of this name holds if these data are kept in it."""
    return _seal(name, data) + b"\n" + data


def _seal(name: str, data: bytes) -> bytes:
    named = name.encode("utf-8", "surrogateescape") + b"\0" + data
    return _START + hmac.new(_key(user_folder()), named, hashlib.sha256).hexdigest().encode()


@cache
def _key(folder: Path) -> bytes:
    """The user's key, made if there is none; another one in each run where it cannot be kept."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "key"
        if not file.is_file() or file.stat().st_size != _KEY_BYTES:
            replace_bytes(file, secrets.token_bytes(_KEY_BYTES), mode=0o600)
        return file.read_bytes()
    except OSError:
        return secrets.token_bytes(_KEY_BYTES)
