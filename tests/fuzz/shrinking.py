"""What is left of a failing case when all is taken away that the failure does not need."""

from __future__ import annotations

import shutil

from fuzz.mutations import files_of

MOST_RUNS = 60
"""More is not cheap; what is left then is small enough to be read."""


def shrink(folder, fails):
    """Take files, then lines, out of the paper in a folder as long as it fails alike.

    Args:
        folder: The paper, which is changed.
        fails: Whether a copy of it fails alike.

    Returns:
        How often it was run.
    """
    runs = 0

    def still(change):
        nonlocal runs
        runs += 1
        trial = folder.with_name("trial")
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(folder, trial, symlinks=True)
        change(trial)
        if not fails(trial):
            return False
        change(folder)
        return True

    for file in files_of(folder, texts=False):
        name = file.relative_to(folder)
        if runs < MOST_RUNS:
            still(lambda root, name=name: (root / name).unlink())
    for file in files_of(folder):
        name = file.relative_to(folder)
        size = max(file.read_bytes().count(b"\n") // 2, 1)
        while size and runs < MOST_RUNS:
            size = _without_lines(folder / name, name, size, still)
    return runs


def _without_lines(file, name, size, still):
    """Take out stretches of so many lines; how many to try next."""
    at = 0
    while at < len(lines := file.read_bytes().split(b"\n")):
        rest = b"\n".join(lines[:at] + lines[at + size :])
        if not still(lambda root, rest=rest: (root / name).write_bytes(rest)):
            at += size
    return size // 2
