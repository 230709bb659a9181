"""Sources, reviews, agreement and use of a paper's facts."""

from __future__ import annotations

from datetime import date

import pytest

from hakusho.checks.data import DataAudit, check_data, data_audit
from hakusho.checks.data.captions import captions_of
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.manuscript.data_uses import data_uses
from hakusho.manuscript.model import Chapter, Draft
from hakusho.source.positions import Positions, Prepared
from hakusho.source.template_calls import template_calls
from written import proses_of

DAY = date(2026, 4, 1)
ALL = "{{ table('f') }} {{ table('g') }}"


def audit(files, text=ALL, drawn=()):
    texts = {f"figures/data/{name}": content for name, content in files.items()}
    datasets, _ = datasets_of(texts)
    facts, _ = facts_of(datasets)
    positions = Positions().with_text("c.md", text, Prepared(text))
    draft = Draft((Chapter("c.md", []),), {}, positions)
    uses = data_uses(draft)
    whole = frozenset(name for name in drawn if ":" not in name)
    rows = frozenset(name.split(": ")[1] for name in drawn if ":" in name)
    computed = any(call.first is None for call in template_calls(text))
    captions = captions_of(draft, datasets, texts)
    given = DataAudit(datasets, facts, (), DAY, uses, whole, rows, computed, captions)
    found = check_data(given)
    return [(f.rule.id, str(f.location).removeprefix("figures/data/"), f.message) for f in found]


def told(found):
    return [(rule, where) for rule, where, _ in found]


SOURCES = [
    ("id,value,source\nx,1,\ny,2,a\n", "", [("DAT009", "f.csv:2:5")]),
    ("id,value\nx,1\ny,2\n", "", [("DAT009", "f.csv:1")]),
    ("id,value\nx,1\n", "", [("DAT009", "f.csv:1")]),
    ("id,value,source\nx,1,\n", "source: a\n", []),
    ("id,value,source\nx,,\n", "", []),
    ("id,date,source\nx,1978,\n", "", []),
    ("value,source\n1,\n", "", []),
    ("id,value,source\nx,1,a; b\n", "", []),  # DAT002 says so
    ("id,value,source\nx,1,a\n", "derived: [{id: y, total: [x]}]\n", []),
]


@pytest.mark.parametrize(("csv", "sidecar", "found"), SOURCES)
def test_values_without_a_source(csv, sidecar, found):
    files = {"f.csv": csv, **({"f.meta.yaml": sidecar} if sidecar else {})}
    assert told(audit(files, ALL + "{{ fact('y') }}")) == found


REVIEWS = [
    ("2026-03", "", [("DAT010", "f.csv:2:5")]),
    ("2025", "", [("DAT010", "f.csv:2:5")]),
    ("2026-03-31", "", [("DAT010", "f.csv:2:5")]),
    ("2026-04-01", "", []),
    ("2026-04", "", []),
    ("2026", "", []),
    ("", "2026-03", [("DAT010", "f.meta.yaml:2:1")]),
    ("", "2027", []),
    ("2027", "2026-03", [("DAT010", "f.meta.yaml:2:1")]),
]


@pytest.mark.parametrize(("row", "whole", "found"), REVIEWS)
def test_values_past_their_review(row, whole, found):
    sidecar = "source: a\n" + (f"review_by: {whole}\n" if whole else "")
    files = {"f.csv": f"id,v,review_by\nx,1,{row}\n", "f.meta.yaml": sidecar}
    assert told(audit(files)) == found


HEAD = "side,item,year,value,source,note\n"
AGREEMENT = [
    # rows of f, of g, and where g or f is found
    (["china,核弾頭,2021,400,a,"], ["china,核弾頭,2021,410,b,"], ["g.csv:2:16"]),
    (["china,核弾頭,2021,400,a,"], ["china,核弾頭,2021,400.0,b,"], []),
    (["china,核弾頭,2021,400,a,"], ["china,核弾頭,2022,410,b,"], []),
    (["china,核弾頭,2021,400,a,"], ["usa,核弾頭,2021,410,b,"], []),
    (["china,核弾頭,2021,400,a,"], ["china,潜水艦,2021,410,b,"], []),
    ([",核弾頭,2021,400,a,"], [",核弾頭,2021,410,b,"], []),  # a file for each country
    (["china,合計,2021,400,a,"], ["china,合計,2021,410,b,"], []),
    (["china,核弾頭,,400,a,"], ["china,核弾頭,,410,b,"], []),
    (["china,核弾頭,2021,400,a,x", "china,核弾頭,2021,410,a,y"], [], ["f.csv:3:16"]),
    (["china,核弾頭,2021,400,a,", "china,核弾頭,2021,410,b,"], [], []),  # two sources' estimates
    (["china,核弾頭,2021,400,a,", "china,核弾頭,2021,410,,"], [], ["f.csv:3:16"]),
]


