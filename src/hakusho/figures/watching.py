"""What a figure's module does besides drawing: the files that it reads, the modules it leaves.

This runs in a child process, which draws one figure after the other. None may depend on which
were drawn there before, or on anything that the cache cannot compare.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hakusho

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

_LIBRARIES = {"site-packages", "dist-packages", "build"}
_ENGINE = Path(hakusho.__file__).parent
_opened: set[str] | None = None
_prepared: set[str] = set()


class FromSource(SourceFileLoader):
    """Loads the paper's own modules from their source, always.

    Python takes a compiled module for current if the source has the same size and the same time
    stamp in whole seconds. An author who saves twice within a second would see an old figure.
    """

    def path_stats(self, path: str) -> Any:  # noqa: D102  the base class says
        raise OSError(path)  # "there are no time stamps": nothing compiled is read or written


def prepare(root: Path) -> None:
    """Let this process load the paper's modules from source, and watch what is opened.

    Args:
        root: The paper's folder.
    """
    if str(root) in _prepared:
        return
    if not _prepared:
        sys.addaudithook(_note)
    _prepared.add(str(root))

    def finder(place: str) -> FileFinder:
        if not _is_own(Path(place), root):
            raise ImportError(place)
        return FileFinder(place, (FromSource, [".py"]))

    sys.path_hooks.insert(0, finder)
    for place in [each for each in sys.path_importer_cache if _is_own(Path(each), root)]:
        del sys.path_importer_cache[place]


@contextmanager
def files_read(root: Path) -> Iterator[list[str]]:
    """Collect which of the paper's files are opened for reading.

    Args:
        root: The paper's folder.

    Yields:
        A list that is filled at the end: paths from the paper's folder, sorted.
    """
    global _opened  # noqa: PLW0603  an audit hook cannot be taken away again
    found: list[str] = []
    _opened = set()
    try:
        yield found
    finally:
        opened, _opened = _opened, None
        own = {Path(each) for each in opened if _is_own(Path(each), root)}
        found += sorted(each.relative_to(root).as_posix() for each in own if each.is_file())


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Take away what a module leaves behind: its own modules, and pyplot's open figures."""
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


def _note(event: str, arguments: Sequence[Any]) -> None:
    if event != "open" or _opened is None:
        return
    path, _, flags = arguments
    if isinstance(path, str | bytes) and not flags & os.O_WRONLY:
        _opened.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100  Path() costs more


def _comes_from(module: ModuleType, root: Path) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and _is_own(Path(file), root)


def _is_own(path: Path, root: Path) -> bool:
    """Whether a path is the paper's own, and not of a library or of Hakusho inside its folder."""
    if not path.is_relative_to(root) or path.is_relative_to(_ENGINE) or path == _ENGINE.parent:
        return False
    parts = path.relative_to(root).parts
    return not any(part in _LIBRARIES or part.startswith(".") for part in parts)
