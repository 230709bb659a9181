"""A paper held open: its page, its editions made to be looked at, and errors survived."""

import re

import pytest
from pypdfium2 import PdfDocument

from hakusho.engine.engine import Engine
from hakusho.making.order import Request
from hakusho.making.painting import MARKS
from hakusho.tools.keeping import GivenUpError


@pytest.fixture
def engine(make_paper, report_text):
    root = make_paper({
        "report/report.yaml": f"{report_text}bibliography: [bib/references.bib]\n",
        "report/chapters/01.md": "# 序 {#sec-a}\n\n本文[@a2020, 3頁]。\n\n## 次 {#sec-b}\n\n{{ 1 + 1 }}章。\n\n表は[-@sec-a]。\n",
        "bib/references.bib": "@book{a2020, author={山田, 太郎}, yomi={やまだ たろう}, title={題}, publisher={社}, year={2020}, langid={japanese}}\n",
        "report/briefs/short.md": "---\ntitle: 要点\naudience: 大臣\n---\n\n要点。\n",
    })  # fmt: skip
    held = Engine(root)
    yield held
    held.close()


def edit(engine, path, before, after):
    file = engine._root / path
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_the_page_is_the_html_edition_with_marks(engine):
    page = engine.page()
    assert page.findings == ()
    result = engine.build(Request(("html",), briefs=()))
    (html,) = [each for each in result.outputs if each.endswith(".html")]
    assert MARKS.sub("", page.html) == (engine._root / html).read_text(encoding="utf-8")


def test_a_check_that_is_given_up_leaves_nothing_behind(engine):
    edit(engine, "report/chapters/01.md", "表は", "@sec-none は")
    whole = Engine(engine._root).check().findings
    for asked in range(1, 1000):
        left = iter(range(asked))
        try:
            found = engine.check(is_given_up=lambda left=left: next(left, None) is None).findings
        except GivenUpError:
            continue
        break
    assert asked > 20  # so often it would have ended
    assert found == whole
    assert [each.rule.id for each in found].count("XRF001") == 1


def test_each_block_has_its_place_and_a_key_of_its_own(engine):
    blocks = engine.page().blocks
    places = [(each.path, each.line, each.column) for each in blocks]
    assert places == [("report/chapters/01.md", line, 1) for line in (1, 3, 5, 7, 9)]
    assert len({each.key for each in blocks}) == len(blocks)
    assert [re.match(r"<(\w+)", each.html)[1] for each in blocks] == ["h2", "p", "h3", "p", "p"]
    assert blocks[3].html == "<p>2章。</p>"
    assert not any("section" in each.html.split(">")[0] for each in blocks)


def test_an_edit_changes_the_key_of_its_block_alone(engine):
    before = [each.key for each in engine.page().blocks]
    edit(engine, "report/chapters/01.md", "{{ 1 + 1 }}章", "{{ 1 + 2 }}章")
    after = [each.key for each in engine.page().blocks]
    assert [one == other for one, other in zip(before, after, strict=True)] == [
        True, True, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "before", "after", "rule"),
    [
        ("report/chapters/01.md", "{{ 1 + 1 }}", "{{ 1 + }}", "TPL001"),
        ("report/report.yaml", "title:", "titel:", "PAP001"),
        ("report/report.yaml", "title:", "title: [", "PAP001"),
        ("bib/references.bib", "@book{a2020", "@book{a2020{", "CIT002"),
    ],
)
def test_the_last_good_page_outlives_an_error(engine, path, before, after, rule):
    good = engine.page()
    edit(engine, path, before, after)
    broken = engine.page()
    assert broken.html == good.html
    assert rule in {each.rule.id for each in broken.findings}
    assert rule in {each.rule.id for each in engine.check().findings}
    edit(engine, path, after, before)
    assert engine.page() == good


@pytest.mark.parametrize(
    ("path", "before", "after", "rule"),
    [
        ("report/chapters/01.md", "@a2020", "@b2020", "CIT001"),
        ("report/chapters/01.md", "[-@sec-a]", "[-@sec-c]", "XRF001"),
    ],
)
def test_what_can_be_painted_is_shown_whatever_a_check_finds(engine, path, before, after, rule):
    good = engine.page()
    edit(engine, path, before, after)
    page = engine.page()
    assert page.findings == ()
    assert page.html != good.html
    assert rule in {each.rule.id for each in engine.check().findings}
    edit(engine, path, after, before)
    assert engine.page() == good


def test_an_edition_is_made_and_nothing_published(engine):
    pdf = engine.finished("pdf")
    assert pdf.name == "trial.pdf"
    assert pdf.data.startswith(b"%PDF")
    brief = engine.finished("html", "short")
    assert brief.name == "short.html"
    assert "要点" in brief.data.decode()
    assert not list(engine._root.glob("build/*.*"))


def test_a_brief_has_marks_like_the_report(engine):
    text = "---\ntitle: 要点\naudience: 大臣\neditions: [html, pdf]\n---\n\n要点。\n\n{{ section('sec-b') }}\n"
    (engine._root / "report/briefs/short.md").write_text(text, encoding="utf-8")
    brief = engine.finished("html", "short")
    built = engine.build(Request(report=False, briefs=("short",)))
    assert brief.findings == built.findings
    assert brief.data == (engine._root / "build/briefs/short.html").read_bytes()
    assert MARKS.sub("", brief.marked).encode() == brief.data != brief.marked.encode()
    own, cut = "report/briefs/short.md", "report/chapters/01.md"
    places = [(each.path, each.line) for each in brief.blocks if each.path]
    assert places == [(own, 7), (cut, 5), (cut, 7), (cut, 9)]
    pdf = engine.finished("pdf", "short")
    assert (pdf.marked, pdf.blocks) == ("", ())


def test_a_brief_is_made_while_the_report_is_in_error(engine):
    edit(engine, "report/chapters/01.md", "[-@sec-a]", "[-@sec-c]")
    report, brief = engine.finished("pdf"), engine.finished("pdf", "short")
    assert report.data is None
    assert "XRF001" in {each.rule.id for each in report.findings}
    assert brief.data.startswith(b"%PDF")


LONG = (
    "---\ntitle: 要点\nbudget: {pages: 1}\neditions: [pdf, html]\n---\n\n"
    + "北の港は、船の数を毎年数える。\n\n" * 90
)


def test_a_brief_that_is_too_long_can_be_looked_at_and_is_not_published(engine):
    (engine._root / "report/briefs/short.md").write_text(LONG, encoding="utf-8")
    made = engine.finished("pdf", "short")
    assert made.name == "draft-short.pdf", made.findings
    pages = PdfDocument(made.data)
    assert len(pages) > 1
    assert all("草稿" in page.get_textpage().get_text_range() for page in pages)
    assert b"\xe8\x8d\x89\xe7\xa8\xbf" not in engine.finished("html", "short").data
    [found] = [each for each in made.findings if each.rule.id == "BRF001"]
    assert "hakusho preview" in found.hint
    engine.build(Request(report=False, briefs=("short",)))
    assert not list(engine._root.glob("build/briefs/*"))


def test_a_brief_that_is_not_there_is_a_finding(engine):
    made = engine.finished("pdf", "shrt")
    assert made.data is None
    assert "BRF014" in {each.rule.id for each in made.findings}