@pytest.mark.parametrize(("first", "second", "found"), AGREEMENT)
def test_rows_that_disagree(first, second, found):
    files = {
        name: HEAD + "".join(f"{row}\n" for row in rows)
        for name, rows in (("f.csv", first), ("g.csv", second))
    }
    assert [where for rule, where, _ in audit(files) if rule == "DAT011"] == found


def test_an_id_given_twice_says_whether_the_values_differ():
    texts = {
        "figures/data/f.csv": "id,value,unit\nx,400,発\ny,1,\nx,410,発\ny,1,\n",
    }
    _, findings = facts_of(datasets_of(texts)[0])
    assert [f.rule.id for f in findings] == ["DAT004", "DAT004"]
    assert "there it is 400発, here 410発" in findings[0].message
    assert "there it is" not in findings[1].message


FACTS = "id,v\nx,1\ny,2\n"
USES = [
    ("{{ fact('x') }}", [], "", ["f.csv:3:1"]),
    ('{{ fact("x").cite }} {% if fact("y").year %}{% endif %}', [], "", []),
    ("", [], "", ["f.csv:1"]),
    ("{{ table('f') }}", [], "", []),
    ("", ["f"], "", []),
    ("{{ fact('z') }}", [], "derived: [{id: z, total: [x, y]}]", []),
    ("{{ fact('x') }}", ["f"], "derived: [{id: z, total: [x]}]", ["f.meta.yaml:1:11"]),
    ("{% for n in names %}{{ fact(n) }}{% endfor %}", [], "", []),
    ("{{ fact('x' ~ year) }}", [], "", []),
    ("{{ table('f', rows='x') }}", [], "", ["f.csv:3:1"]),
    ("{{ table('f', rows='x, y*') }}", [], "", []),
    ("{{ table('f', rows=some) }}", [], "", []),
    ("{{ fact('x') }}", ["f: y"], "", []),
    ("", ["f: y"], "", ["f.csv:2:1"]),
    ("{{ fact( 'x' ) }}{{ fact('y').date | wareki }}", [], "", []),
]


@pytest.mark.parametrize(("text", "drawn", "sidecar", "found"), USES)
def test_facts_that_nothing_uses(text, drawn, sidecar, found):
    files = {"f.csv": FACTS, **({"f.meta.yaml": sidecar} if sidecar else {})}
    assert [where for rule, where, _ in audit(files, text, drawn) if rule == "DAT012"] == found


COUNT = "id,value,unit,unit_en,source\nx,2846,隻,arrivals,a\n"
CAPTIONS = [
    # the sidecar, the chapter's table, where DAT007 is found
    ("caption: After 2,846 arrivals\nid: tbl-f\n", "", ["f.meta.yaml:1:16"]),
    ("id: tbl-f\ncaption: {ja: '到着2,846隻', en: Ships}\n", "", ["f.meta.yaml:2:18"]),
    ("caption:\n  ja: 船\n  en: Of 2,846 arrivals\nid: tbl-f\n", "", ["f.meta.yaml:3:10"]),
    ("caption: Ships\nsource: a2846\n# 2,846 arrivals\n", "", []),
    ("", ", caption='The 2,846 arrivals'", ["c.md:1:28"]),
    ("", ", caption='The ' ~ fact('x')", []),
    ("", ", caption='The ' ~ fact('x') ~ ', or 2,846 arrivals'", ["c.md:1:50"]),
    ("", ", caption='The [@a, 2,846 arrivals] and `2,846 arrivals`'", []),
    ('caption: "After 2,846 arrivals"\n', "", ["f.meta.yaml:1:17"]),
    ("caption:\n  en: >-\n    After\n    2,846 arrivals\n", "", ["f.meta.yaml:4:5"]),
]


@pytest.mark.parametrize(("sidecar", "said", "found"), CAPTIONS)
def test_values_typed_in_captions(sidecar, said, found):
    files = {"f.csv": COUNT, **({"f.meta.yaml": sidecar} if sidecar else {})}
    got = audit(files, "{{ table('f'" + said + ") }}")
    assert [where for rule, where, _ in got if rule == "DAT007"] == found


