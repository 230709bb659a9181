from dataclasses import replace

import pytest

from hakusho.data.errors import ValueForAuthorError
from hakusho.data.row_in_prose import with_row
from hakusho.data.vocabulary import Vocabulary
from hakusho.findings import Location, Subject, also
from hakusho.findings.by_row import path_by_row
from hakusho.source.template import render, speaking
from hakusho.tools.keeping import Store, keeping
from hakusho.tools.sandbox import Sandbox


def _refuse(_value):
    raise ValueForAuthorError("there is no date here to show")


NAMES = Vocabulary(
    functions={"fact": lambda name: {"a": "1,000発"}[name]},
    known={"fact": frozenset({"a", "warheads-2030"})},
    filters={"wareki": lambda value: f"<{value}>", "refuse": _refuse},
)


def _one(source):
    _, findings = render("c.md", source, NAMES)
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize(
    ("call", "advice"),
    [
        ('figure("ships")', "![caption](name){#fig-name}"),
        ('section("sec-a")', "@sec-name"),
        ('cite("a2020")', "[@citekey, p. 5]"),
    ],
)
def test_what_briefs_alone_can_do_is_told_in_a_chapter(call, advice):
    finding = _one(f"{{{{ {call} }}}}")
    assert finding.rule.id == "TPL002"
    assert advice in finding.hint


@pytest.mark.parametrize(
    ("expression", "advice"),
    [
        ('"1978".real()', ""),
        ("row()", "no brackets"),
        ('named("b", "1")', "{{ cell("),
    ],
)
def test_a_call_that_cannot_be_made_says_how_it_is_written(expression, advice):
    def named(_name, chosen):
        return {**chosen}

    names = Vocabulary(functions={"row": "1,000", "named": named}, known={}, filters={})
    _, findings = render("c.md", f"{{{{ {expression} }}}}", names)
    assert [each.rule.id for each in findings] == ["TPL002" if "real" in expression else "TPL001"]
    assert advice in findings[0].hint


def test_values_and_filters():
    text, findings = render("c.md", '{{ fact("a") }} {{ "1978" | wareki }}{%# 覚え #%}', NAMES)
    assert (text.text, findings) == ("1,000発 <1978>", ())


@pytest.mark.parametrize("deep", ["{" * 1_000, "{{ " + "(" * 900 + "1" + ")" * 900 + " }}"])
def test_what_is_nested_too_deeply_is_a_finding_at_its_place(deep):
    finding = _one(f"一 {{{{ 2 }}}}\n\n二 {deep}\n")
    assert finding.rule.id == "TPL001"
    assert finding.location.line == 3
    assert "nested too deeply" in finding.message


def test_an_escape_writes_no_half_a_character():
    finding = _one("一\n二 {{ 'x\\ud800' }}")
    assert finding.rule.id == "DAT005"
    assert finding.location.line == 2
    assert "\\ud800" in finding.message.lower()


@pytest.mark.parametrize("escape", ["\\ue010<5\\ue011", "\\uf8f0", "\\U000f0000"])
def test_an_escape_writes_no_mark_of_ours(escape):
    prepared, findings = render("c.md", f"一 {{{{ 'x{escape}' }}}}", NAMES)
    assert findings == ()
    assert "x〓" in prepared.text
    assert not any("\ue000" <= char <= "\uf8ff" or char > "\U000f0000" for char in prepared.text)


def test_a_chapter_adds_up_no_lists_that_fill_the_memory():
    doubled = "{% set x = [x, x] %}" * 40
    finding = _one(f"{{% set x = ['a'] %}}{doubled}{{{{ (x ~ '') | length }}}}")
    assert finding.rule.id == "TPL001"
    assert "not allowed in a chapter: a value of more than" in finding.message


def test_loops_in_loops_in_loops_are_a_finding():
    deep = "{% for x in 'a' %}" * 30 + "{{ x }}" + "{% endfor %}" * 30
    assert _one(f"一\n\n{deep}").rule.id == "TPL001"


def test_markdown_ids_are_no_comments():
    assert render("c.md", '# 序 {#sec-a}\n{{ fact("a") }}', NAMES)[0].text.startswith(
        "# 序 {#sec-a}"
    )


