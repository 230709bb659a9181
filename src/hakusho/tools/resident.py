"""Children that stay: started once, asked again and again, each time within limits of its own.

A child reads a question, one line, from its standard input and answers with a line. It is ended
when its input ends, so none outlives us. Only while a paper is held open do children stay
(:class:`hakusho.tools.keeping.Store`); else each is ended after its answer.
"""

from __future__ import annotations

import subprocess  # noqa: TID251  this is the door
import tempfile
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hakusho.tools import keeping
from hakusho.tools.processes import Allowance, LimitError, hold_ended_by_itself, watching

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class EndedError(Exception):
    """A child ended without an answer; ``args[0]`` is its exit code, ``args[1]`` what it said."""


class Resident:
    """A child process that answers line by line."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        """Start it.

        Raises:
            OSError: If it cannot be started.
        """
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  as long as the child
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=folder,
            env=environment,
        )

    def ask(self, what: str, question: bytes, seconds: float) -> bytes:
        """Ask a question without a line end.

        Args:
            what: The subject of a sentence that says how the child failed.
            question: One line.
            seconds: What it may use of a processor for the answer.

        Returns:
            The answer.

        Raises:
            LimitError: If it uses more, or sleeps; it is ended.
            EndedError: If it has ended.
            OSError: If somebody else has ended it.
        """
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise ValueError("a resident child has pipes")
        allowance = Allowance(process.pid, seconds)
        with watching(process, allowance):
            with suppress(BrokenPipeError):  # then it ends without an answer
                process.stdin.write(question + b"\n")
                process.stdin.flush()
            answer = process.stdout.readline()
        if not answer.endswith(b"\n"):
            code = process.wait()
            if allowance.over:
                raise LimitError(allowance.said(what))
            hold_ended_by_itself(what, code)
            self._complaints.seek(0)
            raise EndedError(code, self._complaints.read().decode(errors="replace"))
        return answer

    def is_there(self) -> bool:
        """Whether it has not ended by itself, or been ended, while it waited."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it, wherever it is."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._complaints):
            with suppress(OSError):  # what was not yet written
                if pipe is not None:
                    pipe.close()


@contextmanager
def borrowed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[Resident]:
    """A child that runs a command, for one question: one that waits for it, or a new one.

    It stays if the block ends well, does not end it, and a paper is held open.
    """
    key = (*command, str(folder), *sorted(environment.items()))
    child = keeping.take_child(key)
    if not isinstance(child, Resident) or not child.is_there():
        child = Resident(command, folder, environment)
    try:
        yield child
    except BaseException:
        child.end()
        raise
    if not (child.is_there() and keeping.leave_child(key, child)):
        child.end()
