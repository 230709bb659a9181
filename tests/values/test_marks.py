"""The table of marks, held against everything that writes one."""

import re
from pathlib import Path

from hakusho.values.marks import Mark, unveiled, veiled, without_marks, without_private

_ROOT = Path(__file__).resolve().parents[2]
_WRITTEN = re.compile(
    r"(?:\\u\{?|0x|&#x|\\U000)(e[0-9a-f]{3}|f[0-8][0-9a-f]{2})\b|([\ue000-\uf8ff])", re.IGNORECASE
)


def _marks_in(files):
    return {
        chr(int(code, 16)) if code else char
        for file in files
        for code, char in _WRITTEN.findall(file.read_text(encoding="utf-8"))
    }


def test_every_mark_is_a_private_character():
    assert all(len(mark) == 1 and "\ue000" <= mark <= "\uf8ff" for mark in Mark)


def test_an_author_can_write_none():
    assert without_private(f"甲{''.join(Mark)}\U000f0000乙") == f"甲{'〓' * (len(Mark) + 1)}乙"


def test_no_mark_is_left_when_all_are_taken_out():
    assert without_marks(f"甲{''.join(Mark)}乙") == "甲乙"


def test_a_veiled_place_is_letters_and_can_be_unveiled():
    place = f"{Mark.PLACE}46頁{Mark.PLACE_OR}p. 46{Mark.PLACE_END}"
    assert veiled(place).isalpha()
    assert not veiled(place).isascii()
    assert unveiled(f"2{veiled(place)}、3{veiled(place)}。") == f"2{place}、3{place}。"
    assert unveiled("𠮷野家 2") == "𠮷野家 2"


def test_lua_and_the_styles_write_marks_of_the_table():
    lua = _marks_in((_ROOT / "src" / "hakusho" / "editions" / "lua").glob("*.lua"))
    styles = _marks_in((_ROOT / "templates" / "citations").glob("*.csl"))
    assert {Mark.PIECE, Mark.BORDER} <= lua <= set(Mark)
    assert {Mark.BETWEEN_WORKS, Mark.CLOSING_QUOTE} <= styles <= set(Mark)


def test_python_asks_the_table():
    # The two others know the range of private characters, which is no protocol.
    others = {"marks.py", "characters.py", "svg_safety.py"}
    files = (_ROOT / "src" / "hakusho").rglob("*.py")
    assert _marks_in(file for file in files if file.name not in others) == set()


def test_the_page_on_styles_names_them():
    page = (_ROOT / "docs" / "citation-styles.md").read_text(encoding="utf-8")
    table = page.partition("### Marks")[2].partition("### Traps")[0]
    named = {chr(int(code, 16)) for code in re.findall(r"\bE0[0-9A-F]{2}\b", table)}
    assert named <= set(Mark)
    assert {
        mark for mark in Mark if mark in _marks_in((_ROOT / "templates").rglob("*.csl"))
    } <= named
