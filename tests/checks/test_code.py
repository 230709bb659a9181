"""What stands in code of any kind is no text: no check of words, numbers or dates reads it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.checks.data.typed_values import check_typed_dates, check_typed_numbers
from hakusho.checks.era_mistakes import check_eras
from hakusho.checks.own_words import own_words
from hakusho.checks.terms import check_abbreviations, check_marks, check_wording
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.paper.terms import Abbreviation, Preferred, Terms
from hakusho.source.prose import prose_of
from written import read_texts

CSV = "id,value,unit,item_ja,date\nx,400,発,核弾頭,\ny,,,指針,1978-11-27\n"
FACTS = facts_of(datasets_of({"figures/data/f.csv": CSV})[0])[0]
TERMS = Terms(
    (Abbreviation("ACM", "同盟調整メカニズム", ""), Abbreviation("SDC", "小委員会", "")),
    (Preferred("指針", ("ガイドライン",)),),
)
MISTAKES = [
    "1978年(昭和54年)のこと",
    "核弾頭は400発",
    "指針は1978年11月27日",
    "ACMは同盟調整メカニズム（ACM）",
    "ガイドライン",
    "[XYZ]{.abbr}",
]
FRAMES = [
    "`{}`",
    "`` ` {} ``",
    "*`{}`*[^a]\n\n[^a]: `{}`",
    "```\n{}\n```",
    "~~~~ {{.python}}\n{}\n~~~~",
    "    {}",
    "- 項目\n\n    ~~~\n    {}\n    ~~~",
    "1. 項\n\n   - 目\n\n     ```\n     {}\n     ```",
    "- 項目\n\n        {}",
    "> ```\n> {}\n> ```",
    "::: x\n```\n{}\n```\n:::",
    "文[^a]\n\n[^a]: 注\n\n        {}",
    "<!-- {} -->",
]
BETWEEN = ["本文。", "Hawai`iの文。", "逆\\`引用\\`符", "- 項目", "> 引用"]


def findings_in(text):
    (blocks,), positions = read_texts([text], "c.md")
    prose = prose_of(blocks, positions, beside=True)
    own = own_words(prose)
    return [
        *check_eras(prose),
        *check_typed_numbers(own, FACTS),
        *check_typed_dates(own, FACTS),
        *check_abbreviations([prose], TERMS, ["ACM SDC"]),
        *check_wording([prose], TERMS),
        *check_marks(blocks, positions, TERMS, tuple),
    ]


def test_the_mistakes_are_found_in_text():
    rules = {finding.rule.id for finding in findings_in("\n\n".join(MISTAKES))}
    assert rules == {"ERA001", "DAT007", "DAT008", "ABB002", "TRM002", "ABB001"}


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(BETWEEN), st.sampled_from(FRAMES), st.sampled_from(MISTAKES)),
        min_size=1,
        max_size=6,
    )
)
def test_nothing_is_found_in_code(pieces):
    texts = []
    for number, (before, frame, mistake) in enumerate(pieces):
        texts += [before, "<!-- -->", frame.replace("^a", f"^{number}").format(*[mistake] * 2)]
    assert findings_in("\n\n".join(texts)) == []
