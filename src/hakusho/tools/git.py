"""The one door to git: files as they were in an earlier revision. Only ``--since`` needs it."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING

from hakusho.tools import processes
from hakusho.tools.boundary import OutsideError, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HARMLESS = (
    *("--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs"),
    *("-c", "protocol.allow=never"),  # so that nothing is fetched where an object is missing
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}"),
)
"""A repository comes with a paper, and its own configuration may name programs: none is run."""
_SILENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": ""}
"""The last lets a repository allow no protocol by itself, as ``protocol.ext.allow`` would."""
_LINK = "120000"
"""The mode of a symbolic link, whose content is where it leads."""
_FATAL = "fatal: "
SECONDS = 30
"""Of a processor; git answers in a fraction of a second."""


class GitError(Exception):
    """git could not answer; ``args[0]`` says why, in words for authors."""


def files_at(root: Path, revision: str, folder: str) -> dict[str, bytes]:
    """The files of a folder (``/`` between folders) as they were in a commit, tag or branch.

    Returns:
        Content by path relative to ``root``; nothing if the folder was not there.

    Raises:
        GitError: If git is not installed, ``root`` is in no repository, or there is no such
            revision.
    """
    kept = _blobs(root, _commit(root, revision), f"{folder}/")
    return {path: data for _, path, data in kept}


def folder_at(root: Path, revision: str, into: Path) -> None:
    """Write all of a folder that git keeps, as it was in a commit, into an empty one.

    Raises:
        GitError: As :func:`files_at`.
    """
    links: list[tuple[Path, bytes]] = []
    try:
        for mode, path, data in _blobs(root, _commit(root, revision)):
            place = real_path(into, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            if mode == _LINK:
                links.append((place, data))
            else:
                place.write_bytes(data)
        for place, data in links:  # now that nothing is written any more that could follow one
            place.symlink_to(os.fsdecode(data))
    except (OutsideError, FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        raise GitError(f"no folder can hold the files of {revision}: {error}") from error


def _blobs(root: Path, commit: str, *folders: str) -> Iterator[tuple[str, str, bytes]]:
    """Mode, path and content of what a commit keeps below ``root``, submodules apart.

    Blobs as they are: ``git archive`` and ``git show`` let programs that attributes and
    configuration name make something else of them.
    """
    listed = _git(root, "ls-tree", "-z", "-r", commit, "--", *folders)
    entries = []
    for line in filter(None, os.fsdecode(listed).split("\0")):
        head, _, path = line.partition("\t")
        mode, kind, blob = head.split()
        if kind == "blob":
            entries.append((mode, path, blob))
    asked = "".join(f"{blob}\n" for _, _, blob in entries)
    given = asked.encode("ascii")
    answered = BytesIO(_git(root, "cat-file", "--batch", given=given) if entries else b"")
    for mode, path, _ in entries:
        said = answered.readline().split()
        if len(said) != 3:  # noqa: PLR2004  of one that is not there: its name, and "missing"
            raise GitError(f"the repository does not hold {path} of that revision")
        yield mode, path, answered.read(int(said[2]))
        answered.readline()


def _commit(root: Path, revision: str) -> str:
    """The name of a commit."""
    if revision.startswith("-"):
        raise GitError(f"'{revision}' is not a revision")
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    return commit.decode().strip()


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = processes.run(
            ["git", *_HARMLESS, "-C", str(root), *arguments],
            what="git",
            seconds=SECONDS,
            given=given,
            environment={**os.environ, **_SILENT},
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed on this machine") from error
    except processes.LimitError as error:
        raise GitError(error.args[0]) from error
    if done.code:
        said = done.complaints.decode(errors="replace").strip().splitlines()
        name = arguments[-1].removesuffix("^{commit}")  # only rev-parse --quiet says nothing
        unknown = f"there is no revision '{name}'"
        fatal = [line for line in said if line.startswith(_FATAL)]  # what to do may follow it
        raise GitError((fatal or said)[0].removeprefix(_FATAL) if said else unknown)
    return done.output
