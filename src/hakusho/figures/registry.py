"""Which figures a paper has, and what each rests on, read from the source without running it."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass, replace
from functools import cache
from importlib.machinery import PathFinder
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.figures.selection import (
    Selection,
    cells_asked_for,
    chosen,
    digest_of,
    merged,
    read_selection,
    select,
)
from hakusho.figures.specs import read_spec
from hakusho.figures.unseen_reads import OF_PYTHON, variables
from hakusho.findings import Finding, Location, did_you_mean, say
from hakusho.paper.reading import find_file, folder_names, read_text
from hakusho.paper.yaml_source import locate
from hakusho.tools import boundary
from hakusho.tools.keeping import kept
from hakusho.values.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.data import Dataset, Row
    from hakusho.figures.specs import Spec


FOLDER = "figures"
_SUFFIXES = (".py", ".yaml")
"""Of a figure that is a program, and of one that is written in YAML."""
_NAME = re.compile(r"[^\W\d_][\w-]*")
NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What Python's parser raises, the last where something is nested too deeply."""
_NO_LIBRARIES = (sys.stdlib_module_names - OF_PYTHON) | {"hakusho"}


def _imported(root: Path, path: str, text: str) -> tuple[dict[str, str], set[str]]:
    """Follow the imports of a module.

    A name may be a package, a module or something inside one, in the figures' folder or in the
    paper's: every candidate that exists is taken, because one source too many costs a redraw and
    one too few shows an old figure. What is imported in other ways is seen while it is drawn
    (:mod:`hakusho.figures.drawing`).

    Returns:
        Text of the module and of all modules of the paper that it imports, directly or not, by
        path; and the first names of all else, without what of Python's own reads only what is
        seen.
    """
    sources, libraries = {path: text}, set()
    waiting = [(path, text)]
    while waiting:
        for places, parts in _names(*waiting.pop()):
            candidates = [each for place in places for each in _candidates(place, parts)]
            files = [each for each in candidates if boundary.is_file(root, each)]
            absolute = len(places) > 1
            name = parts[0]
            if absolute and name not in _NO_LIBRARIES and not (files and _is_the_papers(name)):
                libraries.add(name)
            for file in files:
                source = None if file in sources else read_text(root, file)[0]
                if source is None:
                    continue
                sources[file] = source
                waiting.append((file, source))
    return sources, libraries


@cache
def _is_the_papers(name: str) -> bool:
    """Whether a module that the paper has is hidden by no library of its name."""
    if name in sys.stdlib_module_names:
        return False
    found = PathFinder.find_spec(name)
    return found is None or found.origin is None  # a mere folder of that name hides nothing


@kept
def tree_of(path: str, text: str) -> ast.Module:
    """A module's syntax: each brief asks for it again, and nobody changes it."""
    return ast.parse(text, path)


@kept
def _names(importer: str, text: str) -> tuple[tuple[tuple[str, ...], list[str]], ...]:
    """Each import as the folders where it is looked for and the parts of its name."""
    try:
        tree = tree_of(importer, text)
    except NOT_PYTHON:
        return ()  # drawing says so, with the line
    return tuple(_imports(importer, tree))


def _imports(importer: str, tree: ast.Module) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    anywhere = (FOLDER, "")
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
    folders = PurePosixPath(importer).parents
    return str(folders[min(level, len(folders)) - 1]).removeprefix(".")


def _candidates(base: str, parts: list[str]) -> Iterator[str]:
    for length in range(1, len(parts) + 1):
        stem = "/".join([*([base] if base else []), *parts[:length]])
        yield f"{stem}.py"
        yield f"{stem}/__init__.py"


