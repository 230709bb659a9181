"""What an author brings: names, data and their first sidecars; the engine's wheel that goes along."""

from __future__ import annotations

import json

import pytest

from hakusho import __version__
from hakusho.data.first_sidecar import Remarks, remarks_in
from hakusho.starting import engine_wheel
from hakusho.starting.brought import BroughtError, fit_name, read_data
from hakusho.starting.engine_wheel import wheel_in, wheel_of_this_engine
from hakusho.starting.new_paper import _as_yaml

REMARKS = Remarks("", "")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("ports", "ports"), ("My ports (2024)", "My-ports-2024"), ("港の数", "港の数"), ("a/b", "a-b"),
        ("a.b-c_d", "a.b-c_d"), ("-._a_.-", "a"), ("か\u3099", "が"), ("(((", "data"), ("", "data"),
    ],
)  # fmt: skip
def test_names_that_every_system_can_have(stem, name):
    assert fit_name(stem, "data") == name


def table(rows, columns):
    head = ",".join(f"c{at}" for at in range(columns))
    body = "".join(",".join([f"r{row}", *["1"] * (columns - 1)]) + "\n" for row in range(rows))
    return f"{head}\n{body}"


@pytest.mark.parametrize(
    ("rows", "columns", "printed"), [(30, 7, True), (31, 7, False), (30, 8, False), (1, 2, True)]
)
def test_a_table_that_a_page_shows_well_is_printed(tmp_path, rows, columns, printed):
    (tmp_path / "a.csv").write_text(table(rows, columns), "utf-8")
    assert read_data(tmp_path / "a.csv", REMARKS).dataset.as_table is printed


@pytest.mark.parametrize(
    ("name", "heading", "stem"),
    [("my_ports-2024.csv", "my ports 2024", "my_ports-2024"), ("___.csv", "data", "data"),
     ("港の 数.CSV", "港の 数", "港の-数")],
)  # fmt: skip
def test_what_data_are_about_is_in_their_name(tmp_path, name, heading, stem):
    (tmp_path / name).write_text("港,隻\n北浜,3\n東島,5\n", "utf-8")
    brought = read_data(tmp_path / name, REMARKS)
    own = brought.dataset
    assert (own.heading, own.name, own.file) == (heading, stem, f"{stem}.csv")
    assert brought.files == {f"figures/data/{stem}.csv": "港,隻\n北浜,3\n東島,5\n".encode()}
    assert own.figure is not None
    assert "caption" not in own.sidecar


def test_what_data_say_of_themselves_is_their_heading(tmp_path):
    text = '"統計名：","労働力調査"\n"表題：","就業者数"\n\n"港","隻"\n"北浜","3"\n"東島","5"\n'
    (tmp_path / "FEH_1.csv").write_text(text, "utf-8")
    own = read_data(tmp_path / "FEH_1.csv", remarks_in("ja")).dataset
    assert own.heading == "就業者数"
    assert "caption: " not in own.sidecar
    assert "header: 4" in own.sidecar


def test_data_without_numbers_have_no_figure(tmp_path):
    (tmp_path / "a.csv").write_text("name,what\nA,b\nC,d\n", "utf-8")
    assert read_data(tmp_path / "a.csv", REMARKS).dataset.figure is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b"", "a.xls: Excel's old format cannot be read. Save it as .xlsx"),
        ("a.csv", b"a,b\n", "a.csv: there is no row below the names of the columns"),
        (
            "a.csv",
            b"a,b\n1,=A1\n",
            (
                "a.csv:2:3: b: '=A1' is a formula. Paste the values only, widen the column, "
                "and save the file again."
            ),
        ),
    ],
)  # fmt: skip
def test_data_that_cannot_be_read_are_told_by_their_own_name(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BroughtError) as caught:
        read_data(tmp_path / name, REMARKS)
    assert str(caught.value) == said


def test_a_column_without_a_name_gets_one_in_the_sidecar(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,\n1,2\n")
    assert 'columns: ["a", "value"]' in read_data(tmp_path / "a.csv", REMARKS).dataset.sidecar


def test_data_of_another_kind_are_told_which_there_are(tmp_path):
    (tmp_path / "a.PDF").touch()
    with pytest.raises(BroughtError) as caught:
        read_data(tmp_path / "a.PDF", REMARKS)
    said = str(caught.value)
    assert said.startswith("a.PDF: data of this kind cannot be read; there are .csv, ")
    assert ".xlsx" in said
    assert ".py" not in said.split(", ")


def test_the_wheel_of_this_version_is_taken(tmp_path):
    assert wheel_in(tmp_path) is None
    for name in (
        f"hakusho-{__version__}-py3-none-any.whl",
        "hakusho-0.0.1-py3-none-any.whl",
        "other-1.whl",
    ):
        (tmp_path / name).touch()
    assert wheel_in(tmp_path) == tmp_path / f"hakusho-{__version__}-py3-none-any.whl"


WHEEL = f"hakusho-{__version__}-py3-none-any.whl"


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        ({"url": "file://{folder}/a%20b/" + WHEEL}, True), ({"url": "file://{folder}/gone/" + WHEEL}, False),
        ({"url": "https://example.org{folder}/a%20b/" + WHEEL}, False), ({"url": "file://{folder}/a%20b"}, False),
        ({}, False), ("no json", False), (None, False),
    ],
)  # fmt: skip
def test_the_wheel_that_was_installed_is_found_where_it_is_still_there(
    tmp_path, monkeypatch, noted, found
):
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / WHEEL).touch()
    text = (
        json.dumps(noted).replace("{folder}", str(tmp_path)) if isinstance(noted, dict) else noted
    )

    class Installed:
        @staticmethod
        def read_text(name):
            assert name == "direct_url.json"
            return text

    monkeypatch.setattr(engine_wheel, "distribution", lambda name: {"hakusho": Installed}[name])
    assert wheel_of_this_engine() == (tmp_path / "a b" / WHEEL if found else None)


def test_an_engine_that_was_not_installed_has_no_wheel(monkeypatch):
    def absent(_name):
        raise engine_wheel.PackageNotFoundError

    monkeypatch.setattr(engine_wheel, "distribution", absent)
    assert wheel_of_this_engine() is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("港の本", "港の本"), ("A b/c.d", "A b/c.d"), ("（一）", '"（一）"'), ("港（一）", "港（一）"),
        ("2026", '"2026"'), ("yes", "yes"), ("true", '"true"'), ("null", '"null"'), ("a: b", '"a: b"'),
        ("a #b", '"a #b"'), ("", '""'), (" a", '" a"'), ("a ", '"a "'), ('a "b"', '"a \\"b\\""'), ("1.5", '"1.5"'),
    ],
)  # fmt: skip
def test_what_needs_quotes_in_yaml(text, written):
    assert _as_yaml(text) == written
