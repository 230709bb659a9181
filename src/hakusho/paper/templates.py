"""Where a template comes from: the paper's own ``templates/``, else the house style we ship."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import hakusho
from hakusho.findings import Finding, Location
from hakusho.paper.folders import TEMPLATES
from hakusho.paper.reading import decode, outside, read_text, unusable
from hakusho.tools import boundary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


_TEXTS = frozenset({".css", ".csl", ".j2", ".typ", ".yaml"})
"""Kinds of templates that are text."""
_FILES = _TEXTS | {".docx", ".html", ".xhtml"}
"""Kinds of templates of which none is a folder."""
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
    for file in (own_file(root, name), shipped() / name):
        if file is not None and file.is_file():
            return file
    raise FileNotFoundError(f"no template {name}")


def own_file(root: Path, name: str) -> Path | None:
    """The paper's own template of a name, if it has one in its folder."""
    path = f"{TEMPLATES}/{name}"
    return root / path if boundary.is_file(root, path) else None


def source_of(folder: str, root: Path, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Read a template of a folder for Jinja2, which names it (:class:`jinja2.FunctionLoader`).

    Returns:
        The text, its file, and what says whether that still holds it; ``None`` if there is none.
    """
    try:
        file = None if ".." in name.split("/") else template(root, f"{folder}/{name}")
    except FileNotFoundError:
        file = None
    if file is None:
        return None
    text = file.read_text(encoding="utf-8")
    return text, str(file), lambda: file.read_text(encoding="utf-8") == text


def folder_files(root: Path, folder: str) -> dict[str, Path]:
    """All files of a template folder, the paper's own before the shipped, by name inside it."""
    base, own = shipped() / folder, f"{TEMPLATES}/{folder}"
    files = (file for file in base.rglob("*") if file.is_file())
    found = {file.relative_to(base).as_posix(): file for file in files}
    paths = boundary.walk(root, own).files
    found |= {path.removeprefix(f"{own}/"): root / path for path in paths}
    return dict(sorted(found.items()))


def own_template(root: Path, name: str) -> bool:
    """Whether a paper has a template of its own, and not only a copy of the shipped one."""
    own, ours = own_file(root, name), shipped() / name
    if own is None:
        return False
    try:
        return not ours.is_file() or own.read_bytes() != ours.read_bytes()
    except OSError:
        return True  # that it cannot be read is said by itself


def own_templates(root: Path) -> list[Path]:
    """The templates of editions that a paper has of its own, and not only copies of the shipped."""
    paths = (
        path for kind in _OF_EDITIONS for path in boundary.walk(root, f"{TEMPLATES}/{kind}").files
    )
    return [root / path for path in paths if own_template(root, path.removeprefix(f"{TEMPLATES}/"))]


def brings_own(root: Path, folder: str) -> bool:
    """Whether a paper has templates of its own in a folder, other than the shipped ones."""
    return any(file.is_relative_to(root / "templates" / folder) for file in own_templates(root))


def unreadable(root: Path) -> Iterator[Finding]:
    """Find the paper's own templates that are not UTF-8, or links to what is not the paper's.

    Yields:
        PAP002, PAP003 or PAP004 for each.
    """
    found = boundary.walk(root, TEMPLATES)
    yield from map(outside, found.outside)
    folders = (path for path in found.folders if PurePosixPath(path).suffix in _FILES)
    for path in (*found.odd, *folders):
        yield Finding.of("PAP002", Location(path), "this is no file")
    for path in found.files:
        yield from _problems(root, path)


def _problems(root: Path, path: str) -> Iterator[Finding]:
    try:
        data = boundary.read_bytes(root, path)
    except OSError as error:
        yield unusable(path, error)
    else:
        yield from decode(path, data)[1] if PurePosixPath(path).suffix in _TEXTS else ()


def names_in_templates(root: Path) -> frozenset[str]:
    """What the paper's own templates may name of its text and the shipped ones do not.

    A style sheet names a class ``.side-note``, a Typst template the key ``side-note: …`` of what
    becomes of divisions.
    """
    found: set[str] = set()
    for path in boundary.walk(root, TEMPLATES).files:
        if PurePosixPath(path).suffix in _TEXTS:
            own = read_text(root, path)[0] or ""
            ours = shipped() / path.removeprefix(f"{TEMPLATES}/")
            known = ours.read_text(encoding="utf-8") if ours.is_file() else ""
            found.update(set(_NAME.findall(own)) - set(_NAME.findall(known)))
    return frozenset(found)
