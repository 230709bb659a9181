"""Blocks that a document ends with, besides its list of works. Nothing else is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block


@dataclass(frozen=True, slots=True)
class EndBlocks:
    """Blocks behind the text; none by default."""

    before: list[Block] = field(default_factory=list)  # before the list of works
    after: list[Block] = field(default_factory=list)  # behind everything


NO_END_BLOCKS = EndBlocks()
