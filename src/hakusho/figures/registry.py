"""Which figures a paper has, and what each rests on, read from the source without running it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, rule
from hakusho.paper.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FOLDER = "figures"
_NAME = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True)
class FigureModule:
    """A figure's module as its source shows it.

    Attributes:
        name: The module's stem.
        path: Relative to the paper.
        datasets: Names in ``DATA``.
        datasets_line: Where ``DATA`` is assigned; 0 if it is not.
        sources: Text of the module and of every module of the paper that it imports, by path.
    """

    name: str
    path: str
    datasets: tuple[str, ...]
    datasets_line: int
    sources: tuple[tuple[str, str], ...]


def available(root: Path) -> tuple[str, ...]:
    """Name the figures of a paper.

    Args:
        root: The paper's folder.

    Returns:
        The stems of ``figures/*.py`` in order; those that begin with ``_`` are shared code.
    """
    stems = (path.stem for path in (root / FOLDER).glob("*.py"))
    return tuple(sorted(stem for stem in stems if _NAME.fullmatch(stem)))


def inspect(root: Path, name: str) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """Read a figure's module without running it.

    Args:
        root: The paper's folder.
        name: The figure's name, as a Markdown image target gives it.

    Returns:
        The module, or ``None`` and what is wrong: FIG002 no such module, FIG003 not Python or
        ``DATA`` is no list of names, PAP003 or PAP004 for the file itself.
    """
    path = f"{FOLDER}/{name}.py"
    if not _NAME.fullmatch(name) or not (root / path).exists():
        return None, (_missing(root, name, path),)
    text, findings = read_text(root, path)
    if text is None:
        return None, findings
    try:
        tree = ast.parse(text, path)
    except (SyntaxError, ValueError, RecursionError) as error:
        where = Location(path, getattr(error, "lineno", 0) or 0, getattr(error, "offset", 0) or 0)
        message = f"this is not Python: {getattr(error, 'msg', error)}"
        return None, (Finding(rule("FIG003"), where, message),)
    names, line = _declared(tree)
    if names is None:
        message = "DATA must be a plain tuple of dataset names"
        hint = 'Write DATA = ("events",): it is read without running the module.'
        return None, (Finding(rule("FIG003"), Location(path, line), message, hint),)
    sources = tuple(sorted(_imported(root, path, text, tree).items()))
    return FigureModule(name, path, names, line, sources), ()


def _missing(root: Path, name: str, path: str) -> Finding:
    from rapidfuzz import process  # noqa: PLC0415  only a mistake pays for it

    nearest = process.extractOne(name, available(root), score_cutoff=60)
    hint = f"Did you mean {nearest[0]!r}?" if nearest else "Figures are the modules in figures/."
    return Finding(rule("FIG002"), Location(path), f"there is no figure {name!r}", hint)


def _declared(tree: ast.Module) -> tuple[tuple[str, ...] | None, int]:
    """The names in ``DATA``; ``None`` if it is anything but a literal list of names."""
    for node in tree.body:
        targets: Sequence[ast.expr] = ()
        value: ast.expr | None = None
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign):
            targets, value = [node.target], node.value
        if value is None or not any(isinstance(t, ast.Name) and t.id == "DATA" for t in targets):
            continue
        try:
            names = ast.literal_eval(value)
        except ValueError:
            return None, node.lineno
        good = isinstance(names, (tuple, list)) and all(isinstance(n, str) for n in names)
        return (tuple(dict.fromkeys(names)) if good else None), node.lineno
    return (), 0


def _imported(root: Path, path: str, text: str, tree: ast.Module) -> dict[str, str]:
    """Sources of the module and of all modules of the paper that it imports, by path.

    A name may be a package, a module or something inside one: every candidate that exists is
    taken, because one source too many costs a redraw and one too few shows an old figure.
    """
    sources = {path: text}
    waiting = [tree]
    while waiting:
        for candidate in _candidates(waiting.pop()):
            if candidate in sources or not (root / candidate).is_file():
                continue
            found, _ = read_text(root, candidate)
            if found is None:
                continue
            sources[candidate] = found
            try:
                waiting.append(ast.parse(found))
            except (SyntaxError, ValueError):
                continue  # drawing says so, with the line
    return sources


def _candidates(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names = [base, *(f"{base}.{alias.name}".lstrip(".") for alias in node.names)]
        for dotted in names:
            parts = dotted.removeprefix(f"{FOLDER}.").split(".")
            for length in range(1, len(parts) + 1):
                stem = "/".join([FOLDER, *parts[:length]])
                yield f"{stem}.py"
                yield f"{stem}/__init__.py"
