"""Widths of columns: what any table comes to."""

from hypothesis import given
from hypothesis import strategies as st

from hakusho.editions.docx_tables import fitted, shared_out

COLUMN = st.tuples(st.floats(1, 400), st.floats(0, 60))


@given(st.lists(COLUMN, min_size=1, max_size=12), st.integers(4000, 12000))
def test_columns_fit_and_none_vanishes(columns, text_width):
    lines = [max(line, word) for line, word in columns]
    widths = fitted(lines, [word for _, word in columns], text_width, 170)
    assert len(widths) == len(columns)
    assert sum(widths) <= text_width
    assert all(width > 0 for width in widths)


def test_a_table_that_fits_is_as_wide_as_its_words():
    assert fitted([4, 6], [0, 0], 8400, 170) == [940, 1280]


def test_a_long_cell_leaves_short_ones_alone():
    widths = fitted([6, 80, 3], [0, 0, 0], 8400, 170)
    assert widths[0] == 6 * 170 + 260
    assert widths[2] == 3 * 170 + 260


def test_a_word_is_not_broken_where_there_is_room():
    narrow, wide = fitted([12, 90], [10, 4], 8400, 170)
    assert narrow >= 10 * 170
    assert wide > narrow


@given(st.lists(st.tuples(st.integers(1, 5000), st.floats(0, 60)), min_size=1, max_size=12))
def test_stated_proportions_fill_the_text(columns):
    widths = shared_out([share for share, _ in columns], [word for _, word in columns], 8400, 170)
    assert 8400 - len(columns) <= sum(widths) <= 8400
    assert all(width >= 0 for width in widths)


def test_a_stated_proportion_gives_way_to_a_word():
    assert shared_out([1, 1], [4, 4], 8400, 170) == [4200, 4200]
    narrow, wide = shared_out([1, 9], [8, 4], 8400, 170)
    assert narrow == 8 * 170 + 260
    assert narrow + wide == 8400
