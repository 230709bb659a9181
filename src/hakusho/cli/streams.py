"""Standard input, output and error of a command: open, able to take every character, and flushed.

A terminal or a redirection has the encoding of the machine (cp932 on a Japanese Windows, ASCII in
the C locale), and whoever starts a command may have closed a stream or filled the disk behind it.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

import click


def prepare() -> None:
    r"""Open what is closed on nothing, and let what an encoding lacks be printed as ``\u2013``."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened would be taken for the stream
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # Python's own word for a closed one
            nothing = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  till the end
            setattr(sys, name, nothing)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def complain(text: str) -> None:
    """Print to standard error, if that is possible at all."""
    with suppress(OSError):
        click.echo(text, err=True)


def refusal() -> OSError | None:
    """Print what waits to be printed.

    Returns:
        Why a stream does not take it; what it did not take is then forgotten.
    """
    refused = None
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            refused = error
            _forget(stream)
    return refused


def _forget(stream: io.TextIOWrapper) -> None:
    """Let Python's own flush at the end, which would complain, go nowhere."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
