import re

import pytest

from hakusho.values.languages import (
    DOCUMENT_TAG,
    LANGUAGES,
    document_language,
    is_tag,
    language_of,
    primary,
)


@pytest.mark.parametrize(
    ("tag", "language", "document"),
    [
        ("ja-JP", "ja", "ja"),
        ("en-GB", "en", "en"),
        ("EN", "en", ""),
        ("de", "de", ""),
        ("", "", ""),
    ],
)
def test_the_language_of_a_tag(tag, language, document):
    assert primary(tag) == language
    assert language_of(tag) == (language if language in LANGUAGES else "")
    assert bool(re.match(DOCUMENT_TAG, tag)) == bool(document)
    if document:
        assert document_language(tag) == document


@pytest.mark.parametrize("tag", ["ja", "zh-Hant-TW", "es-419", "de-CH-1996", "en-x-paper", "haw"])
def test_a_tag_names_language_script_and_region(tag):
    assert is_tag(tag) is True


@pytest.mark.parametrize("text", ["", "j", "japanese", "en_GB", "日本語", "en-"])
def test_what_has_another_form_is_no_tag(text):
    assert is_tag(text) is False


def test_documents_are_made_in_two_languages():
    assert dict(LANGUAGES) == {"ja": "Japanese", "en": "English"}
    assert [document_language(tag) for tag in ("ja", "ja-JP", "JA", "en", "en-GB")] == [
        *("ja", "ja", "ja", "en", "en"),
    ]
