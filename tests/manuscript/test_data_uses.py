import pytest

from hakusho.manuscript.data_uses import data_uses
from hakusho.paper.source_file import SourceFile


def fill_in(piece):
    return piece.replace('{{ fact("a") }}', "1,000発").replace(
        '{{ fact("a").date | wareki }}', "年"
    )


def uses(text):
    found = data_uses(SourceFile("ch.md", text), fill_in)
    return [(u.function, u.name, str(u.location), u.place, u.sentence) for u in found]


@pytest.mark.parametrize(
    ("text", "place", "column", "sentence"),
    [
        (
            '前の文。中国は{{ fact("a") }}を持つ[@k, 6.1頁]。次。',
            "sentence",
            8,
            "中国は1,000発を持つ。",
        ),
        ('One. Two {{ fact("a") }} three. Four.', "sentence", 10, "Two 1,000発 three."),
        ('![数は{{ fact("a") }}、[@k]](w){#fig-w}', "caption", 5, "数は1,000発、"),
        ('# 章{{ fact("a") }} {#sec-a}', "heading", 4, "章1,000発"),
        ('[^n]: 注。数は{{ fact("a") }}。', "note", 11, "数は1,000発。"),
        ('{{ fact("a") }}{{ fact("a").cite }}だ。', "sentence", 1, None),
        ('- 項目は{{ fact("a") }}。', "sentence", 6, "項目は1,000発。"),
    ],
)
def test_a_use_has_its_place_and_its_sentence(text, place, column, sentence):
    function, name, location, found, printed = uses(text)[0]
    assert (function, name, location, found) == ("fact", "a", f"ch.md:1:{column}", place)
    assert sentence is None or printed == sentence


def test_lines_are_counted_and_notes_of_one_block_kept_apart():
    text = '序。\n\n[^a]: 甲{{ fact("a") }}。\n[^b]: 乙{{ fact("b") }}。\n'
    assert [(name, where, words) for _, name, where, _, words in uses(text)] == [
        ("a", "ch.md:3:8", "甲1,000発。"),
        ("b", "ch.md:4:8", '乙{{ fact("b") }}。'),
    ]


def test_tables_conditions_and_loops_are_uses_too():
    text = (
        '{{ table("t") }}\n\n{% if fact("a").value > 3 %}多い。{% endif %}\n\n'
        '{% set n = fact("b") %}{% for x in [fact("c")] %}{{ x }}{% endfor %}'
    )
    assert [(function, name) for function, name, *_ in uses(text)] == [
        ("table", "t"),
        ("fact", "a"),
        ("fact", "b"),
        ("fact", "c"),
    ]


def test_what_cannot_be_read_is_no_use():
    assert uses("{{ fact( }} と {{ other('a') }} と `fact(\"a\")`") == []


def test_a_piece_that_cannot_be_filled_in_stays_as_typed():
    def fails(_piece):
        raise ValueError

    [use] = data_uses(SourceFile("ch.md", '甲{{ fact("a") }}。'), fails)
    assert use.sentence == '甲{{ fact("a") }}。'


def test_a_sentence_over_several_lines_is_one_sentence():
    text = 'First. There were\n{{ fact("a") }}, against\n{{ fact("b") }}. Then {{ fact("a") }}.\n'
    begins = [use.begins for use in data_uses(SourceFile("ch.md", text), fill_in)]
    assert begins == [6, 6, text.index(" Then")]


def test_an_item_of_a_list_is_a_sentence_of_its_own_without_the_fences_around_it():
    text = (
        '::: {.numbers}\n- **{{ fact("a") }}** 弾頭\n- {{ fact("b") }}\n  と{{ fact("c") }}\n:::\n'
    )
    assert [(name, where, words) for _, name, where, _, words in uses(text)] == [
        ("a", "ch.md:2:5", "1,000発 弾頭"),
        ("b", "ch.md:3:3", '{{ fact("b") }}と{{ fact("c") }}'),
        ("c", "ch.md:4:4", '{{ fact("b") }}と{{ fact("c") }}'),
    ]


def test_a_line_of_prose_that_looks_like_an_item_is_none():
    text = '::: {.note}\nThere were some, {{ fact("b").note }}\n- so to say.\n:::\n'
    assert uses(text)[0][-1] == 'There were some, {{ fact("b").note }} - so to say.'


def test_sentences_are_said_as_they_are_printed():
    (use,) = data_uses(
        SourceFile("ch.md", 'Up *by* {{ fact("a") }}.'), lambda _: r"Up *by* 28\% \*1 a&#64;b."
    )
    assert use.sentence == "Up by 28% *1 a@b."
