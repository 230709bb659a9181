"""The calls in a template, and the places of what is typed in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.source.positions import Positions, Prepared
from hakusho.source.template_calls import (
    calls_in,
    cells_named,
    cells_named_in,
    has_statements_in,
    is_separable,
    template_calls,
    template_comments,
)

CALLS = [
    # a template; its calls: function, first argument, and each string that is typed in it
    ("文{{ fact('x') }}", [("fact", "x", ["x"])]),
    ('{{ fact( "a\\"b" ).cite }}', [("fact", 'a"b', ['a\\"b'])]),
    ("{% if fact('x').year %}{{ f }}{% endif %}", [("fact", "x", ["x"])]),
    ("{{ fact(name) }}{{ fact('x' ~ n) }}{{ fact() }}{{ fact(id='x') }}", [
        *(("fact", None, each) for each in ([], ["x"], [], ["x"])),
    ]),
    ("{{ table('f', rows=['a', 'b'], caption='The ' ~ fact('x') ~ '.') }}", [
        ("table", "f", ["f", "The ", "."]),
        ("fact", "x", ["x"]),
    ]),
    ("{{ x.fact('y') }}{{ x | default('z') }}", []),
    ("{%# fact('x') #%}{% raw %}{{ fact('x') }}{% endraw %} fact('x') {#sec-a}", []),
    ("{{ fact('x'", []),
    ("{{- fact('x') -}}\n  {{ fact('y') }}", [("fact", "x", ["x"]), ("fact", "y", ["y"])]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), CALLS)
def test_calls(source, expected):
    found = [
        (
            call.function,
            call.first,
            [source[slice(*at)] for each in call.arguments for at in each.typed],
        )
        for call in template_calls(source)
    ]
    assert found == expected


def test_a_call_knows_its_expression():
    source = "前{{ table('f', caption='c') }}後"
    (call,) = template_calls(source)
    assert source[call.start : call.end] == "{{ table('f', caption='c') }}"
    assert [(each.name, each.value) for each in call.arguments] == [("", "f"), ("caption", "c")]


PIECES = ["{{", "}}", "{%", "%}", "fact", "(", ")", "'x'", ",", "=", "~", "[", "]", " ", "\n", "文"]


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_every_place_is_one_of_a_string(source):
    for call in template_calls(source):
        assert source.startswith(("{{", "{%"), call.start)
        for argument in call.arguments:
            assert all(source[start:end] == "x" for start, end in argument.typed)


def test_the_calls_of_a_chapter_are_those_of_what_its_author_wrote():
    positions = Positions()
    for path, source, printed in (("a.md", "{{ fact('x') }}", "甲"), ("b.md", "乙", "乙")):
        positions = positions.with_text(path, source, Prepared(printed))
    assert [call.first for call in calls_in("a.md", positions)] == ["x"]
    assert list(calls_in("b.md", positions)) == list(calls_in("none.md", positions)) == []


def test_an_argument_is_known_by_its_keyword_or_its_place():
    (call,) = template_calls("{{ table('f', 'r', id='i', caption=x, width=3) }}")
    assert call.first == "f"
    assert [call.given("name", 0), call.given("rows", 1), call.given("id", 2)] == ["f", "r", "i"]
    assert [call.given("caption", 3), call.given("width", 9), call.given("rows", 2)] == [""] * 3
    (call,) = template_calls("{{ table(name='f') }}")
    assert (call.first, call.given("name", 0)) == (None, "f")


@pytest.mark.parametrize(
    ("source", "calls", "comments"),
    [
        ("{{ fact('a') }}一{{ fact('b') ? }}二{{ fact('c') }}", ["a", "c"], []),
        ("{{ ? }}{{ fact('c') }}", ["c"], []),
        ("{{ fact('a') }}{% if ? %}{{ fact('b') }}{% endif %}", ["a", "b"], []),
        ("{{ ? }}{{ ! }}{%# 一 #%}{{ fact('c') }}{%# 二 #%}", ["c"], ["{%# 一 #%}", "{%# 二 #%}"]),
        ("{%# 一 #%}{{ fact('a') }}{{ ?", ["a"], ["{%# 一 #%}"]),
    ],
)
def test_what_cannot_be_read_hides_nothing_else(source, calls, comments):
    found = template_calls(source)
    assert [call.first for call in found] == calls
    assert all(f"{{{{ fact('{call.first}') }}}}" == call.typed for call in found)
    assert [source[slice(*span)] for span in template_comments(source)] == comments


def _positions(source):
    return Positions().with_text("a.md", source, Prepared("文"))


ROW = (("港", "北浜"), ("year", "2025"))


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("{{ f(row.港) }}", ["北浜"]),
        ("{{ f(row['year']) }}", ["2025"]),
        ("{{ f(row.港 ~ '-' ~ row['year'], x=row.港) }}", ["北浜-2025", "北浜"]),
        ("{{ f('a' ~ row.港 ~ 'b') }}", ["a北浜b"]),
        ("{{ f(row.島, row['島'], row, row.港.x, row['港'][0]) }}", [None] * 5),
        ("{{ f('a' 'b', 'a' ~, ~ 'a', 'a' + 'b') }}", [None] * 4),
        ("{{ f(g('a', 'b'), ['a', 'b'], {'a': 'b'}, 'c') }}", [None, None, None, "c"]),
    ],
)
def test_what_an_argument_says_of_a_row(source, values):
    call = template_calls(source, ROW)[0]
    assert [each.value for each in call.arguments] == values


def test_numbers_are_literals_and_no_values():
    (call,) = template_calls("{{ f(12, 1.5, x=3, y=-1, z='4') }}")
    said = [(each.name, each.value, each.literal) for each in call.arguments]
    assert said == [
        ("", None, "12"), ("", None, "1.5"), ("x", None, "3"), ("y", None, None), ("z", "4", "4"),
    ]  # fmt: skip


def test_a_call_within_a_call_is_one_of_its_own():
    calls = template_calls("{{ f(g('a'), 'b') }}{{ h( ) }}")
    assert [(call.function, call.first) for call in calls] == [
        ("f", None), ("g", "a"), ("h", None),
    ]  # fmt: skip
    assert [len(call.arguments) for call in calls] == [2, 1, 0]


@pytest.mark.parametrize(
    ("source", "columns"),
    [
        ("{{ row.港 }}と{{ row['年 度'] }}と{{ row.港 }}", ("港", "年 度")),
        ("{% if row.a %}{{ f(row['b'] ~ row.c) }}{% endif %}", ("a", "b", "c")),
        ("{{ row }}{{ rows.a }}{{ row[n] }} row.a", ()),
        ("文", ()),
    ],
)
def test_the_columns_that_a_template_names(source, columns):
    assert cells_named("a.md", _positions(source)) == columns


@pytest.mark.parametrize(
    ("source", "columns"),
    [("{{ row.a }}", ("a",)), ("{{ row[n] }}", ("a", "b")), ("{{ x.row }} row", ())],
)
def test_a_template_that_computes_a_column_names_all(source, columns):
    assert cells_named_in(source, ("a", "b")) == columns


@pytest.mark.parametrize(
    ("source", "statements", "separable"),
    [
        ("文{{ f('x') }}", False, True),
        ("{% if a %}文{% endif %}", True, False),
        ("{%# 覚え #%}文", False, True),
        ("文{{ f('x' }}", False, False),
        ("{% if a %}文", True, False),
    ],
)
def test_what_a_mistake_in_one_expression_leaves_alone(source, statements, separable):
    assert has_statements_in("a.md", _positions(source)) is statements
    assert is_separable("a.md", _positions(source)) is separable
