"""What a process that draws is told, and what it answers: frames of bytes, answers in JSON.

The answer comes from a process in which an author's program runs, and may be anything. So it is
never unpickled, and nothing becomes a :class:`Drawing` that an edition could not hold, or
:class:`Rows` that a data file could not.
"""

from __future__ import annotations

import json
import os
import pickle
from dataclasses import asdict
from typing import Any

from hakusho.figures.figure import Drawing, Job
from hakusho.figures.foreign_drawings import drawing_of
from hakusho.figures.script_rows import Rows, RowsJob, rows_from
from hakusho.findings import Finding, packed_finding, unpacked_finding

Question = Job | RowsJob
"""What a process may be asked."""
Answer = Drawing | Rows | tuple[Finding, ...]
"""What it may answer: what is made, or what is wrong with it."""

NO_ROOM = 71
"""The exit code of a process that cannot begin where it is (``EX_OSERR`` of sysexits.h)."""
_LENGTH = 8
"""Bytes that say how long a frame is."""
_LONGEST = 2**28
"""Bytes of a frame: the largest drawing that is read."""
_PIECE = 2**16


class UnreadableError(ValueError):
    """What came is no answer."""


def write_frame(handle: int, data: bytes) -> None:
    """Write a frame to a pipe.

    Raises:
        OSError: If nobody reads on.
    """
    rest = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def read_frame(handle: int) -> bytes:
    """Read a frame from a pipe.

    Raises:
        EOFError: If it ends before the frame does.
        UnreadableError: If it is longer than any answer.
        OSError: If it cannot be read.
    """
    length = int.from_bytes(_read(handle, _LENGTH), "big")
    if length > _LONGEST:
        raise UnreadableError(f"a frame of {length:,} bytes")
    return _read(handle, length)


def _read(handle: int, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        piece = os.read(handle, min(length - len(found), _PIECE))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def job_as_bytes(job: Question) -> bytes:
    """A job for the process that draws: the one direction in which Python's own form is safe."""
    return pickle.dumps(job)


def job_from(data: bytes) -> Question:
    """The job that was made bytes by Hakusho itself."""
    job: Question = pickle.loads(data)  # noqa: S301  the build wrote it
    return job


def answer_as_bytes(outcome: Answer, *, spent: bool) -> bytes:
    """An outcome, and whether its process should draw nothing more, for :func:`answer_from`."""
    answer: dict[str, Any] = {"spent": spent}
    if isinstance(outcome, Drawing):
        narrow = None if outcome.narrow is None else outcome.narrow.decode()
        answer["drawing"] = {**asdict(outcome), "svg": outcome.svg.decode(), "narrow": narrow}
    elif isinstance(outcome, Rows):
        answer["rows"] = asdict(outcome)
    else:
        answer["findings"] = [packed_finding(each) for each in outcome]
    return json.dumps(answer).encode()


def answer_from(data: bytes) -> tuple[Answer, bool]:
    """Read an answer.

    Returns:
        What was made or what is wrong with it, and whether its process should make nothing more.

    Raises:
        UnreadableError: If it is none, or holds a drawing or rows that Hakusho would not make.
    """
    try:
        answer = json.loads(data)
        if "drawing" in answer:
            return drawing_of(**answer["drawing"]), bool(answer["spent"])
        if "rows" in answer:
            return rows_from(**answer["rows"]), bool(answer["spent"])
        findings = tuple(unpacked_finding(each) for each in answer["findings"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableError(str(error)) from error
    if not findings:
        raise UnreadableError("neither a drawing nor a finding")
    return findings, bool(answer["spent"])


def answer_to(question: Question, data: bytes) -> tuple[Answer, bool]:
    """Read an answer, as :func:`answer_from` does, that is one to this question."""
    answer, spent = answer_from(data)
    made = Drawing if isinstance(question, Job) else Rows
    if not isinstance(answer, made | tuple):
        raise UnreadableError("what answers another question")
    return answer, spent
