"""Briefs of the two papers in DOCX: as long as their PDF, with its notes, the same every time."""

from __future__ import annotations

import re
import shutil
from types import SimpleNamespace

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import html

from hakusho.cli import main
from validators import openxml
from validators.docx_content import Docx, problems, text
from validators.libreoffice import printed

PAPERS = {"reference": ".", "harbour": "tests/papers/harbour"}
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
title: Waiting for a signature
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
BRIEFS = {"reference": ("oneday", REFERENCE), "harbour": ("cabinet", HARBOUR)}


def _written(root, target, name, brief):
    for folder in ("report", "figures", "bib", "sources", "images"):
        if (root / folder).is_dir():
            shutil.copytree(root / folder, target / folder)
    shutil.rmtree(target / "report/briefs", ignore_errors=True)
    (target / "report/briefs").mkdir()
    (target / f"report/briefs/{name}.md").write_text(brief, encoding="utf-8")
    result = CliRunner().invoke(main, ["brief", name, "--project", str(target)])
    assert result.exit_code == 0, result.output
    return target / "build/briefs"


@pytest.fixture(scope="module")
def briefs(tmp_path_factory, repository):
    made = {}
    for paper, (name, source) in BRIEFS.items():
        target = tmp_path_factory.mktemp(paper) / "paper"
        folder = _written(repository / PAPERS[paper], target, name, source)
        files = {each: folder / f"{name}.{each}" for each in ("pdf", "html", "docx")}
        made[paper] = SimpleNamespace(root=target, **files)
    return made


@pytest.fixture(params=BRIEFS)
def brief(request, briefs):
    return briefs[request.param]


def _squeezed(words):
    return re.sub(r"[\s\u2060\u200b]+", "", words)


def _pages(file):
    document = pypdfium2.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_a_brief_is_sound(brief):
    assert problems(Docx(brief.docx)) == []
    assert openxml.findings(brief.docx) == []


def test_its_notes_are_those_of_its_pdf(brief):
    notes = [number + _squeezed(words) for number, words in Docx(brief.docx).notes()]
    assert [re.match(r"\d+", note)[0] for note in notes] == [str(n + 1) for n in range(len(notes))]
    assert len(notes) >= 3
    printed_text = _squeezed("".join(_pages(brief.pdf)))
    assert [note for note in notes if note[:24] not in printed_text] == []


def test_it_names_what_the_report_holds_and_what_it_was_cut_from(briefs):
    for paper, words in (("reference", "本編図"), ("harbour", "Section1.")):
        docx = Docx(briefs[paper].docx)
        parts = (docx.document, docx.xml["word/footnotes.xml"])
        assert words in _squeezed("".join(text(part) for part in parts))
        page = html.parse(str(briefs[paper].html))
        (origin,) = docx.paragraphs("Origin")
        cut_from = re.search(r"(本文|text) [0-9a-f]{7}", text(origin))
        assert cut_from
        assert cut_from[0] in page.getroot().text_content()


def test_its_languages_are_its_own(briefs):
    languages = {
        paper: Docx(made.docx).find("//w:docDefaults//w:lang/@w:val", "word/styles.xml")
        for paper, made in briefs.items()
    }
    assert languages == {"reference": ["en-US"], "harbour": ["en-GB"]}


def test_the_same_sources_make_the_same_file(briefs, repository, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    for paper, (name, source) in BRIEFS.items():
        again = _written(repository / PAPERS[paper], tmp_path / paper, name, source)
        assert (again / f"{name}.docx").read_bytes() == briefs[paper].docx.read_bytes()


@pytest.mark.office
@pytest.mark.timeout(240)
def test_a_word_processor_needs_no_more_pages_than_the_pdf_has(brief, tmp_path):
    pages = _pages(printed(brief.docx, tmp_path))
    assert len(pages) == len(_pages(brief.pdf)) == 1
    on_paper = _squeezed(pages[0])
    notes = [n + _squeezed(words)[:16] for n, words in Docx(brief.docx).notes()]
    assert [note for note in notes if note not in on_paper] == []
