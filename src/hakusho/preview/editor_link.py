"""Links that open a place of the paper's sources in the editor of whoever writes it.

Which editor that is says its user (``--editor``, ``HAKUSHO_EDITOR``) and no paper: a link may start
a program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from string import Formatter
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.findings import Location

DEFAULT = "vscode://file/{path}:{line}:{column}"
"""The address of Visual Studio Code, which VSCodium and Cursor have with schemes of their own."""
_PLACES = frozenset({"path", "line", "column"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_RUNS = frozenset({"javascript:", "data:", "vbscript:", "blob:"})
"""Schemes whose addresses a browser runs by itself."""
_FIRST_SLASH = re.compile(r"(?<!/)/\{path\}")


@dataclass(frozen=True, slots=True)
class EditorLink:
    """A template of links to places in a paper."""

    template: str
    root: Path  # the paper's folder, links resolved

    @classmethod
    def of(cls, template: str, root: Path) -> Self:
        """Take a template such as :data:`DEFAULT`.

        Raises:
            ValueError: If it is no address, or has other places than path, line and column.
        """
        scheme = _SCHEME.match(template)
        if scheme is None or scheme[0].lower() in _RUNS:
            raise ValueError(f"it has to begin like an editor's address, as {DEFAULT} does")
        try:
            parsed = list(Formatter().parse(template))
        except ValueError as error:
            raise ValueError(f"its braces cannot be read: {error}") from error
        names = {name for _, name, _, _ in parsed if name is not None}
        if "path" not in names or names - _PLACES or any(form or kind for *_, form, kind in parsed):
            raise ValueError("it has to hold {path}, and may hold {line} and {column}")
        return cls(template, root.resolve())

    def to(self, location: Location) -> str:
        """The address of a place; its file's beginning where no line is known."""
        path = quote((PurePosixPath(self.root.as_posix()) / location.path).as_posix(), safe="/:")
        # vscode://file/{path} wants one slash before /home, file://{path} wants three.
        template = _FIRST_SLASH.sub("{path}" if path.startswith("/") else "/{path}", self.template)
        return template.format(path=path, line=location.line or 1, column=location.column or 1)
