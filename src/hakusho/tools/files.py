"""A question about a path that is answered whatever the path is.

A path may be too long, lead in a circle of links, or be no name at all. ``pathlib`` raises for some
of them, and which ones differs from one version of Python to the next.
"""

from __future__ import annotations

import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """A path without links, as far as they lead anywhere; one in a circle of links stays."""
    return Path(os.path.realpath(path))
