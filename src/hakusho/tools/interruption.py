"""How a command ends when it is told to: at once, with its children, and leaving nothing behind.

Ctrl-C, ``kill`` and a terminal that is closed (SIGINT, SIGTERM, SIGHUP) end a process here and not
by an exception: threads that wait for pandoc or Typst would hold that up until these are done.
What is being published is finished first. Nothing heavy is imported, because a signal may come
while the rest of Hakusho is still being loaded.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
PATIENCE = 1.5
"""Seconds after which a process ends even if it has not tidied up."""
_REMINDING = 0.05
"""Seconds after which a signal that was not heeded is sent again."""
_PREFIX = "hakusho-"
_SCRATCH = re.compile(rf"{_PREFIX}[0-9a-f]{{16}}")
_HIDDEN = re.compile(rf"\.{_SCRATCH.pattern}")
"""The names of scratch folders: what others call ``hakusho-…`` is theirs."""
_ROUNDS = 20
_RULE = "OUT003"
PUBLISHED = "interrupted when the new outputs were in place"


class _State:
    """What the handler of signals has to know of this process."""

    temporaries: set[Path]
    tidying: tuple[Callable[[], object], ...] = ()  # what is done when the children have ended
    undisturbed = 0  # how many sections are open that are to be finished first
    waiting = 0  # the signal that came meanwhile
    is_told = False  # a signal has come
    is_reminded = False
    shows_progress = False
    said = "interrupted; the last good outputs are as they were"
    end = ""  # what is said in its place by a command that goes on until it is told to end

    def __init__(self) -> None:
        self.temporaries = set()


_STATE = _State()


def heed_signals() -> None:
    """End this process as the shell expects (128 + the signal's number) when it is told to.

    Signals that are ignored already (``nohup``) stay so. Call it once, in the main thread.
    """
    for each in SIGNALS:
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, lambda number, _frame: _heed(number))
    if hasattr(signal, "pthread_kill") and not _STATE.is_reminded:
        _STATE.is_reminded = True
        _remind()


def _remind() -> None:
    """Send a signal again until it is heeded.

    Python notes a signal and heeds it in the main thread, which does not wake up if it begins to
    wait at that moment, for a child or for another thread, or if another thread got the signal.
    """
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
    os.register_at_fork(after_in_child=lambda: signal.set_wakeup_fd(-1))  # its signals are its own

    def watch() -> None:
        while number := os.read(told, 1):
            while not _STATE.is_told and number[0] in SIGNALS:
                threading.Event().wait(_REMINDING)
                signal.pthread_kill(threading.main_thread().ident or 0, number[0])

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def undisturbed(said: str = "") -> Iterator[None]:
    """Finish what is done inside before a signal is heeded; be short, and in the main thread.

    ``said`` is what an interruption means from then on; empty for nothing new.
    """
    _STATE.undisturbed += 1
    try:
        yield
        _STATE.said = said or _STATE.said
    finally:
        _STATE.undisturbed -= 1
        if _STATE.waiting and not _STATE.undisturbed:
            _end(_STATE.waiting)


@contextmanager
def until_told(said: str) -> Iterator[None]:
    """Do inside what goes on until it is told to end: that is then no interruption."""
    before, _STATE.end = _STATE.end, said
    try:
        yield
    finally:
        _STATE.end = before


@contextmanager
def tidied_after(tidy: Callable[[], object], said: str) -> Iterator[None]:
    """Let children work inside that leave things behind when they are ended: ``tidy`` takes them.

    ``said`` is what an interruption means meanwhile.
    """
    before = _STATE.tidying, _STATE.said
    _STATE.tidying, _STATE.said = (*_STATE.tidying, tidy), said
    try:
        yield
    finally:
        _STATE.tidying, _STATE.said = before


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Start processes inside that Ctrl-C does not reach: this process ends them, and says nothing.

    They inherit that SIGINT is held back, from their first moment on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """Remember a file or a folder that has to go if the process is told to end meanwhile."""
    _STATE.temporaries.add(path)
    try:
        yield path
    finally:
        _STATE.temporaries.discard(path)


@contextmanager
def progress_shown() -> Iterator[None]:
    """Remember that the last line of the terminal is ours, and that its cursor is hidden."""
    _STATE.shows_progress = True
    try:
        yield
    finally:
        _STATE.shows_progress = False


@contextmanager
def scratch_folder(beside: Path | None = None) -> Iterator[Path]:
    """Give an empty folder, and remove it afterwards.

    It lies among the system's temporary files, or hidden in the folder into which what is made in
    it is moved. As long as its owner lives it is locked, which :func:`sweep_scratch` looks at.

    Raises:
        OSError: If it cannot be made.
    """
    while True:
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        path = beside / f".{name}" if beside else Path(tempfile.gettempdir(), name)
        with temporary(path):
            path.mkdir(mode=0o700)
            lock = _lock(path)
            if lock is None:  # another run takes it for one that was left
                continue
            try:
                yield path
            finally:
                remove_tree(path)
                os.close(lock)
        return


def _lock(path: Path) -> int | None:
    """Lock a folder that was just made; ``None`` if it is gone, or about to go."""
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    try:
        lock = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:  # a file system without locks
        return lock
    if path.exists():
        return lock
    os.close(lock)
    return None


def sweep_scratch(
    beside: Path | None = None, finish: Callable[[Path], object] | None = None
) -> None:
    """Remove the scratch folders of processes of this user that were killed.

    On Windows nothing tells them from those of a process that lives, and they stay.

    Args:
        beside: The folder in which they lie hidden; among the system's temporary files if ``None``.
        finish: What is done with what is in one, before it is removed.
    """
    named = _HIDDEN if beside else _SCRATCH
    with suppress(OSError):
        for each in os.scandir(beside or tempfile.gettempdir()):
            if named.fullmatch(each.name) and each.is_dir(follow_symlinks=False):
                _remove_if_left(Path(each.path), finish)


def _remove_if_left(path: Path, finish: Callable[[Path], object] | None) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):
        lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
        try:
            if os.fstat(lock).st_uid == os.getuid():
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if finish:
                    finish(path)
                remove_tree(path)
        finally:
            os.close(lock)


def remove_tree(path: Path) -> None:
    """Remove a folder, or a file, into which somebody may still be writing; what stays, stays."""
    for _ in range(_ROUNDS):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
        if not os.path.lexists(path):
            return
        if not os.access(path.parent, os.W_OK):
            return
        threading.Event().wait(0.01)


def _heed(number: int) -> None:
    _STATE.is_told = True
    if _STATE.undisturbed:
        _STATE.waiting = number
        threading.Thread(target=_end_soon, args=(number,), daemon=True).start()
    else:
        _end(number)


def _end_soon(number: int) -> None:
    """End the process in any case: the disk, or whoever reads what we say, may not answer."""
    threading.Event().wait(PATIENCE)
    os._exit(128 + number)


def _end(number: int) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    _STATE.waiting = 0  # it is being heeded
    threading.Thread(target=_end_soon, args=(number,), daemon=True).start()
    sys.addaudithook(_stay)
    for _ in range(2):  # a child may have been on its way when the others were ended
        _end_children()
        for path in tuple(_STATE.temporaries):
            remove_tree(path)
    for tidy in _STATE.tidying:
        with suppress(Exception):  # the next command does what this one cannot
            tidy()
    clear = b"\r\x1b[2K\x1b[?25h" if _STATE.shows_progress else b""
    with suppress(OSError):
        said = _STATE.end or f"build: {_RULE} {_STATE.said}"
        os.write(2, clear + f"{said}\n".encode())
    os._exit(128 + number)


def _stay(_event: str, _arguments: object) -> None:
    """Hold all other threads where they start a process, open a file or make a folder next."""
    if threading.current_thread() is not threading.main_thread():
        threading.Event().wait()


def _end_children() -> None:
    """End what this process has started, and what that has: figures may start programs."""
    for _ in range(_ROUNDS):
        children = descendants(os.getpid())
        for child in children:
            with suppress(OSError):
                os.kill(child, signal.SIGKILL)
        if not children:
            return
        threading.Event().wait(0.005)


def descendants(process: int) -> list[int]:
    """Processes that descend from one and have not ended, as far as the system tells."""
    children: dict[int, list[int]] = {}
    for line in _processes():
        with suppress(ValueError):
            child, parent, state = line.split()[:3]
            if not state.startswith("Z"):
                children.setdefault(int(parent), []).append(int(child))
    found = list(children.get(process, ()))
    for each in found:
        found += children.get(each, ())
    return found


def _processes() -> Iterator[str]:
    """Number, parent's number and state of each process."""
    if not os.path.exists("/proc/self/stat"):  # noqa: PTH110  no object is made in a hurry
        with os.popen("ps -axo pid=,ppid=,state=") as listed:  # noqa: S605, S607  macOS
            yield from listed
        return
    for name in filter(str.isdecimal, os.listdir("/proc")):  # noqa: PTH208  as above
        with suppress(OSError), open(f"/proc/{name}/stat", encoding="latin-1") as file:  # noqa: PTH123
            state, parent = file.read().rpartition(")")[2].split()[:2]
            yield f"{name} {parent} {state}"
