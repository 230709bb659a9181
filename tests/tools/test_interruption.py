"""A command that is told to end does so, with its children, whatever it is doing."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from hakusho.tools.interruption import PATIENCE, remove_tree, scratch_folder, sweep_scratch

pytestmark = [
    pytest.mark.usefixtures("heeds_ctrl_c"),
    pytest.mark.skipif(os.name != "posix", reason="signals are POSIX"),
]
HEAD = """\
import os, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from hakusho.tools import interruption
from hakusho.tools.interruption import heed_signals, scratch_folder, undisturbed
heed_signals()
here = Path(sys.argv[1])
def ready():
    os.write(1, b"ready\\n")  # as a whole: two threads may be ready at once
"""
ENDLESS = "pandoc.stream_lua(here / 'endless.lua', [], seconds=600)"
IN_THREADS = f"""\
from hakusho.tools import pandoc
(here / "endless.lua").write_text("print('x') io.stdout:flush() while true do end")
def wait():
    for line in {ENDLESS}:
        threading.Timer(0.5, ready).start()  # when the main thread waits, too
with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(wait) for _ in range(5)]
    [each.result() for each in futures]
"""
TYPST = """\
from hakusho.tools import typst
(here / "a.typ").write_text("#for i in range(100000) { for j in range(100000) {} }")
threading.Timer(1, ready).start()
typst.compile(here / "a.typ", here / "a.pdf", root=here, fonts=[], epoch=0, seconds=600)
"""
LOCKED = """\
from filelock import FileLock
from hakusho.tools.writes import work_folder
held = FileLock(here / ".lock")
held.acquire()
ready()
with work_folder(here):
    pass
"""
WORKING = """\
from hakusho.tools.writes import work_folder
with work_folder(here) as (work, _), scratch_folder() as scratch:
    (work / "a").write_text("x")
    (scratch / "a").write_text("x")
    ready()
    time.sleep(600)
"""
FIGURE_WITH_PROGRAM = """\
import subprocess
from multiprocessing import get_context
def draw():
    subprocess.run([sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(600)"])
if __name__ == "__main__":
    process = get_context("fork").Process(target=draw)
    process.start()
    process.join()
"""
SEVERAL_PAPERS = f"""\
if __name__ == "__main__":
    sys.path.append({str(Path(__file__).parents[1])!r})
    import ended
    from hakusho.engine import many_papers
    from hakusho.making.order import Request
    many_papers._build = ended.working
    list(many_papers.build_papers([here], Request(), force=True, progress=print))
"""
PROGRESS = """\
with interruption.progress_shown():
    ready()
    time.sleep(600)
"""
UNNOTICED = """\
import signal, subprocess
def send():
    time.sleep(0.5)  # when the main thread waits
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)  # that does not wake it
threading.Thread(target=send, daemon=True).start()
ready()
"""
FOR_A_THREAD = "waiting = threading.Lock()\nwaiting.acquire()\nwaiting.acquire()\n"
FOR_A_CHILD = "subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
NOTHING = "ready()\ntime.sleep(600)\n"


def _start(program, folder, **settings):
    (folder / "tmp").mkdir()
    (folder / "program.py").write_text(HEAD + program, encoding="utf-8")
    (folder / "here").mkdir()
    command = [sys.executable, str(folder / "program.py"), str(folder / "here")]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        **settings,
    )
    if (said := process.stdout.readline()) != "ready\n":
        process.kill()
        pytest.fail(f"{said!r} {process.communicate()}")
    return process


def _living(session):
    """What runs in a session and has not ended."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, belongs = file.read_text(encoding="latin-1").rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(belongs) == session and state not in "ZX":
            found.append(file.parent.name)
    return found


def _left(session):
    """What still runs in a session, when what is just ending has been given time to end.

    A process closes its files, which is all that its parent's reader sees, before the system
    counts it among the ended.
    """
    for _ in range(200):
        if not _living(session):
            break
        time.sleep(0.05)
    return _living(session)


@pytest.mark.parametrize(
    ("program", "number"),
    [
        (IN_THREADS, signal.SIGTERM),
        (TYPST, signal.SIGHUP),
        (LOCKED, signal.SIGINT),
        (WORKING, signal.SIGTERM),
        (FIGURE_WITH_PROGRAM, signal.SIGHUP),
        (SEVERAL_PAPERS, signal.SIGTERM),
        (PROGRESS, signal.SIGINT),
    ],
    ids=["threads", "typst", "lock", "working", "figure", "papers", "progress"],
)
def test_it_ends_as_the_shell_expects_and_leaves_nothing(tmp_path, program, number):
    process = _start(program, tmp_path)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)  # on a machine as loaded as may be
    assert process.returncode == 128 + number
    # Python reads the carriage return as the end of a line.
    clear = "\n\x1b[2K\x1b[?25h" if program == PROGRESS else ""
    stands = "the last good outputs are as they were"
    if program == SEVERAL_PAPERS:
        stands = "what was built stays, all else is as it was"
    assert said == f"{clear}build: OUT003 interrupted; {stands}\n"
    assert list((tmp_path / "tmp").iterdir()) == []
    assert list((tmp_path / "here").rglob(".work-*")) == []
    assert _left(process.pid) == []


