"""How data files are shown: their columns, rows, notes and facts; snapshots and first sidecars."""

from __future__ import annotations

import json

import pytest

from hakusho.pipeline.data_shown import (
    NoDatasetError,
    NoSnapshotNameError,
    NotAllReadError,
    SidecarExistsError,
    overview,
    shown,
    write_sidecar,
    write_snapshot,
)
from hakusho.pipeline.new_figure import FigureTakenError, says_source, shown_datasets, write_figure
from hakusho.pipeline.result import outside_of_build, unwritten

DATA = "figures/data"
SHOWN = {
    # a data file, its sidecar, and what is said of it
    "rows that a column tells": (
        "港,隻,開港\n北浜,3,1990\n東島,5,2001-04\n",
        "",
        ["columns", "  港  text  tells the rows", "  隻  number", "  開港  date",
         "2 rows, from row 2; the first:", "  北浜 | 3 | 1990", "  東島 | 5 | 2001-04",
         "no facts by id", 'facts by cell: {{ cell("a", "隻", 港="北浜") }}'],
    ),
    "facts by their ids": (
        "id,item,value\n" + "".join(f"f{n},甲,{n}\n" for n in range(7)),
        "",
        ["columns", "  id  text  tells the rows", "  item  text", "  value  number",
         "7 rows, from row 2; the first:", *(f"  f{n} | 甲 | {n}" for n in range(5)),
         "facts by id: f0, f1, f2, f3, f4 and 2 more",
         'facts by cell: {{ cell("a", "value", id="f0") }}'],
    ),
    "ids without a value": (
        "id,calls\na,7\nb,8\n",
        "",
        ["columns", "  id  text  tells the rows", "  calls  number", "2 rows, from row 2; the first:", "  a | 7", "  b | 8",
         "no facts by id: no number stands in a column called value", 'facts by cell: {{ cell("a", "calls", id="a") }}'],
    ),
    "units, and what is missing": (
        "港,隻,人\n北浜,,7\n東島,5p,***\n南,6,8\n",
        "unit: 千人\ncolumns: {人: 人数}\nschema: {隻: {type: integer, unit: 隻}}\nread: {marks: {p: 速報値}}\n",
        ["columns", "  港  text  tells the rows", "  隻  integer  1 missing", "  人  number  千人  1 missing",
         "3 rows, from row 2; the first:", "  北浜 |  | 7", "  東島 | 5 | ***  (隻: p)", "  南 | 6 | 8", "no facts by id", 'facts by cell: {{ cell("a", "隻", 港="東島") }}'],
    ),
    "codes are no numbers to print": (
        "町,コード,人口\nA,101,5\nB,102,6\n",
        "",
        ["columns", "  町  text  tells the rows", "  コード  code", "  人口  number",
         "2 rows, from row 2; the first:", "  A | 101 | 5", "  B | 102 | 6", "no facts by id",
         'facts by cell: {{ cell("a", "人口", 町="A") }}'],
    ),
    "no row tells itself": (
        "x,y\n1,2\n1,2\n",
        "",
        ["columns", "  x  number", "  y  number", "2 rows, from row 2; the first:", "  1 | 2", "  1 | 2",
         "no facts by id"],
    ),
}  # fmt: skip


@pytest.fixture
def paper(make_paper):
    def made(text, sidecar="", suffix="csv"):
        files = {f"{DATA}/a.{suffix}": text}
        files |= {f"{DATA}/a.meta.yaml": sidecar} if sidecar else {}
        return make_paper(files)

    return made


@pytest.mark.parametrize("name", SHOWN)
def test_how_a_file_is_read(paper, name):
    text, sidecar, lines = SHOWN[name]
    found = shown(paper(text, sidecar), "a")
    assert [str(each) for each in found.lines] == [
        f"a  {DATA}/a.csv",
        *(f"  {each}" for each in lines),
    ]
    assert found.findings == ()


@pytest.mark.parametrize(
    "column",
    [
        "番号",
        "郵便コード",
        "緯度",
        "経度",
        "年",
        "月",
        "日",
        "code",
        "ID",
        "fid",
        "lat",
        "longitude",
        "month",
        "Day",
    ],
)
def test_numbers_that_count_nothing_are_no_example(paper, column):
    found = shown(paper(f"町,{column},人口\nA,1,5\nB,2,6\n"), "a")
    assert str(found.lines[-1]) == '  facts by cell: {{ cell("a", "人口", 町="A") }}'


def test_a_document_without_rows_and_one_that_cannot_be_read(paper):
    found = shown(paper('{"a": {"b": [1, {"c": 2}]}}', suffix="json"), "a")
    assert any("figures see it as it is" in str(line) for line in found.lines)
    broken = shown(paper("{", suffix="json"), "a")
    assert [str(each) for each in broken.lines] == [f"a  {DATA}/a.json: it cannot be read"]
    assert [each.location.path for each in broken.findings] == [f"{DATA}/a.json"]


