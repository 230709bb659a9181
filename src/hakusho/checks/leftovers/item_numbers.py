"""MRK024: items of a list that are printed with another number than they were typed with.

Markdown counts on from a list's first number (pandoc's manual, "Ordered lists"), also over an empty
line and where a number is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip
from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element, OrderedList
    from hakusho.source.positions import Positions

_MARK = re.compile(r"\(?(?P<number>[0-9]{1,4})[.)][ \t]+\Z")


def renumbered_items(nodes: Sequence[Element], positions: Positions) -> Iterator[Slip]:
    """Find the first item of each list that is printed with a number of its own."""
    for node in nodes:
        if node["t"] != "OrderedList":
            continue
        typed = list(_typed(node, positions))
        if len({number for number, _ in typed}) < 2:  # noqa: PLR2004  all 1., as one may
            continue
        for place, (number, position) in enumerate(typed):
            printed = node["c"][0][0] + place
            if number not in {0, printed}:
                message = "this item is typed {typed}, and printed {printed}"
                hint = (
                    "Number the items as they follow one another; to begin another list, write a "
                    "paragraph, or a line <!-- -->, between the two."
                )
                where = positions.place(position)
                yield Slip(Finding.of("MRK024", where, message, hint, number, printed), position)
                break


def _typed(node: OrderedList, positions: Positions) -> Iterator[tuple[int, int]]:
    """The number with which each item was typed, 0 if that is not seen, and where it stands."""
    for item in node["c"][1]:
        begin = item[0]["at"][0] if item and "at" in item[0] else 0
        column = positions.place(begin).column or 1 if begin else 1
        mark = _MARK.search(positions.letters(begin - column + 1, column - 1))
        yield (int(mark["number"]), begin - len(mark[0])) if mark else (0, begin)
