"""The one door to pandoc: the binary that pypandoc ships, started directly.

``pypandoc.convert_*`` has no time limit and costs a second process; crafted input keeps pandoc
busy for minutes, so every run here has a limit on time and on heap (``+RTS -M``).
"""

from __future__ import annotations

import os
import subprocess  # noqa: TID251  this is the door
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAP_LIMIT = "2G"
"""The largest heap that pandoc may take; a paper of 1,000 pages needs about 400 MB."""


class PandocError(Exception):
    """pandoc ended with an error; ``args[0]`` is what it said."""


class PandocTimeoutError(PandocError):
    """pandoc was still running when its time was up."""


@cache
def binary() -> Path:
    """Find the pandoc that pypandoc ships, never one that happens to be on the PATH.

    Returns:
        The path of the executable.

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


def run_lua(
    script: Path,
    arguments: Sequence[str],
    *,
    text: str = "",
    folder: Path | None = None,
    seconds: float,
    epoch: int = 0,
) -> str:
    """Run one of our scripts in ``pandoc lua``.

    Args:
        script: The Lua script.
        arguments: Passed to the script as ``arg``.
        text: Standard input, sent as UTF-8.
        folder: Working directory of the process.
        seconds: Time limit.
        epoch: ``SOURCE_DATE_EPOCH`` for the writers, in seconds since 1970.

    Returns:
        What the script printed.

    Raises:
        PandocTimeoutError: After ``seconds``.
        PandocError: If the script fails, with its message.
    """
    command = [str(binary()), "+RTS", f"-M{HEAP_LIMIT}", "-RTS", "lua", str(script), *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            capture_output=True,
            cwd=folder,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PandocTimeoutError(f"pandoc did not finish in {seconds:g} s") from error
    if done.returncode:
        raise PandocError(done.stderr.decode(errors="replace").strip() or "pandoc failed")
    return done.stdout.decode()
