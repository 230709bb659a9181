"""Papers with passages for some readers only, built as an author would build them."""

from __future__ import annotations

import re
import zipfile

import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import html

from hakusho.cli import main

REPORT = """\
slug: trial
title: Trial
authors: [{name: A}]
date: 2026-04-01
lang: en-GB
"""
BRIEF = """\
---
title: For the minister
---

Decide.
"""
CHAPTER = """\
# First {#sec-first}

Everybody reads this.[^one] [Only the web reads that,]{.only edition="html"} and this.

::: {.only brief="minister"}
The minister alone learns about the treasure under Port Anselm.[^two]
:::

::: {.not edition="pdf"}
Screens show a passage about scrolling.
:::

::: {#box .only edition="pdf"}
Paper shows a passage about folding.
:::

- Both
- [Only books show an item about spines]{.only edition="epub"}

This ends it.[^three]

[^one]: A first note[, with a word for paper]{.only edition="pdf"}.
[^two]: A secret note about the map.
[^three]: A third note.
"""


def _build(root, *arguments):
    return CliRunner().invoke(main, ["build", "--project", str(root), *arguments])


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    root = tmp_path_factory.mktemp("conditions")
    for name, text in {
        "report/report.yaml": REPORT,
        "report/chapters/01.md": CHAPTER,
        "report/briefs/minister.md": BRIEF,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    result = _build(root)
    assert result.exit_code == 0, result.output
    stem = root / "build" / "trial"
    with zipfile.ZipFile(stem.with_suffix(".epub")) as book:
        pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    document = pypdfium2.PdfDocument(stem.with_suffix(".pdf"))
    pdf = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    web = html.parse(str(stem.with_suffix(".html"))).xpath("//main")[0].text_content()
    book = " ".join(re.sub(r"<[^>]+>", "", page) for page in pages)
    return {"pdf": " ".join(pdf.split()), "html": " ".join(web.split()), "epub": book}


@pytest.mark.parametrize(
    ("piece", "editions"),
    [
        ("Everybody reads this", "pdf html epub"),
        ("Only the web reads that", "html"),
        ("the treasure", ""),
        ("secret note", ""),
        ("about scrolling", "html epub"),
        ("about folding", "pdf"),
        ("about spines", "epub"),
        ("with a word for paper", "pdf"),
        ("A third note", "pdf html epub"),
    ],
)
def test_an_edition_shows_what_is_meant_for_it(texts, piece, editions):
    assert [name for name in texts if piece in texts[name]] == [
        name for name in texts if name in editions.split()
    ]


def test_no_space_is_left_where_something_was_taken_out(texts):
    assert "reads this.1 and this." in texts["pdf"].replace("\u2060", "")
    assert "A first note." in texts["html"]


def test_no_mark_of_a_condition_is_left(texts):
    for text in texts.values():
        assert not re.search(r"hakusho-place|[\ue010-\ue013]", text)


def test_a_work_that_a_withheld_passage_cites_is_cited(tmp_path):
    files = {
        "report/report.yaml": f"{REPORT}bibliography: [bib/a.bib]\n",
        "report/chapters/01.md": """\
# First {#sec-first}

All.

::: {.only brief="minister"}
Some [@held].
:::

::: {.translation lang="ja" of="sec-first"}
全て[@said]。
:::
""",
        "report/briefs/minister.md": f"{BRIEF}\nThus [@own].\n",
        "bib/a.bib": "".join(
            f"@book{{{key}, author = {{Navy, {key}}}, title = {{On {key}}}, publisher = {{P}},"
            " date = {2020}}\n"
            for key in ("held", "said", "own", "never")
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = CliRunner().invoke(main, ["check", "--select", "CIT004", "--project", str(tmp_path)])
    assert re.findall(r"(\w+) is never cited", result.output) == ["never"], result.output
