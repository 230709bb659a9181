"""What a template of somebody else's can do, and what it cannot."""

import tracemalloc

import pytest
from jinja2.exceptions import SecurityError

from hakusho.tools import sandbox
from hakusho.tools.sandbox import Sandbox


def printed(template, **values):
    return Sandbox().from_string(template).render(**values)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{% for n in range(3) %}{{ n * 2 }},{% endfor %}", "0,2,4,"),
        ("{{ 'a' ~ 1 ~ none }}", "a1None"),
        ("{{ 'a' * 3 + 'b' }} {{ '%05.1f' % 2 }} {{ 2 ** 10 }} {{ 7 % 4 }}", "aaab 002.0 1024 3"),
        ("{{ '港' | center(5) }}|{{ ['a', 'b'] | join(', ') }}|{{ 'aa' | replace('a', 'bb') }}", "  港  |a, b|bbbb"),
        ("{{ '{:>4}'.format(7) }}|{{ 'x'.ljust(3) }}|", "   7|x  |"),
        ("{% macro m(n) %}{{ n }}{% if n %}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(3) }}", "3210"),
        ("{% for k, v in d | dictsort %}{{ loop.index }}{{ k }}{{ v }}{% else %}-{% endfor %}", "1a2"),
    ],
)  # fmt: skip
def test_what_templates_are_made_of_works(template, text):
    assert printed(template, d={"a": 2}) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ joiner.__init__.__globals__['os'] }}",
        "{{ self.__init__.__globals__ }}",
        "{{ d.update({'b': 1}) }}",
        "{% for a in 'x' * 9999 %}{% for b in 'x' * 9999 %}{% endfor %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1, 2] * 100000000 }}",
        "{{ 1000000000 * 'a' }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ 'a' | center(999999999) }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ 'a' | indent(999999999, true) }}",
        "{% set x = 'a' * 99999 %}{{ x | replace('a', x) }}",
        "{% set x = 'a' * 99999 %}{{ x.replace('a', x) }}",
        "{% set x = 'a' * 99999 %}{{ x | join(x) }}",
        "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='aa') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% macro m() %}{% for i in range(9999) %}{{ m() }}{% endfor %}{% endmacro %}{{ m() }}",
        # Small by itself, and huge as soon as it is printed, compared or looked up.
        "{% set n = namespace(x=['a']) %}{% for i in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(40) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ {n.x: 1} }}",
        "{% set n = namespace(x='a') %}{% for i in range(40) %}{% set n.x = {1: n.x, 2: n.x}.values() %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(40) %}{% set n.x = {}.fromkeys([1, 2], n.x) %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for i in range(200) %}{% set n.x = [n.x] %}{% endfor %}",
        "{% set n = namespace(x=[]) %}{% for i in range(99) %}{% set n.x = n.x + ['a' * 999999 ~ i] %}{% endfor %}",
        "{{ [['a'] * 99999] * 9999 }}",
        "{{ range(99999) | map('center', 9999) | length }}",
        "{{ range(99999) | batch(1) | sum(start=[]) }}",
        "{% set b = 'a' * 9999999 %}{% for i in range(99) %}{{ b }}{% endfor %}",
        "{% macro m(b) %}{% for i in range(99) %}{{ b }}{% endfor %}{% endmacro %}{% set x = m('a' * 9999999) %}",
        "{% set n = namespace(x=99999999) %}{% for i in range(40) %}{% set n.x = n.x * n.x %}{% endfor %}",
    ],
)  # fmt: skip
def test_what_reaches_for_python_or_takes_too_much_is_refused(template, monkeypatch):
    monkeypatch.setattr(sandbox, "_PARTS", 9_999)
    with pytest.raises((SecurityError, RecursionError)):
        printed(template, d={"a": 2})


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' | center(99999999) }}",
        "{{ 'a' | indent(width=99999999, first=true) }}",
        "{{ '%99999999d' | format(1) }}",
        "{{ 'a'.ljust(99999999) }}",
        "{{ 'a' * 99999999 }}",
        "{{ 2 ** 99999 }}",
        "{{ 2 ** -99999 }}",
    ],
)
def test_what_would_be_too_large_is_refused_before_it_is_made(template):
    tracemalloc.start()
    try:
        with pytest.raises(SecurityError, match=r"a value of more than|a format that is wider"):
            printed(template)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < sandbox.LETTERS


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{{ 'a' | center(100) }}", True),
        ("{{ 'a' | center(101) }}", False),
        ("{{ 'ab' * 50 }}", True),
        ("{{ 'ab' * 51 }}", False),
        ("{{ ('a' * 50) ~ ('b' * 50) }}", True),
        ("{{ ('a' * 50) ~ ('b' * 51) }}", False),
        ("{{ ('a' * 50) + ('b' * 51) }}", False),
        ("{{ ('' * 101) }}", False),
        ("{{ 10 * 101 }}", True),
    ],
)
def test_a_text_has_as_many_letters_as_are_allowed_and_no_more(monkeypatch, template, made):
    monkeypatch.setattr(sandbox, "LETTERS", 100)
    if made:
        assert printed(template)
    else:
        with pytest.raises(SecurityError, match="more than 100 letters"):
            printed(template)


