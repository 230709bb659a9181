"""TXT063: words that are other words of the paper but for a slip."""

from __future__ import annotations

import pytest

from hakusho.checks.prose import check_mistyped_words, labels_in
from hakusho.findings import Location
from written import proses_of

THRICE = "ネットワークとネットワーク。"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["ネットワークを見る。", "ネッワトークを築く。"], ["2.md:1:1"]),
        ([THRICE, "ネトワークを築く。"], ["2.md:1:1"]),
        ([THRICE, "ネットトワークを築く。"], ["2.md:1:1"]),
        ([THRICE, "ネットワークスを築く。"], []),
        (["ネットワークを見る。", "ネトワークを築く。"], []),
        ([THRICE, "ネッワトークとネッワトーク。"], []),
        ([THRICE, "「ネッワトーク」という。"], []),
        (["サーバーとサーバー。", "サバーを置く。"], []),
        (["共通戦略目標を定める。", "通共戦略目標に従う。"], ["2.md:1:1"]),
        (["共同作戦計画を作る。共同作戦計画である。", "共同戦計画を改める。"], ["2.md:1:1"]),
        (["統合参謀本部である。", "統参謀本部である。"], ["2.md:1:1"]),
        (["共同作戦計画を作る。", "共同戦計画を改める。"], []),
        (["防衛副大臣と防衛副大臣。", "防衛大臣である。"], []),
        (["日米韓首脳会談と日米韓首脳会談。", "日韓首脳会談である。"], []),
        (["日米同盟である。", "米日同盟である。"], []),
        (["会国議員である。", "国会議員である。"], []),
        (["川西町と西川町。", "川西町である。"], []),
        (["総会議事である。", "総議会事である。"], []),
        (["統合参謀本部と統合参謀本部。", "葛\U000e0100参謀本部と統合参本部\U000e0100。"], []),
    ],
)
def test_slips_in_text(texts, found):
    told = check_mistyped_words(proses_of(texts, paths=["1.md", "2.md"]), {})
    assert [str(each.location) for each in told] == found


def test_slips_beside_the_text():
    files = {
        "figures/data/a.csv": "id,label\na,ガイドランイ\n",
        "report/terms.yaml": "use: 兵力勢態\n",
    }
    proses = proses_of(["ガイドラインは兵力態勢を定める。"])
    title = [("ガイドイラン", Location("a.bib", 3, 1))]
    told = check_mistyped_words(proses, labels_in(files), title)
    assert [str(each.location) for each in told] == [
        "figures/data/a.csv:2:3",
        "report/terms.yaml:1:6",
        "a.bib:3:1",
    ]
