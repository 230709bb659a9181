import re

import pytest

from hakusho.preview import app
from hakusho.preview.shell_words import WORDS, words_for


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("en-GB,en;q=0.9,ja;q=0.8", "en"),
        ("de,ja;q=0.5", "ja"),
        ("fr;q=1.0, en;q=0.2, ja; q=0.4", "ja"),
        ("ja;q=0", "en"),
        ("*;q=0.1", "en"),
        ("ja;q=1.0.0;;,,\x00", "ja"),
    ],
)
def test_the_browsers_language_counts(accepted, language):
    assert words_for(accepted)["lang"] == language


def test_languages_say_the_same_things_with_the_same_values():
    english = WORDS["en"]
    for words in WORDS.values():
        assert words.keys() == english.keys()
        for name, text in words.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[name]))


def test_every_word_is_used():
    parts = [file.read_text(encoding="utf-8") for file in app._SHELL.iterdir()]
    used = set(re.findall(r"words\.(\w+)", "\n".join(parts)))
    kinds = {"error", "warning"}  # asked for by name
    assert used == WORDS["en"].keys() - kinds


def test_the_page_speaks_as_it_is_asked(text_preview):
    assert "指摘へ移動" in text_preview.ask(Accept_Language="ja")[2].decode()
    assert "Go to the findings" in text_preview.ask(Accept_Language="de")[2].decode()
