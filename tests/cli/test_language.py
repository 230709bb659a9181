"""The command line in Japanese: findings, help, complaints; English reads no catalogue."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from hakusho.cli import _MODULES, main
from hakusho.cli.language import asked_language, wrapped
from hakusho.localization import catalogues


@pytest.fixture(autouse=True)
def _language(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "")
    yield
    monkeypatch.setenv("HAKUSHO_LANG", "en")
    catalogues.speak()


@pytest.fixture
def said(monkeypatch):
    def run(*arguments, language="ja"):
        monkeypatch.setenv("HAKUSHO_LANG", language)
        return CliRunner().invoke(main, arguments)

    return run


@pytest.fixture
def paper(make_paper, report_text):
    files = {
        "report/chapters/01.md": "# 序\n\n本文[@nobody2020, 3頁]。\n",
        "bib/a.bib": "",
    }
    return make_paper(files, report=f"{report_text}bibliography: [bib/a.bib]\n")


def test_findings_are_in_the_language_that_is_chosen(said, paper):
    japanese = said("check", "--project", str(paper)).output
    assert "CIT001 nobody2020 が文献目録にありません" in japanese
    assert "エラー1件" in japanese
    assert "規則の説明：hakusho rule CIT001" in japanese
    english = said("check", "--project", str(paper), language="en").output
    assert "CIT001 nobody2020 is not in the bibliography" in english


def test_the_command_line_is_before_the_environment(said, paper):
    for arguments in (("--lang", "en", "check"), ("check", "--lang", "en"), ("check", "--lang=en")):
        output = said(*arguments, "--project", str(paper)).output
        assert "is not in the bibliography" in output
    assert (
        "ありません" in said("check", "--lang", "ja", "--project", str(paper), language="en").output
    )


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_reports_for_machines_have_the_message_in_it_and_the_same_rule(said, paper, form):
    english, japanese = (
        said("check", "--format", form, "--project", str(paper), language=language).output
        for language in ("en", "ja")
    )
    assert "CIT001" in english
    assert "CIT001" in japanese
    assert "が文献目録にありません" in japanese
    if form == "sarif":
        runs = [json.loads(each)["runs"][0]["results"][0] for each in (english, japanese)]
        assert len({each["partialFingerprints"]["hakusho/v1"] for each in runs}) == 1


@pytest.mark.parametrize("command", sorted(_MODULES))
def test_help_is_whole_and_fits_a_terminal(said, command):
    output = said(command, "--help").output
    assert output.startswith("使い方：")
    assert "--lang" in output
    wrapped_lines = (line for line in output.splitlines() if not line.startswith("    hakusho "))
    assert max(map(cell_len, wrapped_lines)) <= 80
    assert "Show this message" not in output
    english = said(command, "--help", language="en").output
    assert english.startswith("Usage:")
    assert [line for line in english.splitlines() if line.startswith("    hakusho ")] == [
        line for line in output.splitlines() if line.startswith("    hakusho ")
    ]


def test_complaints_about_the_command_line_are_in_it(said):
    unknown = said("chekc")
    assert unknown.exit_code == 2
    assert "というコマンドはありません" in unknown.output
    assert "というオプションはありません" in said("check", "--strickt").output
    assert "en" in said("check", "--lang", "xx").output
    assert said("check", "--lang", "xx").exit_code == 2


def test_a_language_that_is_not_there_is_a_usage_error(said, paper):
    result = said("check", "--project", str(paper), language="klingon")
    assert result.exit_code == 2
    assert "HAKUSHO_LANG says 'klingon'; there are en, ja" in result.output


def test_a_rule_s_page_is_in_it(said):
    page = said("rule", "CIT008").output
    assert page.startswith("# CIT008: 参照箇所が文献のページの範囲外です\n\n警告。\n")
    assert "CIT008 警告：参照箇所 146頁 が" in page
    assert "## 抑えるには" in page


def test_english_reads_no_catalogue(paper):
    code = (
        "import sys, hakusho.localization.catalogues as c\n"
        "c._catalogue = None\n"
        "from hakusho.cli import main\n"
        "main(['check', '--project', sys.argv[1]], standalone_mode=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(paper)], capture_output=True, text=True, check=False
    )
    assert "is not in the bibliography" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], ""),
        (["check"], ""),
        (["check", "--lang", "ja"], "ja"),
        (["--lang=en", "check"], "en"),
        (["check", "--lang", "ja", "--lang", "en"], "en"),
        (["check", "--lang", "xx"], ""),
        (["check", "--lang"], ""),
        (["brief", "--", "--lang", "ja"], ""),
    ],
)
def test_the_language_is_known_before_anything_is_parsed(arguments, language):
    assert asked_language(arguments) == language


def test_japanese_is_broken_into_lines_as_it_is_in_print():
    text = "版を指定しなければ、report.yaml に挙げた版を作ります（「概要版」も含みます）。"
    for cells in range(8, 60):
        lines = wrapped(text, cells)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for line in lines:
            assert line[0] not in "、。）」"
            assert line[-1] not in "（「"
            assert cell_len(line) <= max(cells, len("report.yaml") + 2)
    assert wrapped("", 10) == []


def test_what_is_installed_is_said_in_japanese_too():
    said = CliRunner().invoke(main, ["doctor"], env={"HAKUSHO_LANG": "ja"}).output.splitlines()
    assert said[0].startswith("良好     Hakusho ")
    assert any(line.startswith("良好     フォント Noto Serif JP") for line in said)
