"""Which data something uses: a text, or a figure that sees a dataset or some rows of it."""

import pytest

from hakusho.pipeline.checking import check_paper

ONE = "id,value,unit\na1,1,隻\na2,2,隻\nb1,3,隻\n"
TWO = "id,value,unit\na3,1,隻\n"


def unused(make_paper, chapter="", module=""):
    files = {
        "report/chapters/01.md": f"# 序 {{#sec-a}}\n\n文。{chapter}\n",
        "figures/data/one.csv": ONE,
        "figures/data/two.csv": TWO,
        "figures/w.py": module and f"DATA = {module!r}\n",
    }
    root = make_paper({name: text for name, text in files.items() if text})
    found = check_paper(root, progress=lambda _step: None, programs=False).findings
    return [str(each.message) for each in found if each.rule.id == "DAT012"]


@pytest.mark.parametrize(
    ("module", "left"),
    [
        ("", ["the 3 facts of 'one'", "the fact 'a3'"]),
        (("one",), ["the fact 'a3'"]),
        (("one[a*]",), ["the fact 'b1'", "the fact 'a3'"]),
        (("one[b1]", "two"), ["the fact 'a1'", "the fact 'a2'"]),
        (("one", "two"), []),
    ],
)
def test_a_figure_uses_the_datasets_and_rows_that_it_names(make_paper, module, left):
    assert unused(make_paper, module=module) == [f"nothing uses {each}" for each in left]


def test_a_text_uses_facts_and_whole_tables(make_paper):
    said = unused(make_paper, '{{ fact("a1") }}、{{ fact("a3") }}。')
    assert said == ["nothing uses the fact 'a2'", "nothing uses the fact 'b1'"]
    assert unused(make_paper, '{{ fact("a3") }}。\n\n{{ table("one") }}') == []


def test_where_a_template_computes_a_name_anything_may_be_used(make_paper):
    assert unused(make_paper, '{% set x = "a1" %}{{ fact(x) }}。') == []
