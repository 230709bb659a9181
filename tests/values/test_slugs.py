"""What a cell says as a part of a name."""

import pytest

from hakusho.values.slugs import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("札幌市 中央区", "札幌市-中央区"),
        ("ガイド／コース", "ガイド-コース"),
        ("Côte d’Ivoire", "côte-d-ivoire"),
        ("../etc/passwd", "etc-passwd"),
        ("a\u200bb", "a-b"),
        ("が", "が"),
        ("हिन्दी", "हिन्दी"),
        ("***", ""),
        ("x" * 99, "x" * 60),
    ],
)
def test_a_slug_is_letters_and_digits(text, slug):
    assert slug_of(text) == slug
