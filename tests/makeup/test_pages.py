"""Pieces of a page come apart into lines by where their letters stand."""

from __future__ import annotations

from hakusho.makeup.pages import Line, Piece, Run, lines_of


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
