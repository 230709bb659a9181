"""Words of titles and abstracts, against those of the text."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.passages import passage_in
from hakusho.checks.naming import check_front_names
from hakusho.findings import Location
from written import proses_of

TEXT = (
    "Skerrow has a JCB. Skerrow and the JCB. Skerrow of the JCB. 港湾安全法と港湾安全法と港湾安全法。"
    "15指針と15指針と15指針。97指針と97指針と97指針。"
    "Simple is what is simple, a simple one, simple too. Simple. Simple. Networkx, Networkx, Networkx. "
    "A Network. スカンジナビア、スカンジナビア、スカンジナビア。ボード、ボード、ボード。"
    "An archipelago is an archipelago."
)
CASES = [
    ("Keeping Skerow Open", ["Skerrow"]),
    ("Keeping Skerrow Open", []),
    ("The JBC of old", ["JCB"]),
    ("The JCC of old", []),
    ("港湾安前法の課題", ["港湾安全法"]),
    ("港湾保安法の課題", []),
    ("Harbours", []),
    ("Harbours of an archipelgo", ["archipelago"]),
    ("Harbours of an archipelago", []),
    ("The weather of archipelagos", []),
    ("A Sample", []),
    ("Many Networks", []),
    ("14指針の課題", ["15指針"]),
    ("97指針の課題", []),
    ("3条約の課題", []),
    ("スカンジナビヤの課題", ["スカンジナビア"]),
    ("スカンシナビア", ["スカンジナビア"]),
    ("ハードの課題", []),  # of too few letters
    ("ヌカンジナビア", []),
]


@pytest.mark.parametrize(("title", "found"), CASES)
def test_a_title(title, found):
    front = [passage_in(title, f"title: {title}", Location("report/report.yaml", 1, 1))]
    findings = list(check_front_names(front, proses_of([TEXT])))
    assert [str(each.message).rpartition(" ")[2] for each in findings] == found
    assert {each.rule.id for each in findings} <= {"NAM005"}
