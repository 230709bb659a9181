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
    ("{ja: 令和6年, en: 2023}", 1),
    ("{ja: 令和元年, en: 2019}", 0),
    ("{ja: 平成26年3月31日, en: 31 March 2014}", 0),
    ("{ja: 平成26年3月31日, en: 30 March 2014}", 1),
    ("{ja: 50万トン, en: '500,000 tonnes'}", 0),
    ("{ja: 1.2億円, en: 120 million yen}", 0),
    ("{ja: '1,000隻', en: 1 thousand ships}", 0),
    ("{ja: 43兆円, en: 'JPY 43,000 billion'}", 0),
    ("{ja: 約3割, en: About 30%}", 0),
    ("{ja: 午後3時, en: '15:00'}", 0),
    ("{ja: 日本の50万トン, en: '500,000 tonnes of China'}", 1),
    ("{ja: 50トン, en: '500 tonnes'}", 1),
    ("{ja: 輸出の増加, en: Decrease of exports}", 1),
    ("{ja: 増加, en: Increase or decrease}", 0),
    ("{ja: 増加と減少, en: Decrease}", 0),
    ("{ja: 増加を待っています。, en: Waiting for a decrease}", 0),
    ("{ja: 北朝鮮, en: DPRK}", 0),
    ("{ja: 韓国, en: ROK}", 0),
    ("{ja: 米中関係, en: US-China relations}", 0),
    ("{ja: 対中輸出, en: Exports to China}", 0),
    ("{ja: 輸出入, en: Exports and imports}", 0),
    ("{ja: 増減, en: Increase or decrease}", 0),
    ("{ja: 2000年代, en: 2000s}", 0),
    ("{ja: 70年代, en: 1970s}", 0),
    ("{ja: 10月, en: Oct.}", 0),
    ("{ja: 日本海, en: Sea of Japan}", 0),
    ("{ja: 射程500km, en: Range of 5500 km}", 1),
    ("{ja: '増加、率', en: \"Decrease, rate\"}", 1),
    ("- ja: 増加率\n  en: Decrease\n", 1),
    ("- ja: 増加率\n  en: Growth\n", 0),
    ("{ja: 陸上自衛隊, en: Maritime Self-Defense Force}", 1),
    ("{ja: 港, en: Harbour}", 0),
    ("{ja: 三つの港, en: Harbours}", 0),
    ("{ninja: 米国, en: Japan}", 0),
    ("{ja: 司令部の新編後, en: Before the command}", 1),
    ("{ja: 司令部の新編後, en: After the command}", 0),
    ("{ja: 司令部の新編後, en: New command}", 0),
    ("{ja: 港の数の折れ線グラフ。, en: Bar chart of harbours}", 1),
    ("{ja: 港の数の横棒グラフ。, en: Bar chart of harbours}", 0),
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


@pytest.mark.parametrize(("chart", "lines"), [("棒グラフ", []), ("折れ線グラフ", [3])])
def test_two_languages_of_a_label_in_python(chart, lines):
    text = f'LEADS = {{\n    "ja": "港の数の{chart}。",\n    "en": "Bar chart of harbours.",\n}}\n'
    assert [each.location.line for each in check_label_pairs("figures/a.py", text)] == lines