def test_only_what_is_wrong_with_the_file_itself_is_told(make_paper):
    root = make_paper({f"{DATA}/a.csv": "x,y\n1\n", f"{DATA}/b.csv": "x,y\n1\n"})
    assert {each.location.path for each in shown(root, "a").findings} == {f"{DATA}/a.csv"}
    with pytest.raises(NoDatasetError) as caught:
        shown(root, "aa")
    assert caught.value.nearest == "a"


def test_all_data_in_a_line_each(make_paper):
    root = make_paper({
        f"{DATA}/a.csv": "x,y\n1,2\n3,4\n", f"{DATA}/b.json": '{"a": {"b": 1}}',
        f"{DATA}/a.meta.yaml": "captoin: x\n", f"{DATA}/c.json": "{",
        f"{DATA}/d.csv": "x,y\n1,2\n", f"{DATA}/d.meta.yaml": "caption: x\n",
    })  # fmt: skip
    first, second, *unread = map(str, overview(root))
    assert first == f"b  {DATA}/b.json  no table"
    assert second == f"d  {DATA}/d.csv  1 row, 2 columns"
    assert [each.partition(":")[0] for each in sorted(unread)] == [
        f"{DATA}/a.meta.yaml", f"{DATA}/c.json",
    ]  # fmt: skip
    assert overview(make_paper({f"{DATA}/b.json": None, f"{DATA}/c.json": None})) != ()


def test_a_first_sidecar_is_written_once(paper):
    root = paper("港,隻\n北浜,3\n")
    assert write_sidecar(root, "a") == f"{DATA}/a.meta.yaml"
    before = (root / DATA / "a.meta.yaml").read_bytes()
    assert "# 出所の文献キー" in before.decode()  # the paper is Japanese
    with pytest.raises(SidecarExistsError) as caught:
        write_sidecar(root, "a")
    assert caught.value.args == (f"{DATA}/a.meta.yaml", "")  # the file is read as it is
    assert (root / DATA / "a.meta.yaml").read_bytes() == before
    with pytest.raises(NoDatasetError):
        write_sidecar(root, "b")


def test_a_snapshot_holds_all_data_and_is_never_replaced(paper):
    root = paper("港,隻\n北浜,3\n")
    assert write_snapshot(root, "2026-11") == f"{DATA}/snapshots/2026-11.json"
    kept = (root / DATA / "snapshots/2026-11.json").read_text("utf-8")
    assert "北浜,3" in json.dumps(json.loads(kept), ensure_ascii=False)
    for name in ("2026-11", "", "a/b", "../a", "x" * 61, "a b"):
        with pytest.raises(NoSnapshotNameError):
            write_snapshot(root, name)
    assert write_snapshot(root, "x" * 60)
    (root / DATA / "b.xlsx").write_bytes(b"PK")
    with pytest.raises(NotAllReadError) as caught:
        write_snapshot(root, "next")
    assert [each.rule.id for each in caught.value.args[0]] == ["DAT002"]
    assert not (root / DATA / "snapshots/next.json").exists()


def test_a_figure_is_begun_where_there_is_none(make_paper):
    root = make_paper({
        f"{DATA}/a.csv": "港,隻\n北浜,3\n", f"{DATA}/b.csv": "港,隻,source\n北浜,3,navy\n",
        f"{DATA}/c.csv": "港,隻\n", f"{DATA}/d.csv": "港,隻\n北浜,3\n", f"{DATA}/d.meta.yaml": "source: navy\n",
    })  # fmt: skip
    datasets = shown_datasets(root)
    assert [*datasets] == ["a", "b", "d"]  # c has no row
    assert {name: says_source(each) for name, each in datasets.items()} == {
        "a": False,
        "b": True,
        "d": True,
    }
    answers = {"label": "港", "value": "隻", "unit": "隻"}
    assert (
        write_figure(root, "fleet", "columns", datasets["a"], answers, None) == "figures/fleet.yaml"
    )
    before = (root / "figures/fleet.yaml").read_bytes()
    with pytest.raises(FigureTakenError, match=r"^there is a figure 'fleet' already$"):
        write_figure(root, "fleet", "columns", datasets["a"], answers, None)
    assert (root / "figures/fleet.yaml").read_bytes() == before


def test_what_cannot_be_written_and_what_would_be_written_elsewhere(make_paper):
    found = unwritten("bib/a.bib", OSError("no space"))
    assert (found.rule.id, str(found.location), str(found.message), str(found.hint)) == (
        "OUT001", "bib/a.bib", "cannot write: no space", "",
    )  # fmt: skip
    root = make_paper()
    assert outside_of_build(root) == ()
    (root / "build").symlink_to(root.parent)
    (led,) = outside_of_build(root)
    assert (led.rule.id, str(led.location)) == ("PAP009", "build")
    assert str(led.message) == "this link leads out of build/: nothing is written through it"
    assert str(led.hint) == "Delete the link: build/ is made anew, with all that belongs there."
