"""One cell changes in each of ten formats, and what moved is told alike, down to the sentence."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pyarrow as pa
import pytest
from pyarrow import ipc, parquet

from hakusho.data.data_files import read_texts
from hakusho.paper.load import load_paper
from hakusho.pipeline.drafting import draft_of
from hakusho.pipeline.impact import moved


def _text(old, new, encoding="utf-8"):
    def change(data):
        assert old.encode(encoding) in data
        return data.replace(old.encode(encoding), new.encode(encoding))

    return change


def _in_zip(old, new):
    def change(data):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
            for name in before.namelist():
                content = before.read(name).replace(old.encode(), new.encode())
                after.writestr(name, content)
        return buffer.getvalue()

    return change


def _in_database(data):
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        database.execute("update 出動 set 件数 = 30 where 年 = 2024 and 港名 = '北浜'")
        database.commit()
        return database.serialize()


def _first(table, column, value):
    values = table.column(column).to_pylist()
    at = table.column_names.index(column)
    return table.set_column(at, column, pa.array([value, *values[1:]]))


def _in_parquet(data):
    buffer = io.BytesIO()
    parquet.write_table(_first(parquet.read_table(io.BytesIO(data)), "最大風速", 33.5), buffer)
    return buffer.getvalue()


def _in_arrow(data):
    table = _first(ipc.open_file(io.BytesIO(data)).read_all(), "納付額（百万円）", 1300)
    buffer = io.BytesIO()
    with ipc.new_file(buffer, table.schema) as file:
        file.write_table(table)
    return buffer.getvalue()


CHANGES = {
    # the file, what is done to it, the cell that changed, and what a sentence said and says
    "passengers.xlsx": (_in_zip("405p", "415p"), ("旅客数/計", "405", "415"), "405千人 → 415千人"),
    "berths.ods": (_in_zip('"310"', '"320"'), ("延長（m）", "310", "320"), "310m → 320m"),
    "tonnage.tsv": (
        _text("2,118,004", "2,218,004"), ("総トン数", "2,118,004", "2,218,004"),
        "2,118,004 → 2,218,004",
    ),
    "staff.csv": (
        _text("213,", "231,", "cp932"), ("職員数（人）", "213", "231"), "213人 → 231人"
    ),
    "rescues.db": (_in_database, ("件数", "27", "30"), "27件 → 30件"),
    "weather.parquet": (_in_parquet, ("最大風速", "28.4", "33.5"), "31m/s → 33.5m/s"),
    "dues.arrow": (_in_arrow, ("納付額（百万円）", "1204", "1300"), "1,204百万円 → 1,300百万円"),
    "works.json": (_text("62.5", "70"), ("進捗率", "62.5", "70"), "62.5% → 70%"),
    "lights.geojson": (_text(": 18", ": 20"), ("光達距離", "18", "20"), "18海里 → 20海里"),
    "calls_by_flag.jsonl": (_text("812", "821"), ("隻数", "812", "821"), "812隻 → 821隻"),
}  # fmt: skip


@pytest.fixture(scope="module")
def paper(repository, tmp_path_factory):
    root = tmp_path_factory.mktemp("statistics") / "paper"
    shutil.copytree(repository / "tests/papers/statistics", root)
    read, findings = load_paper(root)
    assert not [each for each in findings if each.rule.essential]
    texts, problems = read_texts(root)
    assert problems == ()
    read, draft, _ = draft_of(read, texts)
    return root, read, draft, texts


@pytest.mark.parametrize("name", CHANGES)
def test_a_cell_that_changes_is_followed_to_its_sentence(paper, name):
    root, read, draft, before = paper
    change, (column, old, new), said = CHANGES[name]
    file = root / "figures/data" / name
    content = file.read_bytes()
    try:
        file.write_bytes(change(content))
        after, problems = read_texts(root)
    finally:
        file.write_bytes(content)
    assert problems == ()
    found = moved(read, draft, before, after)
    assert [(each.column, each.old, each.new) for each in found.cells] == [(column, old, new)]
    assert said in [f"{each.old} → {each.new}" for each in found.facts]
    assert found.dependents.sentences
    assert [told.use.name for told in found.dependents.tables] == [name.partition(".")[0]]
    drawn = f"figures/{name.partition('.')[0]}.yaml"
    assert found.dependents.figures == ((drawn,) if (root / drawn).is_file() else ())
    assert not found.dependents.briefs


def test_a_row_that_changes_is_followed_to_the_brief_that_draws_it(paper):
    _, read, draft, before = paper
    path = "figures/data/calls.csv"
    after = {**before, path: before[path].replace("東島,漁船,上半期,804", "東島,漁船,上半期,840")}
    found = moved(read, draft, before, after).dependents
    assert found.figures == ("figures/kinds.yaml",)
    assert "port-東島" in [each.name for each in found.briefs]
