"""Where pages are badly made up, on pages made up for the purpose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accepted_words import hold_lines
from hakusho.makeup.faults import faults_of
from hakusho.makeup.pages import Frame, Pages, Piece, Run
from hakusho.manuscript.page_map import Spot
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "faults.yaml")
SIZE = (100, 100)
FRAME = Frame(left=10, top=10, right=90, bottom=90, pitch=10)
COLUMNS = Frame(left=10, top=10, right=90, bottom=90, pitch=10, columns=2, gutter=10)


def _piece(kind, *lines):
    runs = []
    for line in lines:
        page, top, *sides = map(int, line.split(":"))
        left, right = sides or (10, 90)
        runs.append(
            Run(page, left, top, right, top + 10, top + 9, "" if kind == "picture" else line)
        )
    level = int(kind[-1]) if kind[-1].isdigit() else 1
    return Piece(kind.rstrip("123"), tuple(runs), level=level)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_faults(case, request):
    pieces = tuple(_piece(*each) for each in case["pieces"])
    last = max(run.page for piece in pieces for run in piece.runs)
    turned = case.get("turned", ())
    sizes = tuple((200, 100) if page in turned else SIZE for page in range(1, last + 1))
    pages = Pages(sizes, pieces)
    frame = COLUMNS if "columns" in case else FRAME
    end = Spot(last, frame.right, case.get("end", 99))
    found = faults_of(pages, frame, Spot(1, 10, case.get("begin", 0)), end)
    seen = [[each.kind, each.page, int(each.amount), each.side, each.column] for each in found]
    wished = [[*each, *["", 0, "", 0][len(each) - 1 :]] for each in case["found"]]
    assert sorted(seen) == sorted(wished)
    hold_lines(request, [_told(each, pieces) for each in found], "told")


def _told(fault, pieces):
    """All that a fault says, with its piece as the number in which it was read."""
    at = next(at for at, piece in enumerate(pieces) if piece is fault.piece)
    return (
        f"{fault.kind} {fault.page}.{fault.column} {at}:{fault.line} {fault.amount:.2f}{fault.side}"
    )


def test_a_fault_names_its_piece_and_its_line():
    piece = Piece(
        "text", (Run(1, 10, 80, 90, 90, 89, "一行目"), *_piece("text", "2:10", "2:20").runs), 1
    )
    (fault,) = faults_of(Pages((SIZE,) * 2, (piece,)), FRAME, Spot(1, 10, 0), Spot(2, 10, 99))
    assert (fault.piece, fault.line) == (piece, "一行目")


def test_the_images_of_a_group_stand_across_columns_with_its_caption():
    kinds = {
        "caption": ("1:80:30:70", "1:75:10:30", "1:75:60:80"),
        "picture": ("1:60:10:45", "1:60:55:90"),
    }
    group = [
        replace(_piece(kind, line), exhibit=1) for kind, lines in kinds.items() for line in lines
    ]
    text = [_piece("text", "1:10:10:45"), _piece("heading", "1:20:55:90")]
    pages = Pages((SIZE,), (*text, *group, _piece("text", "1:30:55:90", "1:40:55:90")))
    found = faults_of(pages, COLUMNS, Spot(1, 10, 0), Spot(1, 90, 99))
    assert [each.kind for each in found if each.kind == "outside"] == []
