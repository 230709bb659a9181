"""The pieces of which a tagged PDF is made up, out of its tag tree, in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.editions.tag_tree import Content
from hakusho.makeup.pages import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.editions.tag_tree import Tag
    from hakusho.makeup.pages import Kind, Run

_KINDS: dict[str, Kind] = {
    "P": "text", "LBody": "text", "Div": "text", "BlockQuote": "text",
    "H1": "heading", "H2": "heading", "H3": "heading", "H4": "heading", "H5": "heading",
    "H6": "heading", "Title": "heading",
    "Caption": "caption", "TD": "cell", "TH": "cell", "Note": "note",
    "Figure": "picture", "Formula": "formula", "Code": "code",
}  # fmt: skip
_NUMBERED = re.compile(r"H[1-6]")
_WHOLE = frozenset({"note", "caption", "cell", "picture", "formula", "code", "heading"})
"""Kinds of which all that is in them is one piece."""
_BACK = 12.0
"""Points by which a part of a formula may begin before it: a limit wider than its sign."""
_PARTS = frozenset({"Figure", "Formula", "Code"})
"""Tags that are a part of the paragraph in which they stand."""


def pieces_in(tree: Tag) -> Iterator[Piece]:
    """The pieces in a tag and those in it."""
    gathered = _Gathered()
    gathered.walk(tree, [], "text")
    for kind, level, exhibit, runs in gathered.pieces:
        if runs:
            yield Piece(kind, tuple(runs), level=level, exhibit=exhibit)


class _Gathered:
    def __init__(self) -> None:
        self.pieces: list[tuple[Kind, int, int, list[Run]]] = []
        self._exhibits = 0

    def walk(self, tag: Tag, runs: list[Run], kind: Kind, exhibit: int = 0) -> None:
        """Gather what is in a tag; ``runs`` are those of the piece around it, of this kind.

        Figures of a group have captions of their own: the outermost tells which ``exhibit`` it is.
        """
        if not exhibit and any(getattr(child, "kind", "") == "Caption" for child in tag.children):
            self._exhibits += 1
            exhibit = self._exhibits
        for child in tag.children:
            if isinstance(child, Content):
                runs += child.runs
            elif kind in _WHOLE and child.kind != "Note":
                self.walk(child, runs, kind, exhibit)
            elif child.kind in _KINDS and not (child.kind in _PARTS and runs):
                own: list[Run] = []
                level = int(child.kind[1]) if _NUMBERED.fullmatch(child.kind) else 1
                within = 0 if child.kind == "Note" else exhibit
                self.pieces.append((_KINDS[child.kind], level, within, own))
                self.walk(child, own, _KINDS[child.kind], within)
            elif child.kind == "TOC":
                continue
            elif child.kind == "Lbl":  # a mark of a list: what follows that is no part of its line
                self.walk(child, [], kind, exhibit)
            elif child.kind == "Formula" and kind == "text":
                own = []
                self.walk(child, own, "formula")
                runs += _in_lines(own, runs[-1])
            else:
                self.walk(child, runs, kind, exhibit)


def _in_lines(formula: list[Run], before: Run) -> list[Run]:
    """A formula within a paragraph as one run for each line on which it stands.

    What stands over and under its line, a brace, a limit, would else be lines of their own. Its own
    line is that of the words before it; where it begins another, that of most of its letters.
    """
    lines: list[list[Run]] = []
    for run in formula:
        left = min((each.left for each in lines[-1]), default=run.left) if lines else run.left
        goes_on = lines and run.page == lines[-1][0].page and run.left > left - _BACK
        if goes_on:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_as_one(line, before) for line in lines]


def _as_one(line: list[Run], before: Run) -> Run:
    own = min(line, key=lambda run: (abs(run.base - before.base) > 1, -len(run.text)))
    return replace(
        own,
        left=min(run.left for run in line),
        top=min(run.top for run in line),
        right=max(run.right for run in line),
        bottom=max(run.bottom for run in line),
        text="".join(run.text for run in line),
    )
