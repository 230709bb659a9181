"""Which note each citation stands in, counted through the whole document.

pandoc numbers notes while it reads, from 1 in each chapter. Joined chapters would therefore hold
several notes 3, and citeproc, which decides 同上 (CSL 1.0.2, ``position="ibid"``) and the number
in 前掲 by these, would take one for the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hakusho.manuscript.ast import Element


def number_notes(blocks: list[Any]) -> list[Any]:
    """Number the notes that citations stand in.

    Args:
        blocks: All chapters' blocks, cross-references resolved, so that every ``Cite`` is a
            citation: outside a note it becomes a note of its own.

    Returns:
        The blocks with ``citationNoteNum`` set, in document order.
    """
    counter = _Counter()
    numbered: list[Any] = counter.visit(blocks, note=0)
    return numbered


class _Counter:
    def __init__(self) -> None:
        self._notes = 0

    def visit(self, node: Any, *, note: int) -> Any:
        if isinstance(node, list):
            return [self.visit(item, note=note) for item in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "Note":
            self._notes += 1
            return {"t": "Note", "c": self.visit(node["c"], note=self._notes)}
        if node.get("t") == "Cite":
            return self._cite(node, note)
        return {key: self.visit(value, note=note) for key, value in node.items()}

    def _cite(self, node: Element, note: int) -> Element:
        if not note:
            self._notes += 1
            note = self._notes
        citations, inlines = node["c"]
        numbered = [{**citation, "citationNoteNum": note} for citation in citations]
        return {"t": "Cite", "c": [numbered, inlines]}
