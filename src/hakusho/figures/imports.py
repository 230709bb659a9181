"""What a figure's module imports: the paper's own modules, and libraries; read from the source."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.paper.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LIBRARIES = sys.stdlib_module_names | {"hakusho"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a module rests on.

    Attributes:
        sources: Text of the module and of all modules of the paper that it imports, by path.
        libraries: First names of all else, without Python's own library.
    """

    sources: dict[str, str] = field(default_factory=dict)
    libraries: set[str] = field(default_factory=set)


def imported(root: Path, path: str, text: str, tree: ast.Module, folder: str) -> Imported:
    """Follow the imports of a module.

    A name may be a package, a module or something inside one, in the figures' folder or in the
    paper's: every candidate that exists is taken, because one source too many costs a redraw and
    one too few shows an old figure. What is imported in other ways is seen while it is drawn
    (:mod:`hakusho.figures.watching`).

    Args:
        root: The paper's folder.
        path: The module, from there.
        text: Its source.
        tree: The same, parsed.
        folder: The figures' folder, from there.

    Returns:
        The module itself and what it imports, directly or not.
    """
    found = Imported({path: text})
    waiting = [(path, tree)]
    while waiting:
        importer, parsed = waiting.pop()
        for places, parts in _names(importer, parsed, folder):
            candidates = [each for place in places for each in _candidates(place, parts)]
            files = [each for each in candidates if (root / each).is_file()]
            absolute = len(places) > 1
            if absolute and not files and parts[0] not in _NO_LIBRARIES:
                found.libraries.add(parts[0])
            for file in files:
                source = None if file in found.sources else read_text(root, file)[0]
                if source is None:
                    continue
                found.sources[file] = source
                try:
                    waiting.append((file, ast.parse(source)))
                except (SyntaxError, ValueError, RecursionError):
                    continue  # drawing says so, with the line
    return found


def _names(
    importer: str, tree: ast.Module, folder: str
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Each import as the folders where it is looked for and the parts of its name."""
    anywhere = (folder, "")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield anywhere, alias.name.split(".")
        elif isinstance(node, ast.ImportFrom):
            places = (_relative(importer, node.level),) if node.level else anywhere
            module = f"{node.module}." if node.module else ""
            for alias in node.names:
                yield places, f"{module}{alias.name}".split(".")


def _relative(importer: str, level: int) -> str:
    """The folder that the dots of a relative import lead to."""
    place = PurePosixPath(importer)
    for _ in range(level):
        place = place.parent
    return "" if str(place) == "." else str(place)


def _candidates(base: str, parts: list[str]) -> Iterator[str]:
    for length in range(1, len(parts) + 1):
        stem = "/".join([*([base] if base else []), *parts[:length]])
        yield f"{stem}.py"
        yield f"{stem}/__init__.py"
