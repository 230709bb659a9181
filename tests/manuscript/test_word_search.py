from hypothesis import given
from hypothesis import strategies as st

from hakusho.manuscript.word_search import WordSearch

LETTERS = st.text("aA1X年か.（\\", max_size=6)


@given(st.lists(LETTERS.filter(bool)), st.text("aA1X年か.（\\ ", max_size=60))
def test_finds_what_stands_in_a_text(words, text):
    assert WordSearch(words).found_in(text) == {word for word in words if word in text}


def test_words_within_words_and_long_words():
    words = ["a" * length for length in range(1, 3_000)]
    assert len(WordSearch(words).found_in("x" + "a" * 40 + "x")) == 40


def test_no_words():
    assert WordSearch([]).found_in("港") == set()
