"""A pandoc that parses, which stays from one test to the next: most of a small text is its start.

It runs ``parse.lua`` again and again, as this does for the chapters of a paper. What it cannot parse,
or not in time, is given to a pandoc of its own, so that its end and its words are a command's.
"""

import json
import os
import tempfile
from pathlib import Path

from hakusho.source import parse
from hakusho.tools import pandoc
from hakusho.tools.processes import LimitError
from hakusho.tools.resident import EndedError, Resident

_COLD = pandoc.stream_lua
_LIMITS = ("+RTS", f"-M{pandoc.HEAP_LIMIT}", "-RTS")
_waiting = []


def stream_lua(script, arguments, *, text, seconds):
    """In place of ``pandoc.stream_lua``, for ``parse.lua``."""
    assert script == parse._SCRIPT
    jobs = json.loads(text)
    for at, job in enumerate(jobs):
        line = _asked(json.dumps([job], ensure_ascii=False).encode(), seconds)
        if not line.startswith(b"{"):
            rest = json.dumps(jobs[at:], ensure_ascii=False)
            yield from _COLD(script, arguments, text=rest, seconds=seconds)
            return
        yield line.decode()


def _asked(job, seconds):
    """The line that comes of one text; nothing if it is to be parsed elsewhere."""
    child = _waiting.pop() if _waiting else None
    if child is None or not child.is_there():
        command = [str(pandoc.binary()), *_LIMITS, "lua", str(Path(__file__).with_suffix(".lua"))]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"}
        child = Resident([*command, str(parse._SCRIPT)], Path(tempfile.gettempdir()), environment)
    try:
        answer = child.ask("pandoc", job, seconds)
    except (LimitError, EndedError, OSError):
        child.end()
        return b""
    except BaseException:
        child.end()
        raise
    _waiting.append(child)
    return answer


def end_waiting():
    """End what waits."""
    while _waiting:
        _waiting.pop().end()
