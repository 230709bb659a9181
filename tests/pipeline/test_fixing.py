"""`hakusho check --fix` and `--diff`, as a user runs them."""

import json

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.pipeline import fixing
from hakusho.tools.writes import WriteError

pytestmark = pytest.mark.usefixtures("printed_is_held")

BIB = "@book{a,\r\n  pages = {1—2},\r\n  title = {題}\r\n}\r\n"
CHAPTER = "# 序 {#sec-a}\n\n本文[@a]。\n"


@pytest.fixture
def paper(make_paper, report_text):
    def make(more="", bib=BIB):
        report = f"{report_text}bibliography: [bib/a.bib]\n{more}"
        files = {"bib/a.bib": bib.encode(), "report/chapters/01.md": CHAPTER}
        return make_paper(files, report=report)

    return make


def run(root, *arguments):
    return CliRunner().invoke(main, ["check", "--project", str(root), *arguments])


def test_diff_shows_and_writes_nothing(paper):
    root = paper()
    result = run(root, "--diff")
    assert result.exit_code == 1
    assert result.stdout == (
        "--- a/bib/a.bib\n+++ b/bib/a.bib\n@@ -1,4 +1,4 @@\n @book{a,\n"
        "-  pages = {1—2},\n+  pages = {1--2},\n   title = {題}\n }\n"
    )
    assert "would mend 1 value in bib/a.bib (CIT027)" in result.stderr
    assert (root / "bib/a.bib").read_bytes() == BIB.encode()


def test_fix_writes_shows_and_reports_what_is_left(paper):
    root = paper(bib=BIB + "@book{b, title = {未引用}}\r\n")
    (root / "bib/a.bib").chmod(0o640)
    result = run(root, "--fix")
    assert "+  pages = {1--2}," in result.stdout
    assert "CIT004" in result.stdout
    new = (root / "bib/a.bib").read_bytes()
    assert new == (BIB + "@book{b, title = {未引用}}\r\n").replace("1—2", "1--2").encode()
    assert (root / "bib/a.bib").stat().st_mode & 0o777 == 0o640
    again = run(root, "--fix")
    assert "nothing to mend" in again.stderr
    assert (root / "bib/a.bib").read_bytes() == new


@pytest.mark.parametrize(
    "more",
    [
        "checks: {severity: {CIT027: 'off'}}\n",
        "checks: {severity: {CIT: 'off'}}\n",
        "checks: {exceptions: [{rule: CIT027, entry: a, reason: as printed}]}\n",
    ],
)
def test_what_the_paper_accepts_is_not_mended(paper, more):
    assert "nothing to mend" in run(paper(more), "--diff").stderr


@pytest.mark.parametrize("option", ["--ignore=CIT027", "--select=CIT004"])
def test_what_is_not_selected_is_not_mended(paper, option):
    assert "nothing to mend" in run(paper(), "--diff", option).stderr


@pytest.mark.parametrize(
    ("field", "mended"),
    [
        ("volume = {第49巻}", "volume = {49}"),
        ("number = {第2号}", "number = {2}"),
        ("pages = {46〜58頁}", "pages = {46--58}"),
        ("pages = {pp. 46〜58}", "pages = {46--58}"),
        ("month = {March}", "month = {3}"),
        ("doi = {https://doi.org/10.5555/a.1}", "doi = {10.5555/a.1}"),
        ("url = {https://a.example/x?utm_source=y}", "url = {https://a.example/x}"),
        ("volume = {４９}", "volume = {49}"),
        ("publisher = {ｱｼﾞｱ社}", "publisher = {アジア社}"),
        ("publisher = {ア\u200bジア社}", "publisher = {アジア社}"),
    ],
)
def test_every_mender_is_reached_by_the_rule_that_it_mends_for(paper, field, mended):
    bib = f"@article{{a, {field}, title = {{題}}}}\n"
    root = paper(bib=bib)
    run(root, "--fix")
    assert (root / "bib/a.bib").read_text(encoding="utf-8") == bib.replace(field, mended)
    assert "nothing to mend" in run(root, "--fix").stderr


def test_a_machine_gets_its_document_alone(paper):
    result = run(paper(), "--fix", "--format=json")
    assert json.loads(result.stdout)
    assert "+  pages = {1--2}," in result.stderr


def test_a_file_that_cannot_be_written_is_a_finding(paper, monkeypatch):
    def refuse(path, _text):
        raise WriteError(f"{path.name}: No space left on device")

    monkeypatch.setattr(fixing, "write_text", refuse)
    root = paper()
    result = run(root, "--fix")
    assert result.exit_code == 1
    assert "OUT001" in result.stdout
    assert (root / "bib/a.bib").read_bytes() == BIB.encode()


def test_a_paper_that_cannot_be_read_is_left_to_the_check(paper):
    root = paper()
    (root / "report/report.yaml").unlink()
    assert run(root, "--fix").exit_code == 2


TEXT = "# 序\r\n\r\n次の通り。\r\n- 甲\r\n- 乙\r\n\r\n##見出し\r\n\r\n> 次の通り。\r\n> 1. 一\r\n> 2. 二\r\n"
MENDED = (
    "# 序\r\n\r\n次の通り。\r\n\r\n- 甲\r\n- 乙\r\n\r\n## 見出し\r\n\r\n"
    "> 次の通り。\r\n>\r\n> 1. 一\r\n> 2. 二\r\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_is_mended_where_lines_begin_and_nowhere_else(make_paper, mark):
    root = make_paper({"report/chapters/01.md": (mark + TEXT).encode()})
    shown = run(root, "--diff")
    assert (root / "report/chapters/01.md").read_bytes() == (mark + TEXT).encode()
    result = run(root, "--fix")
    assert "+## 見出し" in shown.stdout
    assert "+## 見出し" in result.stdout
    assert "mended 3 places in report/chapters/01.md (MRK001, MRK002)" in result.stderr
    assert (root / "report/chapters/01.md").read_bytes() == (mark + MENDED).encode()
    assert "nothing to mend" in run(root, "--fix").stderr


def test_a_brief_is_mended_too(make_paper):
    root = make_paper(
        {"report/briefs/note.md": "---\ntitle: 短信\n---\n\n次の通り。\n- 甲\n- 乙\n"}
    )
    run(root, "--fix")
    text = (root / "report/briefs/note.md").read_text(encoding="utf-8")
    assert text == "---\ntitle: 短信\n---\n\n次の通り。\n\n- 甲\n- 乙\n"


@pytest.mark.parametrize(
    "text",
    [
        "次の通り。\n- 甲<!-- hakusho: ignore MRK001 -->\n- 乙\n",
        '次の通り。\n{{ "- 甲" }}\n- 乙\n',
        '{% if true %}次の通り。\n{{ "- 甲\\n- 乙" }}{% endif %}\n',
    ],
)
def test_what_is_ignored_or_printed_by_a_template_is_not_mended(make_paper, text):
    root = make_paper({"report/chapters/01.md": text})
    result = run(root, "--fix")
    assert (root / "report/chapters/01.md").read_text(encoding="utf-8") == text
    assert "nothing to mend" in result.stderr


def test_what_a_template_prints_is_found_at_its_expression(make_paper):
    root = make_paper({"report/chapters/01.md": '# 序\n\n次の通り。\n{{ "- 甲\\n- 乙" }}\n'})
    assert "01.md:4:1: MRK001" in run(root).stdout
