"""What a child process may use: time of a processor, so that a busy machine is no reason to end it.

Processor time is that of all threads of the child, as Linux tells it. A child that sleeps is ended
after ten times as long by the clock; where the system cannot be asked, the clock alone counts.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess  # noqa: TID251  this is the door
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Text, say
from hakusho.tools.clock import stopwatch
from hakusho.tools.interruption import descendants

if sys.platform == "linux":
    import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

IDLE = 10
"""So many times its processor time a child may let pass without using any."""
INTERVAL = 0.1
"""Seconds between two looks at a child."""
_GRACE = 10
"""Seconds more after which the system ends a child that nobody watches."""
_LONGEST_LOOK = 10 * INTERVAL
"""What the clock counts of one interval at most: Hakusho itself may have been stopped meanwhile."""
_STATE, _USER, _SYSTEM = 0, 11, 12
_ALL_TIMES = slice(_USER, 15)
"""A process's own seconds, and those of its children that have ended."""
_WAITING = "RD"


_FROM_OUTSIDE = frozenset({"SIGHUP", "SIGINT", "SIGKILL", "SIGQUIT", "SIGTERM"})
"""Signals that no program gets for what it computes."""


class LimitError(Exception):
    """A child process used up what it may; ``args[0]`` says which limit."""


@dataclass(slots=True)
class Allowance:
    """What a child process may use, looked at again and again.

    Attributes:
        pid: The process.
        seconds: Of a processor.
        over: Which limit it is over, once :meth:`look` has seen it.
    """

    pid: int
    seconds: float
    over: Literal["", "processor", "clock"] = ""
    _before: float = 0.0  # of its processor seconds, what does not count
    _used: float = 0.0
    _idle: float = 0.0
    _looked: float = field(default_factory=stopwatch)

    def renew(self) -> None:
        """Let it use as much again from now on."""
        self._before, self._idle = processor_seconds(self.pid) or 0.0, 0.0
        _end_by_itself(self.pid, int(self._before + self.seconds) + _GRACE)

    def look(self) -> bool:
        """Whether it is over a limit now."""
        now, used = stopwatch(), processor_seconds(self.pid)
        passed, self._looked = min(now - self._looked, _LONGEST_LOOK), now
        if used is None or (used <= self._used and _sleeps(self.pid)):
            self._idle += passed
        else:
            self._used = used
        if self._used - self._before > self.seconds:
            self.over = "processor"
        elif self._idle > self.seconds * IDLE:
            self.over = "clock"
        return bool(self.over)

    def said(self, what: str) -> Text:
        """Say over which limit it is; ``what`` it did is the sentence's subject."""
        if self.over == "clock":
            message = "{what} did not finish in {seconds:g} s, though no processor was busy with it"
            return say(message, what, self.seconds * IDLE)
        return say("{what} took more than {seconds:g} s of a processor", what, self.seconds)


def processor_seconds(pid: int) -> float | None:
    """What a process has used in all its threads; ``None`` where the system cannot be asked."""
    try:
        fields = _stat(Path(f"/proc/{pid}"))
        return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


def _end_by_itself(pid: int, seconds: int) -> None:
    """Let the system end a process, too, where it can: a Hakusho that is killed watches nobody."""
    if sys.platform == "linux":
        with suppress(OSError, ValueError):
            _, most = resource.prlimit(pid, resource.RLIMIT_CPU)
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, most))


def _sleeps(pid: int) -> bool:
    """Whether no thread of a process is waiting for a processor or for a disk."""
    try:
        threads = Path(f"/proc/{pid}/task").iterdir()
        return not any(_stat(thread)[_STATE] in _WAITING for thread in threads)
    except (OSError, IndexError):  # it is ending, and one thread after the other is gone
        return False


def _stat(folder: Path) -> list[str]:
    """What Linux says of a process or a thread, behind its name (proc(5))."""
    said = (folder / "stat").read_text(encoding="utf-8", errors="replace")
    return said.rpartition(")")[2].split()


