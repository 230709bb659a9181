"""Pieces of a page come apart into lines by where their letters stand."""

from __future__ import annotations

from hakusho.makeup.pages import Frame, Line, Piece, Run, lines_of


def run(page, left, base, text):
    return Run(page, left, base - 8, left + 10, base + 2, base, text)


def test_raised_letters_belong_to_their_line():
    piece = Piece(
        "text",
        (run(1, 10, 20, "港"), run(1, 20, 15, "12"), run(1, 30, 20, "は"), run(1, 10, 37, "海")),
        level=1,
    )
    assert [(line.text, line.top, line.bottom) for line in lines_of(piece.runs, 17)] == [
        ("港12は", 7, 22),
        ("海", 29, 39),
    ]


def test_a_piece_on_two_pages_has_lines_on_both():
    piece = Piece("text", (run(2, 10, 20, "二"), run(1, 10, 80, "一")), level=1)
    assert lines_of(piece.runs, 17) == [
        Line(1, 10, 72, 20, 82, "一"),
        Line(2, 10, 12, 20, 22, "二"),
    ]
    assert piece.text == "二一"


def test_a_column_begins_within_half_a_gutter_of_its_edge():
    frame = Frame(left=30, top=10, right=110, bottom=90, pitch=10, columns=2, gutter=10)
    assert frame.column_width == 35
    assert frame.column(0) == Frame(left=30, top=10, right=65, bottom=90, pitch=10)
    assert frame.column(1) == Frame(left=75, top=10, right=110, bottom=90, pitch=10)
    places = {0: 0, 30: 0, 60: 0, 69: 0, 70: 1, 75: 1, 109: 1, 200: 1}
    assert {left: frame.column_at(left) for left in places} == places
