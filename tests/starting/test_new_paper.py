"""What `hakusho new` writes: whole papers without a finding, and nothing in another's place."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from data.written_files import xlsx
from hakusho.cli import main
from hakusho.starting import new_paper
from read_yaml import read_yaml

DAY = ("--date", "2026-11-24")
TABLE = '年,旅客（人）,備考\n2016,"1,301",\n2017,,台風\n2018,1250,\n'
BIB = """\
@book{calder2021,
  author = {Calder, Ines}, title = {Elsewhere}, publisher = {Press}, location = {Anselm},
  date = {2021}, langid = {english}
}
@book{never2020,
  author = {Never, Ann}, title = {Uncited}, publisher = {Press}, location = {Anselm},
  date = {2020}, langid = {english}
}
"""
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABCD1234",
        "type": "book",
        "title": "Elsewhere",
        "author": [{"family": "Calder", "given": "Ines"}],
        "issued": {"date-parts": [[2021]]},
        "publisher": "Press",
        "publisher-place": "Anselm",
        "language": "en",
    }
]


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


E_STAT = """\
"統計名：","労働力調査　基本集計"
"表題：","就業状態別15歳以上人口"

"","","","/産業 コード","00","10"
"性別 コード","性別","時間軸（年） コード","時間軸（年）","/産業","総数","製造業"
"0","男女計","2022000000","2022年","","6,723","1,044"
"0","男女計","2023000000","2023年","","6,747","***"
"""
LONG = """\
id,表章項目,男女,地域,時間軸(調査年),unit,value
1,人口,総数,北海道,1920年,人,10
2,人口,男,北海道,1920年,人,4
3,人口,総数,北海道,1925年,人,12
4,人口,男,北海道,1925年,人,5
5,人口,総数,青森県,1920年,人,7
6,人口,男,青森県,1920年,人,3
"""
PLACES = "市町村名,面積,人口\n" + "".join(
    f"とても長い名前の市{n},{n},{n * 9000}\n" for n in range(1, 15)
)


@pytest.fixture
def brought(tmp_path):
    (tmp_path / "旅客数.csv").write_bytes(TABLE.encode("cp932"))
    (tmp_path / "FEH_1.csv").write_bytes(E_STAT.encode("cp932"))
    (tmp_path / "long.csv").write_text(LONG, encoding="utf-8")
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "half.csv").write_text("港;隻;備考\n北浜;1,5;\n東島;2,5;\n", encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(
        xlsx({"表": [["港の統計"], ["港", "隻"], ["北浜", 3], ["東島", 5]]})
    )
    (tmp_path / "words.csv").write_text("name,what\nA,b\n", encoding="utf-8")
    (tmp_path / "my works.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "works.json").write_text(json.dumps(CSL), encoding="utf-8")
    (tmp_path / "freight.csv").write_text(
        "Year,Port (t),Quay (t)\n2016,12,8\n2017,13,n/a\n2018,14,9\n", encoding="utf-8"
    )
    return tmp_path


CASES = {
    "Japanese": (),
    "English": ("--lang", "en"),
    "own data": ("--csv", "旅客数.csv", "--title", 'A: "x" #1', "--author", "山田花子"),
    "own data, English": ("--lang", "en", "--csv", "旅客数.csv", "--frame", "working-paper"),
    "own bibliography": ("--lang", "en", "--bib", "my works.bib", "--frame", "institute"),
    "works in CSL JSON": ("--lang", "en", "--bib", "works.json"),
    "units in headings, and a mark for no number": ("--lang", "en", "--csv", "freight.csv"),
    "both": ("--bib", "my works.bib", "--csv", "旅客数.csv", "--frame", "journal"),
    "no numbers": ("--csv", "words.csv"),
    "e-Stat": ("--csv", "FEH_1.csv"),
    "long": ("--csv", "long.csv"),
    "long, English": ("--lang", "en", "--csv", "long.csv"),
    "names": ("--csv", "places.csv"),
    "semicolons": ("--csv", "half.csv"),
    "workbook": ("--csv", "book.xlsx"),
}


@pytest.mark.parametrize("options", CASES.values(), ids=CASES)
def test_a_new_paper_has_no_finding(options, brought, monkeypatch):
    monkeypatch.chdir(brought)
    made = run("new", "paper", *DAY, *options)
    assert made.exit_code == 0, made.output
    checked = run("check", "--strict", "--project", "paper")
    assert (checked.exit_code, checked.output) == (0, "no findings\n")


FIGURES = {
    "旅客数.csv": {
        "kind": "line",
        "dataset": "旅客数",
        "x": "年",
        "value": "旅客（人）",
    },
    "FEH_1.csv": {
        "kind": "line",
        "dataset": "FEH_1",
        "x": "時間軸（年）",
        "values": {"総数": "総数", "製造業": "製造業"},
    },
    "long.csv": {
        "kind": "line",
        "dataset": "long",
        "x": "時間軸(調査年)",
        "series": "男女",
        "rows": {"地域": ["北海道"]},
    },
    "places.csv": {
        "kind": "balance",
        "dataset": "places",
        "label": "市町村名",
        "value": "面積",
        "rows": {"市町村名": [f"とても長い名前の市{n}" for n in range(1, 13)]},
    },
    "book.xlsx": {"kind": "columns", "dataset": "book", "label": "港", "value": "隻"},
}


@pytest.mark.parametrize("file", FIGURES)
def test_the_first_figure_shows_what_the_data_hold(file, brought, monkeypatch):
    monkeypatch.chdir(brought)
    assert run("new", "paper", *DAY, "--csv", file).exit_code == 0
    (made,) = Path("paper/figures").glob("*.yaml")
    said = read_yaml(made)
    said.pop("unit", None)
    assert said == FIGURES[file]


def test_data_stay_as_they_are_and_a_sidecar_says_how_to_read_them(brought, monkeypatch):
    monkeypatch.chdir(brought)
    assert run("new", "paper", *DAY, "--csv", "FEH_1.csv").exit_code == 0
    data = Path("paper/figures/data")
    assert (data / "FEH_1.csv").read_bytes() == E_STAT.encode("cp932")
    said = read_yaml(data / "FEH_1.meta.yaml")
    assert said["caption"] == "就業状態別15歳以上人口"
    assert said["read"] == {
        "encoding": "cp932",
        "header": 5,
        "dates": ["時間軸（年）"],
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_paper_builds_and_its_brief_does(language, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "paper", *DAY, "--lang", language).exit_code == 0
    built = run("build", "--project", "paper")
    assert built.exit_code == 0, built.output
    outputs = {
        path.relative_to("paper/build").as_posix() for path in Path("paper/build").rglob("*.*")
    }
    suffixes = ("pdf", "epub", "html", "docx")
    wanted = {f"paper.{each}" for each in suffixes} | {
        "briefs/summary.pdf",
        "figures/population.svg",
    }
    assert wanted <= outputs


def test_each_file_says_what_it_is_for(tmp_path):
    assert run("new", tmp_path / "paper", *DAY).exit_code == 0
    for file in (tmp_path / "paper").rglob("*"):
        if file.is_file() and file.suffix != ".csv":  # a comment would be a row
            first = "\n".join(file.read_text(encoding="utf-8").split("\n", 2)[:2])
            assert any(mark in first for mark in ("#", "<!--", "//", '"""', "%", "$comment")), file
            assert not first.isascii(), file


