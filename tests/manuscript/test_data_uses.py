"""Uses of data: where, and what is told by them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hakusho.data.vocabulary import Vocabulary
from hakusho.manuscript.data_uses import data_uses, told_by
from written import draft_of


@dataclass
class _Fact:
    said: str
    cite: str = "[@k, p. 3]"
    value: int = 5

    def __str__(self):
        return self.said


SAID = {"a": "1,000発", "b": "No. 7", "c": r"28\% \*1 a&#64;b"}
NAMES = Vocabulary(
    functions={"fact": lambda name: _Fact(SAID[name]), "table": lambda *_, **__: "| x |\n|---|\n"},
    known={},
    filters={},
    printed=(_Fact,),
)
NAMES_FOR_ALL = Vocabulary(
    functions={**NAMES.functions, "other": str}, known={}, filters={}, printed=(_Fact,)
)


def uses(text):
    return [
        (each.use.name, str(each.use.location), each.place, each.sentence)
        for each in told_by(draft_of(text, names=NAMES))
    ]


@pytest.mark.parametrize(
    ("text", "place", "column", "sentence"),
    [
        (
            '前の文。中国は{{ fact("a") }}を持つ[@k, 6.1頁]。次。',
            "sentence",
            8,
            "中国は1,000発を持つ。",
        ),
        ('One. Two {{ fact("b") }} three. Four.', "sentence", 10, "Two No. 7 three."),
        ('One.[^n] Two {{ fact("a") }}.\n\n[^n]: N.', "sentence", 14, "Two 1,000発."),
        ('![数は{{ fact("a") }}、[@k]](w){#fig-w}', "caption", 5, "数は1,000発、"),
        (': 数は{{ fact("a") }}。中 {#tbl-w}\n\n| x |\n|---|\n', "caption", 5, "数は1,000発。中"),
        ('| 甲{{ fact("a") }} | 乙 |\n|---|---|\n', "sentence", 4, "甲1,000発"),
        ('# 章{{ fact("a") }} {#sec-a}', "heading", 4, "章1,000発"),
        ('[^n]: 前。数は{{ fact("a") }}。\n\n文[^n]', "note", 11, "数は1,000発。"),
        ('文^[数は{{ fact("a") }}。]で。', "note", 6, "数は1,000発。"),
        ('{{ fact("a") }}{{ fact("a").cite }}だ。', "sentence", 1, "1,000発だ。"),
        ('- 項目は{{ fact("a") }}。', "sentence", 6, "項目は1,000発。"),
        ('`x`と$y$は*強く*{{ fact("a") }}。', "sentence", 13, "xとyは強く1,000発。"),
        ('@fig-xの{{ fact("a") }}', "sentence", 8, "@fig-xの1,000発"),
        ('`{{ fact("a") }}`である。', "sentence", 2, "1,000発である。"),
        ('前。{% if fact("a").value > 3 %}多い。{% endif %}', "sentence", 3, "多い。"),
        ('```\n{{ fact("a") }}\n```', "sentence", 1, '{{ fact("a") }}'),
        ('{% set x = fact("a") %}\n\n文。', "sentence", 1, '{% set x = fact("a") %}'),
    ],
)
def test_a_use_has_its_place_and_its_sentence(text, place, column, sentence):
    name, location, found, said = uses(text)[0]
    assert (name, location.rsplit(":", 1)[1], found, said) == (
        "a" if '"a"' in text else "b",
        str(column),
        place,
        sentence,
    )


def test_notes_of_one_block_are_kept_apart():
    text = '甲[^a]乙[^b]\n\n[^a]: 甲{{ fact("a") }}。\n[^b]: 乙{{ fact("b") }}。\n'
    assert uses(text) == [
        ("a", "a.md:3:8", "note", "甲1,000発。"),
        ("b", "a.md:4:8", "note", "乙No. 7。"),
    ]


def test_tables_conditions_and_loops_are_uses_too():
    text = (
        '{{ table("t", rows="a-*") }}\n\n{% if fact("a").value > 3 %}多い。{% endif %}\n\n'
        '{% set n = fact("b") %}{% for x in [fact("c")] %}{{ x }}{% endfor %}'
    )
    found = data_uses(draft_of(text, names=NAMES))
    assert [(use.function, use.name, use.rows) for use in found] == [
        ("table", "t", "a-*"),
        ("fact", "a", ""),
        ("fact", "b", ""),
        ("fact", "c", ""),
    ]
    assert uses(text)[0] == ("t", "a.md:1:1", "table", '{{ table("t", rows="a-*") }}')


def test_what_is_computed_or_in_code_of_no_template_is_no_use():
    assert uses("{{ fact('a' | lower) }} と `fact(\"a\")` {%# fact('a') #%}") == []


def test_a_sentence_over_several_lines_is_one_sentence():
    text = 'First. There were\n{{ fact("a") }}, against\n{{ fact("b") }}. Then {{ fact("a") }}.\n'
    begins = [each.begins for each in told_by(draft_of(text, names=NAMES))]
    assert begins == [6, 6, text.index(" Then")]


def test_an_item_of_a_list_is_a_sentence_of_its_own_without_the_fences_around_it():
    text = (
        '::: {.numbers}\n- **{{ fact("a") }}** 弾頭\n- {{ fact("b") }}\n  と{{ fact("a") }}\n:::\n'
    )
    assert uses(text) == [
        ("a", "a.md:2:5", "sentence", "1,000発 弾頭"),
        ("b", "a.md:3:3", "sentence", "No. 7と1,000発"),
        ("a", "a.md:4:4", "sentence", "No. 7と1,000発"),
    ]


def test_a_line_of_prose_that_looks_like_an_item_is_none():
    text = '::: {.note}\nThere were some, {{ fact("b") }}\n- so to say.\n:::\n'
    assert uses(text)[0][-1] == "There were some, No. 7 - so to say."


def test_sentences_are_said_as_they_are_printed():
    assert uses('Up *by* {{ fact("c") }}.')[0][-1] == "Up by 28% *1 a@b."


def test_a_mistake_further_on_hides_no_use():
    text = '{{ fact("a") }}\n\n{{ fact( }}\n\n{{ fact("b") }} {{ fact("c }}'
    assert [use.name for use in data_uses(draft_of(text))] == ["a", "b"]


def test_a_use_knows_its_function_its_place_and_its_rows():
    text = (
        "{{ fact('a') }}と{{ fact('a' | lower) }}\n\n{{ table('t', 'p*', id='tbl-x') }}\n\n"
        "{{ table('u', rows='q*') }}{{ table('v') }}{{ other('a') }}\n"
    )
    found = data_uses(draft_of(text, names=NAMES_FOR_ALL))
    assert [(each.function, each.name, str(each.location), each.rows) for each in found] == [
        ("fact", "a", "a.md:1:1", ""),
        ("table", "t", "a.md:3:1", "p*"),
        ("table", "u", "a.md:5:1", "q*"),
        ("table", "v", "a.md:5:28", ""),
    ]
    assert [each.start for each in found] == [
        text.index("{{ fact('a"),
        text.index("{{ table('t"),
        text.index("{{ table('u"),
        text.index("{{ table('v"),
    ]
    assert found[1].typed == "{{ table('t', 'p*', id='tbl-x') }}"


@pytest.mark.parametrize(
    ("call", "cells", "where"),
    [
        ('cell("ports", "ships", year="2025")', "ports.ships[2025]", (("year", "2025"),)),
        ('cell("ports", column="ships", port="a", year="2025")', "ports.ships[a, 2025]",
         (("port", "a"), ("year", "2025"))),
        ('cell("ports", "ships")', "ports.ships", ()),
        ('cell("ports")', 'cell("ports")', ()),
        ('cell("ports", "ships", {"Home port": "a", "year": 2025})', "ports.ships[a, 2025]",
         (("Home port", "a"), ("year", "2025"))),
        ('cell("ports", "ships", {"port": p})', 'cell("ports", "ships", {"port": p})', ()),
        ('cell("ports", year="2025", column="ships")', "ports.ships[2025]", (("year", "2025"),)),
        ('cell("ports", "ships", year=y)', 'cell("ports", "ships", year=y)', ()),
    ],
)  # fmt: skip
def test_cells_are_called_by_their_column_and_what_chooses_their_rows(call, cells, where):
    names = Vocabulary(
        functions={"cell": lambda *_, **__: "5", "y": "1", "p": "1"}, known={}, filters={}
    )
    (use,) = data_uses(draft_of(f"文 {{{{ {call} }}}}。", names=names))
    assert (use.called, use.where, use.rows) == (cells, where, "")
