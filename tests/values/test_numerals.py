import pytest

from hakusho.values.numerals import japanese_number, kanji_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("四六", 46), ("四十六", 46), ("一〇二", 102), ("百二", 102), ("千九百七十八", 1978)],
)
def test_kanji(text, value):
    assert kanji_number(text) == value
    assert japanese_number(text) == value


@pytest.mark.parametrize(("text", "value"), [("元", 1), ("５３", 53), ("53", 53), ("", 0)])
def test_digits_and_the_first_year(text, value):
    assert japanese_number(text) == value
