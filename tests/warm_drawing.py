"""Processes that draw, made by forking one that has matplotlib loaded: that takes most of a start.

Each is as ``tools/authors_python.py`` starts it otherwise: by itself, with its environment, folder,
pipes and session, and gives up its rights before anything of a paper is loaded. Tests of what such
a process is and may do start theirs as commands do (``cold_drawing``).
"""

import gc
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from pathlib import Path

from hakusho.tools.authors_python import Running, environment
from hakusho.tools.confinement import SIGNALLED

_SERVING = "hakusho.figures.serving"
_OWN = ("TMPDIR", "TEMP", "TMP")
_LONG = 10_000
_servers = {}
_one_start = threading.Lock()


class WarmRunning(Running):
    """A process that draws, forked from one that waits with all modules loaded."""

    def __init__(self, module, folder, scratch, variables, messages=None):
        assert module == _SERVING
        given = {**environment(scratch), **variables}
        common = {name: text for name, text in given.items() if name not in _OWN}
        own = {name: given[name] for name in _OWN}
        theirs, self.requests = os.pipe()
        self.answers, answering = os.pipe()
        self._told, telling = os.pipe()
        handed = [theirs, answering, 2 if messages is None else messages, telling]
        asked = json.dumps([str(folder), own]).encode()
        with _one_start:
            socket.send_fds(_server(common), [asked], handed)
            for each in (theirs, answering, telling):
                os.close(each)
            self.pid = int(self._line())
        self._poll = select.poll()
        self._poll.register(self._told, select.POLLIN)
        self._open = [self.requests, self.answers]
        self._code = None

    def _line(self):
        said = b""
        while not said.endswith(b"\n"):
            more = os.read(self._told, 1)
            assert more, "a process for drawing could not be forked"
            said += more
        return said

    def _ended_within(self, seconds):
        if self._code is None and self._poll.poll(1000 * seconds):
            self._code = int(self._line())
            os.close(self._told)
        return self._code is not None

    def ended(self):
        return self._ended_within(0)

    def end(self):
        with suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)
        assert self._ended_within(_LONG)

    def close(self):
        while self._open:
            os.close(self._open.pop())

    def exit_code(self, seconds):
        if not self._ended_within(seconds):
            return None
        return SIGNALLED - self._code if self._code > SIGNALLED else self._code


def _server(variables):
    """The socket of the process that is forked for an environment; the last one waits as well."""
    key = (*sorted(variables.items()),)
    if key not in _servers:
        end_servers(but=1)
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", __file__]
            process = subprocess.Popen(
                command, stdin=theirs, cwd=tempfile.gettempdir(), env=variables
            )
        _servers[key] = ours, process
    return _servers[key][0]


def end_servers(but=0):
    """End the processes that wait to be forked, but for so many of the latest."""
    while len(_servers) > but:
        ours, process = _servers.pop(next(iter(_servers)))
        ours.close()
        process.wait()


def _serve():
    from hakusho.figures import (  # noqa: PLC0415  matplotlib loads here only
        drawing,  # noqa: F401
        lettering,
        script_running,  # noqa: F401
        serving,
    )

    lettering.use_shipped_fonts()
    _load_what_drawing_loads()
    gc.freeze()
    asked = socket.socket(fileno=os.dup(0))
    while True:
        given, handles, _, _ = socket.recv_fds(asked, 65536, 4)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if not given:
            break
        if os.fork() == 0:
            asked.close()
            os._exit(_watch(serving.main, *json.loads(given), *handles))
        for each in handles:
            os.close(each)


def _load_what_drawing_loads():
    import matplotlib.style  # noqa: F401, PLC0415
    import numpy.random  # noqa: F401, PLC0415
    from matplotlib import pyplot as plt  # noqa: PLC0415
    from PIL import ImageCms, ImageFont  # noqa: F401, PLC0415

    figure = plt.Figure(layout="constrained")
    figure.add_subplot().set_title("港")
    figure.savefig(io.BytesIO(), format="svg")


def _watch(main, folder, variables, requests, answering, messages, telling):
    """Fork once more, say the number of that process, and how it ends."""
    child = os.fork()
    if child == 0:
        os.close(telling)
        _become(main, folder, variables, requests, answering, messages)
    for each in (0, requests, answering, messages):
        os.close(each)
    os.write(telling, b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    os.write(telling, b"%d\n" % os.waitstatus_to_exitcode(status))
    return 0


def _become(main, folder, variables, *handles):
    try:
        os.setsid()
        for ours, each in enumerate(handles):
            os.dup2(each, ours)
            os.close(each)
        os.chdir(folder)
        os.environ.update(variables)
        tempfile.tempdir = None
        main()
    except BaseException:  # noqa: BLE001  as the interpreter does
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    sys.path = [each for each in sys.path if Path(each) != Path(__file__).parent]
    _serve()
