"""Questions about paths that are answered whatever the path is, and reading what a cache holds.

A path may be too long, lead in a circle of links or to a pipe, or be no name at all.

``pathlib`` raises for some of them, and which ones differs from one version of Python to the next.
"""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; one that no system could have does not."""
    return os.path.isfile(path)  # noqa: PTH113  see above


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    return os.path.isdir(path)  # noqa: PTH112  see above


def real_path(path: Path) -> Path:
    """A path without links, as far as they lead anywhere; one in a circle of links stays."""
    return Path(os.path.realpath(path))


def file_content(path: Path) -> bytes:
    """The content of a file, and of nothing else: a pipe or a device might never end.

    Raises:
        OSError: If it cannot be read or is no file.
    """
    if not is_file(path) and path.exists():
        raise OSError(errno.EINVAL, "this is no file", str(path))
    return path.read_bytes()


def json_content(path: Path) -> Any:
    """What a JSON file says; ``None`` if there is none, or it cannot be read."""
    try:
        return json.loads(file_content(path))
    except (OSError, ValueError, RecursionError):
        return None
