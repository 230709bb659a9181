"""Comments, and the words of a text without them."""

from __future__ import annotations

import pytest

from hakusho.data.vocabulary import Vocabulary
from hakusho.source.comments import comments_in, lines_from, words_of
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


def test_a_comment_knows_whether_it_is_alone_and_whose_it_is():
    text = "<!-- 一 -->\n\n  {%# 二 #%}  \n\n三<!-- 四 -->\n\n<!-- 五 --> 六\n"
    draft = draft_of(text, names=NAMES)
    found = comments_in("a.md", draft.chapters[0].blocks, draft.positions)
    assert [(each.text.strip(), each.alone, each.of_template) for each in found] == [
        ("一", True, False),
        ("二", True, True),
        ("四", False, False),
        ("五", False, False),
    ]


def test_a_comment_with_a_part_that_a_template_prints_stands_where_it_begins():
    text = "一\n\n<!-- {{ fact('x') }} -->\n"
    draft = draft_of(text, names=NAMES)
    (found,) = comments_in("a.md", draft.chapters[0].blocks, draft.positions)
    assert (str(found.location), text[found.start : found.end]) == ("a.md:3:1", text[3:-1])


@pytest.mark.parametrize(
    ("begins", "lines"), [("一", (1, 2)), ("二", (2, 2)), ("三", (4, 4)), ("四", (6, 7))]
)
def test_what_begins_somewhere_ends_at_a_blank_line(begins, lines):
    text = "一\n二\n\n三\n \t\n四\n五"
    draft = draft_of(text)
    assert lines_from("a.md", text.index(begins), draft.positions) == lines


def test_what_is_left_out_may_overlap():
    text = "甲乙丙丁戊"
    draft = draft_of(text)
    said = words_of(
        "a.md",
        draft.chapters[0].blocks,
        draft.positions,
        [(1, 4), (4, 5)],
        [(0, 2), (1, 3), (4, 9)],
    )
    assert said == "丁"
