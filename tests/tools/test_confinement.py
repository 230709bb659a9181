"""What a process can still do when it has given up what it could, each tried in one of its own."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hakusho.tools import confinement

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such things")


def run(code, *given):
    """What a process prints, and its exit code."""
    code = f"import os, sys\nfrom hakusho.tools import confinement\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", code, *given], capture_output=True, text=True, check=False
    )
    return done.stdout.strip(), done.returncode, done.stderr


@pytest.fixture(scope="module")
def _apart():
    if run("print(confinement.live_apart(()))")[0] != "True":
        pytest.skip("this system gives nobody a namespace of his own")


@pytest.fixture(scope="module")
def _without_sockets():
    if run("print(confinement.refuse_sockets())")[0] != "True":
        pytest.skip("this system filters no calls, or the machine is unknown")


@pytest.mark.usefixtures("_apart")
def test_it_sees_no_other_process_and_no_network():
    said, code, _ = run("""
confinement.live_apart(())
import socket
print(os.getppid(), os.getpid() < 10, [name for _, name in socket.if_nameindex()])
try:
    os.kill(int(sys.argv[1]), 0)
except ProcessLookupError:
    print("no such process")
print(sorted(name for name in os.listdir("/proc") if name.isdecimal()))
""", str(os.getpid()))  # fmt: skip
    assert said.splitlines()[:2] == ["1 True ['lo']", "no such process"]
    mounted = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    if not [line for line in mounted.splitlines() if " /proc/" in line]:  # else nobody may mount it
        assert said.splitlines()[2] == "['1', '2']"
    assert code == 0


@pytest.mark.usefixtures("_apart")
@pytest.mark.parametrize(
    ("end", "code"), [("os._exit(7)", 7), ("os.kill(os.getpid(), 11)", 139), ("", 0)]
)
def test_it_ends_as_what_ran_in_it(end, code):
    assert run(f"confinement.live_apart(())\n{end}")[1] == code


@pytest.mark.usefixtures("_apart")
def test_what_it_leaves_behind_ends_with_it():
    said, code, _ = run("""
confinement.live_apart(())
import time
if os.fork() == 0:
    os.setsid()
    time.sleep(600)
print("done", flush=True)
""")
    assert (said, code) == ("done", 0)  # the pipe would not have ended else


@pytest.mark.usefixtures("_apart")
def test_it_can_write_what_its_user_can(tmp_path):
    file = tmp_path / "a"
    file.touch(mode=0o600)
    run("confinement.live_apart(())\nopen(sys.argv[1], 'w').write('x')", str(file))
    assert file.read_text() == "x"
    assert file.stat().st_uid == os.geteuid()


@pytest.mark.usefixtures("_without_sockets")
def test_it_opens_no_socket_and_neither_does_what_it_starts():
    code = "import socket\nfor kind in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):\n"
    code += " try: socket.socket(kind); print('opened')\n except PermissionError: print('refused')"
    said, _, _ = run("""
confinement.refuse_sockets()
import subprocess
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
exec(sys.argv[1])
socket.socketpair()
""", code)  # fmt: skip
    assert said.split() == ["refused"] * 6


ALLOWED, NO_SUCH_CALL, NO_RIGHT = (
    0x7FFF_0000,
    0x0005_0000 | errno.ENOSYS,
    0x0005_0000 | errno.EACCES,
)
MACHINES = {  # linux/audit.h, and the tables of system calls of each
    "x86_64": (0xC000_003E, 41, 425),
    "aarch64": (0xC000_00B7, 198, 425),
    "riscv64": (0xC000_00F3, 198, 425),
}


def answered(program, call, machine):
    """What a program of BPF answers, as the kernel runs it (linux/bpf_common.h)."""
    at, held = 0, 0
    while True:
        what, if_so, if_not, value = program[at]
        at += 1
        if what == 0x20:  # load a word of struct seccomp_data: the call, the machine
            held = {0: call, 4: machine}[value]
        elif what == 0x15:
            at += if_so if held == value else if_not
        elif what == 0x35:
            at += if_so if held >= value else if_not
        else:
            assert what == 0x06
            return value


@pytest.mark.parametrize("name", MACHINES)
def test_the_kernel_refuses_what_opens_a_socket_and_calls_of_other_machines(name):
    machine, socket, io_uring = MACHINES[name]
    program = confinement._filter(*confinement._SOCKETS[name])
    for call in (socket, io_uring):
        assert answered(program, call, machine) == NO_RIGHT
        assert answered(program, call, machine - 1) == NO_SUCH_CALL
    for call in (0, socket - 1, socket + 1, io_uring - 1, io_uring + 1, 0x3FFF_FFFF):
        assert answered(program, call, machine) == ALLOWED
    for call in (0x4000_0000, 0x4000_0000 + socket, 0xFFFF_FFFF):  # x32
        assert answered(program, call, machine) == NO_SUCH_CALL


def test_what_a_machine_is_not_known_to_have_is_not_refused(monkeypatch):
    assert {*confinement._SOCKETS} == {*MACHINES}
    monkeypatch.setattr(confinement.platform, "machine", lambda: "unknown")
    assert confinement.refuse_sockets() is False


def test_more_memory_than_it_may_have_is_an_error_that_it_can_tell():
    said, _, _ = run("""