def test_nothing_is_written_over(tmp_path):
    paper = tmp_path / "paper"
    (paper / "report").mkdir(parents=True)
    (paper / "README.md").write_text("mine", encoding="utf-8")
    refused = run("new", paper, *DAY)
    assert refused.exit_code == 1
    assert "report is there already, and nothing was written" in refused.output
    assert sorted(each.name for each in paper.iterdir()) == ["README.md", "report"]
    (paper / "report").rmdir()
    made = run("new", paper, *DAY)
    assert made.exit_code == 0
    assert "README.md was there already, and stays as it is" in made.output
    assert (paper / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_disk_that_refuses_leaves_nothing(tmp_path, monkeypatch):
    def full(self, _data):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    refused = run("new", tmp_path / "a" / "paper", *DAY)
    assert refused.exit_code == 1
    assert "No space left on device" in refused.output
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_used_is_said(tmp_path):
    (tmp_path / "a.csv").write_text("a,,\n1,2,3\n2,3,4\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("a,b\n", encoding="utf-8")
    (tmp_path / "c.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "d.pdf").write_bytes(b"%PDF")
    (tmp_path / "e.xlsx").write_bytes(b"PK")
    (tmp_path / "f.db").write_bytes(b"x")
    (tmp_path / "g.py").write_text("def rows(context): return []\n", encoding="utf-8")
    (tmp_path / "h.xlsx").write_bytes(xlsx({"s": []}))
    for name, said in {
        "a.csv": "a.csv:1:3: 2 columns have no name. ",
        "e.xlsx": "e.xlsx: this workbook is damaged",
        "f.db": "f.db: this SQLite database cannot be read",
        "g.py": "data of this kind cannot be read; there are .csv,",
        "h.xlsx": "h.xlsx:s: this dataset is empty",
        "b.csv": "there is no row below",
        "c.xls": "Save it as .xlsx",
        "d.pdf": "data of this kind cannot be read; there are .csv,",
    }.items():
        refused = run("new", tmp_path / "paper", *DAY, "--csv", tmp_path / name)
        assert refused.exit_code == 1
        assert said in refused.output
        assert not (tmp_path / "paper").exists()


def test_titles_are_what_was_typed(tmp_path):
    title, author = "2026", "a: {b} #c \"d\" 'e' \\ << x >> <% y %> {{ z }}"
    assert run("new", tmp_path / "paper", *DAY, "--title", title, "--author", author).exit_code == 0
    settings = read_yaml(tmp_path / "paper/report/report.yaml")
    assert settings["title"] == title
    assert settings["authors"] == [{"name": author}]


def test_the_engine_is_pinned_and_its_wheel_goes_with_the_paper(tmp_path):
    wheels = tmp_path / "all"
    wheels.mkdir()
    refused = run("new", tmp_path / "paper", *DAY, "--wheels", wheels)
    assert refused.exit_code == 2
    name = f"hakusho-{new_paper.__version__}-py3-none-any.whl"
    (wheels / name).write_bytes(b"PK")
    assert run("new", tmp_path / "paper", *DAY, "--wheels", wheels).exit_code == 0
    pin = (tmp_path / "paper/requirements.txt").read_text(encoding="utf-8")
    assert pin.endswith(f"\n--find-links wheels\nhakusho=={new_paper.__version__}\n")
    assert (tmp_path / "paper/wheels" / name).read_bytes() == b"PK"


@pytest.fixture
def nox():
    """The command that runs nox: with the Python that runs the tests' session, or as it is found."""
    found = shutil.which("nox")
    if python := os.environ.get("NOX_PYTHON"):
        return (python, "-m", "nox")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("nox is not installed")
    return (found,) if found else pytest.skip("nox is not installed")


def test_nox_knows_the_sessions_of_a_new_paper(tmp_path, nox):
    assert run("new", tmp_path / "paper", *DAY).exit_code == 0
    command = (*nox, "--list", "--noxfile", str(tmp_path / "paper/noxfile.py"))
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for name in ("* build", "- check", "- briefs", "- figures", "- preview"):
        assert name in listed


def test_without_a_command_one_learns_how_to_begin(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run()
    assert told.exit_code == 2
    assert "hakusho new my-paper" in told.output
    checked = run("check")
    assert "report/report.yaml: PAP002 there is no such file" in checked.output
    assert "Begin one with hakusho new DIR" in checked.output


@pytest.mark.parametrize("name", ["report/report.yml", "report/Report.yaml.txt", "report.yaml"])
def test_a_file_that_is_almost_report_yaml_is_named(name, tmp_path):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    checked = run("check", "--project", tmp_path)
    assert f"'{name}' is there: name it report/report.yaml." in checked.output


def test_in_a_folder_of_a_paper_it_is_that_paper(make_paper, monkeypatch):
    root = make_paper({"report/chapters/01.md": "# 章\n\n語{#x}\n"})
    monkeypatch.chdir(root / "report/chapters")
    checked = run("check")
    assert checked.output.startswith("report/chapters/01.md:3:2: MRK003")
    assert f"the paper in {root}" in run().output


def test_a_new_paper_needs_nothing_of_this_repository(tmp_path):
    command = (sys.executable, "-m", "hakusho", "new", "paper", *DAY)
    subprocess.run(command, cwd=tmp_path, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    text = (tmp_path / "paper/report/report.yaml").read_text(encoding="utf-8")
    assert "\ntitle: 題名未定\n" in text