def test_a_long_series_is_not_held_row_against_row(monkeypatch):
    """Rows of one label and year that differ in a month are about different things."""
    compared = []
    same = data_audit._same_thing
    monkeypatch.setattr(
        data_audit, "_same_thing", lambda *given: compared.append(given) or same(*given)
    )
    rows = "".join(f"f{n},港,2020,{n}月,{n},a\n" for n in range(500))
    head = "id,label,year,month,value,source\n"
    files = {"a.csv": f"{head}{rows}again,港,2020,7月,8,a\n"}
    assert [where for rule, where, _ in audit(files, "") if rule == "DAT011"]
    assert len(compared) < 10


def test_of_very_many_rows_that_disagree_the_first_are_told(monkeypatch):
    monkeypatch.setattr(data_audit, "MOST_TOLD", 2)
    rows = "".join(f"f{n},港,2020,{n},a\n" for n in range(9))
    found = audit({"a.csv": f"id,label,year,value,source\n{rows}"}, "")
    told = [(where, message) for rule, where, message in found if rule == "DAT011"]
    assert [where for where, _ in told] == [f"a.csv:{line}:11" for line in (3, 4, 5)]
    assert told[-1][1] == "more than 2 rows of 'a' disagree with rows above or elsewhere"


def disagreements(head, first, second):
    files = {"f.csv": f"{head}\n{first}\n", "g.csv": f"{head}\n{second}\n"}
    return [where for rule, where, _ in audit(files) if rule == "DAT011"]


@pytest.mark.parametrize(
    "column",
    ["qualifier", "locator", "note", "notes", "remarks", "備考", "注", "as_of", "review_by"],
)
def test_columns_that_do_not_say_what_a_row_is_about(column):
    head = f"side,item,year,value,{column}"
    said = {"as_of": ("2020", "2021"), "review_by": ("2027", "2028")}.get(column, ("約", "x"))
    first, second = (f"china,核弾頭,2021,{value}" for value in (400, 410))
    assert disagreements(head, f"{first},{said[0]}", f"{second},{said[1]}") == ["g.csv:2:16"]


@pytest.mark.parametrize("column", ["part", "status", "港"])
def test_columns_that_say_what_a_row_is_about(column):
    head = f"side,item,year,value,{column}"
    assert disagreements(head, "china,核弾頭,2021,400,甲", "china,核弾頭,2021,410,乙") == []
    assert disagreements(head, "china,核弾頭,2021,400,甲", "china,核弾頭,2021,410,甲")


@pytest.mark.parametrize(
    "label",
    ["計", "合計", "総計", "小計", "その他", "total", "Total", "sum", "other", "others", "all"],
)
def test_sums_of_two_tables_are_of_different_things(label):
    head = "side,item,year,value"
    assert disagreements(head, f"china,{label},2021,400", f"china,{label},2021,410") == []


@pytest.mark.parametrize("column", ["label", "label_ja", "item", "item_ja", "label_en", "item_en"])
def test_the_columns_that_name_a_row(column):
    head = f"side,{column},year,value"
    assert disagreements(head, "china,核弾頭,2021,400", "china,核弾頭,2021,410") == ["g.csv:2:16"]


@pytest.mark.parametrize("column", ["unit_ja", "unit_en", "unit_en_one"])
def test_a_unit_in_another_language_is_no_other_thing(column):
    first = "side,item,year,value,unit\nchina,核弾頭,2021,400,発\n"
    second = f"side,item,year,value,unit,{column}\nchina,核弾頭,2021,410,発,x\n"
    found = [
        where for rule, where, _ in audit({"f.csv": first, "g.csv": second}) if rule == "DAT011"
    ]
    assert found == ([] if column == "unit_ja" else ["g.csv:2:16"])


def test_text_and_captions_are_held_against_the_data():
    draft_text = "到着は2,846隻であった。"
    files = {"f.csv": COUNT}
    texts = {f"figures/data/{name}": content for name, content in files.items()}
    datasets, _ = datasets_of(texts)
    facts, _ = facts_of(datasets)
    prose = proses_of([draft_text])
    given = DataAudit(datasets, facts, tuple(prose), DAY)
    assert "DAT007" in [each.rule.id for each in check_data(given)]
