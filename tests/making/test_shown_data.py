"""The data that a report shows: its tables and its figures' data, as readers get them."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import pytest

from hakusho.data import facts_of, vocabulary_of
from hakusho.data.datasets import datasets_of
from hakusho.data.quantities import PLAIN
from hakusho.making.shown_data import number_in, shown_tables
from hakusho.manuscript.model import Draft
from hakusho.source.positions import Positions
from written import draft_of, read_texts


def shown(text, figures=()):
    """The tables that a report of one chapter shows."""
    (blocks,), _ = read_texts([text])
    draft = Draft((), {}, Positions())
    order = SimpleNamespace(
        pictures=SimpleNamespace(figures=dict(figures)),
        sources=SimpleNamespace(works=()),
        facts={},
        manuscript=SimpleNamespace(draft=draft, chapters=()),
    )
    return shown_tables(order, blocks)


def table(caption, head="| 港 | 隻 |", row="| 北浜 | 1,290 |"):
    rule = "|" + "---|" * (head.count("|") - 1)
    return f"{head}\n{rule}\n{row}\n\n: {caption}\n\n"


@pytest.mark.parametrize(
    ("caption", "title", "source"),
    [
        ("港の数", "港の数", ""),
        ("港の数 出典：港湾局（2024）", "港の数", "港湾局（2024）"),
        ("港の数（資料：港湾局）", "港の数", "港湾局"),
        ("港の数 （出所: 港湾局)", "港の数", "港湾局"),
        ("Ports. Source: Harbour Office", "Ports.", "Harbour Office"),
        ("Ports (Sources: A; B)", "Ports", "A; B"),
        ("港の  数", "港の 数", ""),
    ],
)
def test_a_caption_is_a_title_and_a_source(caption, title, source):
    (found,) = shown(table(caption))
    assert (found.title, found.source) == (title, source)


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("港 {#tbl-ports}", "table-ports"),
        ("港 {#tbl-Ports.v2}", "table-ports.v2"),
        ("港 {#tbl-港}", "table-1"),
        ("港", "table-1"),
    ],
)
def test_a_table_is_called_by_its_id_or_its_number(caption, name):
    assert [each.name for each in shown(table(caption))] == [name]


def test_one_name_is_given_once_and_tables_without_captions_are_layout():
    text = table("一 {#tbl-a}") + table("二") + "| x |\n|---|\n| y |\n\n" + table("三 {#tbl-2}")
    assert [each.name for each in shown(text)] == ["table-a", "table-2", "table-2-2"]


def test_numbers_lose_their_separators_and_signs_are_plain():
    row = "| 北浜 | 1,290 | △3.50 | … | 12% | 007 |"
    (found,) = shown(table("港", "| 港 | a | b | c | d | e |", row))
    assert found.cells == (("北浜", "1290", "-3.50", "…", "12%", "007"),)
    assert [found.number(at) for at in range(6)] == [False, True, True, False, False, False]
    assert found.missing == ("", "…")


@pytest.mark.parametrize(
    ("caption", "head", "units"),
    [
        ("港", "| 港 | 数（単位：隻） | 重さ (トン) |", ["", "隻", "トン"]),
        ("港（単位：千トン）", "| 港 | 入港 | 出港（隻） |", ["", "千トン", "隻"]),
        ("Ports (Unit: tonnes)", "| Port | In | Out |", ["", "tonnes", "tonnes"]),
        ("港（単位：隻、トン）", "| 港 | 入港 | 出港 |", ["", "", ""]),
    ],
)
def test_units_stand_in_headings_or_in_the_title(caption, head, units):
    (found,) = shown(table(caption, head, "| 北浜 | 1,290 | 3 |"))
    assert [column.unit for column in found.columns] == units


def test_headings_are_names_of_their_own():
    (found,) = shown(table("港", "| 港 | 隻 | 隻 | |", "| 北浜 | 1 | 2 | 3 |"))
    assert [column.heading for column in found.columns] == ["港", "隻", "隻 (2)", "(4)"]


GRID = """\
+------+-------------+------+
| 港   | 隻          | 備考 |
|      +------+------+      |
|      | 入港 | 出港 |      |
+======+======+======+======+
| 北浜 | 1           | a    |
+------+------+------+      |
| 南浜 | 2    | 3    |      |
+------+------+------+------+

