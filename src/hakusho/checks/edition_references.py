"""XRF001 for references to what an edition does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children
from hakusho.findings import Finding, Location, also
from hakusho.manuscript.conditions import Reader, is_hidden_in, is_passage, passages, place_of
from hakusho.manuscript.conditions import names_in as names_of
from hakusho.source.cross_reference_marks import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element, Tree
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions


def check_edition_references(
    chapters: Sequence[Chapter], positions: Positions, reader: Reader, editions: frozenset[str]
) -> Iterator[Finding]:
    """XRF001 for each cross-reference or link that some editions show without its target.

    A target that is withheld from all editions is for ``check_crossrefs``.
    """
    given = (passage for each in chapters for passage in passages(each.blocks))
    if not any(names_of(passage, "edition") for passage in given):
        return
    walk = _Walk(positions, reader)
    for chapter in chapters:
        walk.visit(chapter.blocks, editions, Location(chapter.path))
    for ident, where, shown in walk.references:
        target = walk.targets.get(ident)
        if target is None or not target[1] or shown <= target[1]:
            continue
        missing = ", ".join(sorted(shown - target[1]))
        message = "'{id}' is withheld from the edition {missing}"
        hint = "Put this reference into a passage for the same editions."
        related = also(target[0], "where it stands")
        yield Finding.of("XRF001", where, message, hint, ident, missing, related=related)


class _Walk:
    """Collects targets and references, each with the editions that show it."""

    def __init__(self, positions: Positions, reader: Reader) -> None:
        self._positions = positions
        self._reader = reader
        self.targets: dict[str, tuple[Location, frozenset[str]]] = {}
        self.references: list[tuple[str, Location, frozenset[str]]] = []

    def visit(self, node: Tree, shown: frozenset[str], where: Location) -> None:
        for element in children(node):
            self._element(element, shown, where)

    def _element(self, element: Element, shown: frozenset[str], where: Location) -> None:
        if is_passage(element):
            where = place_of(element, self._positions) or where
            shown = frozenset(
                name for name in shown if not is_hidden_in(element, self._reader, name)
            )
        ident = attr_of(element)[0]
        if ident and shown:
            self.targets.setdefault(ident, (where, shown))
        if element["t"] == "Cite":
            for citation in element["c"][0]:
                if is_cross_reference(citation["citationId"]):
                    at = citation.get("at")
                    place = self._positions.place(at[0]) if at else where
                    self.references.append((citation["citationId"], place, shown))
        elif element["t"] == "Link" and element["c"][2][0].startswith("#"):
            self.references.append((element["c"][2][0][1:], where, shown))
        self.visit(element, shown, where)
