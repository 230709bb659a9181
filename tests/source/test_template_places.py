"""Where each letter that a template prints comes from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hakusho.source.positions import Positions
from hakusho.source.template_calls import SYNTAX
from hakusho.source.template_places import PlaceMarks, prepared_from

NAMES = {"x": "甲", "n": 1550, "many": ["一", "二"]}
PIECES = st.sampled_from(
    [
        *("本文。", "a b", "\n", "\n\n", "[@k, 46頁]", '"', "}", "{", "{#sec-a}", " "),
        *("{{ x }}", "{{x}}", '{{ "}}" }}', "{{ n + 1 }}", "{{- x -}}", "{%# 覚え #%}"),
        *("{% if n %}はい{% endif %}", "{%- if not n %}いいえ{% endif -%}"),
        *("{% for each in many %}・{{ each }}、{% endfor %}", "{% set y = x %}{{ y }}"),
        *("{% set z %}節{{ x }}{% endset %}{{ z }}", "{% raw %}{{ x }}{% endraw %}"),
        *("{% macro m(a) %}「{{ a }}」{% endmacro %}{{ m(x) }}", "{{ x | upper }}"),
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_each_letter_is_where_it_was_typed_or_where_its_expression_stands(pieces):
    source = "".join(f"{piece}々" for piece in pieces)  # so that no braces meet
    plain = ImmutableSandboxedEnvironment(autoescape=False, **SYNTAX)
    marked = plain.overlay(extensions=[PlaceMarks])
    prepared = prepared_from(marked.from_string(source).render(NAMES))
    assert prepared.text == plain.from_string(source).render(NAMES)
    positions = Positions().with_text("a.md", source, prepared)
    for position, letter in enumerate(prepared.text):
        written = positions.written((position, position + 1))
        if positions.is_typed(position):
            assert written == letter
        else:
            assert written.startswith("{{")
            assert written.endswith("}}")


def test_lines_and_columns_are_those_of_the_template():
    source = "一\n{% for each in many %}- {{ each }} は\n{% endfor %}終"
    environment = ImmutableSandboxedEnvironment(autoescape=False, extensions=[PlaceMarks], **SYNTAX)
    prepared = prepared_from(environment.from_string(source).render(NAMES))
    positions = Positions().with_text("a.md", source, prepared)
    places = {
        letter: [
            (place.line, place.column)
            for at, each in enumerate(prepared.text)
            if each == letter
            for place in [positions.place(at)]
        ]
        for letter in "-二終"
    }
    assert places == {"-": [(2, 23), (2, 23)], "二": [(2, 25)], "終": [(3, 13)]}


def test_what_has_no_marks_begins_where_its_file_does():
    for output in ("", "本文"):
        prepared = prepared_from(output)
        positions = Positions().with_text("a.md", output, prepared)
        assert [str(positions.place(at)) for at in range(2)] == [
            f"a.md:1:{min(at, len(output)) + 1}" for at in range(2)
        ]
