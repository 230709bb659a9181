"""The one door to pandoc: the binary that pypandoc ships, started directly.

``pypandoc.convert_*`` has no time limit and costs a second process; crafted input keeps pandoc
busy for minutes, so every run here has a limit on processor time and on heap (``+RTS -M``).
"""

from __future__ import annotations

import errno
import os
import re
import subprocess  # noqa: TID251  this is the door
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.tools.interruption import scratch_folder
from hakusho.tools.processes import LimitError, hold_ended_by_itself, watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LATEST = 4_354_819_198
"""The last second that an archive can hold: 31 December 2107 (ZIP, MS-DOS time)."""
_REFUSALS = {
    errno.ENOSPC: re.compile("No space left on device|Disk quota exceeded"),
    errno.ENOMEM: re.compile(r"out of memory|failed on request for \d+ bytes"),
}
"""What pandoc and Lua say where the system refuses something; its own limit is its heap's."""
HEAP_LIMIT = "1800M"
"""The largest heap that pandoc may take; a paper of 1,000 pages needs about 400 MB. With what lies
outside of its heap the process has less than 2 GB."""


_NURSERY = "32M"
"""What is allocated between two collections of short-lived values; with 4 MB, which is GHC's own
choice, they take a tenth of a run, and the process is not smaller."""


class PandocError(Exception):
    """pandoc ended with an error; ``args[0]`` is what it said."""


class PandocTimeoutError(PandocError, LimitError):
    """pandoc used up its time; ``args[0]`` says which."""


@cache
def binary() -> Path:
    """The pandoc that pypandoc ships, never one that happens to be on the PATH.

    Raises:
        PandocError: If the wheel holds no executable for this platform.
    """
    spec = find_spec("pypandoc")
    if spec is not None and spec.origin is not None:
        folder = Path(spec.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (folder / name).is_file():
                return folder / name
    raise PandocError("the pypandoc-binary package holds no pandoc for this platform")


def stream_lua(
    script: Path,
    arguments: Sequence[str],
    *,
    text: str = "",
    folder: Path | None = None,
    seconds: float,
    epoch: int = 0,
) -> Iterator[str]:
    """Run one of our scripts in ``pandoc lua`` and hand on each line as soon as it is printed.

    Args:
        script: The Lua script.
        arguments: Passed to the script as ``arg``.
        text: Standard input, sent as UTF-8.
        folder: Working directory of the process.
        seconds: Of a processor, for each line.
        epoch: ``SOURCE_DATE_EPOCH`` for the writers, in seconds since 1970; in archives at most the
            end of 2107.

    Yields:
        Lines with their line ends.

    Raises:
        PandocTimeoutError: Where a line takes longer.
        PandocError: If the script fails, with its message; after the last line.
        OSError: If the system refuses it something, or somebody else has ended it.
    """
    limits = ("+RTS", f"-M{HEAP_LIMIT}", f"-A{_NURSERY}", "-RTS")
    command = [str(binary()), *limits, "lua", str(script), *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(min(epoch, _LATEST)), "LC_ALL": "C.UTF-8"}
    with (
        scratch_folder() as scratch,  # a killed pandoc leaves things
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as complaints,
    ):
        environment["TMPDIR"] = str(scratch)
        # Files and not pipes: neither side can block the other, however much there is to say.
        given.write(text.encode())
        given.seek(0)
        with (
            subprocess.Popen(
                command,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=complaints,
                cwd=folder,
                env=environment,
                encoding="utf-8",
            ) as process,
            watched(process, seconds) as allowance,
        ):
            for line in process.stdout or ():
                yield line
                allowance.renew()
            code = process.wait()
        if code and allowance.over:
            raise PandocTimeoutError(allowance.said("pandoc"))
        hold_ended_by_itself("pandoc", code)
        if code:
            complaints.seek(0)
            raise _failure(complaints.read().decode(errors="replace").strip(), code)


def _failure(said: str, code: int) -> PandocError | OSError:
    """What pandoc has said when it failed; where the system refused it, no text is to blame."""
    for number, refusal in _REFUSALS.items():
        if refused := refusal.search(said):
            return OSError(number, refused[0])
    return PandocError(said or f"pandoc ended with code {code}")
