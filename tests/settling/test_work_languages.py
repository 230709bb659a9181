"""Works in worded citations say their language, and what is said of them does not."""

import pytest

from hakusho.ast.build import inlines_of, text
from hakusho.settling.inlines import words_of
from hakusho.settling.work_languages import with_languages


def emphasised(words):
    return {"t": "Emph", "c": inlines_of(words)}


def marked(inlines):
    """The text, with what is in a span in braces behind its language."""
    return "".join(
        f"{dict(each['c'][0][2])['lang']}{{{words_of(each)}}}"
        if each["t"] == "Span"
        else words_of(each)
        for each in inlines
    )


@pytest.mark.parametrize(
    ("words", "language", "printed"),
    [
        (
            "John Smith, Ports (Press, 2016), p. 3.",
            "en",
            "en{John Smith, Ports (Press, 2016), p. 3.}",
        ),
        ("参照、John Smith, Ports, p. 3.", "en", "参照、en{John Smith, Ports, p. 3.}"),
        ("Smith, Ports, p. 3に詳しい。", "en-GB", "en-GB{Smith, Ports, p. 3}に詳しい。"),
        ("なお、Иванов, Доктрина (2015).", "ru", "なお、ru{Иванов, Доктрина (2015).}"),
        ("국방부, 국방백서 (2022)", "ko", "ko{국방부, 국방백서 (2022)}"),
        ("国防部『国防白皮书』46頁。", "zh", "zh{国防部『国防白皮书』46頁。}"),
        ("なお国防部『白皮书』46頁による。", "zh", "なおzh{国防部『白皮书』46頁}による。"),
        ("佐野一『海図』46頁。", "ja", "佐野一『海図』46頁。"),
        ("同上、46頁。", "zh", "同上、46頁。"),
        ("Ibid., p. 3.", "en", "Ibid., p. 3."),
        ("Smith, Ports.", "", "Smith, Ports."),
        ("1998.", "ru", "ru{1998.}"),
    ],
)
def test_a_work_in_a_japanese_text(words, language, printed):
    assert marked(with_languages(inlines_of(words), [], [language], "ja")) == printed


def test_a_japanese_work_in_an_english_text():
    made = with_languages(inlines_of("佐野一『海図』"), [], ["ja"], "en")
    assert marked(made) == "ja{佐野一『海図』}"


def test_works_side_by_side_say_each_its_own():
    inlines = [text("Smith, "), emphasised("Ports"), text("；"), text("国防部。")]
    assert marked(with_languages(inlines, [(2, 3)], ["en", "zh"], "ja")) == (
        "en{Smith, Ports}；zh{国防部。}"
    )


@pytest.mark.parametrize("divided", [None, [], [(0, 1), (1, 2)]])
def test_works_that_cannot_be_told_apart_say_nothing(divided):
    inlines = [text("Smith, Ports；国防部。")]
    assert with_languages(inlines, divided, ["en", "zh"], "ja") == inlines


def test_an_element_in_two_languages_is_not_divided():
    inlines = [emphasised("参照 Ports")]
    assert marked(with_languages(inlines, [], ["en"], "ja")) == "en{参照 Ports}"
