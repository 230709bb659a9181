"""CON093 and CON094: what a template is asked for, and the text around it."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.calls_in_text import check_calls_in_text
from hakusho.checks.contradictions.passages import passage_of
from hakusho.data import facts_of, vocabulary_of
from hakusho.data.datasets import datasets_of
from hakusho.source.prose import prose_of
from written import draft_of

CSV = """id,label_ja,value,unit,date,source,locator
calls,寄港数,1230,隻,2024-04,a1,3頁
ships,船の数,40,隻,2024,a1,3頁
width,航路の幅,14,km,2016-05-01,a2,p. 22
"""
FACTS = facts_of(datasets_of({"figures/data/f.csv": CSV})[0])[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('寄港は{{ fact("calls") }}である{{ fact("width").cite }}。', ["CON093"]),
        ('寄港は{{ fact("calls") }}である{{ fact("calls").cite }}。', []),
        ('寄港は{{ fact("calls") }}である{{ fact("ships").cite }}。', []),  # of one source
        ('寄港は多い{{ fact("width").cite }}。', []),
        ('幅は{{ fact("width") }}である。\n\n寄港は{{ fact("calls") }}である{{ fact("width").cite }}。', ["CON093"]),
        ('{{ fact("calls").date | english_date }}に数えた。', ["CON094"]),
        ('{{ fact("calls").date | wareki }}に数えた。', []),
        ('They were counted in {{ fact("calls").date | seireki }} by the port.', ["CON094"]),
        ('They were counted in {{ fact("calls").date | english_date }} by the port.', []),
        ('2024: {{ fact("calls").date | english_date }}', []),
    ],
)  # fmt: skip
def test_what_a_template_is_asked_for(text, found):
    draft = draft_of(text, names=vocabulary_of({}, FACTS, "ja"))
    passage = passage_of(
        prose_of(draft.chapters[0].blocks, draft.positions, beside=True, printed=True)
    )
    assert [each.rule.id for each in check_calls_in_text(passage, FACTS)] == found