: 港
"""


def test_a_cell_over_several_stands_in_each():
    (found,) = shown(GRID)
    assert [column.heading for column in found.columns] == ["港", "隻 入港", "隻 出港", "備考"]
    assert found.cells == (("北浜", "1", "1", "a"), ("南浜", "2", "3", "a"))


def test_the_data_of_figures_have_the_captions_that_the_report_prints():
    figures = {
        "ports": SimpleNamespace(
            csv='港,隻\n北浜,"1,290"\n'.encode("utf-8-sig"), alt="x", sources=()
        ),
        "plain": SimpleNamespace(csv=b"", alt="x", sources=()),
        "海": SimpleNamespace(csv="年,隻\n2024,5\n".encode(), alt="海の図", sources=()),
    }
    found = shown("![港の数 出典：港湾局](figures/ports.svg)\n", figures)
    assert [(each.name, each.title, each.source) for each in found] == [
        ("figure-ports", "港の数", "港湾局"),
        ("figure-3", "海の図", ""),
    ]
    assert found[0].cells == (("北浜", "1290"),)


FACTS = facts_of(
    datasets_of(
        {
            "figures/data/f.csv": "id,value,low,high,unit,unit_en,item_ja,item_en,date,source,locator\n"
            "calls,1230,,,隻,calls,寄港数,Calls,2024,a1,3頁\n"
            "range,,45,50,発,,弾頭数,Warheads,,,\n"
            "annex,7,,,,,附録,Annex,,,\n"
            "unused,7,,,隻,,船,Ships,,,\n"
        }
    )[0]
)[0]


def test_facts_are_those_that_the_text_prints():
    text = '弾頭は{{ fact("range") }}、寄港は{{ fact("calls") }}、また{{ fact("range") }}である[@k, 附録{{ fact("annex") }}]。'
    draft = draft_of(text, names=vocabulary_of({}, FACTS, "ja"))
    order = SimpleNamespace(
        pictures=SimpleNamespace(figures={}),
        sources=SimpleNamespace(works=()),
        facts=FACTS,
        datasets={},
        manuscript=SimpleNamespace(draft=draft, chapters=draft.chapters),
        metadata={"language": "ja", "labels": {"facts": "事実"}},
        paper=SimpleNamespace(settings=SimpleNamespace(numbers=PLAIN, lang="ja-JP")),
    )
    (found,) = shown_tables(order, [])
    assert (found.name, found.title) == ("facts", "事実")
    rows = [
        dict(zip((each.heading for each in found.columns), row, strict=True)) for row in found.cells
    ]
    assert [{name: cell for name, cell in row.items() if cell} for row in rows] == [
        {"id": "range", "label": "弾頭数", "low": "45", "high": "50", "unit": "発", "text": "45～50発"},
        {"id": "calls", "label": "寄港数", "value": "1230", "unit": "隻",
         "date": "2024", "source": "a1", "locator": "3頁", "text": "1,230隻"},
        {"id": "annex", "label": "附録", "value": "7", "text": "7"},
    ]  # fmt: skip


def test_cells_are_facts_that_the_text_prints():
    text = (
        '{{ cell("p", "n", y=2025) }}{{ cell("p", "n", y=2025).cite }}は{{ cell("p", "n").mean }}の'
        '{{ cell("p", "n").growth(2015, 2025) }}増。{% if cell("p", "m").max.value > 1 %}多い。{% endif %}'
        '{{ cell("p", "n", y=2025) }}'
    )
    rows = "y,n,m\n2015,1200,1\n2025,1500,2\n"
    files = {"figures/data/p.csv": rows, "figures/data/p.meta.yaml": SAID}
    datasets, _ = datasets_of(files)
    draft = draft_of(text, names=vocabulary_of(datasets, {}, "ja"))
    order = SimpleNamespace(
        pictures=SimpleNamespace(figures={}),
        sources=SimpleNamespace(works=()),
        facts={},
        datasets=datasets,
        manuscript=SimpleNamespace(draft=draft, chapters=draft.chapters),
        metadata={"language": "ja", "labels": {"facts": "事実"}},
        paper=SimpleNamespace(settings=SimpleNamespace(numbers=PLAIN, lang="ja-JP")),
    )
    (found,) = shown_tables(order, [])
    at = [
        [each.heading for each in found.columns].index(name)
        for name in ("id", "value", "unit", "source", "text")
    ]
    assert [[row[each] for each in at] for row in found.cells] == [
        ["p.n[2025]", "1500", "人", "a1", "1,500人"],
        ["p.n.mean", "1350.0", "人", "a1", "1,350.0人"],
        ["p.n.growth(2015, 2025)", "25.0", "%", "a1", "25.0%"],
    ]  # fmt: skip


SAID = "source: a1\nunit: {ja: 人, en: people}\n"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", 12),
        ("-3.50", "-3.50"),
        ("1,290", None),
        ("+3", None),
        ("123456789012345", 123456789012345),
        ("1234567890123456", None),
        ("x", None),
        ("", None),
    ],
)
def test_what_a_spreadsheet_takes_for_a_number(cell, number):
    assert number_in(cell) == (None if number is None else Decimal(number))