before = confinement.limit_memory(100)
kept = []
try:
    while True:
        kept.append(bytearray(1_000_000))
except MemoryError:
    confinement.reach_for_reserve()
    grown = (confinement.memory() - before) // 2**20
    print(len(kept) > 50, 50 < grown <= 100, len(bytearray(20_000_000)))
""")
    assert said == "True True 20000000"


def test_memory_is_bounded_for_a_while():
    said, _, _ = run("""
import resource
resource.setrlimit(resource.RLIMIT_DATA, (2**40, 2**41))
try:
    with confinement.bounded_memory(100):
        few = len(bytearray(50_000_000))
        bytearray(200_000_000)
except MemoryError:
    print(few, len(bytearray(200_000_000)), resource.getrlimit(resource.RLIMIT_DATA) == (2**40, 2**41))
""")
    assert said == "50000000 200000000 True"


def test_a_limit_is_never_raised():
    said, _, _ = run("""
import resource
resource.setrlimit(resource.RLIMIT_CPU, (1000, 1000))
resource.setrlimit(resource.RLIMIT_NPROC, (5, 5))
resource.setrlimit(resource.RLIMIT_DATA, (2**40, 2**40))
confinement.limit_processor(5000)
confinement.limit_processes()
confinement.limit_memory(10**9)
for name in ("CPU", "NPROC", "DATA", "CORE"):
    print(*resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
""")
    assert said.splitlines() == ["1000 1000", "5 5", f"{2**40} {2**40}", "0 0"]


def test_seconds_of_a_processor_count_from_each_time_on():
    said, _, _ = run("""
import resource
for _ in range(2):
    sum(range(20_000_000))
    before = os.times()
    confinement.limit_processor(10)
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    print(0 <= soft - (before.user + before.system + 10) < 2)
""")
    assert said.split() == ["True", "True"]


def test_company_is_threads_and_processes():
    said, _, _ = run("""
import subprocess, threading
print(confinement.has_company(1))
stop = threading.Event()
threading.Thread(target=stop.wait).start()
print(confinement.has_company(1))
stop.set()
child = subprocess.Popen(["sleep", "600"])
print(confinement.has_company(2))
child.kill()
child.wait()
print(confinement.has_company(2))
""")
    assert said.split() == ["False", "True", "True", "False"]


@pytest.mark.parametrize("missing", ["unshare", "prctl"])
def test_a_system_that_allows_nothing_is_left_as_it_is(monkeypatch, missing):
    class Refusing:
        def __init__(self, *_given, **_named):
            pass

        def __getattr__(self, name):
            return lambda *_given: -1 if name == missing else 0

    monkeypatch.setattr(confinement.ctypes, "CDLL", Refusing)
    measure = (
        confinement.live_apart if missing == "unshare" else lambda _: confinement.refuse_sockets()
    )
    assert measure(()) is False


def test_other_systems_are_left_as_they_are(monkeypatch):
    monkeypatch.setattr(confinement.sys, "platform", "darwin")
    assert confinement.live_apart(()) is False
    assert confinement.refuse_sockets() is False
    monkeypatch.setattr(confinement.sys, "platform", "win32")
    confinement.limit_processes()
    confinement.limit_processor(1)
    confinement.reach_for_reserve()
    assert confinement.has_company(1000) is False