def test_unknown_fact_suggests_the_nearest_and_points_at_it():
    finding = _one('一\n二 {{ fact("warhead-2030") }}')
    assert finding.rule.id == "DAT001"
    assert (finding.location.line, finding.location.column) == (2, 12)
    assert finding.hint == "Did you mean 'warheads-2030'?"


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("x\n{{ fakt('a') }}", "TPL002", 2),
        ("{{ missing }}", "TPL002", 1),
        ("{{ fact('a').nothing.more }}", "TPL002", 1),
        ("x\n\n{{ fact( }}", "TPL001", 3),
        ("{% if %}", "TPL001", 1),
        ("{{ 'x' | nofilter }}", "TPL002", 1),
        ("\n{{ '1978' | refuse }}", "DAT005", 2),
        ("{{ 1 / 0 }}", "TPL001", 1),
        ("{{ ''.__class__.__mro__ }}", "TPL001", 1),
        ("x\n{{ none }}", "DAT005", 2),
        ("{{ fact }}", "DAT005", 1),
        ("{{ 1 == 1 }}", "DAT005", 1),
        ("{{ ['x'] }}", "DAT005", 1),
    ],
)
def test_each_mistake_is_one_finding_at_its_line(source, rule, line):
    finding = _one(source)
    assert (finding.rule.id, finding.location.line) == (rule, line)


def test_a_shortcode_of_quarto_is_named():
    finding = _one("文。\n\n{{< include a.md >}}\n")
    assert (finding.rule.id, finding.location.line, finding.location.column) == ("TPL001", 3, 1)
    assert finding.hint == "A shortcode of Quarto or Hugo: write the text itself."


def test_all_mistakes_of_a_chapter_are_found_at_once():
    _, findings = render("c.md", '{{ fact("x1") }}\n{{ nope }}\n{{ fact("x2") }}', NAMES)
    assert sorted((f.location.line, f.rule.id) for f in findings) == [
        (1, "DAT001"),
        (2, "TPL002"),
        (3, "DAT001"),
    ]


def test_lines_stay_in_place_when_a_chapter_fails():
    text, _ = render("c.md", "a\n{{ 1 / 0 }}\n[@key]", NAMES)
    assert text.text.split("\n")[2] == "[@key]"


def test_what_is_no_text_says_so():
    assert _one("{{ none }}").message == "this expression has no value, and would print 'None'"
    assert _one("{{ 2 > 1 }}").message == "this expression is yes or no, and cannot be printed"


@pytest.mark.parametrize(
    "source", ["{{ 1 + 1 }}", "{{ 2.5 }}", "{{ '' }}", "{% if none %}x{% endif %}"]
)
def test_texts_and_numbers_are_printed(source):
    assert render("c.md", source, NAMES)[1] == ()


def test_the_rest_of_a_chapter_that_fails_can_be_referred_to():
    text, findings = render("c.md", '{{ fact("a") }}\n{{ none }}\n{{ fact("zz") }}', NAMES)
    assert [finding.rule.id for finding in findings] == ["DAT001", "DAT005"]
    assert text.text.split("\n")[0] == "1,000発"


def test_each_expression_that_fails_is_found_and_the_others_are_printed():
    source = '{{ fact("a").x }}\n{{ fact("a") | no }}\n{{ 1 is no }}\n\n{{ none }}\n{{ fact("a") }}'
    text, findings = render("c.md", source, NAMES)
    assert [(each.location.line, each.rule.id) for each in findings] == [
        (2, "TPL002"), (3, "TPL002"), (1, "TPL002"), (5, "DAT005"),
    ]  # fmt: skip
    assert text.text.split("\n")[5] == "1,000発"


def test_a_test_that_does_not_exist_is_a_finding():
    finding = _one("a\n{{ 1 is no }}")
    assert (str(finding.location), finding.rule.id) == ("c.md:2:9", "TPL002")
    assert finding.message == "there is no test 'no'"
    assert render("c.md", "a\n{% if 1 is no %}x{% endif %}", NAMES)[1][0].rule.id == "TPL002"


@pytest.mark.parametrize(
    ("spans", "inside", "left"),
    [
        ([(1, 3)], True, "a{{ x }}b         c{% set y = 1 %}{% set z %}{{ v }}{% endset %}"),
        ([(1, 3)], False, "a       b{{ 'y'\n}}c{% set y = 1 %}{% set z %}{{ v }}{% endset %}"),
        (
            [(0, 1), (9, 10)],
            True,
            "a       b{{ 'y'\n}}c{% set y = 1 %}{% set z %}{{ v }}{% endset %}",
        ),
    ],
)
def test_only_some_expressions_speak(spans, inside, left):
    source = "a{{ x }}b{{ 'y'\n}}c{% set y = 1 %}{% set z %}{{ v }}{% endset %}"
    spoken = speaking(source, spans, inside=inside)
    assert spoken.replace("\n", " ") == left.replace("\n", " ")
    assert [at for at, letter in enumerate(spoken) if letter == "\n"] == [source.index("\n")]


