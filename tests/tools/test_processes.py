import os
import signal
import sys
import threading
from subprocess import Popen, TimeoutExpired

import pytest

if sys.platform == "linux":
    import resource

from hakusho.tools.processes import (
    Allowance,
    LimitError,
    Patience,
    processor_seconds,
    run,
    watched,
)

BUSY = "while True: pass"


def python(code, **options):
    given = {"what": "it", "seconds": 20, "environment": dict(os.environ), **options}
    return run([sys.executable, "-c", code], **given)


def test_a_command_answers():
    code = "import sys; print(sys.stdin.read().upper()); print('oh', file=sys.stderr); sys.exit(3)"
    done = python(code, given=b"a" * 200_000)
    assert (done.code, done.output.strip(), done.complaints.strip()) == (3, b"A" * 200_000, b"oh")


def test_what_uses_a_processor_is_ended_by_its_seconds():
    with pytest.raises(LimitError, match=r"it took more than 0\.3 s of a processor"):
        python(BUSY, seconds=0.3)


def test_threads_count_together():
    code = "import zlib, threading as t\nfor _ in range(2): t.Thread(target=lambda: [zlib.compress(b'a' * 10**7) for _ in iter(int, 1)]).start()"
    with pytest.raises(LimitError, match="of a processor"):
        python(code, seconds=0.3)


def test_what_sleeps_is_ended_by_the_clock():
    with pytest.raises(LimitError, match=r"did not finish in 0\.5 s, though no processor was busy"):
        python("import time; time.sleep(60)", seconds=0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only the clock can tell")
def test_what_waits_for_a_processor_is_not_ended():
    done = threading.Event()

    def stop_and_go():  # as a busy machine does it: more of the clock passes than it may use
        os.kill(process.pid, signal.SIGSTOP)
        done.wait(1)
        os.kill(process.pid, signal.SIGCONT)

    with (
        Popen([sys.executable, "-c", "sum(range(3_000_000))"]) as process,
        watched(process, 0.8) as allowance,
    ):
        stop_and_go()
        assert process.wait() == 0
    assert not allowance.over


@pytest.mark.skipif(sys.platform != "linux", reason="there only")
def test_a_child_whose_hakusho_was_killed_ends_all_the_same():
    with Popen([sys.executable, "-c", BUSY]) as process, watched(process, 7) as allowance:
        assert resource.prlimit(process.pid, resource.RLIMIT_CPU)[0] == 17
        allowance.seconds = 20
        allowance.renew()
        assert resource.prlimit(process.pid, resource.RLIMIT_CPU)[0] >= 30


def test_a_new_allowance_counts_from_where_it_is_given():
    """Of a child: what the system is told of a process ends that one."""
    with Popen([sys.executable, "-c", BUSY]) as process:
        allowance = Allowance(process.pid, 1e9)
        while sys.platform == "linux" and (processor_seconds(process.pid) or 0.0) < 0.1:
            os.sched_yield()
        assert not allowance.look()
        os.kill(process.pid, signal.SIGSTOP)
        allowance.seconds = (processor_seconds(process.pid) or 0.0) / 2
        if sys.platform == "linux":
            assert allowance.look()
            allowance.over = ""
        allowance.renew()
        assert not allowance.look()
        process.kill()


def test_a_hakusho_that_was_stopped_itself_blames_nobody(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("hakusho.tools.processes.stopwatch", lambda: now[0])
    monkeypatch.setattr("hakusho.tools.processes.processor_seconds", lambda _: None)
    allowance = Allowance(1, 1)
    for _ in range(4):
        now[0] += 3_600  # Ctrl-Z, and fg an hour later
        assert not allowance.look()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only the clock can tell")
def test_what_waits_for_a_processor_does_not_sleep(monkeypatch):
    """On a very busy machine no processor second may pass between two looks."""
    monkeypatch.setattr("hakusho.tools.processes.processor_seconds", lambda _: 0.0)
    with Popen([sys.executable, "-c", BUSY]) as process, watched(process, 0.01) as allowance:
        with pytest.raises(TimeoutExpired):
            process.wait(1)
        assert not allowance.over
        os.kill(process.pid, signal.SIGSTOP)
        process.wait()
    assert allowance.over == "clock"


def test_where_nothing_can_be_asked_the_clock_counts(monkeypatch):
    monkeypatch.setattr("hakusho.tools.processes.processor_seconds", lambda _: None)
    with pytest.raises(LimitError, match="did not finish in 1 s"):
        python(BUSY, seconds=0.1)


def looks(patience, now, count):
    found = []
    for _ in range(count):
        now[0] += 1
        found.append(patience.look())
    return found


@pytest.mark.parametrize("known", [True, False])
def test_patience_ends_by_the_clock_while_nothing_computes_or_nobody_can_tell(monkeypatch, known):
    now = [0.0]
    monkeypatch.setattr("hakusho.tools.processes.stopwatch", lambda: now[0])
    monkeypatch.setattr("hakusho.tools.processes._sleeps", lambda _: known)
    if not known:
        monkeypatch.setattr("hakusho.tools.processes.processor_seconds", lambda _: None)
    patience = Patience(os.getpid(), 2.5, 1e9, _looked=0.0)
    assert (looks(patience, now, 4), patience.over) == ([False, False, True, True], "clock")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only the clock can tell")
def test_patience_has_no_end_for_what_waits_for_a_processor_but_for_what_all_have_used(monkeypatch):
    now, used = [0.0], [5.0]
    monkeypatch.setattr("hakusho.tools.processes.stopwatch", lambda: now[0])
    monkeypatch.setattr("hakusho.tools.processes._sleeps", lambda _: False)
    monkeypatch.setattr("hakusho.tools.processes._seconds_of_all", lambda _: used[0])
    patience = Patience(os.getpid(), 2.5, 3, _looked=0.0)
    assert not any(looks(patience, now, 9))
    used[0] += 4
    assert (looks(patience, now, 1), patience.over) == ([True], "processor")
