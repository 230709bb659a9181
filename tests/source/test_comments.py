"""Comments, and the words of a text without them."""

from __future__ import annotations

import pytest

from hakusho.data.vocabulary import Vocabulary
from hakusho.source.comments import comments_in, words_of
from written import draft_of

NAMES = Vocabulary(functions={"fact": lambda _: "1,200"}, known={}, filters={})


def _found(text):
    draft = draft_of(text, names=NAMES)
    comments = comments_in("a.md", draft.chapters[0].blocks, draft.positions)
    assert all(text[each.start : each.end].startswith(("<!--", "{%#")) for each in comments)
    return [(each.location.line, each.location.column, each.text) for each in comments]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一<!-- 二 -->三\n\n<!--\n四\n-->\n", [(1, 2, " 二 "), (3, 1, "\n四\n")]),
        ('{%# 一 #%}二<!-- {{ fact("x") }} -->', [(1, 1, " 一 "), (1, 11, ' {{ fact("x") }} ')]),
        ("{%# 一 #%}\n", [(1, 1, " 一 ")]),
        ("`<!-- 一 -->` \\<!-- 二 -->\n\n```\n<!-- 三 -->\n```\n", []),
        ("- 一\n\n      <!-- 二 -->\n\n  <!-- 三 -->\n", [(5, 3, " 三 ")]),
        ("Hawai`i <!-- 一 --> `\n\nHawai`i\n\n<!-- 二 -->\n", [(5, 1, " 二 ")]),
        ("```\n{%# 一 #%}\n```\n", [(2, 1, " 一 ")]),  # a template knows no code
        ("{% raw %}{%# 一 #%}{% endraw %}", []),
    ],
)
def test_comments_are_found_where_they_are_some(text, found):
    assert _found(text) == found


def test_words_are_those_of_the_ranges_without_comments_and_white_space():
    text = "# 甲 {#sec-a}\n\n一<!-- 二 --> 三{{ fact('x') }}\n{%# 四 #%}五\n"
    draft = draft_of(text, names=NAMES)
    blocks, positions = draft.chapters[0].blocks, draft.positions
    assert words_of("a.md", blocks, positions) == "#甲{#sec-a}一三{{fact('x')}}五"
    at = text.index
    spans = [(at("三"), at("五")), (0, at("一") + 5)]
    assert words_of("a.md", blocks, positions, spans, [(at("甲"), at("{#"))]) == (
        "三{{fact('x')}}#{#sec-a}一"
    )
