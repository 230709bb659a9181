"""Where a template comes from: the paper's own ``templates/``, else the house style we ship."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hakusho
from hakusho.paper.reading import decode, outside, read_text, unusable
from hakusho.tools.files import real_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Finding

_TEXTS = frozenset({".css", ".csl", ".j2", ".typ", ".yaml"})
"""Kinds of templates that are text."""
_NAME = re.compile(r"""(?<=[."'\[])[A-Za-z][\w-]*|[A-Za-z][\w-]*(?=: )""")
"""What may be the name of a class or an attribute in CSS, HTML and Typst."""
_OF_EDITIONS = ("docx", "epub", "html", "labels", "typst")
"""Folders of what editions look like and say."""


@cache
def shipped() -> Path:
    """The folder of the templates that come with Hakusho.

    In an installed wheel it lies inside the package; in a source checkout the repository's root
    is itself a paper, and its ``templates/`` is the house style.
    """
    package = Path(hakusho.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def template(root: Path, name: str) -> Path:
    """Find a template by its name in ``templates/``, for example ``typst/report.typ``.

    Returns:
        The paper's own file if it has one, else the shipped file.

    Raises:
        FileNotFoundError: If neither exists, which is a defect of ours.
    """
    for folder in (root / "templates", shipped()):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"no template {name}")


def folder_files(root: Path, folder: str) -> dict[str, Path]:
    """All files of a template folder, the paper's own before the shipped, by name inside it."""
    found: dict[str, Path] = {}
    for base in (shipped() / folder, root / "templates" / folder):
        if base.is_dir():
            files = (file for file in sorted(base.rglob("*")) if file.is_file())
            found.update({file.relative_to(base).as_posix(): file for file in files})
    return dict(sorted(found.items()))


def own_template(root: Path, name: str) -> bool:
    """Whether a paper has a template of its own, and not only a copy of the shipped one."""
    own, ours = root / "templates" / name, shipped() / name
    if not own.is_file():
        return False
    try:
        return not ours.is_file() or own.read_bytes() != ours.read_bytes()
    except OSError:
        return True  # that it cannot be read is said by itself


def own_templates(root: Path) -> list[Path]:
    """The templates of editions that a paper has of its own, and not only copies of the shipped."""
    folder = root / "templates"
    files = (file for kind in _OF_EDITIONS for file in sorted((folder / kind).rglob("*")))
    return [file for file in files if own_template(root, file.relative_to(folder).as_posix())]


def brings_own(root: Path, folder: str) -> bool:
    """Whether a paper has templates of its own in a folder, other than the shipped ones."""
    return any(file.is_relative_to(root / "templates" / folder) for file in own_templates(root))


def unreadable(root: Path) -> Iterator[Finding]:
    """Find the paper's own templates that are not UTF-8, or links to what is not the paper's.

    Yields:
        PAP002, PAP003 or PAP004 for each.
    """
    own = root / "templates"
    for file in (own, *sorted(own.rglob("*"))):
        if file.is_symlink() and not real_path(file).is_relative_to(real_path(root)):
            yield outside(file.relative_to(root).as_posix())
            continue
        if file.is_file():
            yield from _problems(file.relative_to(root).as_posix(), file)


def _problems(path: str, file: Path) -> Iterator[Finding]:
    try:
        data = file.read_bytes()
    except OSError as error:
        yield unusable(path, error)
    else:
        yield from decode(path, data)[1] if file.suffix in _TEXTS else ()


def names_in_templates(root: Path) -> frozenset[str]:
    """What the paper's own templates may name of its text and the shipped ones do not.

    A style sheet names a class ``.side-note``, a Typst template the key ``side-note: …`` of what
    becomes of divisions.
    """
    found: set[str] = set()
    for file in sorted((root / "templates").rglob("*")):
        if file.suffix in _TEXTS and file.is_file():
            name = file.relative_to(root / "templates")
            own = read_text(root, f"templates/{name.as_posix()}")[0] or ""
            ours = shipped() / name
            known = ours.read_text(encoding="utf-8") if ours.is_file() else ""
            found.update(set(_NAME.findall(own)) - set(_NAME.findall(known)))
    return frozenset(found)
