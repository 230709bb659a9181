"""How the marks of lists go on."""

import pytest

from hakusho.values.list_marks import list_mark, list_marks


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("1.", {2: "2.", 10: "10."}),
        ("（１）", {12: "（１２）"}),
        ("①", {2: "②", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}),
        ("ア", {2: "イ", 6: "カ", 46: "ン"}),
        ("(イ)", {2: "(ロ)", 47: "(ス)", 48: "(48)"}),
        ("あ", {6: "か"}),
        ("い", {2: "ろ"}),
        ("一、", {10: "十、", 23: "二十三、", 20: "二十、"}),
        ("第1", {3: "第3"}),
        ("a)", {26: "z)", 27: "27)"}),
        ("i", {4: "iv", 9: "ix"}),
        ("(I)", {14: "(XIV)"}),
        ("㋐", {2: "㋑"}),
        ("・", {1: "・", 7: "・"}),
        ("ａ", {2: "ｂ", 26: "ｚ", 27: "27"}),
        ("A:", {2: "B:", 26: "Z:"}),
        ("❶", {2: "❷", 10: "❿", 11: "⓫", 20: "⓴", 21: "21"}),
        ("〔1〕", {3: "〔3〕"}),
        ("［１］", {30: "［３０］"}),
        ("(1）", {3: "(3）"}),
        ("[１]", {4567890: "[４５６７８９０]"}),
        ("１．", {12: "１２．"}),
        ("一", {99: "九十九", 100: "100"}),
    ],
)
def test_the_marks_of_items(first, later):
    kind = list_mark(first)
    assert kind.at(1) == first
    assert {number: kind.at(number) for number in later} == later


@pytest.mark.parametrize(
    ("first", "row"),
    [
        ("a", "abcdefghijklmnopqrstuvwxyz"),
        ("A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("ａ", "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"),
        (
            "ア",
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        (
            "い",
            "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす",
        ),
        ("❶", "❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴"),
        ("①", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"),
    ],
)
def test_a_whole_row_of_marks(first, row):
    kind = list_mark(first)
    assert kind.most == len(row)
    assert "".join(map(kind.at, range(1, len(row) + 1))) == row


@pytest.mark.parametrize("bullet", "・•–—*○●◎□■◇◆△▲▽▼※★☆→‣◦·-")
def test_a_bullet_stays_as_it_is(bullet):
    kind = list_mark(bullet)
    assert (kind.at(1), kind.at(12), kind.counts) == (bullet, bullet, False)


@pytest.mark.parametrize("written", ["", "②", "x", "11", "((1)", "1))", "・・", "ウ"])
def test_what_is_the_first_mark_of_nothing(written):
    assert list_mark(written) is None


def test_marks_are_written_one_after_the_other():
    assert list_marks(" ①／・ ア, 一、 （1） ") == ["①", "・", "ア", "一、", "（1）"]


@pytest.mark.parametrize(
    ("first", "most"),
    [("①", 50), ("ア", 46), ("（イ）", 47), ("a)", 26), ("1.", 10_000), ("・", 10_000)],
)
def test_how_many_items_a_kind_of_mark_has(first, most):
    kind = list_mark(first)
    assert kind.most == most
    assert kind.at(most) != kind.at(most - 1) or not kind.counts
