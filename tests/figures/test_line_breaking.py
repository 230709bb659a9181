"""Where a label in a figure is broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.figures.lettering import width_mm
from hakusho.figures.line_breaking import NOT_AT_LINE_END, NOT_AT_LINE_START, torn, wrap

EM = 7.5 * 25.4 / 72


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("統合幕僚長", 5, ["統合幕僚長"]),
        ("日米「指針」を合意", 4, ["日米", "「指針」", "を合意"]),
        ("あいうえお。", 5, ["あいう", "えお。"]),
        ("1978年11月27日", 5, ["1978年", "11月27日"]),
        ("Joint Operations Command", 9, ["Joint Operations", "Command"]),
        ("安保条約第5条の適用", 6.5, ["安保条約", "第5条の適用"]),
        ("一\n二", 9, ["一", "二"]),
        ("昭年和", 2, ["昭", "年和"]),
        ("12度", 1.5, ["12", "度"]),
        ("(SCC)(SDC)(ACM)", 6, ["(SCC)(SDC)", "(ACM)"]),
        ("Bundesministerium!", 5, ["Bundesmi", "nisterium!"]),
        ("ABCDEFGH(I)", 5, ["ABCDE", "FGH(I)"]),
        (
            "日」」」」」",
            2,
            ["日」", "」」", "」」"],
        ),  # brackets stay with theirs as far as they fit
        ("あ「「「「い", 2, ["あ", "「「", "「「", "い"]),
        ("", 5, [""]),
    ],
)
def test_a_label_is_broken_where_a_reader_would(text, ems, lines):
    assert wrap(text, ems * EM + 0.01, 7.5) == lines


@given(st.text("日米「」、。ーっ指針(A1) 5年", max_size=40), st.floats(3, 12))
def test_lines_fit_keep_every_letter_and_obey_kinsoku(text, ems):
    limit = ems * EM
    lines = wrap(text, limit, 7.5)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_mm(line, 7.5) <= limit + 1e-6 for line in lines)


@given(
    st.lists(st.sampled_from(["防衛", "協力、", "「指針」", "の", "データ", "(SCC)"]), max_size=9)
)
def test_no_line_begins_or_ends_with_what_may_not(words):
    lines = wrap("".join(words), 8 * EM, 7.5)
    assert not [line for line in lines[1:] if line[0] in NOT_AT_LINE_START]
    assert not [line for line in lines[:-1] if line[-1] in NOT_AT_LINE_END]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["統合作戦", "司令官"], True),
        (["インド", "太平洋軍"], False),
        (["同盟調整", "グループ"], False),
        (["米軍各軍間の", "調整所"], False),
        (["陸上・海上・", "航空自衛隊"], False),
        (["デー", "タ共有"], True),
        (["Joint Staff", "Office"], False),
        (["統合幕僚長"], False),
    ],
)
def test_whether_a_break_may_tear_a_japanese_word(lines, expected):
    assert torn(lines) is expected