@pytest.fixture
def compiled(monkeypatch):
    """The files whose templates are compiled."""
    names, generate = [], Sandbox._generate
    monkeypatch.setattr(
        Sandbox, "_generate", lambda self, *a, **k: names.append(a[2]) or generate(self, *a, **k)
    )
    return names


def by_row(source, rows, names=NAMES):
    """A brief's template filled in for each of some rows."""
    paths = [path_by_row("b.md", f"b-{row}", Location("p.csv", at)) for at, row in enumerate(rows)]
    return [
        render(path, source, with_row(names, {"name": row})) for path, row in zip(paths, rows, strict=True)
    ]  # fmt: skip


def test_the_template_of_briefs_by_the_row_is_compiled_once(compiled):
    source = '{{ row.name }}の{{ fact("a" | lower) }}。{% if row.name == "甲" %}初{% endif %}'
    with keeping(Store()):
        made = by_row(source, ["甲", "乙", "丙"])
        assert compiled == ["b.md"]
        by_row(source, ["甲"], replace(NAMES, filters={}))  # which the code may have used
        by_row(source + "。", ["甲"])
        assert compiled == ["b.md"] * 3
    assert [text.text for text, _ in made] == ["甲の1,000発。初", "乙の1,000発。", "丙の1,000発。"]
    assert made == by_row(source, ["甲", "乙", "丙"])


def test_what_a_template_prints_is_kept_while_its_data_are_the_same(compiled):
    store = Store()
    for _ in range(3):
        with keeping(store):
            made = [render("a.md", '{{ fact("a") }}', NAMES), by_row("{{ row.name }}", ["甲"])]
    assert compiled == ["a.md", "b.md"]
    with keeping(store):
        assert made == [
            render("a.md", '{{ fact("a") }}', replace(NAMES)),
            by_row("{{ row.name }}", ["甲"]),
        ]
    assert compiled == ["a.md", "b.md", "a.md"]


@pytest.mark.parametrize("source", ['{{ fact("x" | lower) }}', "{{ nope }}", "{{ 1 / 0 }}", "{{ (", "{{ row.name | nope }}"])  # fmt: skip
def test_each_of_them_has_its_own_mistakes(source):
    with keeping(Store()):
        kept = by_row(source, ["甲", "乙"])
    assert kept == by_row(source, ["甲", "乙"])
    assert len({findings[0].location.path for _, findings in kept}) == 2


def test_what_an_expression_fails_at_keeps_its_places_and_what_it_follows_from():
    first, about = also(Location("figures/data/a.csv", 2), "the first one"), Subject("dataset", "a")

    def refuse():
        raise ValueForAuthorError("no", because=(about,), related=first)

    _, (finding,) = render("c.md", "{{ refuse() }}", replace(NAMES, functions={"refuse": refuse}))
    assert (finding.because, finding.related) == ((about,), first)


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (
            [],
            (
                "A fact is a row of figures/data with a name in a column called id; of a table "
                'without one write {{ cell("table", "column", year="2025") }}.'
            ),
        ),
        (["zzz", "qqq"], "There are: qqq, zzz."),
        ([f"n{at}" for at in range(8)], "There are: n0, n1, n2, n3, n4, n5, n6, n7."),
        ([f"n{at}" for at in range(9)], "There are 9, for example n0, n1, n2, n3, n4, n5, n6, n7."),
        (["harbour-count"], "Did you mean 'harbour-count'?"),
    ],
)
def test_the_hint_of_a_fact_that_there_is_not_names_those_that_there_are(known, hint):
    names = replace(NAMES, known={"fact": frozenset(known), "table": frozenset()})
    _, (finding,) = render("c.md", '{{ fact("harbour-cost") }}', names)
    assert (finding.rule.id, str(finding.hint)) == ("DAT001", hint)


def test_a_table_that_there_is_not_where_there_is_none_has_no_hint():
    names = replace(NAMES, known={"table": frozenset()}, functions={"table": str, "fact": str})
    _, (finding,) = render("c.md", '{{ table("x") }}{{ fact("y") }}', names)
    assert (str(finding.message), str(finding.hint)) == ("there is no table 'x'", "")


def test_a_letter_that_means_nothing_in_an_expression_is_named():
    assert "、 has no meaning here" in _one("{{ 1、2 }}").message