@dataclass(frozen=True, slots=True)
class FigureModule:
    """A figure as its source shows it: a module, or a YAML file.

    ``selections`` is what its ``DATA`` or ``dataset`` says, ``files`` what its ``FILES`` does,
    and ``names_files`` whether it has one: an empty one says that it reads nothing unseen.
    ``sources`` are the text of the module and of every module of the paper that it imports, by
    path; ``libraries`` the packages that these import and that are neither the paper's nor Python's
    own, but for those of Python's own that may read unseen. One in YAML has a ``spec`` in place of
    these, with the place of each column that it names, of its ``source`` and of all its ``keys``.

    ``each`` is the column for whose values it can be drawn, with the place that says so: of
    ``ports`` with ``each: port`` the figure ``ports-brae`` sees the rows of Brae alone; ``among``
    says that it sees them among all others.
    """

    name: str
    path: str
    selections: tuple[Selection, ...]
    sources: tuple[tuple[str, str], ...]
    libraries: tuple[str, ...]
    files: tuple[str, ...] = ()
    spec: Spec | None = None
    columns: tuple[tuple[str, Location], ...] = ()
    source_place: Location | None = None
    names_files: bool = False
    each: tuple[str, Location] | None = None
    keys: tuple[tuple[str, Location], ...] = ()
    among: bool = False

    @property
    def variables(self) -> tuple[str, ...]:
        """Variables of the environment that count for what the sources do."""
        return variables(text for _, text in self.sources)

    @property
    def datasets(self) -> tuple[str, ...]:
        """Names of the datasets in ``DATA``."""
        return tuple(selection.name for selection in self.selections)

    def seen(self, datasets: Mapping[str, Dataset]) -> tuple[Dataset, ...]:
        """What the module sees of the paper's datasets, in the order of ``DATA``."""
        return tuple(
            select(selection, datasets[selection.name])
            for selection in self.selections
            if selection.name in datasets
        )

    def shown(self, seen: Sequence[Dataset]) -> tuple[Dataset, ...]:
        """The same as :meth:`seen` gives, with those rows alone that a figure in YAML chooses."""
        named, wanted = self._chosen_from, self._wanted
        rows = (row for each in seen if each.name in named for row in each.rows)
        held = cells_asked_for(rows, wanted) if wanted else {}
        return tuple(chosen(each, held) if held and each.name in named else each for each in seen)

    def sees(self, dataset: str, row: Row) -> bool:
        """Whether the module sees a row of a dataset, and shows it."""
        if not any(each.name == dataset and each.covers(row) for each in self.selections):
            return False
        if dataset not in self._chosen_from:
            return True
        held = cells_asked_for((row,), self._wanted)
        return all(row.get(name) in cells for name, cells in held.items())

    @property
    def _chosen_from(self) -> frozenset[str]:
        """The datasets of which ``rows`` of a figure in YAML chooses."""
        named = self.spec.dataset if self.spec is not None else ()
        return frozenset(each.split("[")[0].strip() for each in named)

    @property
    def _wanted(self) -> Mapping[str, tuple[str, ...]]:
        """What it wants of which column; nothing of a figure that shows all that it sees."""
        wanted: Mapping[str, tuple[str, ...]] = getattr(self.spec, "rows", {})
        return wanted

    @property
    def held(self) -> str:
        """The value that it is drawn for, as its name has it; empty if it is drawn for all."""
        return next((each.held for each in self.selections), "")

    def value_in(self, seen: Iterable[Dataset]) -> str:
        """The same as the data that it sees have it."""
        if self.each is None or not self.held:
            return ""
        column = self.each[0]
        rows = (row for each in seen if column in each.columns for row in each.rows)
        return next((row[column] for row in rows if slug_of(row[column]) == self.held), "")

    def drawn_for(self, value: str) -> FigureModule:
        """The figure that sees the rows alone that hold a value in its column ``each``."""
        column = self.each[0] if self.each else ""
        among = self.among or (self.spec is not None and self.spec.sees_all)
        own = (replace(e, column=column, held=value, among=among) for e in self.selections)
        return replace(self, name=f"{self.name}-{value}", selections=tuple(own))


def seen_digest(module: FigureModule, name: str, datasets: Mapping[str, Dataset]) -> str:
    """Hash what a figure shows of a dataset: its rows and columns, not their places in the file.

    Returns:
        sha256; empty if the module does not see the dataset or there is none of this name.
    """
    found = (each for each in module.shown(module.seen(datasets)) if each.name == name)
    return next(map(digest_of, found), "")


def available(root: Path) -> tuple[str, ...]:
    """The figures of a paper: stems of ``figures/*.py`` and ``*.yaml``; a ``_`` marks others."""
    names = map(PurePosixPath, folder_names(root, FOLDER)[0])
    stems = (name.stem for name in names if name.suffix in _SUFFIXES)
    return tuple(dict.fromkeys(stem for stem in stems if _NAME.fullmatch(stem)))


def every(root: Path, datasets: Mapping[str, Dataset]) -> Iterator[str]:
    """The figures of a paper; of one that is drawn for values, one for each that the data have."""
    for name in available(root):
        module, _ = inspect(root, name)
        if module is None or module.each is None:
            yield name
            continue
        column = module.each[0]
        seen = [each for each in module.seen(datasets) if column in each.columns]
        values = dict.fromkeys(slug_of(row[column]) for each in seen for row in each.rows)
        yield from (f"{name}-{value}" for value in values if value) if values else (name,)


def drawn_by(name: str, figures: Iterable[str]) -> str:
    """Which of some figures draws what an image names: itself, or ``ports`` for ``ports-brae``.

    Returns:
        Its name; empty if none can, as of the path of a file.
    """
    if "." in name or "/" in name:
        return ""
    found = (each for each in figures if name == each or name.startswith(f"{each}-"))
    return max(found, key=len, default="")


