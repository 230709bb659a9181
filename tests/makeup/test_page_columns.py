"""Which pieces are one figure or table, which stand across columns, and where the text ends."""

from __future__ import annotations

import pytest

from hakusho.makeup.page_columns import Columns, exhibits
from hakusho.makeup.pages import Frame, Pages, Piece, Run
from hakusho.manuscript.page_map import Spot

FRAME = Frame(left=10, top=10, right=90, bottom=90, pitch=10, columns=2, gutter=8)
"""Two columns, from 10 to 46 and from 54 to 90."""


def piece(kind, *runs, exhibit=0):
    """A piece of runs, each as its page, its top, its left and its right edge."""
    made = tuple(
        Run(page, left, top, right, top + 10, top + 9, kind) for page, top, left, right in runs
    )
    return Piece(kind, made, level=1, exhibit=exhibit)


def of_kinds(words):
    """Pieces by their kinds; a number behind one is that of its exhibit."""
    for word in words.split():
        kind = word.rstrip("0123456789")
        yield piece(kind, (1, 10, 10, 46), exhibit=int(word.removeprefix(kind) or 0))


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [
        ("", []),
        ("text heading note", []),
        ("caption cell cell", [[0, 1, 2]]),
        ("caption cell cell caption cell", [[0, 1, 2], [3, 4]]),
        ("picture caption picture caption", [[0, 1], [2, 3]]),
        ("picture picture caption", [[0, 1, 2]]),
        ("caption picture", [[0], [1]]),  # of a table the caption comes first, of a figure last
        ("cell picture caption", [[0], [1, 2]]),
        ("picture cell cell", [[0], [1, 2]]),
        ("caption note cell note cell", [[0, 2, 4]]),
        ("caption cell text cell", [[0, 1], [3]]),
        ("caption cell formula cell", [[0, 1], [3]]),
        ("picture1 picture1 caption1 picture caption", [[3, 4], [0, 1, 2]]),
        ("caption2 text2 cell2 caption1 cell1", [[0, 2], [3, 4]]),
        ("caption cell picture1 cell", [[0, 1, 3], [2]]),
    ],
)
def test_what_a_figure_or_a_table_consists_of(kinds, groups):
    assert [*exhibits(of_kinds(kinds))] == groups


def columns(*pieces, begin=0, end=95, end_left=90, sizes=1):
    pages = Pages(((100, 100),) * sizes, pieces)
    return Columns(pages, FRAME, Spot(1, 10, begin), Spot(sizes, end_left, end))


ACROSS = [
    # the runs of a table's cells, and whether it stands across both columns
    ([(1, 20, 10, 46)], False),
    ([(1, 20, 10, 47.9)], False),  # letters reach over their column a little
    ([(1, 20, 10, 48)], False),
    ([(1, 20, 10, 48.1)], True),
    ([(1, 20, 51.9, 90)], True),
    ([(1, 20, 52.1, 90)], False),
    ([(1, 20, 10, 46), (1, 30, 54, 90)], False),  # it goes on in the second column
    ([(1, 20, 54, 90), (1, 30, 10, 46)], True),  # a second row begins in the first again
    ([(1, 20, 54, 90), (1, 20, 54, 90)], False),
]


@pytest.mark.parametrize(("runs", "across"), ACROSS)
def test_a_table_across_both_columns(runs, across):
    cells = [piece("cell", run) for run in runs]
    placed = columns(*cells, piece("text", (1, 80, 10, 46))).placed
    assert [each.is_across for each in placed] == [across] * len(cells) + [False]


@pytest.mark.parametrize(
    ("top", "across"), [(29, False), (30, True), (49, True), (50, False), (60, False)]
)
def test_a_note_right_below_a_wide_table_belongs_to_it(top, across):
    table = piece("cell", (1, 20, 10, 90))
    below = columns(table, piece("text", (1, top, 10, 46)), piece("text", (1, 80, 54, 90)))
    assert [each.is_across for each in below.placed] == [True, across, False]


def test_the_notes_of_a_wide_table_follow_one_another_on_its_page():
    table = piece("cell", (1, 20, 10, 90))
    notes = [piece("text", (1, top, 10, 46)) for top in (40, 60)]
    other = piece("text", (2, 75, 10, 46))
    placed = columns(table, *notes, other, sizes=2).placed
    assert [each.is_across for each in placed] == [True, True, True, False]


@pytest.mark.parametrize(("begin", "across"), [(19, False), (20, True), (25, True)])
def test_what_stands_above_the_beginning_of_the_text_is_across(begin, across):
    title, text = piece("heading", (1, 10, 10, 46)), piece("text", (1, 60, 54, 90))
    assert [each.is_across for each in columns(title, text, begin=begin).placed] == [across, False]


@pytest.mark.parametrize(
    ("end", "end_left", "last"),
    [
        (95, 90, 1),  # on the text of the second column
        (30, 90, 1),
        (20, 90, 0),  # above it: only figures stand there
        (95, 10, 0),
    ],
)
def test_the_column_in_which_the_text_ends(end, end_left, last):
    pieces = [piece("text", (1, 20, 10, 46)), piece("picture", (1, 40, 54, 90))]
    second = [piece("text", (1, 20, 54, 90))]
    found = columns(*pieces, *second, end=end, end_left=end_left)
    assert found.body == range(last + 1)


def test_columns_are_counted_through_all_pages():
    found = columns(piece("text", (1, 20, 10, 46), (2, 20, 54, 90)), sizes=2)
    (placed,) = found.placed
    assert sorted(placed.by_column) == [0, 3]
    assert [(found.page(at), found.on_page(at)) for at in range(4)] == [
        (1, 1), (1, 2), (2, 1), (2, 2),
    ]  # fmt: skip
    assert (placed.first.page, placed.first.left) == (1, 10)
    assert found.around(placed.piece.runs[1], placed).left == 54
