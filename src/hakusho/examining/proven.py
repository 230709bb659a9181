"""What has proved good, by content: an image or a formula that is as it was is not tried again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.paper.folders import CACHE
from hakusho.tools import sealed
from hakusho.tools.distributions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TRIERS = ("pillow", "typst", "pypandoc-binary")
"""The libraries by which it was tried."""
_MOST = 10_000
"""When a paper has changed so often, what it no longer holds is forgotten."""


@dataclass(slots=True)
class Proven:
    """Digests of things of one kind that are good, kept in the paper's cache."""

    file: Path
    before: frozenset[str]
    _now: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Path, kind: str) -> Proven:
        """Those of a kind that a paper's last check has left, if it used the same libraries."""
        file = root / CACHE / f"good-{kind}.json"
        kept = sealed.load(file)
        known = json.loads(kept) if kept is not None else {"by": []}
        return cls(file, frozenset(known["good"] if known["by"] == _versions() else ()))

    def remember(self, digests: Iterable[str]) -> None:
        """Keep these as well."""
        self._now.update(digests)

    def keep(self) -> None:
        """Write them down; a paper that cannot be written to is tried anew each time."""
        new = self._now - self.before
        if new:
            good = sorted(self.before | new if len(self.before) < _MOST else self._now)
            data = json.dumps({"by": _versions(), "good": good}).encode()
            sealed.keep_if_possible(self.file, data)


def digest(*parts: bytes) -> str:
    """The digest of a thing."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _versions() -> list[str]:
    return [f"{name}={version_of(name)}" for name in _TRIERS]
