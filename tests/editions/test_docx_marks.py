"""How a paper may be handled, found in the words of a house's head."""

import pytest

from hakusho.editions.docx_marks import is_mark, marks_in, may_name_one, pieces_of


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("取扱注意", True), ("取扱い厳重注意文書", True), ("部外秘", True), ("マル秘", True), ("㊙", True),
        ("特定秘密", True), ("機密性２情報", True), ("未公表", True), ("非公開", True), ("会議後回収", True),
        ("省内限り", True), ("配布先限定", True), ("転載禁", True), ("Top secret", True), ("CONFIDENTIAL", True),
        ("Official-Sensitive", True), ("Internal use only", True), ("For official use only", True), ("TLP:AMBER", True),
        ("Not for distribution", True), ("港湾の将来", False), ("A secret history", False), ("", False),
    ],
)  # fmt: skip
def test_words_that_only_say_how_a_paper_may_be_handled(text, mark):
    assert is_mark(text) is mark


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("This\xa0 work\xa0 is\xa0licensed \xa0by", ["This work is licensed by"]),
        ("島嶼省　補助金", ["島嶼省", "補助金"]),
        ("Ministry of Islands  Bus subsidies", ["Ministry of Islands", "Bus subsidies"]),
        ("Ministry\xa0\xa0\xa0Subsidies", ["Ministry", "Subsidies"]),
    ],
)
def test_words_that_are_spread_over_a_line_are_one_piece(text, pieces):
    assert pieces_of(text) == pieces


AMONG = (
    # what a head says; the same of a paper with a mark of its own, and of one without
    (
        "Ministry of Islands — OFFICIAL-SENSITIVE — Submission on bus subsidies",
        "Ministry of Islands — X — Submission on bus subsidies",
        "Ministry of Islands — Submission on bus subsidies",
    ),
    ("Ministry of Islands | SECRET", "Ministry of Islands | X", "Ministry of Islands"),
    ("SECRET | Ministry of Islands", "X | Ministry of Islands", "Ministry of Islands"),
    ("Ministry of Islands OFFICIAL-SENSITIVE", "Ministry of Islands X", "Ministry of Islands"),
    ("Ministry of Islands: Confidential", "Ministry of Islands: X", "Ministry of Islands"),
    ("Ministry of Islands // SECRET//NOFORN", "Ministry of Islands // X", "Ministry of Islands"),
    (
        "MINISTRY OF ISLANDS - OFFICIAL - SENSITIVE - MEMO",
        "MINISTRY OF ISLANDS - X - MEMO",
        "MINISTRY OF ISLANDS - MEMO",
    ),
    ("Ministry (SECRET) of Islands", "Ministry (X) of Islands", "Ministry of Islands"),
    ("島嶼省　取扱注意　補助金について", "島嶼省　X　補助金について", "島嶼省　補助金について"),
    ("【取扱注意】島嶼省", "【X】島嶼省", "島嶼省"),
    ("島嶼省（秘）", "島嶼省（X）", "島嶼省"),
    ("島嶼省 秘 補助金", "島嶼省 X 補助金", "島嶼省 補助金"),
    ("極秘　島嶼省", "X　島嶼省", "島嶼省"),
    ("島嶼省　機密性２情報・複製禁止　令和７年", "島嶼省　X　令和７年", "島嶼省　令和７年"),
    ("島嶼省 取 扱 注 意", "島嶼省 X", "島嶼省"),
    ("島嶼省・秘", "島嶼省・X", "島嶼省"),
    ("島嶼省限定公開資料 秘", "島嶼省限定公開資料 X", "島嶼省限定公開資料"),
    ("秘書課 補助金", "秘書課 補助金", "秘書課 補助金"),
    ("秘 書 課", "秘 書 課", "秘 書 課"),
    ("情報 公開 室", "情報 公開 室", "情報 公開 室"),
    ("特定秘密保護法", "特定秘密保護法", "特定秘密保護法"),
    ("OFFICIAL STATISTICS OFFICE", "OFFICIAL STATISTICS OFFICE", "OFFICIAL STATISTICS OFFICE"),
    (
        "Office of Official Statistics",
        "Office of Official Statistics",
        "Office of Official Statistics",
    ),
    ("Acme, Limited", "Acme, Limited", "Acme, Limited"),
    ("Secret Intelligence Service", "Secret Intelligence Service", "Secret Intelligence Service"),
)


@pytest.mark.parametrize(("head", "marked", "unmarked"), AMONG)
def test_marks_among_other_words_are_found_and_nothing_else(head, marked, unmarked):
    for mark, wanted in (("X", marked), ("", unmarked)):
        words = head
        for start, end in reversed(marks_in(head, keep_frame=bool(mark))):
            words = words[:start] + mark + words[end:]
        assert words == wanted


def test_words_that_may_name_one_are_known():
    assert may_name_one("Ministry of Islands Confidential")
    assert not may_name_one("大臣官房秘書課")
