"""CIT035: files that entries name (``file``), as JabRef, Zotero and Mendeley write them.

Most of them are a reference manager's, on one machine: absolute paths, or names in a folder that
its settings know. Only a path into a folder that the paper has can be said to be wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.values import own_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_LINKS = re.compile(r"(?<!\\);")
_PARTS = re.compile(r"(?<!\\):")
_FULL = len(("description", "path", "type"))
_ELSEWHERE = re.compile(
    r"[/\\~$%]|[A-Za-z]:|(?:home|users|volumes|mnt|media)[/\\]|\w+://", re.IGNORECASE
)


def check_files(audit: Audit) -> Iterator[Finding]:
    """Find entries that name a file in the paper's folder that is not there.

    Yields:
        CIT035 at the field.
    """
    if not audit.missing_files:
        return
    for value in own_values(audit.works, "file"):
        for path in named_files(value.raw):
            if path in audit.missing_files:
                message = "the file {path} does not exist"
                hint = "Correct the path, or delete the field: no edition needs it."
                yield value.finding("CIT035", message, hint, path)


def named_files(value: str) -> tuple[str, ...]:
    r"""The paths inside a folder that a ``file`` field names.

    Args:
        value: ``:path:PDF``, ``title:path:type;…``, or paths with ``;`` between; ``\:`` is a colon.

    Returns:
        Relative paths that begin with a folder, as written but for the escapes; no absolute ones,
        none out of the folder (``../``), and no bare names, which a reference manager finds
        through its settings.
    """
    found = []
    for link in _LINKS.split(value):
        parts = _PARTS.split(link.strip())
        path = parts[1] if len(parts) >= _FULL else parts[0]
        path = re.sub(r"\\([:;_&%#\\])", r"\1", path).strip()
        if "/" in path and not _ELSEWHERE.match(path) and ".." not in path.split("/"):
            found.append(path.removeprefix("./"))
    return tuple(found)


def missing_files(root: Path, works: Iterable[Work]) -> frozenset[str]:
    """Look for the files that entries name.

    Args:
        root: The paper's folder.
        works: All entries; the file system is asked only for those with ``file``.

    Returns:
        The paths whose first folder is in the paper's folder, or beside the ``.bib`` file, and
        which lead to no file in either.
    """
    missing = set()
    for work in works:
        for path in named_files(work.raw("file")):
            folders = (root, (root / work.entry.location.path).parent)
            try:
                known = any((folder / path.split("/", 1)[0]).is_dir() for folder in folders)
                if known and not any((folder / path).is_file() for folder in folders):
                    missing.add(path)
            except (OSError, ValueError):
                continue  # a name that this system cannot have: nobody's file here
    return frozenset(missing)
