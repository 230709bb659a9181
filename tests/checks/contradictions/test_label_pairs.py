"""CON039: labels in two languages."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.label_pairs import check_label_pairs

CASES = [
    ("{ja: 日本側, en: Japan}", 0),
    ("{ja: 米国側, en: Japan}", 1),
    ("{ja: 日米の枠組み, en: Japan and the U.S.}", 0),
    ("{ja: 在日米軍, en: US Forces Japan}", 0),
    ("{ja: 78指針, en: 1978 Guidelines}", 0),
    ("{ja: 78指針, en: 1997 Guidelines}", 1),
    ("{ja: 令和6年, en: 2024}", 0),
    ("{ja: 射程500km, en: Range of 5500 km}", 1),
    ("{ja: '増加、率', en: \"Decrease, rate\"}", 1),
    ("- ja: 増加率\n  en: Decrease\n", 1),
    ("- ja: 増加率\n  en: Growth\n", 0),
    ("{ja: 陸上自衛隊, en: Maritime Self-Defense Force}", 1),
    ("{ja: 港, en: Harbour}", 0),
    ("{ja: 三つの港, en: Harbours}", 0),
    ("{ninja: 米国, en: Japan}", 0),
]


def test_a_label_that_is_called_otherwise_in_its_file():
    known = (
        "- {ja: 運用, en: operations}\n- {ja: 政戦略, en: policy}\n- {ja: 運用, en: operations}\n"
    )
    assert not [*check_label_pairs("figures/a.yaml", known)]
    (found,) = check_label_pairs("figures/a.yaml", known + "- {ja: 政戦略, en: operations}\n")
    assert (found.rule.id, found.location.line) == ("CON039", 4)


@pytest.mark.parametrize(("text", "found"), CASES)
def test_two_languages_of_a_label(text, found):
    findings = [*check_label_pairs("figures/a.yaml", text)]
    assert [each.rule.id for each in findings] == ["CON039"] * found
    assert all(each.location.line == text[: text.index("en:")].count("\n") + 1 for each in findings)
