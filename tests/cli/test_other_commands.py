"""Commands that begin papers, show data, fetch them, and find lines: what each prints, held."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from hakusho.cli import main, new_command, refresh_command
from hakusho.making.line_map import PrintedLine
from hakusho.pipeline import finding_lines
from hakusho.starting.engine_wheel import __version__
from read_yaml import read_yaml

DAY = ("--date", "2026-11-24")
SHIPS = "id,item_en,value,unit_en,year,source,locator\nships,ships,12,ships,2024,navy,p. 3\n"
FILES = {
    "report/chapters/01.md": "# Forces {#sec-a}\n\nThere are {{ fact('ships') }} at sea [@navy, p. 2].\n",
    "bib/a.bib": "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}\n",
    "figures/data/forces.csv": SHIPS,
    "figures/data/ports.csv": "港,隻\n北浜,3\n東島,5\n",
}
REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
editions: [html]
bibliography: [bib/a.bib]
"""


pytestmark = pytest.mark.usefixtures("printed_is_held")


def hakusho(*arguments, **options):
    result = CliRunner().invoke(main, [str(each) for each in arguments], **options)
    assert "defect" not in result.output, result.output
    return result


@pytest.fixture
def paper(make_paper):
    return make_paper(FILES, report=REPORT)


def files_of(folder):
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def report_of(folder):
    return read_yaml(folder / "report/report.yaml")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_paper_of_which_nothing_is_said_is_begun(tmp_path, lang):
    assert hakusho("new", tmp_path / "My Paper!", "--lang", lang, *DAY).exit_code == 0
    made = report_of(tmp_path / "My Paper!")
    usual = {"ja": ("題名未定", "著者名"), "en": ("A paper without a title", "Author")}[lang]
    assert (made["title"], made["authors"][0]["name"]) == usual
    assert (made["slug"], made["date"]) == ("my-paper", dt.date(2026, 11, 24))
    assert "frame" not in made


def test_what_is_said_of_a_paper_stands_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(new_command, "today", lambda: dt.date(2026, 5, 3))
    options = (
        "--title",
        "T",
        "--author",
        "A",
        "--author",
        "B",
        "--frame",
        "journal",
        "--lang",
        "en",
    )
    assert hakusho("new", tmp_path / ("x" * 90), *options).exit_code == 0
    made = report_of(tmp_path / ("x" * 90))
    assert (made["title"], [each["name"] for each in made["authors"]]) == ("T", ["A", "B"])
    assert (made["frame"], made["slug"]) == ("journal", "x" * 80)
    assert made["date"] == dt.date(2026, 5, 3)
    assert hakusho("new", tmp_path / "港", "--frame", "house").exit_code == 0
    assert report_of(tmp_path / "港")["slug"] == "paper"
    assert "frame" not in report_of(tmp_path / "港")


def test_on_a_terminal_one_is_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(
        new_command, "sys", SimpleNamespace(
            stdin=SimpleNamespace(isatty=lambda: True), stdout=SimpleNamespace(isatty=lambda: True)
        )
    )  # fmt: skip
    answers = "en\njournal\n Ports \n\n"
    assert hakusho("new", tmp_path / "paper", *DAY, input=answers).exit_code == 0
    made = report_of(tmp_path / "paper")
    assert (made["title"], made["authors"][0]["name"]) == ("Ports", "Author")
    assert (made["frame"], made["lang"]) == ("journal", "en-GB")


