"""Briefs by the row: which briefs one file makes, how they are called, what they print."""

from pathlib import Path

import pytest

from hakusho.briefs.families import MOST, with_briefs_by_row
from hakusho.data.data_files import read_texts
from hakusho.data.datasets import datasets_of
from hakusho.findings.by_row import brief_by_row, file_of
from hakusho.paper.load import load_paper
from read_yaml import read_yaml

TABLE = read_yaml(Path(__file__).with_name("families.yaml"))


def _made(root):
    paper, findings = load_paper(root)
    datasets, _ = datasets_of(read_texts(root)[0])
    paper, more = with_briefs_by_row(paper, datasets)
    return paper, (*findings, *more)


def _paper(make_paper, rows, csv=TABLE["ports"], title="題"):
    brief = f"---\ntitle: '{title}'\nfor: {rows}\n---\n\n文。\n"
    files = {
        "report/briefs/b.md": brief,
        "report/briefs/b-other.md": "---\ntitle: 別\n---\n\n別の文。\n",
        "figures/data/ports.csv": csv,
    }
    return make_paper(files)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_a_file_makes_these_briefs(make_paper, case):
    paper, findings = _made(_paper(make_paper, case["for"], case.get("csv", TABLE["ports"])))
    found = [f"{each.location} {each.rule.id} {each.message}" for each in findings]
    assert found == case.get("found", [])
    if "briefs" in case:
        assert [each.name for each in paper.briefs if each.family] == case["briefs"]


def test_a_brief_knows_its_row_and_its_file(make_paper):
    paper, _ = _made(_paper(make_paper, "ports", title="{{ row.name }}（{{ row.pref }}）"))
    first = next(each for each in paper.briefs if each.family)
    assert first.settings.title == "青葉港（東京都）"
    assert first.row == {"id": "Aoba_1", "name": "青葉港", "pref": "東京都", "lamps": "3"}
    assert (file_of(first.text.path), brief_by_row(first.text.path)) == (
        "report/briefs/b.md",
        "b-aoba-1",
    )
    assert paper.briefs_called("b") == tuple(each.name for each in paper.briefs if each.family)
    assert paper.briefs_called("b-kita") == ("b-kita",)


def test_a_title_prints_what_stands_in_the_cell_and_an_empty_one_is_found(make_paper):
    csv = "id,name\na,*北*・A&B\nb,\n"
    paper, findings = _made(_paper(make_paper, "ports", csv, title="{{ row.name }}"))
    assert paper.briefs[1].settings.title == "*北*・A&B"
    (only,) = findings
    assert (only.rule.id, only.message) == ("DAT005", "the cell 'name' of this row is empty")
    assert (file_of(only.location.path), only.location.line) == ("report/briefs/b.md", 2)


def test_a_column_of_the_language_has_its_short_name(make_paper):
    csv = "id,name_ja,name_en\na,北港,North\n"
    paper, findings = _made(_paper(make_paper, "ports", csv, title="{{ row.name }}"))
    assert not findings
    assert paper.briefs[1].settings.title == "北港"


def test_rows_are_chosen_by_a_year_in_any_form(make_paper):
    csv = "id,since\na,平成11年\nb,2001\n"
    paper, findings = _made(_paper(make_paper, "{data: ports, where: {since: [1999]}}", csv))
    assert not findings
    assert [each.name for each in paper.briefs if each.family] == ["b-a"]


def test_a_cell_is_printed_as_a_number_or_a_date(make_paper):
    csv = "id,n,d\na,△1234.5,1978-11-27\n"
    title = "{{ row.n | number }} {{ row.d | date }}"
    paper, findings = _made(_paper(make_paper, "ports", csv, title))
    assert not findings
    assert paper.briefs[1].settings.title == "−1,234.5 1978年11月27日"


def test_too_many_briefs_are_none(make_paper):
    csv = "id\n" + "".join(f"r{number}\n" for number in range(MOST + 1))
    paper, findings = _made(_paper(make_paper, "ports", csv))
    assert [each.rule.id for each in findings] == ["BRF021"]
    assert [each.name for each in paper.briefs] == ["b-other"]


def test_a_table_of_another_format_has_rows_as_well(make_paper):
    root = _paper(make_paper, "ports.tsv", "")
    (root / "figures/data/ports.csv").unlink()
    (root / "figures/data/ports.tsv").write_text("id\tname\na\t北港\n", encoding="utf-8")
    paper, findings = _made(root)
    assert not findings
    assert [each.name for each in paper.briefs if each.family] == ["b-a"]
