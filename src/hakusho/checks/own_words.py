"""The author's own words: running text in which those of others are opaque."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.tools.keeping import Same, recall

if TYPE_CHECKING:
    from hakusho.source.prose import Prose

_QUOTED = re.compile(
    r"「[^「」\n]*」|『[^『』\n]*』|｢[^｢｣\n]*｣|“[^“”\n]*”|\"[^\"\n]*\"|(?<!\w)‘[^‘’\n]*’(?!\w)|《[^《》\n]*》"
)


def own_words(prose: Prose) -> Prose:
    """The text without block quotations, quoted words, titles, and what stands in citations."""
    return recall((__name__, Same(prose)), lambda: _read(prose))


def _read(prose: Prose) -> Prose:
    own = prose.without("BlockQuote", "Cite")
    return own.hiding(match.span() for match in _QUOTED.finditer(own.text))
