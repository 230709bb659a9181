"""What a command did, for whoever prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.findings import Finding
    from hakusho.pipeline.moved import Moved


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did.

    Attributes:
        findings: Sorted by place.
        outputs: Files in place, relative to the paper's folder.
        unchanged: Whether they were up to date already.
        readable: Whether the paper could be read at all.
        measures: What there is and what the budget allows, a line for each part of it.
        moved: What a change of the data since the last build moved; ``None`` if nothing.
        reissues: What has changed in briefs since they were issued, in words.
        removed: Files of earlier builds that the paper makes no more.
    """

    findings: tuple[Finding, ...]
    outputs: tuple[str, ...] = ()
    unchanged: bool = False
    readable: bool = True
    measures: tuple[str, ...] = ()
    moved: Moved | None = None
    reissues: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
