"""Briefs of the two papers in DOCX: as long as their PDF, with its notes, the same every time."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import pack, parse, written
from validators import brief_outputs as outputs
from validators import openxml
from validators.docx_content import Docx, W, problems, style_id, text
from validators.libreoffice import printed_together
from validators.reader_fonts import no_japanese_fonts, only_our_fonts

REFERENCE = """\
---
title: 策定した計画を、実行できる計画へ
subtitle: 日米防衛協力の二つの問題
audience: 大臣
classification: 取扱注意
contact: 編集部
layout: minister
---

::: {.key}
- 次の課題は、**策定した計画を実行できるものにする**ことである[@kito2024]。
- 平時のうちに、誰が、どこで、何を決めるかを定めておくべきである。
:::

::: {.numbers}
- **{{ fact("china-warheads-2035") }}** 見込まれる核弾頭{{ fact("china-warheads-2035").cite }}
- **{{ fact("china-warheads-2030") }}** その五年前{{ fact("china-warheads-2030").cite }}
- **0発** 配備された数[@mod2023, 61頁]
:::

# 二つの問題

:::: {.columns}
::: {.column width="55%"}
## 権限の非対称

調整の相手となる者どうしは、決めることのできる事柄が異なる[@kito2024]。@fig-timeline を参照。
:::

::: {.column}
{{ figure("fig-warheads") }}
:::
::::
"""
HARBOUR = """\
---
title: The clause and the ship
audience: The Cabinet of Skerrow (fictional)
layout: minister
page_size: us-letter
---

::: {.key}
Change **the clause** now.[^why]
:::

::: {.numbers}
- **{{ fact("arrivals-2023") }}** arrivals in a year {{ fact("arrivals-2023").cite }}
- **{{ fact("corridor-width") }}** width of the corridor
:::

{{ section("sec-choice") }}

{{ figure("fig-readiness") }}

