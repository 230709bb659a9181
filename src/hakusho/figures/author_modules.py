"""An author's modules in a process that runs them: loaded from source, and gone afterwards."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.figures import unseen_reads
from hakusho.figures.registry import FOLDER
from hakusho.figures.watching import has_loaded_libraries, is_of_packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType


_loaded_before: frozenset[str] = frozenset()
_prepared: set[str] = set()


class FromSource(SourceFileLoader):
    """Loads modules that an author writes, in the paper or elsewhere, from their source, always.

    Python takes a compiled module for current if the source has the same size and the same time
    stamp in whole seconds. An author who saves twice within a second would see an old figure.
    """

    def path_stats(self, path: str) -> Any:  # noqa: D102  the base class says
        raise OSError(path)  # "there are no time stamps": nothing compiled is read or written

    def source_to_code(self, *given: Any, **named: Any) -> Any:  # type: ignore[override]  # noqa: D102
        try:
            return super().source_to_code(*given, **named)
        except MemoryError as error:  # of the parser, which has other limits than we have
            raise SyntaxError("it is nested too deeply", (str(given[1]), 1, 1, "")) from error


def prepare(root: Path) -> None:
    """Let this process load an author's modules from source."""
    if str(root) in _prepared:
        return
    global _loaded_before  # noqa: PLW0603  what this process is
    if not _prepared:
        _loaded_before = unseen_reads.loaded()
    _prepared.add(str(root))

    def finder(place: str) -> FileFinder:
        ours = place == str(root) or not is_of_packages(place, root)
        if not ours or not os.path.isdir(place):  # noqa: PTH112  it may be an archive
            raise ImportError(place)
        source = (FromSource, [".py"])
        if Path(place).is_relative_to(root):
            return FileFinder(place, source)
        return FileFinder(place, (ExtensionFileLoader, EXTENSION_SUFFIXES), source)

    sys.path_hooks.insert(0, finder)
    for place in tuple(sys.path_importer_cache):
        if place == str(root) or not is_of_packages(place, root):
            del sys.path_importer_cache[place]


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Take away what a module leaves behind: an author's modules, and pyplot's open figures."""
    known = set(sys.modules)
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name not in known]:
            if _comes_from(sys.modules[name], root):
                del sys.modules[name]
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")


def _comes_from(module: ModuleType, root: Path) -> bool:
    file = getattr(module, "__file__", None)
    return str(file).endswith(".py") and not is_of_packages(str(file), root)


def loaded_module(root: Path, path: str, name: str) -> ModuleType:
    """Run a module from its file, under a name that cannot shadow a library.

    Raises:
        BaseException: Whatever it raises.
    """
    for place in (str(root / FOLDER), str(root)):
        if place not in sys.path:
            sys.path.append(place)  # last: a figure called calendar must not hide the library's
    file = root / path
    spec = spec_from_file_location(name, file, loader=FromSource(name, str(file)))
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def unseen_readers(libraries: Iterable[str], imported: Iterable[str]) -> tuple[str, ...]:
    """Which packages may have read files unseen (:func:`unseen_reads.readers`) by now."""
    return unseen_reads.readers(tuple(libraries), imported, _loaded_before)


def has_left_readers() -> bool:
    """Whether what was loaded may read unseen: of whatever is run next it would be said as well."""
    return has_loaded_libraries() or bool(unseen_reads.left_behind(_loaded_before))