def test_a_loop_may_stand_in_a_loop_and_each_turn_is_a_step(monkeypatch):
    monkeypatch.setattr(sandbox, "STEPS", 7)
    assert (
        printed("{% for a in 'ab' %}{% for b in 'xy' %}{{ a }}{% endfor %}{% endfor %}") == "aabb"
    )
    with pytest.raises(SecurityError, match="more than 7 steps"):
        printed("{% for a in 'ab' %}{% for b in 'xyz' %}{{ a }}{% endfor %}{% endfor %}")


def test_nothing_differs_between_two_runs():
    assert "random" not in Sandbox().filters
    assert "lipsum" not in Sandbox().globals


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x'.upper }}",
        "{{ 'x'.upper ~ '' }}",
        "{{ '%s' % 'x'.upper }}",
        "{{ '%s' % ['x'.upper] }}",
        "{{ '{}'.format('x'.upper) }}",
        "{{ '{}'.format([['x'.upper]]) }}",
        "{{ 'x'.upper | urlencode }}",
        "{{ 'x'.upper | replace(' ', '') }}",
        "{{ ['x'.upper] | join }}",
        "{{ cycler(1) | upper }}",
        "{{ {'a': joiner(1)} | string }}",
    ],
)
def test_where_things_lie_in_memory_is_not_printed(template):
    with pytest.raises(SecurityError, match="has no text"):
        printed(template)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ range(3) | map('string') }}", "['0', '1', '2']"),
        ("{{ (range(3) | map('string')) ~ '' }}", "['0', '1', '2']"),
        ("{{ 'ab' | list | reverse }}", "['b', 'a']"),
        ("{% set n = namespace(a=1) %}{% set n.b = n %}{{ n }}{{ n.b.a }}", "<namespace>1"),
        ("{% for a, b in [(1, x), (2, x)] %}{{ a }}{{ b }}{% endfor %}", "1y2y"),
        ("{{ {'a': x, 'b': [x]}.b[0] }}{{ x in [x] }}", "yTrue"),
        ("{{ range(3) | sum }}{{ [x, x] | join('-') }}", "3y-y"),
    ],
)
def test_lists_are_what_they_hold(template, text):
    assert printed(template, x="y") == text


def test_a_template_ends_with_its_time(monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 0.05)
    with pytest.raises(SecurityError, match="seconds of a processor"):
        printed("{% for i in range(99999) %}{% set y = ('a' * 999999) | upper %}{% endfor %}")


def test_steps_are_counted_anew_after_a_restart(monkeypatch):
    monkeypatch.setattr(sandbox, "STEPS", 5)
    environment = Sandbox()
    template = environment.from_string("{% for n in range(4) %}.{% endfor %}")
    for _ in range(3):
        environment.restart()
        assert template.render() == "...."
    with pytest.raises(SecurityError, match="more than 5 steps"):
        template.render()
