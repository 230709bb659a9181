"""Ten variants of where and how a paper is built: has every output the same bytes in each?

Papers are copied and built once, and again in another folder, as another user, in another locale
and so on; each time every file for readers is compared with that of the first build.

Usage: ``python tests/bench/variants.py``, or with folders of papers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PAPERS = (REPOSITORY, REPOSITORY / "tests/papers/harbour", REPOSITORY / "tests/papers/minimal")
SOURCES = ("bib", "figures", "images", "report", "sources", "templates")
_OTHER_USER = ("unshare", "--user", "--map-user=1234", "--map-group=1234")


@dataclass(frozen=True)
class Variant:
    """How a build differs from the first one.

    Attributes:
        before: A command that runs the build.
        variables: Of its environment; ``HOME`` is a new folder where it is empty.
        folder: Where the paper lies, below a folder for temporary files.
        mask: The mask of rights of new files.
        dated: Of the paper's files, in seconds; ``0`` leaves the day of the copy.
        twice: Whether another state of it was built before, whose outputs and caches are there.
    """

    before: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    folder: str = "paper"
    mask: int = 0o022
    dated: int = 0
    twice: bool = False


FIRST = Variant()
VARIANTS = {
    "another folder": Variant(folder="a room/論文 (é)/x"),
    "another user": Variant(_OTHER_USER),
    "another locale": Variant(variables={"LC_ALL": "POSIX", "LANG": "ja_JP.eucJP"}),
    "another time zone": Variant(variables={"TZ": "Pacific/Kiritimati"}),
    "another mask": Variant(mask=0o077),
    "another hash seed": Variant(variables={"PYTHONHASHSEED": "4711"}),
    "older files": Variant(dated=86_400),
    "one processor": Variant(("taskset", "--cpu-list", "0")),
    "new home, no caches": Variant(variables={"HOME": "", "XDG_CACHE_HOME": ""}),
    "built before, with caches": Variant(twice=True),
}


def main() -> None:
    """Build each paper in all variants and print the table; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("papers", nargs="*", type=Path, default=PAPERS)
    differs = False
    for paper in parser.parse_args().papers:
        first = outputs(paper, FIRST)
        print(f"{paper.resolve().name}: {len(first)} files", flush=True)
        for name, variant in VARIANTS.items():
            found = outputs(paper, variant)
            others = sorted(path for path in {*first, *found} if first.get(path) != found.get(path))
            differs = differs or bool(others)
            same = len(first) - len(others)
            print(
                f"  {name:<28}{same:>3} of {len(first)} the same  {', '.join(others)}", flush=True
            )
    sys.exit(differs)


def outputs(paper: Path, variant: Variant) -> dict[str, str]:
    """Build a copy of a paper, and return the sha256 of each file for readers by its path."""
    with tempfile.TemporaryDirectory(prefix="variants-") as name:
        root = Path(name) / variant.folder
        for folder in SOURCES:
            if (paper / folder).is_dir():
                shutil.copytree(paper / folder, root / folder)
        if variant.dated:
            for each in root.rglob("*"):
                os.utime(each, (variant.dated, variant.dated))
        given = {
            key: value or tempfile.mkdtemp(dir=name) for key, value in variant.variables.items()
        }
        if variant.twice:
            chapter = min((root / "report/chapters").glob("*.md"))
            text = chapter.read_bytes()
            chapter.write_bytes(text + b"\nOne more.\n")
            _build(root, variant, given)
            chapter.write_bytes(text)
        _build(root, variant, given)
        build = root / "build"
        return {
            path: hashlib.sha256((build / path).read_bytes()).hexdigest()
            for path in sorted(each.relative_to(build).as_posix() for each in build.rglob("*"))
            if (build / path).is_file() and not path.startswith(("cache/", "."))
        }


def _build(root: Path, variant: Variant, given: dict[str, str]) -> None:
    command = [*variant.before, sys.executable, "-m", "hakusho", "build", "--project", str(root)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **given},
        umask=variant.mask,
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
