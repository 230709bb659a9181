"""The one door to processes that run an author's Python: what they are given of ours, and no more.

A process gets a clean environment, so that no token or password of the shell is within its reach,
an empty folder for temporary files, which is deleted with it, the paper as its working folder and a
session of its own, so that it can be ended with all that it has started.
"""

from __future__ import annotations

import os
import signal
import subprocess  # noqa: TID251  this is the door
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import hakusho
from hakusho.tools.confinement import SIGNALLED

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = frozenset(
    {
        *("HOME", "LOGNAME", "PATH", "SOURCE_DATE_EPOCH", "USER"),
        # Where Python and libraries find their own files.
        *("CONDA_PREFIX", "DYLD_FALLBACK_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "GDAL_DATA"),
        *("JAVA_HOME", "LD_LIBRARY_PATH", "PROJ_DATA", "PROJ_LIB", "PYTHONDONTWRITEBYTECODE"),
        *("PYTHONHOME", "R_HOME", "VIRTUAL_ENV"),
        # Without which Windows starts no program.
        *("APPDATA", "COMSPEC", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "PATHEXT", "PROGRAMDATA"),
        *("SYSTEMDRIVE", "SYSTEMROOT", "USERNAME", "USERPROFILE", "WINDIR"),
    }
)
"""Variables that a program may see; docs/security.md has them, too."""
_FIXED = {
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",  # authors draw what a set holds in its order
    # One thread: what several add up in another order each time is another number each time.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""What is the same for everybody, so that drawings are."""
HAS_PROCESSOR_LIMIT = sys.platform != "win32"


def environment(scratch: Path) -> dict[str, str]:
    """The variables of a process that runs an author's Python.

    ``scratch`` is its folder for temporary files. Modules are found where this process finds them,
    but for the working folder, which comes with a paper.
    """
    kept = {name: text for name, text in os.environ.items() if name.upper() in _KEPT}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    package = str(Path(hakusho.__file__).parents[1])
    places = [each for each in sys.path if each]
    path = [*places, *([] if package in places else [package])]
    return {**kept, **_FIXED, **temporary, "PYTHONPATH": os.pathsep.join(path)}


class Running:
    """A process that runs one of our modules, which runs an author's."""

    def __init__(
        self,
        module: str,
        folder: Path,
        scratch: Path,
        variables: Mapping[str, str],
        messages: int | None = None,
    ) -> None:
        """Start it: ``module`` by name, with ``variables`` on top of :func:`environment`.

        ``messages`` is the file descriptor of its standard error; ``None`` for ours.
        """
        self._process = subprocess.Popen(
            # -P: neither the paper's folder nor the module's own is looked through for modules.
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=messages,
            bufsize=0,
            cwd=folder,
            env={**environment(scratch), **variables},
            start_new_session=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a process was started without the pipes that were asked for")
        self.requests, self.answers = self._process.stdin.fileno(), self._process.stdout.fileno()
        self.pid = self._process.pid

    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self._process.poll() is not None

    def end(self) -> None:
        """End it with all that it has started, as far as the system can tell what that is."""
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def close(self) -> None:
        """Let go of its pipes, which nobody may be reading any more."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def exit_code(self, seconds: float) -> int | None:
        """Its exit code, negative for a signal's number; ``None`` if it goes on for so long."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return SIGNALLED - code if code > SIGNALLED else code
