"""Which distributions of others are installed, and in what version.

It is told by the names of their ``.dist-info`` folders, which hold both ("Recording installed
projects", packaging.python.org): :mod:`importlib.metadata` parses a whole file for each.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_SUFFIX = ".dist-info"


@cache
def version_of(name: str) -> str:
    """The version of a distribution; empty if it is not installed.

    Of several on Python's path it is the first, which is the one that is imported.
    """
    return _installed().get(_normal(name)) or _by_its_metadata(name)


@cache
def _installed() -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in Path(folder or ".").glob(f"*{_SUFFIX}"):
                project, _, version = entry.name.removesuffix(_SUFFIX).partition("-")
                if version:
                    found.setdefault(_normal(project), version)
    return found


def _normal(name: str) -> str:
    """PEP 503: how names of distributions are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _by_its_metadata(name: str) -> str:
    """The version of what another form of installation has left."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  loads much

    with suppress(PackageNotFoundError):
        return version(name)
    return ""
