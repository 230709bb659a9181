"""Compiled templates of Jinja2, kept for all of a user's papers, by what is in them.

Compiling the house style of one edition takes 0.1 s, in each build anew. What is kept is read back
only if this user's Hakusho has sealed it (``sealed.py``), since Jinja2 runs it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.bccache import Bucket, BytecodeCache

from hakusho.tools import sandbox, sealed
from hakusho.tools.distributions import version_of

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "templates"
"""The folder in that of the user."""
_MOST = 200
"""Files that are kept; the house style has about twenty."""
_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix"),
    *("line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence"),
    *("keep_trailing_newline", "autoescape", "optimized"),
)
"""Of an environment, those by which the code of a template differs."""


class CompiledTemplates(BytecodeCache):
    """What an environment loads by its name is compiled once, until it or the sandbox changes."""

    def __init__(self) -> None:
        self._folder = sealed.user_folder() / FOLDER
        self._used: set[str] = set()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The room for the code of a template, which is in it if it is known."""
        options = [repr(getattr(environment, option)) for option in _OPTIONS]
        parts = (version_of("jinja2"), _limits(), *options, name, filename or "", source)
        bucket = Bucket(environment, hashlib.sha256("\0".join(parts).encode()).hexdigest(), "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template into its room, if it is known to this version of Python."""
        self._used.add(bucket.key)
        known = sealed.load(self._folder / bucket.key)
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, and of others no more than there is room for."""
        sealed.keep_if_possible(self._folder / bucket.key, bucket.bytecode_to_string())
        sealed.make_room(self._folder, _MOST, self._used)


@cache
def _limits() -> str:
    """What the sandbox makes of a template, as its own source: it writes limits into the code."""
    return hashlib.sha256(Path(sandbox.__file__).read_bytes()).hexdigest()
