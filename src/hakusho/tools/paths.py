"""Questions about paths that are answered whatever the path: too long, a circle of links, no name.

``pathlib`` raises for some of them, and which ones differs from one version of Python to the next.
"""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; one that no system could have does not."""
    return os.path.isfile(path)  # noqa: PTH113  see above


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    return os.path.isdir(path)  # noqa: PTH112  see above


def real_path(path: Path) -> Path:
    """A path without links, as far as they lead anywhere; one in a circle of links stays."""
    return Path(os.path.realpath(path))
