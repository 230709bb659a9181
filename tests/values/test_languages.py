import re

import pytest

from hakusho.values.languages import (
    DOCUMENT_TAG,
    LANGUAGES,
    document_language,
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
