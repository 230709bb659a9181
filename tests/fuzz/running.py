"""One command on one paper, in a process of its own with limits, and what came of it.

The engine is imported once, in the process from which all cases are forked: that is the half
second that a case would otherwise spend on it.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from hakusho.cli import main

MOST_BYTES = 2 * 1024**3
"""More memory than that no paper of a few pages may need, in any one process."""
_BACKSTOP_BYTES = 3 * 1024**3
CPU_SECONDS = 150
"""More processor time than the limits of report.yaml allow to any one step."""
WALL_SECONDS = 600
"""A process that waits for nothing: on a busy machine a case takes long, but not that."""
_DEFECT = 70
_FINDING = re.compile(
    r"""^(?:.*:\ )?([A-Z]{3}\d{3})\   # as text
    |   "ruleId":\ "([A-Z]{3}\d{3})"   # as SARIF""",
    re.MULTILINE | re.VERBOSE,
)
_NOT_MADE = 99
_PLACE = re.compile(r'File ".*?/hakusho/([^"]+)", line (\d+), in (\w+)')


@dataclass(frozen=True)
class Outcome:
    """What a process did."""

    exit: int  # its code; below zero the signal that ended it
    output: str
    seconds: float  # of processor time, with all that it started and waited for
    megabytes: float  # of the largest of these processes
    ended: bool = True  # whether it ended by itself
    trace: str = ""  # what a defect says of itself
    left: tuple[str, ...] = ()  # working folders that were left

    @property
    def rules(self):
        """The rules of the findings, each once."""
        return sorted({"".join(found) for found in _FINDING.findall(self.output)})

    @property
    def verdict(self):
        """What is wrong with how it ended; empty if nothing is."""
        wrong = {
            "hang": not self.ended or self.exit == -signal.SIGXCPU,
            "case not made": self.exit == _NOT_MADE,
            "defect": self.exit == _DEFECT or "Traceback (most recent call last)" in self.output,
            "crash": self.exit not in {0, 1, 2},
            "memory": self.megabytes * 1024**2 > MOST_BYTES,
            "silent": self.exit and not self.rules and not self._is_answered,
            "left over": self.left,
        }
        return next((name for name, found in wrong.items() if found), "")

    @property
    def _is_answered(self):
        """Whether it is said without a rule: a mistake of use, or that `cite` has found nothing."""
        mistaken = self.exit == 2 and "\nError: " in f"\n{self.output}"
        return mistaken or (self.exit == 1 and self.output == "no work has all of these words\n")

    @property
    def signature(self):
        """What failures of one cause share."""
        places = _PLACE.findall(self.trace)
        where = f" {places[-1][0]}:{places[-1][1]} {places[-1][2]}" if places else ""
        last = self.trace.strip().rsplit("\n", 1)[-1].split(":")[0][:60]
        return f"{self.verdict}{where} {last}".strip()


@dataclass
class _Running:
    process: int
    folder: Path
    since: float
    output: Path = field(init=False)

    def __post_init__(self):
        self.output = self.folder / "output.txt"


def warm_up(papers):
    """Run what cases run, so that everything is imported and read before they are forked."""
    with tempfile.TemporaryDirectory(prefix="fuzz-warm-") as name:
        for paper, arguments in papers:
            root = Path(name) / "paper"
            shutil.copytree(paper, root)
            result = CliRunner().invoke(main, [*arguments, "--project", str(root)])
            assert result.exit_code == 0, result.output
            shutil.rmtree(root)


def start(folder, prepare):
    """Fork a process that prepares a paper in an empty folder and runs a command on it.

    ``prepare`` makes ``folder / "paper"`` and returns the command's arguments.
    """
    (folder / "tmp").mkdir()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        process = os.fork()  # a test runner may have threads; the case uses nothing of theirs
    if process:
        return _Running(process, folder, time.monotonic())
    code = _NOT_MADE
    try:
        os.setsid()
        _redirect(folder / "output.txt")
        tempfile.tempdir = str(folder / "tmp")
        os.environ["TMPDIR"] = tempfile.tempdir
        arguments = prepare(folder)
        _limit()
        code = _run([*arguments, "--project", str(folder / "paper")])
    except BaseException:  # noqa: BLE001  nothing may go on in the copy of the parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(file):
    out = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number in (1, 2):
        os.dup2(out, number)
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115


def _limit():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    # Not the address space, of which pandoc reserves a terabyte.
    resource.setrlimit(resource.RLIMIT_DATA, (_BACKSTOP_BYTES, _BACKSTOP_BYTES))


def _run(arguments):
    try:
        main.main(arguments, prog_name="hakusho")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    return 0


def finished(running, *, wait=False):
    """Collect the first of some processes that has ended, or must be; ``None`` if none has."""
    while True:
        for each in running:
            process, status, usage = os.wait4(each.process, os.WNOHANG)
            ended = bool(process)
            if not ended and time.monotonic() - each.since > WALL_SECONDS:
                os.killpg(each.process, signal.SIGKILL)
                _, status, usage = os.wait4(each.process, 0)
            elif not ended:
                continue
            return each, _outcome(each, status, usage, ended=ended)
        if not wait:
            return None
        time.sleep(0.02)


def _outcome(running, status, usage, *, ended):
    _end_group(running.process)
    folder = running.folder
    defects = sorted((folder / "tmp").glob("hakusho-*.txt"))
    build = folder / "paper" / "build"
    output = running.output.read_text(encoding="utf-8", errors="replace")
    trace = defects[0].read_text(encoding="utf-8", errors="replace") if defects else ""
    return Outcome(
        os.waitstatus_to_exitcode(status),
        output,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        ended=ended,
        trace=trace or (output if "Traceback (most" in output else ""),
        left=tuple(each.name for each in build.glob(".work-*")) if build.is_dir() else (),
    )


def _end_group(process):
    """End what a case has left running."""
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def run(folder, prepare):
    """Run one case and wait for it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return finished([start(folder, prepare)], wait=True)[1]
