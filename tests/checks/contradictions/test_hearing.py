"""How labels, clauses and numbers are heard: what checks of contradictions weigh."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hakusho.checks.contradictions.aligned import Clauses, clauses_of
from hakusho.checks.contradictions.heard_labels import (
    LabelIndex,
    heard_in,
    pieces_of,
    same_letters,
    stem,
)
from hakusho.checks.contradictions.mistyped_numbers import likeness
from hakusho.checks.contradictions.passages import passage_in
from hakusho.findings import Location


def passage(text):
    return passage_in(text, f"title: {text}", Location("a.yaml", 1, 1))


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("quay quays", "quay"),
        ("cost costs costed costing coste", "cost"),
        ("widen widens widened widening", "widen"),
        ("policies", "polic"),
        ("Boxes boxed", "box"),
        ("lane lanes", "lan"),
        ("ties", "tie"),  # of so few letters ies is no ending
        ("bed", "bed"),
        ("ring", "ring"),
        ("being", "being"),
        ("goes", "goe"),
        ("gas", "gas"),
        ("seas", "sea"),
    ],
)
def test_forms_of_a_word(words, same):
    assert {stem(word) for word in words.split()} == {same}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("港湾法", {"港湾": 1, "湾法": 1}),
        ("港", {}),
        ("2023年度", {"20": 1, "02": 1, "23": 1, "3年": 1, "年度": 1}),
        ("78指針", {"78": 1, "8指": 1, "指針": 1}),
        ("Ships at the quays", {"ship": 4, "quay": 4}),
        ("The and for of in", {}),
        ("クレーンとクレーン", {"クレ": 2, "レー": 2, "ーン": 2}),
        ("ＡＢＣ港", {"abc": 4}),
        ("", {}),
    ],
)
def test_the_pieces_of_a_label(text, pieces):
    assert dict(pieces_of(text)) == pieces


def test_a_text_is_heard_to_its_length():
    assert "港湾" in heard_in(f"{'あ' * 598}港湾")
    assert "港湾" not in heard_in(f"{'あ' * 599}港湾")


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("港湾安全法は", {"law": 1.0}),
        ("港湾安全を", {"law": 0.75}),
        ("港湾の安全", {"law": 0.5}),
        ("97指針は", {"97": 1.0}),
        ("指針は", {}),  # a number in a label must be heard
        ("Ships lie there", {"ships": 0.5}),
        ("Quays for ships", {"ships": 1.0}),
        ("何もない", {}),
    ],
)
def test_how_much_of_a_label_is_heard(text, shares):
    index = LabelIndex(
        [
            ("law", "港湾安全法"),
            ("law", "Harbours"),
            ("97", "97指針"),
            ("ships", "Ship quays"),
            ("", ""),
        ]
    )
    assert dict(index.spoken_of(text)) == shares


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [("港湾法", "港湾則", 2), ("", "港", 0), ("港", "港湾", 1), ("甲", "乙", 0)],
)
def test_letters_at_the_beginning(first, second, count):
    assert same_letters(first, second) == same_letters(second, first) == count


@pytest.mark.parametrize(
    ("typed", "meant", "likely"),
    [
        ("1324", "1234", 0.75),  # exchanged
        ("1320", "1230", 0.5),
        ("132", "123", 0.5),
        ("21", "12", 0.5),
        ("14", "1.4", 0.5),  # the point is elsewhere
        ("1000", "1", 0.5),
        ("2847", "2846", 0.75),  # one digit
        ("285", "284", 0.5),
        ("28", "29", 0.25),
        ("2", "3", 0.0),
        ("2857", "2846", 0.0),
        ("284", "2846", 0.5),  # one left out
        ("2846", "246", 0.5),
        ("28", "284", 0.0),
        ("28", "2846", 0.0),
        ("1234", "12345", 0.5),
        ("1230", "1230", 0.0),
        ("0", "1230", 0.0),
        ("-1324", "1234", 0.75),
        ("12.50", "12.5", 0.0),
    ],
)
def test_how_likely_a_number_is_a_slip(typed, meant, likely):
    assert likeness(Decimal(typed), Decimal(meant)) == likely
    assert likeness(Decimal(meant), Decimal(typed)) == likely


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("港は開かれる、船は入る。短い。", ["港は開かれる"]),
        ("六字の文である。五字の文だ。", ["六字の文である"]),
        ("彼は「港は開かれている」と述べている。", ["港は開かれている", "と述べている"]),
        ("The quay is open; ships lie there.", ["The quay is open", " ships lie there"]),
        (f"{'港' * 160}。{'湾' * 170}。", ["港" * 160, "湾" * 160, "湾" * 10]),
    ],
)
def test_clauses_of_a_text(text, clauses):
    found = [*clauses_of([passage(text)])]
    assert [each.text for each in found] == clauses
    assert all(text.startswith(each.text, each.start) for each in found)
    assert {each.language for each in found} == {"en" if text.isascii() else "ja"}


def test_the_clause_that_says_the_rare_words_is_most_alike():
    texts = "港湾安全法は成立した。港湾協定は成立した。漁業協定は成立した。The quay is open now."
    clauses = [*clauses_of([passage(texts)])]
    known = Clauses(clauses)
    found = [(round(share, 2), each.text) for share, each in known.alike(clauses[1].pieces)]
    assert found[0][1] == "港湾協定は成立した"
    assert {text for _, text in found[1:]} == {"漁業協定は成立した", "港湾安全法は成立した"}
    assert found[0][0] == 1.0
    assert 1 > found[1][0] >= found[2][0] > 0
    assert known.weight(["安全", "成立"]) > known.weight(["成立"]) > 0
    assert known.weight(["見知らぬ"]) > known.weight(["安全"])  # what no clause says is rarest
    assert [*known.alike(frozenset())] == []


def test_what_forty_clauses_say_tells_none_of_them():
    rare = "".join(f"漁業の見本{chr(0x5E00 + n)}のとおり。" for n in range(9))
    text = "".join(f"港湾協定{chr(0x4E00 + n)}号である。" for n in range(41))
    clauses = [*clauses_of([passage(text + rare)])]
    assert [*Clauses(clauses).alike(frozenset({"協定"}))] == []
    assert len([*Clauses(clauses[1:]).alike(frozenset({"協定"}))]) == 40


@pytest.mark.parametrize(
    ("text", "index", "sentence"),
    [
        ("甲である。乙である。丙", 0, "甲である。"),
        ("甲である。乙である。丙", 4, "甲である。"),
        ("甲である。乙である。丙", 5, "乙である。"),
        ("甲である。乙である。丙", 10, "丙"),
        ("「甲である。」と。乙", 2, "「甲である。」"),
        ("It is so. It is 2.5 m. “No.” Yes", 12, " It is 2.5 m."),
        ("甲！乙？丙", 2, "乙？"),
        ("", 0, ""),
    ],
)
def test_the_sentence_around_a_letter(text, index, sentence):
    start, end = passage(text).sentence(index) if text else (0, 0)
    assert text[start:end] == sentence
