"""What findings say: templates with named values, so that another language is a catalogue."""

from __future__ import annotations

import ast
import pickle
import re
from functools import partial

import pytest

from catalogue.templates import SENTENCES, modules, trees
from hakusho.findings import NOTHING, Finding, Location, SaidError, Text, said, say, unpacked
from hakusho.findings.sentences import _only_ours, places


@pytest.fixture(scope="module")
def every_module():
    return modules()


@pytest.fixture(scope="module")
def templates(every_module):
    return sorted({each for module in every_module for each in module.templates})


def test_what_is_read_back_prints_values_as_our_templates_do_and_in_no_other_way(templates):
    for template in templates:
        _only_ours(template)
    assert say("{code:04X}", 12).packed() == ["{code:04X}", {"code": 12}]
    for template in ("{x:999999999}", "{x.__class__}", "{x[0]}", "{x:{x}}", "{0}", "{"):
        with pytest.raises((ValueError, KeyError)):
            unpacked([template, {"x": 1, "0": 1}])
    for values in ({"x": [1]}, {"x": None}, {"x": {}}, []):
        with pytest.raises((ValueError, TypeError, AttributeError)):
            unpacked(["{x}", values])


def test_what_findings_say_is_no_f_string_and_nothing_put_together(every_module, templates):
    assert [fault for module in every_module for fault in module.faults] == []
    assert len(templates) > 500


def test_templates_name_their_places_and_format(templates):
    for template in templates:
        names = places(template)
        assert all(name.isidentifier() for name in names), template
        for number in (7, 7.0, "7"):
            try:
                assert str(Text(template, dict.fromkeys(names, number))) or not template
                break
            except ValueError:  # {over:.0f} is for numbers
                continue
        else:
            pytest.fail(template)


def test_nobody_reads_what_a_finding_says():
    read = []
    for name, tree in trees():
        for node in ast.walk(tree):
            parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            parts += [node.func.value] if _is_method(node) else []
            read += [f"{name}:{p.lineno}" for p in parts if getattr(p, "attr", "") in SENTENCES]
    # A date is read or not, and pydantic speaks of a type: neither is a sentence of ours.
    assert [
        each for each in read if not each.startswith(("checks/bibliography/date", "citat"))
    ] == []


def _is_method(node):
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr not in {"packed", "through"}


def test_another_language_is_a_table():
    table = {
        "{path}: {problem}": "{path}では、{problem}",
        "there is no list '{way}'": "「{way}」という一覧はない",
        "Did you mean '{name}'?": "「{name}」のことか。",
    }
    problem = say("there is no list '{way}'", "ships")
    finding = Finding.of(
        *("PAP002", Location("a.md"), "{path}: {problem}", "Did you mean '{name}'?"),
        *("a.md", problem, "vessels"),
    )
    assert (finding.message, finding.hint) == (
        "a.md: there is no list 'ships'",
        "Did you mean 'vessels'?",
    )
    translate = partial(lambda known, text: known.get(text, text), table)
    assert finding.message.through(translate) == "a.mdでは、「ships」という一覧はない"
    assert finding.hint.through(translate) == "「vessels」のことか。"
    assert finding.hint.through(str) == finding.hint


@pytest.mark.parametrize(
    ("template", "count", "english"),
    [
        ("{count:row|rows}", 1, "1 row"),
        ("{count:row|rows}", 0, "0 rows"),
        ("{count:row|rows}", 2000, "2000 rows"),
        ("{count:,row|rows} of one", 2000, "2,000 rows of one"),
        ("the {count:more entry|more entries}", 1, "the 1 more entry"),
        ("a | b, {count}", 1, "a | b, 1"),
    ],
)
def test_what_is_counted_is_in_the_singular_where_it_is_one(template, count, english):
    sentence = say(template, count)
    assert sentence == english
    assert unpacked(sentence.packed()) == english
    assert sentence.through(lambda _: "{count}行") == f"{count}行"


def test_no_template_counts_what_may_be_one_in_the_plural_alone(templates):
    """Those of which there are always several say so with a verb in the plural, or ``at most``."""
    plural = re.compile(
        r"\{(?:rows|columns|have|days|errors|warnings|files|cells)(?::,)?\} [a-z]+s\b"
    )
    assert [each for each in templates if plural.search(each)] == []


def test_a_sentence_survives_another_process_and_the_disk():
    sentence = say("{problem}: {count:,}", say("too long by {over:.0f} mm", 1.4), 1200)
    assert sentence == "too long by 1 mm: 1,200"
    for again in (pickle.loads(pickle.dumps(sentence)), unpacked(sentence.packed())):  # noqa: S301
        assert (again, again.template, again.values) == (
            sentence,
            sentence.template,
            sentence.values,
        )
        assert again.through(lambda text: text.replace(".0f", ".1f")) == "too long by 1.4 mm: 1,200"


def test_exceptions_say_what_they_were_raised_with():
    error = SaidError("there is no list '{way}'", "ships")
    assert said(error).template == "there is no list '{way}'"
    assert say("{column}: {error}", "value", error).values["error"].template == said(error).template
    assert said(ValueError("plain {text}\n")) == "plain {text}"
    assert not NOTHING


def test_too_few_and_too_many_values_are_a_defect():
    for values in ((), ("a", "b")):
        with pytest.raises(ValueError, match="zip"):
            say("{one}", *values)


def test_what_is_no_text_is_told_as_a_gap():
    assert str(say("{words} is written", "(\ufffcと\ufffc)")) == "(…と…) is written"
