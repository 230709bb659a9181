"""Texts that a document takes in from other files, where they stand in it.

Quarto has ``{{< include _a.qmd >}}``, MyST and Sphinx a directive, R Markdown ``child="a.Rmd"`` of
a cell without code, filters of pandoc ``!include a.md``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.starting.brought import text_of
from hakusho.tools import boundary

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTCODE = re.compile(r"^\s*\{\{<\s*include\s+[\"']?(?P<name>[^\s\"'>]+)[\"']?\s*>\}\}\s*$")
_DIRECTIVE = re.compile(r"^\s*(?P<fence>[:`]{3,})\{include\}\s*(?P<name>\S+)\s*$")
_CHILD = re.compile(
    r"^\s*(?P<fence>`{3,})\s*\{r\b[^}]*\bchild *= *(?:c\()?(?P<names>[\"'][^)}]*?[\"'])\)?"
    r"[^}\"']*\}\s*$"
)
_COMMAND = re.compile(r"^!include\s+(?P<name>\S+\.\w+)\s*$")
_QUOTED = re.compile(r"[\"']([^\"']+)[\"']")
_HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})(?!\{include\})")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Whole:
    """A text with what it takes in.

    Attributes:
        text: As one text.
        origins: The file and the line of each of its lines; empty if it takes nothing in.
        taken: The files that it takes in.
    """

    text: str
    origins: tuple[tuple[Path, int], ...] = ()
    taken: frozenset[Path] = frozenset()


def with_inclusions(root: Path, path: Path) -> Whole:
    """Read a document together with what it takes in; what is not there stays as it is written.

    Raises:
        BroughtError: If it cannot be read.
    """
    text = text_of(path)
    lines, origins, taken = list[str](), list[tuple[Path, int]](), set[Path]()
    for line, file, number in _lines_of(root, path, text, (path,)):
        lines.append(line)
        origins.append((file, number))
        taken.add(file)
    if taken <= {path}:
        return Whole(text)
    return Whole("\n".join(lines), tuple(origins), frozenset(taken - {path}))


def _lines_of(
    root: Path, path: Path, text: str, within: tuple[Path, ...]
) -> Iterator[tuple[str, Path, int]]:
    """The lines of a file and of those that it takes in, each with its place."""
    lines, number, fence = text.split("\n"), 0, ""
    while number < len(lines):
        line = lines[number]
        names, end = ((), number) if fence else _named_at(lines, number)
        found = [_found(root, path, name) for name in names]
        inner = [each for each in found if each is not None and each not in within]
        if inner and len(inner) == len(names) and len(within) < _DEEPEST:
            yield "", path, number + 1
            for each in inner:
                yield from _lines_of(root, each, _without_head(each), (*within, each))
                yield "", path, end + 1
            number = end + 1
            continue
        if opened := _FENCE.match(line):
            fence = "" if fence and line.strip().startswith(fence) else fence or opened[1]
        yield line, path, number + 1
        number += 1


def _named_at(lines: list[str], number: int) -> tuple[tuple[str, ...], int]:
    """The files that are taken in at a line, and the line where the call ends."""
    line = lines[number]
    if match := _SHORTCODE.match(line) or _COMMAND.match(line):
        return (match["name"],), number
    match = _DIRECTIVE.match(line)
    child = _CHILD.match(line)
    head = match or child
    if head is None:
        return (), number
    ends = (at for at in range(number + 1, len(lines)) if lines[at].strip() == head["fence"])
    end = next(ends, number)
    names = (match["name"],) if match else tuple(_QUOTED.findall(child["names"] if child else ""))
    return names, end


def _without_head(path: Path) -> str:
    """A text without its head, whose lines stay as empty ones."""
    return _HEAD.sub(lambda match: "\n" * match[0].count("\n"), text_of(path), count=1)


def _found(root: Path, path: Path, name: str) -> Path | None:
    """A file as it is seen from the one that names it, or from the top."""
    for folder in (path.parent.relative_to(root), Path()):
        with suppress(OSError, ValueError):
            real = boundary.real_path(root, folder / name.lstrip("/"))
            if real.is_file():
                return root / real.relative_to(boundary.real_path(root, "."))
    return None
