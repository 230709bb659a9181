"""Letters and widths, in Python and in Lua."""

import re
import sys
from itertools import groupby
from pathlib import Path
from unicodedata import category

import pytest

from hakusho.tools.pandoc import stream_lua
from hakusho.values import letters

_LUA = Path(letters.__file__).parents[1] / "editions" / "lua" / "letters.lua"


def _matching(letter_class):
    pattern = re.compile(f"[{letter_class}]")
    codes = enumerate(code for code in range(0x110000) if pattern.match(chr(code)))
    runs = (list(run) for _, run in groupby(codes, lambda pair: pair[1] - pair[0]))
    return [(run[0][1], run[-1][1]) for run in runs]


@pytest.mark.parametrize("char", "々〇〆﨑𠮷髙塚⽇國")
def test_kanji(char):
    assert letters.has_kanji(char)
    assert letters.has_japanese(char)
    assert letters.is_wide(char)
    assert not letters.has_kana(char)


@pytest.mark.parametrize("char", "あアーヶヴゞヾㇰｱﾞ")
def test_kana(char):
    assert letters.has_kana(char)
    assert letters.has_japanese(char)
    assert letters.is_wide(char)
    assert not letters.has_kanji(char)


@pytest.mark.parametrize("char", "、。「・〜　（！１Ａ｡㌔한")
def test_wide_without_being_a_letter_of_japanese(char):
    assert letters.is_wide(char)
    assert not letters.has_japanese(char)


@pytest.mark.parametrize("char", ["a", "1", "é", "Ж", "–", "“", "…", "①", "₩", "🎉", "\ue000", ""])
def test_what_latin_text_has_too(char):
    assert not letters.is_wide(char)
    assert not letters.has_japanese(char)


@pytest.mark.parametrize("char", "한국ㅎ하ﾡ")
def test_korean_is_written_with_spaces(char):
    assert letters.is_wide(char)
    assert not letters.is_unspaced(char)


@pytest.mark.parametrize("char", "日あアｱ㌔Ａ。「")
def test_other_east_asian_text_is_not(char):
    assert letters.is_unspaced(char)


def test_full_width_by_the_standard():
    assert letters.is_full_width("日")
    assert not letters.is_full_width("ｱ")
    assert not letters.is_full_width("①")
    assert letters.is_full_width("①", ambiguous=True)


_MEASURE = """
for line in io.lines() do
    print(pandoc.layout.real_length("a" .. utf8.char(math.tointeger(line)) .. "a") - 2)
end
"""


def test_two_columns_are_those_of_pandoc(tmp_path):
    # Marks and emoji depend on what they stand beside, control characters are no text.
    given = (chr(code) for code in range(0x20, 0x40000))
    chars = [char for char in given if category(char)[0] in "LNPZ"]
    script = tmp_path / "measure.lua"
    script.write_text(_MEASURE, "utf-8")
    codes = "\n".join(str(ord(char)) for char in chars)
    counted = map(int, "".join(stream_lua(script, (), text=codes, seconds=300)).split())
    differing = [
        char
        for char, columns in zip(chars, counted, strict=True)
        if (letters.columns_of(char) == 2) != (columns == 2)
    ]
    assert len(chars) > 100_000
    assert "".join(differing) == ""


@pytest.mark.parametrize("name", ["JAPANESE", "WIDE"])
def test_lua_has_the_same_ranges(name):
    text = _LUA.read_text(encoding="utf-8")
    body = text.partition(f"local {name} = {{")[2].partition("\n}")[0]
    pairs = re.findall(r"\{ (0x\w+), (0x\w+) \}", body)
    assert [(int(a, 16), int(b, 16)) for a, b in pairs] == _matching(getattr(letters, name))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", set()),
        ("一二一", {"一", "二"}),
        ("葛\U000e0100城葛", {"葛\U000e0100", "城", "葛"}),
        ("c\u030cs\u0327\u0301", {"c\u030c", "s\u0327\u0301"}),
        ("\u0301a", {"\u0301", "a"}),
    ],
)
def test_a_letter_holds_its_marks(text, found):
    assert letters.letters_of(text) == found


def test_the_usual_form_of_a_character():
    assert letters.without_selectors("葛\U000e0100城\ufe00c\u030c") == "葛城c\u030c"


_FOREIGN = """local letters = require('letters')
for line in io.lines() do
  local pieces = letters.foreign_words(line) or {}
  local shown = pandoc.List(pieces):map(function(piece)
    return piece.foreign and '<' .. piece.text .. '>' or piece.text
  end)
  print(table.concat(shown, '|'))
end
"""


def test_words_that_japanese_fonts_cannot_set_alone_are_cut_out(tmp_path):
    script = tmp_path / "foreign.lua"
    script.write_text(f"package.path = '{_LUA.parent}/?.lua;' .. package.path\n{_FOREIGN}", "utf-8")
    expected = {
        "東京とTōkyō": "",
        "Šefčovičとは、London": "<Šefčovič>|とは、|London",
        "O’Reilly-Łukaszの": "<O’Reilly-Łukasz>|の",
        "Київ（キーウ）": "<Київ>|（キーウ）",
        "c\u030cと": "<c\u030c>|と",
        "Nguyễn": "",
        "α線": "",
    }
    given = "\n".join(expected) + "\n"
    lines = "".join(stream_lua(script, (), text=given, seconds=60)).split("\n")
    assert dict(zip(expected, lines, strict=False)) == expected


def test_lua_knows_the_same_letters_of_japanese_fonts():
    held = re.search("local HELD = '(.*)'", _LUA.read_text(encoding="utf-8"))
    assert held[1] == letters.HELD_BY_JAPANESE_FONTS


def test_every_letter_of_japanese_is_wide():
    japanese, wide = re.compile(f"[{letters.JAPANESE}]"), re.compile(f"[{letters.WIDE}]")
    every = map(chr, range(sys.maxunicode + 1))
    assert [char for char in every if japanese.match(char) and not wide.match(char)] == []


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("約2030年", [1, 5]),
        ("F-35を147機", [4, 5, 8]),
        ("2030年度・米国（US）", [4]),
        ("50%増", [3]),
        ("第5条、第6条", [1, 2, 5, 6]),
        ("北朝鮮がNPT脱退", [4, 7]),
        ("習 2030", []),
        ("2030", []),
    ],
)
def test_gaps_stand_between_japanese_letters_and_others(text, starts):
    assert letters.borders(text) == starts


BORDERS = {
    "約2030年": [1, 5], "2030": [], "国 2030": [], "国%年": [2], "5%増": [2], "国A": [1], "Aの": [1], "éの": [1],
    "Ωの": [1], "Яの": [1], "ィ9": [1], "國ABC國": [1, 4], "-国": [], "、A": [],
}  # fmt: skip


@pytest.mark.parametrize("text", BORDERS)
def test_a_gap_stands_between_japanese_and_latin_letters_or_figures(text):
    assert letters.borders(text) == BORDERS[text]