def is_figure(root: Path, name: str, figures: Collection[str]) -> bool:
    """Whether a name is one of the paper's figures, or what one of them draws for a value."""
    stem = drawn_by(name, figures)
    if stem in {"", name}:
        return bool(stem)
    module, _ = _inspected(root, stem)
    return module is None or module.each is not None


def path_of(root: Path, name: str) -> str:
    """The source of a figure, relative to the paper: its module, or else its YAML file."""
    name = drawn_by(name, available(root)) or name
    path, other = (f"{FOLDER}/{name}{suffix}" for suffix in _SUFFIXES)
    return other if boundary.is_there(root, other) and not boundary.is_there(root, path) else path


def inspect(root: Path, name: str) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """Read a figure, named as a Markdown image target names it, without running it.

    ``ports-brae`` is ``ports`` drawn for one value, if there is no figure of that name and
    ``ports`` says for the values of which column it can be.

    Returns:
        The figure, or ``None`` and what is wrong: FIG002 no such figure, FIG003 not Python or
        ``DATA`` or ``FILES`` is no list of names, FIG021 its YAML is no figure, FIG022 it is there
        as Python and as YAML, PAP003 or PAP004 for the file itself, PAP002 or PAP004 for one of
        ``FILES``.
    """
    figures = available(root)
    stem = drawn_by(name, figures)
    value = slug_of(unquote(name.removeprefix(stem)))
    if stem in {"", name} or not value or not is_figure(root, name, figures):
        return _inspected(root, name)
    module, findings = _inspected(root, stem)
    return module and module.drawn_for(value), findings


def _inspected(root: Path, name: str) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """Read a figure that has a file of its own."""
    path, other = (f"{FOLDER}/{name}{suffix}" for suffix in _SUFFIXES)
    there = [each for each in (path, other) if boundary.is_there(root, each)]
    if not _NAME.fullmatch(name) or not there:
        return None, (_missing(root, name, path),)
    if len(there) > 1:
        message = "the figure {name!r} is there twice: {one} and {other}"
        hint = "Delete or rename one of them: which one is meant nobody can tell."
        return None, (Finding.of("FIG022", Location(other), message, hint, name, path, other),)
    text, findings = read_text(root, there[0])
    if text is None:
        return None, findings
    if there == [path]:
        return inspect_program(root, name, path, text)
    return _specified(name, other, text)


def _specified(name: str, path: str, text: str) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """A figure that is written in YAML."""
    spec, document, findings = read_spec(path, text)
    if spec is None:
        return None, findings
    where = locate(path, document, ("dataset",))
    selections = []
    for declared in spec.declared:
        selection = read_selection(declared, where)
        if selection is None:
            return None, (_unreadable("FIG021", declared, where),)
        selections.append(selection)
    columns = tuple((column, locate(path, document, way)) for column, way in spec.columns())
    place = locate(path, document, ("source",)) if spec.source is not None else None
    data = merged(iter(selections))
    each = (spec.each, locate(path, document, ("each",))) if spec.each else None
    columns = (*columns, *((each,) if each else ()))
    said = (key for key in type(spec).model_fields if key in spec.model_fields_set)
    keys = tuple((key, locate(path, document, (key,))) for key in said)
    found = FigureModule(name, path, data, (), (), (), spec, columns, place, each=each, keys=keys)
    return found, findings


_WIDE = re.compile(r"invalid (?:non-printable )?character '?(?P<char>.)")
_NARROW = {
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)},
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    "、": ",",
    "。": ".",
    "「": '"',
    "」": '"',
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
}
"""What Python knows of signs that input methods and word processors write."""


def inspect_program(
    root: Path, name: str, path: str, text: str
) -> tuple[FigureModule | None, tuple[Finding, ...]]:
    """Read a module with this text, as :func:`inspect` does."""
    try:
        tree = tree_of(path, text)
    except NOT_PYTHON as error:
        where = Location(path, getattr(error, "lineno", 0) or 0, getattr(error, "offset", 0) or 0)
        message = "this is not Python: {error}"
        said = getattr(error, "msg", str(error)) or say("it is nested too deeply")
        if (wide := _WIDE.match(str(said))) and wide["char"] in _NARROW:
            hint = "Write {narrow} for {wide}."
            given = said, _NARROW[wide["char"]], wide["char"]
            return None, (Finding.of("FIG003", where, message, hint, *given),)
        hint = "Look at this line and the one above it: a sign is missing, or one too many."
        if isinstance(error, IndentationError):
            hint = "Begin it where the lines above begin to which it belongs; with spaces, no tabs."
        return None, (Finding.of("FIG003", where, message, hint, said),)
    selections = _declared(path, tree)
    if isinstance(selections, Finding):
        return None, (selections,)
    sources, libraries = _imported(root, path, text)
    shown = tuple(sorted(sources.items())), tuple(sorted(libraries))
    files, findings = _files(root, path, tree)
    if findings:
        return None, findings
    each = _each(path, tree)
    among = each if isinstance(each, Finding) else _among(path, tree, each)
    if isinstance(each, Finding) or isinstance(among, Finding):
        return None, (among,) if isinstance(among, Finding) else ()
    module = FigureModule(name, path, selections, *shown, files, each=each, among=among)
    columns, named = (each,) if each else (), any(_assigned(tree, "FILES"))
    return replace(module, columns=columns, names_files=named), ()