def test_a_folder_that_has_a_paper_stays_as_it_is(paper):
    before = files_of(paper)
    assert hakusho("new", paper, *DAY).exit_code == 1
    assert files_of(paper) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("new",), ("new", "x", "--lang", "fr"), ("new", "x", "--frame", "book"),
        ("new", "x", "--date", "tomorrow"), ("new", "x", "--csv", "gone.csv"),
        ("new", "x", "--wheels", "."), ("import", "gone.md", "x"), ("new", "x", "--title", "\udce6"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_said(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert hakusho(*arguments).exit_code == 2
    assert not files_of(tmp_path)


@pytest.mark.parametrize("written", ["2026/4/1", "2026.04.01", "2026年4月1日", "2026-04-01"])
def test_a_day_is_read_in_every_way_that_means_one(tmp_path, written):
    assert hakusho("new", tmp_path / "a", "--date", written).exit_code == 0
    assert report_of(tmp_path / "a")["date"] == dt.date(2026, 4, 1)


@pytest.mark.parametrize("written", ["1.4.2026", "2026-13-01", "2026年4月", "26/4/1"])
def test_what_is_no_day_is_said_in_words(tmp_path, written):
    result = hakusho("new", tmp_path / "a", "--date", written)
    assert result.exit_code == 2
    assert f"'{written}' is no date: write year, month and day, as 2026-12-01" in result.output


def test_files_of_ones_own_that_cannot_be_used_are_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("a,b\n", "utf-8")
    (tmp_path / "a.bib").write_text("@book{a, title = {", "utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    for option in ("--csv", "a.csv"), ("--bib", "a.bib"), ("--csv", "a.pdf"), ("--from", "a.pdf"):
        assert hakusho("new", "x", *option).exit_code == 1
    assert not (tmp_path / "x").exists()


def test_the_wheel_of_this_engine_goes_with_the_paper(tmp_path):
    (tmp_path / "all").mkdir()
    name = f"hakusho-{__version__}-py3-none-any.whl"
    (tmp_path / "all" / name).write_bytes(b"PK")
    assert hakusho("new", tmp_path / "x", *DAY, "--wheels", tmp_path / "all").exit_code == 0
    assert f"wheels/{name}" in files_of(tmp_path / "x")


DOCUMENT = """\
---
title: 港の本
subtitle: 三つの港
author: [甲, 乙]
date: 2024-05-03
abstract: 要旨。
keywords: [港]
---

# 章

文。
"""


def test_a_document_becomes_a_paper_as_it_says(tmp_path):
    (tmp_path / "a.md").write_text(DOCUMENT, "utf-8")
    assert hakusho("import", tmp_path / "a.md", tmp_path / "x").exit_code == 0
    made = report_of(tmp_path / "x")
    said = [made[key] for key in ("title", "subtitle", "abstract", "keywords", "lang")]
    assert said == ["港の本", "三つの港", "要旨。", ["港"], "ja-JP"]
    assert [each["name"] for each in made["authors"]] == ["甲", "乙"]
    assert made["date"] == dt.date(2024, 5, 3)


def test_what_options_say_counts_before_what_a_document_does(tmp_path, monkeypatch):
    monkeypatch.setattr(new_command, "today", lambda: dt.date(2026, 5, 3))
    (tmp_path / "a.md").write_text(DOCUMENT, "utf-8")
    options = ("--title", "T", "--author", "A", "--lang", "en", "--frame", "institute", *DAY)
    assert hakusho("import", tmp_path / "a.md", tmp_path / "x", *options).exit_code == 0
    made = report_of(tmp_path / "x")
    assert (made["title"], made["authors"], made["lang"]) == ("T", [{"name": "A"}], "en-GB")
    assert (made["frame"], made["date"]) == ("institute", dt.date(2026, 11, 24))
    (tmp_path / "b.md").write_text("# One\n\nText.\n\n# Two\n", "utf-8")
    assert hakusho("import", tmp_path / "b.md", tmp_path / "y").exit_code == 0
    made = report_of(tmp_path / "y")
    assert (made["title"], made["lang"]) == ("A paper without a title", "en")
    assert made["date"] == dt.date(2026, 5, 3)
    assert "frame" not in made


def test_what_a_first_sidecar_would_say_is_told_beside_one(paper):
    (paper / "figures/data/ports.csv").write_bytes("港;隻\n北浜;3\n東島;5\n".encode("cp932"))
    (paper / "figures/data/ports.meta.yaml").write_text("caption: 隻数\n", "utf-8")
    told = hakusho("data", "ports", "--sidecar", "--project", paper)
    assert told.exit_code == 2
    assert 'read:\n  encoding: "cp932"\n  delimiter: ";"' in told.output


def test_data_are_shown_and_kept(paper):
    at = ("--project", paper)
    assert hakusho("data", *at).exit_code == 0
    assert hakusho("data", "forces", *at).exit_code == 0
    assert hakusho("data", "ports", "--sidecar", *at).exit_code == 0
    assert (paper / "figures/data/ports.meta.yaml").is_file()
    assert hakusho("data", "ports", "--sidecar", *at).exit_code == 2
    assert hakusho("data", "--snapshot", "first", *at).exit_code == 0
    assert (paper / "figures/data/snapshots/first.json").is_file()
    assert hakusho("impact", "--since", "first", *at).exit_code == 0
    for wrong in (("--snapshot", "first"), ("--snapshot", "../x"), ("force",), ("--sidecar",)):
        assert hakusho("data", *wrong, *at).exit_code == 2
    (paper / "figures/data/ports.csv").write_text("港,隻\n北浜\n", "utf-8")
    assert hakusho("data", "ports", *at).exit_code == 1
    (paper / "figures/data/snapshots/first.json").write_text("{", "utf-8")
    assert hakusho("impact", "--since", "first", *at).exit_code == 2


def test_a_paper_without_data_says_so(make_paper):
    root = make_paper()
    assert hakusho("data", "--project", root).exit_code == 0
    assert hakusho("refresh", "--project", root).exit_code == 0
    assert hakusho("figures", "--new", "a", "--project", root).exit_code == 2


def test_what_data_are_from_is_listed_and_fetched(make_paper, web, monkeypatch):
    days = iter([dt.date(2026, 5, day) for day in (3, 3, 3, 4, 9)])
    monkeypatch.setattr(refresh_command, "today", lambda: next(days))
    answers = {"/a.csv": (302, {"Location": "/b.csv"}, b""), "/b.csv": (200, {}, SHIPS.encode())}
    address = web(answers)
    sidecar = f"fetch: {address}/a.csv\n"
    root = make_paper({**FILES, "figures/data/forces.meta.yaml": sidecar}, report=REPORT)
    (root / "figures/data/forces.csv").unlink()
    port = address.rpartition(":")[2]

    def ask(*arguments):
        return hakusho("refresh", *arguments, "--project", root).output.replace(port, "80")

    assert ask() == f"forces  {address[: -len(port)]}80/a.csv  never fetched\n"
    told = ask("forces").splitlines()
    assert told == [
        f"it led to {address[: -len(port)]}80/b.csv",
        f"figures/data/forces.csv: {len(SHIPS)} bytes from {address[: -len(port)]}80/a.csv",
    ]
    assert "it answers what it answered before" in ask("forces")
    assert ask().endswith("  fetched on 2026-05-03, 1 day ago\n")
    assert "no dataset 'force' is from an address; did you mean 'forces'?" in ask("force")


LINES = [
    PrintedLine(7, 14, "There are 12 ships", "report/chapters/01.md", 3, 1),
    PrintedLine(7, 15, "at sea.", "report/chapters/01.md", 3, 20),
]


def test_a_line_of_the_copy_for_referees_is_found(paper, monkeypatch):
    def lines_at(_root, page, number):
        return [each for each in LINES if each.page == page and number in {None, each.number}]

    monkeypatch.setattr(finding_lines, "lines_at", lines_at)
    at = ("--project", paper)
    for place in (
        "7:14",
        "7.15",
        "7：14",
        " 7 ",
        "007",
        "7頁14行",
        "7ページ15行目",
        "p. 7, l. 14",
        "7頁",
    ):
        assert hakusho("where", place, *at).exit_code == 0
    for place in ("8", "7:16"):
        assert hakusho("where", place, *at).exit_code == 1
    for number in ("７", "123456"):  # which nothing prints
        asked = hakusho("where", number, "--project", paper)
        assert asked.exit_code == 1
        assert f"No fact, cell, table or figure in the text prints {number}." in asked.output
    for place in ("x", "7:", "7:14:1", "p.", "7:12345"):
        assert hakusho("where", place, *at).exit_code == 2


def test_without_a_copy_for_referees_one_learns_how_to_make_it(paper):
    assert hakusho("where", "7", "--project", paper).exit_code == 1


def test_a_figure_is_begun_with_answers(paper):
    at = ("--project", paper)
    given = (
        "--kind",
        "columns",
        "--dataset",
        "ports",
        "--label",
        "港",
        "--value",
        "隻",
        "--unit",
        "隻",
    )
    made = hakusho("figures", "--new", "fleet", *given, "--source", "", "--series", "", *at)
    assert made.exit_code == 0, made.output
    assert (paper / "figures/fleet.yaml").is_file()
    assert (
        hakusho("figures", "--new", "fleet", *given, "--source", "", "--series", "", *at).exit_code
        == 2
    )
    for wrong in (("--kind", "pie"), ("--kind", "columns", "--dataset", "no")):
        assert hakusho("figures", "--new", "other", *wrong, *at).exit_code == 2
    asked = hakusho("figures", "--new", "more", *at, input="columns\nports\n\n\n\n\n\n\n")
    assert asked.exit_code == 0, asked.output
