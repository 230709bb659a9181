"""Where a label in a figure is broken into lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.figures.lettering import width_mm
from hakusho.figures.line_breaking import (
    NOT_AT_LINE_END,
    NOT_AT_LINE_START,
    torn,
    unbroken_mm,
    wrap,
)

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
        ("1,000,000～1,500,000", 7, ["1,000,000～", "1,500,000"]),
        ("1,000,000–1,500,000", 7, ["1,000,000–", "1,500,000"]),
        ("2019–2023", 7, ["2019–2023"]),
        ("Bundes-ministerium", 8, ["Bundes-", "ministerium"]),
        ("−12,345,678–−11,345,678", 8, ["−12,345,678–", "−11,345,678"]),
        ("契約約1,234,567", 7, ["契約", "約1,234,567"]),
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


NOT_FIRST = (
    ")]}’”〉》」』】〕）］｝｠»〟‐〜゠–!?！？‼⁇⁈⁉・:;：；。.．、,，ヽヾゝゞ々〻ーぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ％%‰℃°′″"
)
"""JLREQ, appendix A: cl-02 to cl-07, cl-09 to cl-11, cl-13."""
NOT_LAST = "([{‘“〈《「『【〔（［｛｟«〝￥$＄£€#＃№"
"""The same: cl-01, cl-12."""


def _may_stand_alone(before, after):
    return wrap(f"{before}{after}", 1.2 * EM, 7.5) == [before, after] and (
        unbroken_mm(f"{before}{after}", 7.5) < width_mm(f"{before}{after}", 7.5) - 0.01
    )


@pytest.mark.parametrize("char", NOT_FIRST)
def test_what_may_not_begin_a_line(char):
    assert unbroken_mm(f"国{char}", 7.5) == pytest.approx(width_mm(f"国{char}", 7.5))


@pytest.mark.parametrize("char", NOT_LAST)
def test_what_may_not_end_a_line(char):
    assert unbroken_mm(f"{char}国", 7.5) == pytest.approx(width_mm(f"{char}国", 7.5))


@pytest.mark.parametrize("char", "国あアXa1年月隻約")
def test_all_else_may_begin_and_end_a_line(char):
    assert _may_stand_alone("国", char)
    assert _may_stand_alone(char, "港")


@pytest.mark.parametrize("counter", "年月日回条項号章節頁巻次期発隻機個人名国件割億万千百")
def test_a_number_stays_with_what_it_counts(counter):
    assert unbroken_mm(f"5{counter}", 7.5) == pytest.approx(width_mm(f"5{counter}", 7.5))


@pytest.mark.parametrize("pair", ["——", "――", "……", "‥‥", "第5", "a’", "F–1", "a‑b"])
def test_what_belongs_together_is_not_parted(pair):
    assert unbroken_mm(pair, 7.5) == pytest.approx(width_mm(pair, 7.5))


PREFERRED = {
    "あいうえおか": ["あいう", "えおか"],
    "防衛省、海上": ["防衛省、", "海上"],
    "防衛省。海上": ["防衛省。", "海上"],
    "防衛省・海上": ["防衛省・", "海上"],
    "防衛」海上省": ["防衛」", "海上省"],
    "防衛）海上省": ["防衛）", "海上省"],
    "防衛】海上省": ["防衛】", "海上省"],
    "防衛の海上省": ["防衛の", "海上省"],
    "二国を海上省": ["二国を", "海上省"],
    "二国に海上省": ["二国に", "海上省"],
    "二国が海上省": ["二国が", "海上省"],
    "二国は海上省": ["二国は", "海上省"],
    "二国へ海上省": ["二国へ", "海上省"],
    "二国と海上省": ["二国と", "海上省"],
    "二国で海上省": ["二国で", "海上省"],
    "二国も海上省": ["二国も", "海上省"],
    "二国「海上省": ["二国", "「海上省"],
    "データ共有体": ["データ", "共有体"],
    "共有デデデ体": ["共有", "デデデ体"],
    "防衛のもの達": ["防衛の", "もの達"],
    "a b 国国国国": ["a b", "国国国国"],
}


@pytest.mark.parametrize("text", PREFERRED)
def test_a_break_is_where_words_are_not_torn(text):
    assert wrap(text, 4.6 * EM, 7.5) == PREFERRED[text]


@given(
    st.lists(
        st.sampled_from(["防衛", "協力、", "「指針」", "の", "データ", "SCC ", "5年"]), max_size=8
    ),
    st.floats(3.1, 9),
)
def test_there_is_no_way_with_fewer_lines(words, ems):
    """Every way to break between the same pieces, tried one by one."""
    text, limit = "".join(words).strip(), ems * EM
    lines = wrap(text, limit, 7.5)
    pieces = [""]
    for before, after in pairwise(text):
        pieces[-1] += before
        if (
            unbroken_mm(f"{before}{after}", 7.5) < width_mm(f"{before}{after}".rstrip(), 7.5) - 0.01
            or before == " "
        ):
            pieces.append("")
    pieces[-1] += text[-1:]
    fewest, line = 1, ""
    for piece in pieces:  # as many as fit, which is the fewest
        if line and width_mm((line + piece).rstrip(), 7.5) > limit:
            fewest, line = fewest + 1, piece
        else:
            line += piece
    assert len(lines) == fewest
