"""Worded citations in their places; tests/settling/*.yaml print whole documents."""

import pytest

from hakusho.ast.build import text
from hakusho.ast.walk import elements
from hakusho.citations.choices import Choices
from hakusho.manuscript.notes import is_numbered_note, noted
from hakusho.paper.source_file import SourceFile
from hakusho.settling.cited import author_in_text
from hakusho.settling.finish import finish, open_document
from hakusho.settling.inlines import words_of
from hakusho.source.parse import parse
from hakusho.values.marks import Mark
from validators.printed import STYLE, load_shipped


def finished(source, *citations, style=STYLE, items=()):
    """A text with each citation worded as given."""
    [blocks], _ = parse((SourceFile("a.md", source),), seconds=300)
    opened = open_document(blocks, items, load_shipped(style), "style.csl")
    return finish(opened, [{"t": "Para", "c": [text(each)]} for each in citations]).blocks


def names(*families):
    return [{"family": family} for family in families]


ONE, TWO, THREE = names("Ko"), names("Ko", "Otsu"), names("Ko", "Otsu", "Hei")
WIDE = {"language": "ja-JP", "author": names("甲", "乙")}


@pytest.mark.parametrize(
    ("item", "among_wide", "printed"),
    [
        ({"author": ONE}, False, "Ko"),
        ({"author": TWO}, False, "Ko and Otsu"),
        ({"editor": THREE}, False, "Ko, Otsu, and Hei"),
        ({"author": [*THREE, *ONE]}, False, "Ko et al."),
        ({"author": [*ONE, {"literal": "others"}]}, False, "Ko et al."),
        ({"author": [{"literal": "others"}], "title": "New"}, False, "“New”"),
        ({"title": "A New One", "title-short": "New"}, True, "“New”"),
        ({"language": "zh", "title": "題"}, False, "「題」"),
        ({"id": "key"}, False, "“key”"),
        ({"author": [{"family": "Gogh", "non-dropping-particle": "van"}]}, False, "van Gogh"),
        (WIDE, True, "甲・乙"),
        (WIDE, False, "甲 and 乙"),
        ({**WIDE, "language": "jam"}, True, "甲 and 乙"),
        ({**WIDE, "author": names("甲", "others")}, True, "甲ほか"),
        ({**WIDE, "author": names("甲", "others")}, False, "甲 et al."),
        ({**WIDE, "author": names(f"{Mark.SEPARATED}甲・一", "乙")}, True, "甲・一、乙"),
        ({**WIDE, "author": names(f"{Mark.JOINED}甲\u200e", "乙")}, True, "甲・乙"),
    ],
)
def test_the_author_in_the_running_text(item, among_wide, printed):
    assert author_in_text(item, Choices(), among_wide=among_wide) == printed


def test_a_style_may_have_western_words_for_all_works():
    choices = Choices(by_language=True)
    assert author_in_text(WIDE, choices, among_wide=False) == "甲・乙"
    western = choices.model_copy(update={"words": "western"})
    assert author_in_text(WIDE, western, among_wide=True) == "甲 and 乙"


@pytest.mark.parametrize(
    ("source", "worded", "body"),
    [
        ("A [@a].) B", "Ko", "A.)(1: Ko.) B"),
        ("A [@a].B", "Ko", "A.(1: Ko.)B"),
        ("A [@a],' B", "Ko", "A,(1: Ko.)’ B"),
        ("甲 [@a]. 乙", "甲", "甲(1: 甲。). 乙"),
        ("A [@a] 乙", "Ko?", "A(1: Ko?)乙"),
        ("A ^[B [@a]]", "Ko", "A (1: B Ko.)"),
        ("A ^[B [@a].]", "Ko.", "A (1: B Ko.)"),
        ("A ^[B [@a].]", "Ko...", "A (1: B Ko....)"),
        ("A ^[B [@a]。]", "甲。", "A (1: B 甲。)"),
        ("A ^[B [@a]; C]", "Ko", "A (1: B Ko; C)"),
        ("A ^[甲 [@a] 乙]", "丙", "A (1: 甲丙乙)"),
        ("A ^[甲 [@a] B]", "丙", "A (1: 甲丙 B)"),
        ("A ^[*B [@a]*]", "Ko", "A (1: B Ko)"),
        ("A ^[B[@a]] @b", "", "A (1: B) “b”(2: )"),
        ("甲 @b", "Ko", "甲 “b”(1: Ko.)"),
    ],
)
def test_a_citation_in_its_place(source, worded, body):
    count = source.count("@")
    [para] = finished(source, *[worded] * count)
    assert _with_notes(para) == body


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("本文 @a は B", "本文甲・乙(1: 丙。)は B"),
        ("Text @a 乙", "Text 甲・乙(1: 丙。)乙"),
        ("本文 @a says", "本文甲・乙(1: 丙。) says"),
        ("本文 @a", "本文甲・乙(1: 丙。)"),
        ("本文 @a [3頁] は", "本文甲・乙(1: 丙。)は"),
        ("本文 @b は", "本文 Ko(1: 丙。)は"),
    ],
)
def test_a_japanese_name_in_japanese_text_has_no_space_before_it(source, body):
    items = [{**WIDE, "id": "a"}, {"id": "b", "author": ONE}]
    [para] = finished(source, "丙", items=items)
    assert _with_notes(para) == body


def _with_notes(para):
    return "".join(
        f"({dict(each['c'][0][2])['number']}: {words_of(noted(each))})"
        if is_numbered_note(each)
        else words_of(each)
        for each in para["c"]
    )


def test_only_the_last_paragraph_of_a_note_ends_it():
    [para, *_] = finished("A[^n].\n\n[^n]: B [@a]\n\n    C [@b]\n", "Ko", "Otsu")
    [note] = (each for each in elements(para) if is_numbered_note(each))
    assert [(each["t"], words_of(each)) for each in noted(note)] == [
        ("Para", "B Ko"),
        ("Para", "C Otsu."),
    ]


def test_a_note_that_ends_in_a_list_keeps_it():
    [para, *_] = finished("A[^n].\n\n[^n]: B [@a]\n\n    - C [@b]\n", "Ko", "Otsu")
    [note] = (each for each in elements(para) if is_numbered_note(each))
    assert [(each["t"], words_of(each)) for each in noted(note)] == [
        ("Para", "B Ko"),
        ("BulletList", "C Otsu"),
    ]


def test_a_citation_becomes_a_paragraph_in_a_note():
    [para] = finished("A[@a]", "Ko")
    [note] = (each for each in elements(para) if is_numbered_note(each))
    assert noted(note) == [{"t": "Para", "c": [text("Ko"), text(".")]}]
