"""TXT064: a text in another language than its document says."""

from __future__ import annotations

import pytest

from hakusho.checks.prose import check_declared_language
from hakusho.findings import Location
from written import proses_of

ENGLISH = "The harbours of the islands are few, and each of them is small. " * 10
JAPANESE = "島の港は少なく、いずれも小さい。食べるものも燃やすものもここを通る。" * 10


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (ENGLISH, "ja", ["TXT064"]),
        (ENGLISH, "en", []),
        (JAPANESE, "en", ["TXT064"]),
        (JAPANESE, "ja", []),
        (ENGLISH[:200], "ja", []),
        (ENGLISH + JAPANESE, "ja", []),
        (ENGLISH, "fr", []),
    ],
)
def test_a_language_that_is_declared(text, language, found):
    where = Location("report/report.yaml", 3)
    findings = check_declared_language(proses_of([text]), language, language, where)
    assert [each.rule.id for each in findings] == found