def hold_ended_by_itself(what: str, code: int) -> None:
    """Let an exit code pass that a program has by its own doing.

    Raises:
        OSError: If somebody else has ended it: the system, where no memory is left, or its user.
            That is no fault of the text that it was given.
    """
    with suppress(ValueError):
        name = signal.Signals(-code).name
        if name in _FROM_OUTSIDE:
            message = "it was ended from outside ({name}); perhaps no memory was left"
            raise OSError(errno.ENOMEM, say(message, name), what)


@dataclass(slots=True)
class Patience:
    """How long a process with all that it has started may go on, looked at again and again.

    Only that time of the clock counts in which none of them computes, or waits for a processor.

    Attributes:
        pid: The process.
        seconds: Of the clock.
        processors: Seconds that all of them together may compute.
        over: Which limit they are over, once :meth:`look` has seen it.
    """

    pid: int
    seconds: float
    processors: float
    over: Literal["", "processor", "clock"] = ""
    _before: float = 0.0
    _used: float = 0.0
    _idle: float = 0.0
    _looked: float = field(default_factory=stopwatch)

    def __post_init__(self) -> None:
        self._before = self._used = _seconds_of_all(self._family())

    def _family(self) -> list[int]:
        return [self.pid, *descendants(self.pid)] if sys.platform == "linux" else []

    def look(self) -> bool:
        """Whether they are over a limit now."""
        family, now = self._family(), stopwatch()
        passed, self._looked = min(now - self._looked, _LONGEST_LOOK), now
        used = max(self._used, _seconds_of_all(family))
        # Where the system cannot be asked, only the clock can tell.
        if processor_seconds(self.pid) is None or all(map(_sleeps, family)):
            self._idle += max(0.0, passed - (used - self._used))
        self._used = used
        if used - self._before > self.processors:
            self.over = "processor"
        elif self._idle > self.seconds:
            self.over = "clock"
        return bool(self.over)


def _seconds_of_all(pids: list[int]) -> float:
    """What processes have used, and those that they have started and that have ended."""
    used = 0
    for pid in pids:
        with suppress(OSError, ValueError):
            used += sum(map(int, _stat(Path(f"/proc/{pid}"))[_ALL_TIMES]))
    return used / os.sysconf("SC_CLK_TCK") if used else 0.0


@contextmanager
def watched(
    process: subprocess.Popen[bytes] | subprocess.Popen[str], seconds: float
) -> Iterator[Allowance]:
    """End a child process when it is over a limit, and in any case at the end of the block.

    Yields:
        What it may use; ``over`` says which limit has ended it.
    """
    allowance = Allowance(process.pid, seconds)
    try:
        with watching(process, allowance):
            yield allowance
    finally:
        process.kill()
        process.wait()


@contextmanager
def watching(
    process: subprocess.Popen[bytes] | subprocess.Popen[str], allowance: Allowance
) -> Iterator[None]:
    """End a child process when it is over a limit before the end of the block."""
    allowance.renew()
    finished = Event()

    def watch() -> None:
        while not finished.wait(INTERVAL):
            if allowance.look():
                process.kill()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child process ended, and what it printed."""

    code: int
    output: bytes
    complaints: bytes


def run(
    command: Sequence[str],
    *,
    what: str,
    seconds: float,
    given: bytes = b"",
    folder: str | None = None,
    environment: Mapping[str, str],
) -> Ended:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        what: The subject of a sentence that says how it failed.
        seconds: What it may use of a processor.
        given: Its standard input.
        folder: Its working directory.
        environment: Its variables, all of them.

    Raises:
        LimitError: If it uses more, or sleeps.
        OSError: If it cannot be started.
    """
    # Files and not pipes: neither side can block the other, however much there is to say.
    with (
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as complaints,
    ):
        asked.write(given)
        asked.seek(0)
        process = subprocess.Popen(
            command, stdin=asked, stdout=output, stderr=complaints, cwd=folder, env=environment
        )
        with watched(process, seconds) as allowance:
            code = process.wait()
        if code and allowance.over:
            raise LimitError(allowance.said(what))
        output.seek(0)
        complaints.seek(0)
        return Ended(code, output.read(), complaints.read())
