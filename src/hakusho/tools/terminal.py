r"""The one door to a terminal: what stands in files or comes from programs can do nothing there.

A terminal obeys what follows ESC or U+009B: it moves, hides, renames windows, and some write files.
So whatever is printed goes through :func:`printable`, and what a program prints by itself through
:func:`relayed`. In a workflow of GitHub a line that begins with ``::`` is a command as well.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

from hakusho.findings.sentences import say
from hakusho.localization.catalogues import worded
from hakusho.values.invisible import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = re.compile(r"^([^\S\n]*):(?=:[A-Za-z])", re.MULTILINE)
_ANY_COMMAND = re.compile("::|##")
_OLD_COMMAND = re.compile(r"#(?=#\[)")
_LINE_END = re.compile("\r\n?")
_AT_ONCE = 65536
MOST = 5_000_000
"""Letters of a program's messages that are printed: one that prints without end fills no log."""


def printable(text: str, *, within: bool = False) -> str:
    r"""A text with the codes of what a terminal or a workflow would obey, and no tab or line less.

    ``within`` says that it stands in a line that has begun.
    """
    safe = shown(text)
    if not _ANY_COMMAND.search(safe) or os.environ.get("GITHUB_ACTIONS") != "true":
        return safe
    safe = _OLD_COMMAND.sub(r"\\x23", safe)
    return safe if within else _COMMAND.sub(r"\1\\x3a", safe)


@contextmanager
def relayed() -> Iterator[int]:
    """A file descriptor for the messages of a program, which are printed to standard error.

    They are printed until every process that has it has closed it.
    """
    reading, writing = os.pipe()
    thread = Thread(target=_relay, args=(reading,), daemon=True)
    thread.start()
    try:
        yield writing
    finally:
        os.close(writing)
        thread.join(1)  # something that the program left behind may still hold it


def _relay(reading: int) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
    rest, left = "", MOST
    with open(reading, "rb", buffering=0) as pipe:
        while piece := pipe.read(_AT_ONCE):
            if left <= 0:
                continue  # the program goes on, and is not waited for
            text = rest + decoder.decode(piece)
            whole, end, rest = text.rpartition("\n")
            if len(rest) > _AT_ONCE:
                whole, end, rest = text, "", ""
            left -= len(whole + end)
            _print(whole + end)
            if left <= 0:
                message = "more than {most:,} letters: what else the paper prints is left out"
                _print(f"\n{worded(say(message, MOST))}\n")
        if left > 0:
            _print(rest + decoder.decode(b"", final=True))


def _print(text: str) -> None:
    if text:
        with suppress(OSError, ValueError):
            sys.stderr.write(printable(_LINE_END.sub("\n", text)))
            sys.stderr.flush()
