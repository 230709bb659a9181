"""Scripts of datasets: what they may return, what is found, and when they run again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hakusho.data.datasets import datasets_of
from hakusho.data.fetched import Fetched
from hakusho.figures.company import in_company
from hakusho.figures.data_scripts import read_data
from hakusho.figures.figure import Allowance
from hakusho.tools import boundary
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("scripts.yaml"))
ALLOWANCE = Allowance(2, 500, patience=200)


def script(body, head=""):
    return f"{head}\ndef rows(context):\n    " + body.rstrip("\n").replace("\n", "\n    ") + "\n"


@pytest.fixture
def read(tmp_path):
    """Reads the test's paper, running scripts; returns its datasets, and what was found and run."""

    def read_paper(*, programs=True):
        ran = []
        texts, findings = read_data(tmp_path, ALLOWANCE if programs else None, ran.append)
        datasets, more = datasets_of(texts)
        return datasets, (*findings, *more), ran

    with in_company():
        yield read_paper


def test_each_script_is_read_or_is_one_finding(write, read):
    for name, case in CASES.items():
        write(f"figures/data/{name}.py", script(case["body"], case.get("head", "")))
        for path, text in case.get("files", {}).items():
            write(path, text)
    datasets, findings, _ = read()
    for name, case in CASES.items():
        own = [each for each in findings if each.location.path == f"figures/data/{name}.py"]
        assert len(own) == ("rule" in case), (name, own)
        for each in own:
            told = (each.rule.id, each.location.line)
            assert told == (case["rule"], case["line"]), (name, each)
            assert case["says"] in each.message, name
            assert case.get("hint", "") in each.hint, name
        assert (name in datasets) == ("rows" in case), name
        if "rows" in case:
            assert [list(row.values.values()) for row in datasets[name].rows] == case["rows"]


def test_a_place_in_rows_names_the_row_and_the_column_and_no_line_of_the_script(write, read):
    write("figures/data/ships.py", script("return [{'id': 'a', 'value': 'many'}]"))
    write("figures/data/ships.meta.yaml", "schema: {value: number}\n")
    _, (finding,), _ = read()
    assert (finding.rule.id, str(finding.location)) == ("DAT006", "figures/data/ships.py:rows()!B2")


def test_a_script_runs_again_when_something_that_it_rests_on_has_changed(write, read):
    write("raw/a.txt", "1")
    write("figures/data/ships.py", script("return [{'n': open('raw/a.txt').read()}]"))
    datasets, findings, ran = read()
    assert (datasets["ships"].rows[0]["n"], findings, len(ran)) == ("1", (), 1)
    assert read()[2] == []
    write("raw/a.txt", "2")
    datasets, _, ran = read()
    assert (datasets["ships"].rows[0]["n"], len(ran)) == ("2", 1)
    write("figures/data/ships.py", script("# a remark\nreturn [{'n': open('raw/a.txt').read()}]"))
    assert read()[2] == []
    write("figures/data/ships.py", script("return [{'n': open('raw/a.txt').read() + '0'}]"))
    datasets, _, ran = read()
    assert (datasets["ships"].rows[0]["n"], len(ran)) == ("20", 1)


def test_what_a_script_has_read_is_noted_for_the_next_build_whether_it_runs_or_not(write, read):
    write("raw/a.txt", "1")
    write("figures/data/ships.py", script("return [{'n': open('raw/a.txt').read()}]"))
    states = []
    for runs in (1, 0):
        with boundary.noted() as names:
            assert len(read()[2]) == runs
        states.append(names["raw/a.txt"])
    assert len({*states}) == 1
    assert all(states)


def test_what_a_script_prints_is_told_though_it_does_not_run(write, read):
    write("figures/data/ships.py", script("print('x')\nreturn [{'n': 1}]"))
    assert [each.rule.id for each in read()[1]] == ["DAT022"]
    _, findings, ran = read()
    assert ([each.rule.id for each in findings], ran) == (["DAT022"], [])