[^why]: Because of @sec-failure; [@works2016, p. 21].
"""
AUDITED = ("minister", "allies", "clause", "setsumei")
"""A brief of each layout and language: the audit takes two seconds for each."""
OWN = {"reference": ("oneday", REFERENCE), "harbour": ("clause", HARBOUR)}
NAMES = (
    *(("reference", name) for name in ("oneday", "minister", "press", "allies")),
    *(("harbour", name) for name in ("clause", "cabinet", "notice", "pilots", "setsumei")),
)
SHORT = (("reference", "oneday", 1), ("reference", "minister", 1), ("reference", "press", 2))
SHORT += (("harbour", "clause", 1), ("harbour", "setsumei", 1))
"""Briefs without figures that move to another page, and how many pages they have."""
ONE_PAGE = [(paper, name) for paper, name, count in SHORT if count == 1]


def _built(target, paper, *wanted):
    """A paper with one brief more, and its briefs built."""
    name, source = OWN[paper]
    (target / f"report/briefs/{name}.md").write_text(source, encoding="utf-8")
    for brief in (target / "report/briefs").glob("*.md"):  # all editions of each
        lines = brief.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("editions:")]
        brief.write_text("".join(kept), encoding="utf-8")
    result = CliRunner().invoke(main, ["brief", *wanted, "--project", str(target)])
    assert result.exit_code == 0, result.output
    return target / "build/briefs"


@pytest.fixture(scope="module")
def briefs(tmp_path_factory, copy_of):
    return {
        paper: _built(copy_of(paper, tmp_path_factory.mktemp(paper) / "paper"), paper)
        for paper in OWN
    }


@pytest.fixture(params=NAMES, ids="-".join)
def brief(request, briefs):
    paper, name = request.param
    return briefs[paper] / name


def _squeezed(words):
    return re.sub(r"[\s\u2060\u200b]+", "", words)


def _with_marks(paragraph):
    """What stands in a paragraph, the numbers of its notes included."""
    parts = paragraph.iter(f"{W}t", f"{W}footnoteReference")
    return _squeezed("".join(each.text or each.get(f"{W}id", "") for each in parts))


def _pages(file):
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_a_brief_is_sound(brief):
    file = brief.with_suffix(".docx")
    assert problems(Docx(file)) == []
    if brief.stem in AUDITED:
        assert openxml.findings(file) == []


def test_notes_captions_and_headings_are_those_of_the_page(brief):
    docx = Docx(brief.with_suffix(".docx"))
    page = outputs.page(brief.parents[2], brief.name)
    assert [n + _squeezed(words) for n, words in docx.notes()] == page.notes
    styles = ("Image Caption", "Table Caption")
    captions = [_with_marks(p) for style in styles for p in docx.paragraphs(style)]
    assert sorted(captions) == sorted(page.captions)
    added = {"注", "Notes", "目次", "Contents"}
    levels = {f"heading {level}": level + 1 for level in range(1, 6)}  # on the page 1 is the title
    numbers = docx.list_numbers()
    headings = [
        (levels[docx.style_name(style_id(p))], _squeezed(numbers[p]) + _with_marks(p))
        for p in docx.document.iter(f"{W}p")
        if docx.style_name(style_id(p) or "Normal") in levels
    ]
    in_html = [(level, _squeezed(words)) for level, words in page.headings[1:]]
    assert headings == [(level, words) for level, words in in_html if words not in added]


def test_it_names_what_the_report_holds_and_what_it_was_cut_from(briefs):
    for paper, name, words in (
        ("reference", "oneday", "本編図"),
        ("harbour", "clause", "Section2"),
    ):
        docx = Docx(briefs[paper] / f"{name}.docx")
        parts = (docx.document, docx.xml["word/footnotes.xml"])
        assert words in _squeezed("".join(text(part) for part in parts))
        (origin,) = docx.paragraphs("Origin")
        cut_from = re.search(r"(本文|text) [0-9a-f]{7}", text(origin))
        assert cut_from
        assert cut_from[0] in (briefs[paper] / f"{name}.html").read_text(encoding="utf-8")


def test_its_language_is_its_own(briefs):
    def language(paper, name):
        docx = Docx(briefs[paper] / f"{name}.docx")
        return docx.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml")

    assert language("reference", "minister") == language("harbour", "setsumei") == ["en-US"]
    assert language("harbour", "cabinet") == ["en-GB"]
    allies = Docx(briefs["reference"] / "allies.docx")
    assert text(allies.paragraphs("Handling")[0]).startswith("For")
    assert text(allies.paragraphs("Image Caption")[0]).startswith("Figure 1")


def test_the_same_sources_make_the_same_files(briefs, copy_of, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    again = _built(copy_of("harbour", tmp_path / "elsewhere"), "harbour", "clause", "setsumei")
    for name in ("clause.docx", "setsumei.docx"):
        assert (again / name).read_bytes() == (briefs["harbour"] / name).read_bytes()


@pytest.fixture(scope="module")
def short(briefs):
    """The files of short briefs."""
    return [briefs[paper] / f"{name}.docx" for paper, name, _ in SHORT]


@pytest.fixture(scope="module", params=[only_our_fonts, no_japanese_fonts])
def on_paper(request, short, tmp_path_factory):
    """The fonts that a word processor sees, and what it makes of short briefs with them."""
    made = printed_together(short, tmp_path_factory.mktemp("word"), request.param)
    return request.param, dict(zip(short, made, strict=True))


@pytest.mark.office
@pytest.mark.parametrize(("paper", "name", "count"), SHORT)
def test_a_word_processor_needs_no_more_pages_than_the_pdf(briefs, paper, name, count, on_paper):
    file = briefs[paper] / f"{name}.docx"
    fonts, printed = on_paper
    pages = _pages(printed[file])
    assert len(pages) == len(_pages(file.with_suffix(".pdf"))) == count
    if fonts is no_japanese_fonts:
        return  # nothing of what is printed can be read
    words = _squeezed("".join(pages))
    notes = [n + _squeezed(text)[:16] for n, text in Docx(file).notes()]
    assert [note for note in notes if note not in words] == []


@pytest.fixture(scope="module")
def lowered(briefs, tmp_path_factory):
    """Briefs of one page, made lower by a line, as a word processor prints them."""
    folder = tmp_path_factory.mktemp("lower")
    files = {}
    for paper, name in ONE_PAGE:
        file = briefs[paper] / f"{name}.docx"
        parts = unpack(file.read_bytes())
        document = parse(parts["word/document.xml"])
        for margins in document.iter(f"{W}pgMar"):
            margins.set(f"{W}bottom", str(int(margins.get(f"{W}bottom")) + 280))
        parts["word/document.xml"] = written(document)
        files[file] = folder / file.name
        files[file].write_bytes(pack(parts))
    return dict(zip(files, printed_together(files.values(), folder), strict=True))


@pytest.mark.office
@pytest.mark.parametrize(("paper", "name"), ONE_PAGE)
def test_a_brief_of_one_page_has_room_for_a_line_more(briefs, paper, name, lowered):
    """Word's own fonts are of other widths than those that stand in for them here."""
    assert len(_pages(lowered[briefs[paper] / f"{name}.docx"])) == 1
