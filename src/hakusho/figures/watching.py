"""What a figure's program asks for: files, folders, what is not there, variables.

Python says when it opens a file, lists a folder, imports a module or starts a program
(``sys.audit``, PEP 578); of ``os.stat``, by which ``exists()`` asks, and of ``os.environ`` it says
nothing, so both are exchanged for ones that tell. Each thing is noted with its state when it was
asked for first, so that what changes while a figure is drawn lets it be drawn again.

What Python and installed packages have of their own does not count: their versions do
(:mod:`hakusho.figures.cache`). Neither does what a program has written itself before.
"""

from __future__ import annotations

import importlib
import os
import re
import site
import sys
import sysconfig
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hakusho
from hakusho.figures.registry import FOLDER
from hakusho.tools.boundary import BUILD, ENVIRONMENT, IS_THERE, NAMES, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_LIBRARIES = {"site-packages", "dist-packages"}
_OF_ENVIRONMENT = re.compile(rf"[/\\](?:[Ll]ib|python[\d.]*)[/\\](?:{'|'.join(_LIBRARIES)})[/\\]")
"""Such a folder where environments have it: ``.venv/lib/python3.11/site-packages``."""
_PACKAGE = Path(hakusho.__file__).parent
_SYSTEM = ("/dev", "/proc", "/sys", "/etc/localtime", "/etc/mime.types", "/usr/share/zoneinfo")
"""Where no author's data lie: devices, what the system says of itself, time zones, media types."""
_IN_MEMORY = "/dev/shm"  # noqa: S108  nothing is made there
"""Where they may lie after all: a folder that is kept in memory alone."""
_OTHER_NAMES = ("/dev/", "/proc/")
"""Where what lies elsewhere has another name: ``/proc/self/cwd``, ``/dev/fd/3``."""
_OPENED_UNSEEN = {"PIL._imagingft": "getfont", "PIL._imagingcms": "profile_open"}
"""Functions of a compiled module, otherwise of those that open by Python, that do so themselves."""
_DLOPEN = "ctypes.dlopen"
_READERS = {"subprocess.Popen": "subprocess", "sqlite3.connect": "sqlite3", _DLOPEN: "ctypes"} | {
    name: name
    for name in ("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system")
}
"""What begins to read, by the event that says so, and says nothing of what it reads."""
_FORK_EXEC = "fork_exec"
"""What starts a program, of ``_posixsubprocess``: multiprocessing asks it, and nobody is told."""
_OTHERS_ROOMS = (".git", f"{BUILD}/cache")
"""What git keeps changes with each commit, what Hakusho keeps with each build; only what a program
opens there counts."""
_TELLING = ("stat", "lstat", "access", "readlink")
_descriptor = os.readlink
_STANDARD = tuple({sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib")})


@dataclass(slots=True)
class Seen:
    """What one figure asked for."""

    root: Path
    asked: dict[str, str] = field(default_factory=dict)  # its state, by name
    imported: set[str] = field(default_factory=set)  # first names of modules
    readers: set[str] = field(default_factory=set)  # what may have read more
    _written: set[str] = field(default_factory=set)

    def note(self, kind: str, path: object, *, opened: bool = False) -> None:
        """Note that something was asked for; one that is ``opened`` may be git's or Hakusho's."""
        place = _place(path)
        if place is not None and self._is_its_own(place):
            place = os.path.realpath(place)  # its own link may lead to what is not
        if place is None or self._is_its_own(place):
            return
        seen_there = opened and _is_others(place, self.root)
        if not seen_there and is_of_packages(place, self.root):
            return
        name = _named(place, self.root)
        self._keep(kind + name)
        if Path(name).is_absolute() and _is_below(place, str(self.root)):
            self._keep(IS_THERE + os.path.relpath(place, self.root))  # where the link leads

    def looked_at(self, path: object, *, whole: bool) -> None:
        """Note that something is there or not; how large it is, too, if that is told as well."""
        self.note(IS_THERE, path)
        if whole:
            self.note("", path)

    def opened(self, path: object, flags: int) -> None:
        """Note a file that is opened: what is there before it is read, or that it is written.

        What is only added to counts when it is opened to be read.
        """
        there = os.path.exists(path)  # type: ignore[arg-type]  # noqa: PTH110
        if flags & (os.O_WRONLY | os.O_RDWR) and (flags & os.O_TRUNC or not there):
            if not os.path.isdir(path):  # type: ignore[arg-type]  # noqa: PTH112  that fails
                self.wrote(path)
        elif not flags & os.O_WRONLY:
            self.note("", path, opened=True)

    def made(self, folder: object) -> None:
        """Note a folder that the program makes; one that is there already stays as it is."""
        if not os.path.lexists(folder):  # type: ignore[arg-type]
            self.wrote(folder)

    def listed(self, folder: object, *, whole: bool) -> None:
        """Note a folder that is listed, with what its files hold if their sizes are told too."""
        self.note(NAMES, folder)
        place = _place(folder)
        if whole and place is not None:
            with suppress(OSError):
                for each in Path(place).iterdir():
                    self.note("", each)

    def wrote(self, path: object) -> None:
        """Note that the program makes a file or a folder itself."""
        place = _place(path)
        if place is not None:
            self._written |= {place, os.path.realpath(place)}

    def missed(self, module: str) -> None:
        """Note that the paper has no module of a name."""
        stem = module.replace(".", "/")
        for place in (f"{FOLDER}/{stem}", stem):
            self._keep(f"{IS_THERE}{place}.py")
            self._keep(f"{IS_THERE}{place}/__init__.py")

    def variable(self, name: str) -> None:
        """Note a variable of the environment."""
        self._keep(f"{ENVIRONMENT}{name}")

    def _keep(self, name: str) -> None:
        if name not in self.asked:
            self.asked[name] = state(self.root, name)

    def _is_its_own(self, place: str) -> bool:
        return any(_is_below(place, each) for each in self._written)


_watch: Seen | None = None
_loaded_libraries: list[object] = []
_busy = threading.local()


@contextmanager
def watched(root: Path) -> Iterator[Seen]:
    """Note what is asked for in this process; ``root`` is absolute."""
    global _watch  # noqa: PLW0603  an audit hook cannot be taken away again
    _install()
    _watch = seen = Seen(root)
    try:
        yield seen
    finally:
        _watch = None


@cache
def _install() -> None:
    """Let this process tell."""
    sys.addaudithook(_hear)
    sys.meta_path.append(_Missed())
    of_system = sys.modules[os.name if os.name == "nt" else "posix"]
    for name in _TELLING:
        telling = _telling(getattr(os, name))
        setattr(os, name, telling)
        setattr(of_system, name, telling)
    of_system.open = os.open = _opening(os.open)  # type: ignore[attr-defined]
    with suppress(ImportError):
        starting = importlib.import_module("_posixsubprocess")
        setattr(starting, _FORK_EXEC, _starting(getattr(starting, _FORK_EXEC)))
    for module, function in _OPENED_UNSEEN.items():
        with suppress(ImportError, AttributeError):
            compiled = importlib.import_module(module)
            setattr(compiled, function, _reading(getattr(compiled, function)))
    os.environ.__class__ = _Environment
    if hasattr(os, "environb"):
        os.environb.__class__ = _Environment


def _watching() -> Seen | None:
    """Who is to be told; nobody, if it is asked for in order to note something."""
    return None if getattr(_busy, "now", False) else _watch


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    seen = _watching()
    if seen is None:
        return
    if event == "open":
        _tell(lambda: seen.opened(arguments[0], arguments[2]))
    elif event == "os.mkdir":
        _tell(lambda: seen.made(arguments[0]))
    elif event == "os.link":
        _tell(lambda: seen.note("", arguments[0], opened=True))
    elif event in {"os.listdir", "os.scandir"}:
        frame = sys._getframe(1)  # noqa: SLF001
        if not _is_import(frame):
            folder = "." if arguments[0] is None else arguments[0]
            # What a folder's entries say of themselves, the system says without a word.
            whole = event == "os.scandir" and _is_own(frame.f_code.co_filename, seen.root) is True
            _tell(lambda: seen.listed(folder, whole=whole))
    elif event == "import":
        seen.imported.add(str(arguments[0]).partition(".")[0])
    elif event in _READERS:
        # Python itself loads its own library by no name, as a program may.
        of_python = event == _DLOPEN and arguments[0] is None
        if not of_python or _wanted_by_own(sys._getframe(1), seen.root):  # noqa: SLF001
            seen.readers.add(_READERS[event])
            _loaded_libraries.extend(arguments[:1] if event == _DLOPEN else ())


def has_loaded_libraries() -> bool:
    """Whether what is written in C was loaded by ``ctypes``, and stays for who comes next."""
    return bool(_loaded_libraries)


def _tell(note: Callable[[], None]) -> None:
    """Note something; what is asked for by that does not count."""
    _busy.now = True
    try:
        note()
    finally:
        _busy.now = False


class _Missed:
    """The last of the finders: what it is asked for nobody has found."""

    @staticmethod
    def find_spec(name: str, *_given: object) -> None:
        """Note where the paper could have had a module."""
        seen, frame = _watching(), sys._getframe(1)  # noqa: SLF001
        while frame.f_back is not None and (
            _is_import(frame) or frame.f_code.co_filename == importlib.__file__
        ):
            frame = frame.f_back
        if seen is not None and not is_of_packages(frame.f_code.co_filename, seen.root):
            _tell(lambda: seen.missed(name))


def _telling(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that asks for a path, and says so where a figure's own code wants it."""

    @wraps(function)
    def telling(path: Any, *given: Any, **named: Any) -> Any:
        seen = _watching()
        frame = sys._getframe(1)  # noqa: SLF001
        if seen is not None and not _is_import(frame) and _wanted_by_own(frame, seen.root):
            # Of what `islink` and `resolve` ask for, they tell no size.
            sized = function.__name__ == "lstat" and frame.f_code.co_filename != os.path.__file__
            whole = function.__name__ == "stat" or sized
            _tell(lambda: seen.looked_at(_from(named.get("dir_fd"), path), whole=whole))
        return function(path, *given, **named)

    for known in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks):
        if function in known:
            known.add(telling)
    return telling


def _opening(function: Callable[..., int]) -> Callable[..., int]:
    """``os.open``, which says what is opened from an open folder: nobody else does."""

    @wraps(function)
    def opening(path: Any, flags: int, *given: Any, **named: Any) -> int:
        seen, folder = _watching(), named.get("dir_fd")
        if seen is not None and folder is not None:
            _tell(lambda: seen.opened(_from(folder, path), flags))
        return function(path, flags, *given, **named)

    os.supports_dir_fd.add(opening)
    return opening


def _reading(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that reads the file of its first argument, and says so."""

    @wraps(function)
    def reading(path: Any, *given: Any, **named: Any) -> Any:
        seen = _watching()
        if seen is not None and path:
            _tell(lambda: seen.note("", path, opened=True))
        return function(path, *given, **named)

    return reading


def _starting(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that starts a program, and says so: what that reads nobody sees."""

    @wraps(function)
    def starting(*given: Any) -> Any:
        seen = _watching()
        if seen is not None:
            seen.readers.add("subprocess")
        return function(*given)

    return starting


def _from(folder: int | None, path: Any) -> object:
    """A path from an open folder, if there is one."""
    base = None if folder is None else _place(folder)
    return path if base is None or isinstance(path, int) else Path(base, os.fsdecode(path))


class _Environment(os._Environ):  # type: ignore[type-arg]  # noqa: SLF001  it is a string's
    """The environment, which says what a figure's own code asks of it."""

    def __getitem__(self, key: str) -> str:
        seen = _watching()
        if seen is not None and _wanted_by_own(sys._getframe(1), seen.root):  # noqa: SLF001
            seen.variable(os.fsdecode(key))
        value: str = super().__getitem__(key)
        return value

    def __iter__(self) -> Iterator[str]:
        seen = _watching()
        if seen is not None and _wanted_by_own(sys._getframe(1), seen.root):  # noqa: SLF001
            seen.readers.add("os.environ")
        return super().__iter__()


def _is_import(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith("<frozen importlib")


def _wanted_by_own(frame: FrameType | None, root: Path) -> bool:
    """Whether an author's code asks, itself or by way of Python's library."""
    while frame is not None:
        own = _is_own(frame.f_code.co_filename, root)
        if own is not None:
            return own
        frame = frame.f_back
    return False


@cache
def _is_own(file: str, root: Path) -> bool | None:
    """Whether an author has written a module; ``None`` for Python's library, which others ask."""
    if file.startswith(("<", *_STANDARD)) and not _LIBRARIES & set(Path(file).parts):
        return None
    return not is_of_packages(file, root)


def _place(path: object) -> str | None:
    """The absolute path of what is asked for, also of an open folder, where the system can tell."""
    try:
        if isinstance(path, int):
            place = _descriptor(f"/proc/self/fd/{path}")
            return place if os.path.isdir(place) else None  # noqa: PTH112
        place = os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]  # noqa: PTH100
        return os.path.realpath(place) if place.startswith(_OTHER_NAMES) else place
    except (TypeError, ValueError, OSError):
        return None


def _named(place: str, root: Path) -> str:
    """The name by which a path is noted: from the paper's folder, if it leads nowhere else."""
    real, base = os.path.realpath(place), os.path.realpath(root)
    if not _is_below(real, base):
        return real
    return (
        os.path.relpath(place, root) if _is_below(place, str(root)) else os.path.relpath(real, base)
    )


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep) or path == folder


def is_of_packages(place: str, root: Path) -> bool:
    """Whether a path is Python's, a package's, Hakusho's or the system's, or leads to the paper.

    What the system or an installed package has changes with its version.
    """
    parts = Path(place).parts
    if _is_below(place, _IN_MEMORY):
        return False
    if "__pycache__" in parts or _is_below(str(root), place):
        return True
    if not _LIBRARIES.isdisjoint(parts) and _holds_packages(place, root):
        return True
    if _is_others(place, root):
        return True
    return any(_is_below(place, each) for each in (*_SYSTEM, *_library_folders(root)))


def _holds_packages(place: str, root: Path) -> bool:
    """Whether a folder named as those of packages is one.

    In a paper, of which data may lie in any, that of an environment alone is.
    """
    if not _is_below(place, str(root)):
        return True
    return _OF_ENVIRONMENT.search(place, len(str(root))) is not None


def _is_others(place: str, root: Path) -> bool:
    return any(_is_below(place, str(root / each)) for each in _OTHERS_ROOMS)


@cache
def _library_folders(root: Path) -> tuple[str, ...]:
    """Where installed packages and what they keep lie, and Hakusho."""
    paths = sysconfig.get_paths()
    found = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    found += [*site.getsitepackages(), site.getusersitepackages()]
    found += [str(_PACKAGE), os.environ.get("MPLCONFIGDIR", "")]
    return tuple(each for each in found if each and not _is_below(str(root), each))
