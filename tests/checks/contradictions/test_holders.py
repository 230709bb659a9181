"""CON040: who held an office when."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.holders import check_holders
from hakusho.checks.contradictions.passages import passage_of
from written import proses_of

CASES = [
    ("1996年4月、村山総理大臣が宣言した。", 1),
    ("1996年4月、橋本総理大臣が宣言した。", 0),
    ("1996年、村山総理大臣が宣言した。", 0),
    ("1995年の報告を経て、1996年4月、村山総理大臣とクリントン大統領が宣言した。", 1),
    ("1996年4月、村山元首相が述べた。元村山首相も述べた。", 0),
    ("村山総理大臣が宣言した。", 0),
    ("2012年、麻生総理大臣は指示した。", 1),
    ("2001年以来、小渕首相の方針が続く。", 0),
    ("2010年、大森内閣官房参与は指示した。", 0),
    ("In 2012, Prime Minister Aso ordered a review.", 1),
    ("In 2012, former Prime Minister Aso ordered a review.", 0),
    ("In 2002, President Bush said so.", 0),
    ("In 1996, President Bush said so.", 1),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_who_was_in_office(text, found):
    (prose,) = proses_of([text])
    assert [each.rule.id for each in check_holders(passage_of(prose))] == ["CON040"] * found
