"""Where in its source each node of pandoc's AST stands.

pandoc's Markdown reader forgets places. It need not be asked for them, nor its grammar be written
again: the AST says what every stretch of the source was taken for, so that the source can be read
along with it. A paragraph's words must stand there in their order, with nothing between them but
the marks of the elements that hold them. What is found is therefore right by construction: a node
gets a place of its own only where its own text stands. Where the two cannot be brought together (a
macro of TeX that pandoc has expanded) it has the place of what holds it, between its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.source.block_alignment import BlockReader
from hakusho.source.inline_alignment import first_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from hakusho.ast.nodes import Block, Element, Range


def align(text: str, blocks: Sequence[Block], base: int = 0) -> None:
    r"""Write into every node where its text stands.

    Args:
        text: Markdown, with ``\n`` line ends.
        blocks: What pandoc reads in it. Each node gets the key ``at``, a range of positions; one
            whose attributes are written gets ``attributes``, the range of their braces; a note
            that is defined apart from its mark ``definition``.
        base: The position of the text's first letter.
    """
    reader = BlockReader(text, base)
    reader.blocks(blocks, 0)
    kinds = reader.block_readers.keys() | reader.inline_readers.keys()
    _Completer(text, base, kinds).complete(blocks, (base, base + len(text)))


class _Completer:
    """Gives a place to the nodes that could not be followed."""

    def __init__(self, text: str, base: int, kinds: Collection[str]) -> None:
        self._text, self._base, self._kinds = text, base, kinds

    def complete(self, value: object, within: Range) -> None:
        """Complete what stands within a range: a node that has a place, or lists of nodes."""
        if isinstance(value, dict):
            inner = value.get("definition") or value.get("at") or within
            for key in ("c", "citationPrefix", "citationSuffix"):
                self.complete(value.get(key), inner)
        elif isinstance(value, list):
            start = within[0]
            for number, each in enumerate(value):
                if isinstance(each, dict):
                    if "at" not in each and (each.get("t") in self._kinds or "citationId" in each):
                        later = (other["at"][0] for other in value[number:] if _is_placed(other))
                        stop = max(next(later, within[1]), start)
                        key = each.get("citationId", "")
                        each["at"] = self._place(each, key, (start, stop), within)
                    start = each.get("at", (0, start))[1]
                self.complete(each, within)

    def _place(self, node: object, key: str, between: Range, within: Range) -> Range:
        """Its first letters between its neighbours, a citekey anywhere; or what holds it."""
        start, end = (each - self._base for each in between)
        searches = [
            (written, since, len(self._text))
            for since in (start, 0)
            for written in (f"@{key}", f"@{{{key}}}")
        ]
        if not key:
            searches = [(first_letters(cast("Element", node)), start, end)]
        for wanted, since, until in searches:
            at = self._text.find(wanted, since, until) if wanted else -1
            if at >= 0:
                return at + self._base, at + len(wanted) + self._base
        return between if between[1] > between[0] else within


def _is_placed(value: object) -> bool:
    return isinstance(value, dict) and "at" in value