def test_without_programs_rows_that_are_current_are_used_and_no_others(write, read, tmp_path):
    body = "open('ran', 'a').write('x')\nreturn [{'n': open('raw.txt').read()}]"
    write("raw.txt", "1")
    write("figures/data/ships.py", script(body))
    datasets, (finding,), _ = read(programs=False)
    assert (finding.rule.id, "ships" in datasets) == ("DAT023", False)
    assert not (tmp_path / "ran").exists()
    read()
    datasets, findings, _ = read(programs=False)
    assert (datasets["ships"].rows[0]["n"], findings) == ("1", ())
    write("raw.txt", "2")
    datasets, (finding,), _ = read(programs=False)
    assert (finding.rule.id, "ships" in datasets) == ("DAT023", False)
    assert (tmp_path / "ran").read_text() == "x"


def test_rows_that_somebody_else_has_kept_are_not_used(write, read, tmp_path):
    write("figures/data/ships.py", script("return [{'n': 1}]"))
    read()
    (kept,) = (tmp_path / "build/cache/data").glob("*.json")
    kept.write_bytes(kept.read_bytes().replace(b'"1"', b'"9"'))
    datasets, _, ran = read()
    assert (datasets["ships"].rows[0]["n"], len(ran)) == ("1", 1)


def test_of_a_script_and_a_file_of_one_name_the_file_counts_and_the_script_does_not_run(
    write, read
):
    write("figures/data/ships.py", script("return [{'n': 1}]"))
    write("figures/data/ships.csv", "n\n2\n")
    datasets, (finding,), ran = read()
    assert (finding.rule.id, finding.location.path) == ("DAT017", "figures/data/ships.py")
    assert (datasets["ships"].rows[0]["n"], ran) == ("2", [])


def test_other_python_in_the_folder_is_no_dataset(write, read):
    write("figures/data/make_fleet.py", "import sys\nsys.exit('not to be run')\n")
    write("figures/data/_shared.py", script("return 1"))
    assert read() == ({}, (), [])


def test_a_sidecar_is_read_as_of_any_file(write, read):
    write("figures/data/ships.py", script("return [{'year': '令和7年度', 'n': '△1,200'}]"))
    write("figures/data/ships.meta.yaml", "source: k\nread: {dates: [year]}\n")
    datasets, findings, _ = read()
    row = datasets["ships"].rows[0]
    assert (row["year"], datasets["ships"].numbers("n"), findings) == ("2025", [-1200.0], ())


ADDRESS = "https://data.example.org/ships.txt"
SHA = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"  # of "1"


def test_a_script_reads_what_its_address_answered(write, read):
    body = "return [{'n': context.fetched.read_text()}]"
    write("figures/data/ships.py", script(body, f'SOURCE = "{ADDRESS}"'))
    datasets, (finding,), ran = read()
    assert (finding.rule.id, "has not been fetched" in finding.message) == ("DAT024", True)
    assert "hakusho refresh ships" in finding.hint
    about = Fetched(ADDRESS, ADDRESS, "2026-11-03", "text/plain", SHA)
    write("figures/data/ships.fetched/about.json", about.text())
    write("figures/data/ships.fetched/answer", "1")
    datasets, findings, ran = read()
    assert (datasets["ships"].rows[0]["n"], findings, len(ran)) == ("1", (), 1)
    assert datasets["ships"].about.as_of == "2026-11-03"
    write("figures/data/ships.fetched/answer", "2")
    assert "was changed since" in read()[1][0].message
    write("figures/data/ships.fetched/about.json", about.text().replace("ships.txt", "old.txt"))
    assert "and not https://data.example.org/ships.txt" in read()[1][0].message
    write("figures/data/ships.fetched/about.json", json.dumps([1]))
    assert "has not been fetched" in read()[1][0].message


def test_an_address_may_stand_in_the_sidecar(write, read):
    write("figures/data/ships.py", script("return [{'n': context.fetched.read_text()}]"))
    write("figures/data/ships.meta.yaml", f"fetch: {ADDRESS}\n")
    finding = read()[1][0]
    assert (finding.rule.id, ADDRESS in finding.message) == ("DAT024", True)