def test_what_builds_several_papers_ends_although_the_command_is_killed(tmp_path):
    process = _start(SEVERAL_PAPERS, tmp_path)
    process.kill()
    process.communicate(timeout=60)  # when all that print there have ended
    assert _left(process.pid) == []


@pytest.mark.parametrize("waits", [FOR_A_THREAD, FOR_A_CHILD], ids=["thread", "child"])
def test_a_signal_is_heeded_although_it_does_not_wake_the_main_thread(tmp_path, waits):
    process = _start(UNNOTICED + waits, tmp_path)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert _left(process.pid) == []


def test_a_forked_child_tells_its_parent_nothing(tmp_path):
    program = (
        "import signal\nif os.fork() == 0:\n    signal.signal(signal.SIGTERM, lambda *_: None)\n"
    )
    program += "    os.kill(os.getpid(), signal.SIGTERM)\n    os._exit(0)\n"
    process = _start(program + "os.wait()\nready()\ntime.sleep(1)\nprint('went on')\n", tmp_path)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "went on\n")


def test_what_is_being_published_is_finished_first(tmp_path):
    program = "with undisturbed(interruption.PUBLISHED):\n    ready()\n    time.sleep(0.3)\n"
    program += "    (here / 'a').touch()\n"
    process = _start(program + "print('not reached')\n", tmp_path)
    process.send_signal(signal.SIGTERM)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 143
    assert out == ""
    assert said == "build: OUT003 interrupted when the new outputs were in place\n"
    assert (tmp_path / "here/a").exists()


def test_it_ends_although_nobody_reads_what_it_says(tmp_path):
    fill = "import os\nos.set_blocking(2, False)\ntry:\n    while True:\n        os.write(2, b'x' * 4096)\n"
    fill += "except BlockingIOError:\n    os.set_blocking(2, True)\n"
    process = _start(fill + NOTHING, tmp_path)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 143
    process.communicate()
    assert PATIENCE < 2


def test_a_signal_that_is_ignored_stays_so(tmp_path):
    process = _start(
        NOTHING, tmp_path, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)
    )
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143


def test_scratch_of_killed_processes_is_swept_and_no_other(tmp_path, monkeypatch):
    process = _start(WORKING, tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp/hakusho-defect.txt").touch()
    (tmp_path / "tmp/hakusho-0123456789abcdef").symlink_to(tmp_path / "here")
    (tmp_path / "tmp/other").mkdir()
    (tmp_path / "tmp/hakusho-papers").mkdir()
    kept = {"hakusho-defect.txt", "hakusho-papers", "hakusho-0123456789abcdef", "other"}
    with scratch_folder() as ours:
        sweep_scratch()
        living = {path.name for path in (tmp_path / "tmp").iterdir()}
        assert len(living - kept) == 2
        process.kill()
        process.communicate()
        sweep_scratch()
        assert {path.name for path in (tmp_path / "tmp").iterdir()} == {*kept, ours.name}
    assert {path.name for path in (tmp_path / "tmp").iterdir()} == kept


def test_two_that_sweep_and_begin_at_once_do_each_other_no_harm(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stop = threading.Event()

    def sweep():
        while not stop.is_set():
            sweep_scratch()

    sweeper = threading.Thread(target=sweep)
    sweeper.start()
    try:
        for number in range(200):
            with scratch_folder() as folder:
                (folder / "a").write_text(str(number), encoding="utf-8")
                assert (folder / "a").read_text(encoding="utf-8") == str(number)
    finally:
        stop.set()
        sweeper.join()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_a_file_and_a_link_are_removed_and_what_a_link_leads_to_stays(tmp_path):
    (tmp_path / "folder/inner").mkdir(parents=True)
    (tmp_path / "folder/inner/a").write_text("a")
    (tmp_path / "file").write_text("b")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/c").write_text("c")
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for name in ("folder", "file", "link", "dangling", "gone"):
        remove_tree(tmp_path / name)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["c", "kept"]