def _missing(root: Path, name: str, path: str) -> Finding:
    hint = did_you_mean(
        name, available(root), say("Figures are the modules and YAML files in figures/.")
    )
    return Finding.of("FIG002", Location(path), "there is no figure {name!r}", hint, name)


def _declared(path: str, tree: ast.Module) -> tuple[Selection, ...] | Finding:
    """What ``DATA`` selects; a finding if it is anything but a literal list of names."""
    items, wrong = _literals(path, tree, "DATA", 'DATA = ("events",)')
    if wrong:
        return wrong
    selections = []
    for value, where in items:
        selection = read_selection(value, where)
        if selection is None:
            return _unreadable("FIG003", value, where)
        selections.append(selection)
    return merged(iter(selections))


def _unreadable(rule_id: str, declared: str, where: Location) -> Finding:
    message = "'{value}' does not say which rows of which dataset"
    hint = 'Write "forces", or with ids or globs of ids "forces[china-*, ceiling]".'
    return Finding.of(rule_id, where, message, hint, declared)


def _files(root: Path, path: str, tree: ast.Module) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The files that ``FILES`` names, from the paper's folder, and what is wrong with them."""
    items, wrong = _literals(path, tree, "FILES", 'FILES = ("figures/data/n.db",)')
    if wrong:
        return (), (wrong,)
    found = [(name, where, find_file(root, name)[1]) for name, where in items]
    findings = [replace(each, location=where) for _, where, all_ in found for each in all_]
    return tuple(name for name, _, _ in found), tuple(findings)


def _each(path: str, tree: ast.Module) -> tuple[str, Location] | Finding | None:
    """The column that ``EACH`` names; a finding if it is anything but a plain text."""
    for node, value in _assigned(tree, "EACH"):
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            return value.value, Location(path, value.lineno, value.col_offset + 1)
        message = "EACH must be the name of one column, for whose values the figure is drawn"
        hint = "Write {example}: it is read without running the module."
        return Finding.of("FIG003", Location(path, node.lineno), message, hint, 'EACH = "port"')
    return None


def _among(path: str, tree: ast.Module, each: tuple[str, Location] | None) -> bool | Finding:
    """Whether ``HIGHLIGHT = "each"`` says that a value's rows are seen among all others."""
    for node, value in _assigned(tree, "HIGHLIGHT"):
        if isinstance(value, ast.Constant) and value.value == "each" and each is not None:
            return True
        message = "HIGHLIGHT can be 'each' alone, beside EACH: all rows are then seen"
        hint = "Write {example}; context.each is the value that is to stand out."
        where = Location(path, node.lineno)
        return Finding.of("FIG003", where, message, hint, 'EACH = "port"; HIGHLIGHT = "each"')
    return False


def _assigned(tree: ast.Module, name: str) -> Iterator[tuple[ast.stmt, ast.expr]]:
    """What a module gives a name at its top, and the statements that do."""
    for node in tree.body:
        targets: Sequence[ast.expr] = ()
        value: ast.expr | None = None
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign):
            targets, value = [node.target], node.value
        if value is not None and any(isinstance(t, ast.Name) and t.id == name for t in targets):
            yield node, value


def _literals(
    path: str, tree: ast.Module, name: str, example: str
) -> tuple[list[tuple[str, Location]], Finding | None]:
    """The strings of a module's tuple with their places; a finding if it is anything else."""
    for node, value in _assigned(tree, name):
        items = value.elts if isinstance(value, (ast.Tuple, ast.List)) else [None]
        found: list[tuple[str, Location]] = []
        for item in items:
            where = Location(path, node.lineno)
            if item is not None:
                where = Location(path, item.lineno, item.col_offset + 1)
            if not (isinstance(item, ast.Constant) and isinstance(item.value, str)):
                message = "{name} must be a plain tuple of names"
                named = value.value if isinstance(value, ast.Constant) else None
                if isinstance(named, str):
                    example = f'{name} = ("{named}",)'
                hint = "Write {example}: it is read without running the module."
                return [], Finding.of("FIG003", where, message, hint, name, example)
            found.append((item.value, where))
        return found, None
    return [], None
