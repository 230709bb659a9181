"""The bench sees the memory of all that a command starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.process_tree import peak_of, seconds_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone counts it so")
HOLD = "import threading; kept = bytearray(b'x') * {size}_000_000; threading.Event().wait(0.3)"


def run(code):
    return peak_of(sys.executable, "-c", code)


def test_a_child_counts_with_its_parent():
    child = HOLD.format(size=60)
    alone = run(HOLD.format(size=1))
    both = run(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])")
    assert both - alone > 55


def test_what_two_processes_share_counts_once():
    forked = "import os; kept = bytearray(b'x') * 80_000_000; os.fork(); " + HOLD.format(size=1)
    assert 80 < run(forked) < 130


def test_a_command_that_fails_is_no_measure():
    with pytest.raises(SystemExit, match="ended with 3"):
        run("raise SystemExit(3)")


WORK = "import time\nwhile time.process_time() < 0.5: pass\n"
STARTED = "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {code!r}])\n"


@pytest.mark.parametrize(
    "code",
    [
        WORK,
        STARTED.format(code=WORK) + "child.wait()\n",  # it has ended
        STARTED.format(code=WORK + "print(flush=True); input()"),  # it lives
    ],
)
def test_the_time_of_all_that_a_process_has_started_counts(code):
    wait = "print('done', flush=True); input()"
    command = [sys.executable, "-c", code + wait]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        said = b""
        while process.stdout and (b"done" not in said or seconds_of(process.pid) < 0.3):
            said += process.stdout.readline() if b"done" not in said else b""
        assert seconds_of(process.pid) >= 0.3
        process.stdin.close()
