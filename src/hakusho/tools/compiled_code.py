"""Regular expressions and the methods of dataclasses, compiled once for all of a user's papers.

Python keeps the code of a module, but compiles its patterns, and what :mod:`dataclasses` writes for
its classes, anew at each start: a quarter of a check. What these compile to is kept here by what
they are compiled from, for the Python that runs. It is read back only if this user's Hakusho has
sealed it (``sealed.py``), since it is run.
"""

from __future__ import annotations

import dataclasses
import hashlib
import marshal
import re
import sys
from array import array
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hakusho.tools import sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = "compiled"
"""The folder in that of the user: a file for each Python."""
_PYTHONS = 8
_MOST = 8_000
"""Patterns and texts that are kept; a build of a large paper uses three thousand."""
_UNTRIED = (3, 15)
"""The first Python on which nobody has tried it: from there on nothing is kept, as in PyPy."""
# What re.compile does in Python, and what it calls in C to make a pattern of the outcome.
_COMPILER: Any = import_module("re._compiler")
_PARSER: Any = import_module("re._parser")
_MAKE: Any = import_module("_sre").compile


@contextmanager
def compiled_once() -> Iterator[None]:
    """Compile what is known no more in this process, and keep in the end what was not known."""
    if sys.implementation.name != "cpython" or sys.version_info >= _UNTRIED:
        yield
        return
    file = sealed.user_folder() / FOLDER / hashlib.sha256(sys.version.encode()).hexdigest()
    code = _CompiledCode(file)
    compiled, _COMPILER.compile = _COMPILER.compile, code.pattern
    vars(dataclasses)["exec"] = code.execute
    try:
        yield
    finally:
        _COMPILER.compile = compiled
        del vars(dataclasses)["exec"]
        code.keep()


class _CompiledCode:
    """What a file holds: code by its text, parts of patterns by what they say and their flags."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = sealed.load(file)
        self._known: dict[Any, Any] = {} if kept is None else marshal.loads(kept)  # noqa: S302  sealed
        self._used: dict[Any, Any] = {}
        self._has_new = False
        self._compile = _COMPILER.compile

    def pattern(self, pattern: Any, flags: int = 0) -> Any:
        """Stand in for the function that compiles patterns, for those that are text."""
        if not isinstance(pattern, str) or flags & re.DEBUG:
            return self._compile(pattern, flags)
        asked = (pattern, int(flags))
        all_flags, code, *rest = self._find(asked) or self._put(asked, _parts(*asked))
        return _MAKE(pattern, all_flags, array("I", code).tolist(), *rest)

    def execute(self, text: str, *names: dict[str, Any]) -> None:
        """Stand in for :func:`exec`, where the same text is executed at each start."""
        code = self._find(text) or self._put(text, marshal.dumps(_code(text)))
        exec(marshal.loads(code), *names)  # noqa: S102, S302  in place of what would do so

    def _find(self, key: Any) -> Any:
        known = self._used.get(key) or self._known.get(key)
        if known is not None and len(self._used) < _MOST:
            self._used[key] = known
        return known

    def _put(self, key: Any, made: Any) -> Any:
        if len(self._used) < _MOST:
            self._used[key] = made
            self._has_new = True
        return made

    def keep(self) -> None:
        """Write the file if there is something new; where all is too much, what was used."""
        if not self._has_new:
            return
        everything = self._known | self._used
        kept = everything if len(everything) <= _MOST else self._used
        with suppress(MemoryError):  # it only saves time
            sealed.keep_if_possible(self._file, marshal.dumps(kept))
        sealed.make_room(self._file.parent, _PYTHONS, {self._file.name})


def _code(text: str) -> Any:
    return compile(text, "<string>", "exec", dont_inherit=True)


def _parts(pattern: str, flags: int) -> tuple[Any, ...]:
    """What ``re._compiler.compile`` makes of a pattern, as :data:`_MAKE` takes it.

    Raises:
        re.error: If it is none.
    """
    parsed = _PARSER.parse(pattern, flags)
    code = array("I", _COMPILER._code(parsed, flags)).tobytes()  # noqa: SLF001  see above
    groups = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    return (flags | parsed.state.flags, code, parsed.state.groups - 1, groups, tuple(names))
