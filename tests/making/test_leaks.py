"""What is withheld is absent: text planted into every kind of output is found."""

from __future__ import annotations

import base64
import shutil
import zipfile
from urllib.parse import quote

import pikepdf
import pytest
from click.testing import CliRunner

import hakusho.manuscript.read as reading
from hakusho.cli import main
from hakusho.editions.readable_text import readable_text
from hakusho.examining.examine import examine
from hakusho.making.leaks import labels_of, leaks
from hakusho.manuscript.conditions import Reader
from hakusho.manuscript.withheld import comparable
from hakusho.paper.metadata import strings_in
from hakusho.tools.pdfium import functions

REPORT = """\
slug: trial
title: Keeping Skerrow Open
abstract: The harbours of Skerrow stay open in winter.
authors: [{name: Ines Calder}]
date: 2026-04-01
lang: en-GB
bibliography: [bib/a.bib]
"""
BIB = """\
@book{calder, author = {Calder, Ines}, title = {Harbours of an Invented Archipelago},
  publisher = {Skerrow University Press}, location = {Port Anselm}, date = {2020},
  langid = {english}}
"""
BRIEF = "---\ntitle: For the minister\n---\n\nDecide.\n"
CHAPTER = """\
# The harbours {#sec-harbours}

Everybody may read that ice closes the northern approach every winter [@calder, p. 12].

![Ships at anchor](ships.svg){#fig-ships alt="Three ships at anchor before a town."}

@fig-ships shows how many ships wait before the harbour.

::: {.only brief="minister"}
The treasure lies under the old customs house in Port Anselm.[^map]

財宝は港の旧税関の地下にあると推定される。
:::

<!-- The reviewer doubts whether the treasure was ever found by anybody. -->

{%# Ask the archive about the second map before printing. #%}

[^map]: The map is kept in a drawer of the harbour master.

::: {.only edition="html"}
Scroll down to see the animated chart of arrivals.
:::
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    '<text x="2" y="10" font-size="4">Three ships</text></svg>'
)
HIDDEN = "The treasure lies under the old customs house in Port Anselm."
JAPANESE = "財宝は港の旧税関の地下にあると推定される"
NOTE = "The map is kept in a drawer of the harbour master."
COMMENT = "The reviewer doubts whether the treasure was ever found by anybody."

SPLIT = "<p>The trea<b>sure</b> lies under\n the old cus­toms house in Port</p>"
DRAWN = "<svg><text>財宝は</text><text>港の旧税関の地下にあると推定される</text></svg>"


def _write(root, chapter=CHAPTER):
    for name, text in {
        "report/report.yaml": REPORT,
        "report/chapters/01.md": chapter,
        "report/briefs/minister.md": BRIEF,
        "bib/a.bib": BIB,
        "ships.svg": SVG,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def _build(root):
    return CliRunner().invoke(main, ["build", "--project", str(root)])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = _write(tmp_path_factory.mktemp("leaks"))
    result = _build(root)
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture(scope="module")
def examined(built):
    found, _ = examine(built, lambda _step: None)
    return found


@pytest.fixture
def search(examined):
    def run(*files, brief=""):
        return [
            (finding.rule.id, finding.location.line, finding.message)
            for finding in leaks(
                {file: file for file in files},
                examined.manuscript.draft,
                Reader("en", brief),
                printed=strings_in({"title": "Keeping Skerrow Open", "parts": ["A", 1]}),
                labels=labels_of(examined.pictures, examined.sources, examined.data),
            )
        ]

    return run


def _outputs(root):
    return [root / f"build/trial.{kind}" for kind in ("pdf", "epub", "html")]


def test_the_outputs_of_a_paper_with_conditions_are_clean(built, search):
    assert search(*_outputs(built)) == []
    for file in _outputs(built):
        text = comparable(readable_text(file))
        assert comparable("Everybody may read that ice closes") in text
        assert comparable("Three ships at anchor before a town") in text
        for piece in (HIDDEN, JAPANESE, NOTE, COMMENT):
            assert comparable(piece) not in text


def test_each_edition_holds_what_is_meant_for_it(built, search, tmp_path):
    page = built / "build/trial.html"
    assert "animated chart" in page.read_text("utf-8")
    book = tmp_path / "x.svg"
    shutil.copy(page, book)
    (found,) = search(book)
    assert found[:2] == ("OUT010", 21)


def test_the_brief_that_it_is_for_may_hold_it(search, tmp_path):
    page = tmp_path / "minister.html"
    page.write_text(f"<p>{HIDDEN}</p><p>{COMMENT}</p>", "utf-8")
    assert [line for _, line, _ in search(page, brief="minister")] == [15]
    assert [line for _, line, _ in search(page)] == [9, 15]


def _title(pdf):
    pdf.docinfo["/Title"] = HIDDEN


def _xmp(pdf):
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = JAPANESE


def _structure(pdf, key):
    found = [
        element
        for element in pdf.objects
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
    ]
    found[0][key] = pikepdf.String(JAPANESE)


def _outline(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"{HIDDEN} (really)", 0))


def _annotation(pdf):
    note = {"/Type": "/Annot", "/Subtype": "/Text", "/Rect": [0, 0, 9, 9]}
    annotation = pikepdf.Dictionary(
        {**{k: pikepdf.Name(v) if isinstance(v, str) else v for k, v in note.items()},
         "/Contents": pikepdf.String(JAPANESE)}
    )  # fmt: skip
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(annotation)])


PLANTED_IN_PDF = {
    "title": _title,
    "xmp": _xmp,
    "alt text": lambda pdf: _structure(pdf, "/Alt"),
    "actual text": lambda pdf: _structure(pdf, "/ActualText"),
    "outline": _outline,
    "annotation": _annotation,
}


@pytest.mark.parametrize("place", PLANTED_IN_PDF)
@pytest.mark.parametrize("streams", ["generate", "disable"])
def test_planted_in_a_pdf(built, search, tmp_path, place, streams):
    file = tmp_path / "trial.pdf"
    with pikepdf.open(built / "build/trial.pdf") as pdf:
        PLANTED_IN_PDF[place](pdf)
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode[streams])
    (found,) = search(file)
    assert found[:2] == ("OUT010", 9)
    assert found[2].startswith("trial.pdf would hold what is withheld from it: ")


def test_printed_on_the_pages_of_all_editions(search, tmp_path):
    root = _write(tmp_path / "open", CHAPTER.replace(' {.only brief="minister"}', " {.open}"))
    assert _build(root).exit_code == 0
    assert [found[:2] for found in search(*_outputs(root))] == [("OUT010", 9)] * 3


def _replaced(built, tmp_path, part, old, new):
    file = tmp_path / "trial.epub"
    changed = False
    with zipfile.ZipFile(built / "build/trial.epub") as book, zipfile.ZipFile(file, "w") as copy:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith(part) and old.encode() in data and not changed:
                data, changed = data.replace(old.encode(), new.encode(), 1), True
            copy.writestr(name, data)
    assert changed
    return file


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (".xhtml", "</body>", f"<p>{HIDDEN}</p></body>"),
        (".xhtml", "</body>", f"{SPLIT}</body>"),
        (".xhtml", "</body>", f"<!-- {HIDDEN} --></body>"),
        (".xhtml", "</body>", f'<p title="{HIDDEN}"/></body>'),
        (".opf", "</metadata>", f"<dc:description>{JAPANESE}</dc:description></metadata>"),
        ("nav.xhtml", "</body>", f"<p>{NOTE}</p></body>"),
        (".xhtml", "</body>", f"{DRAWN}</body>"),
        (".css", "}", f"}}\n/* {COMMENT} */\n"),
    ],
)  # fmt: skip
def test_planted_in_an_epub(built, search, tmp_path, part, old, new):
    ((rule, line, _),) = search(_replaced(built, tmp_path, part, old, new))
    assert (rule, line) in {("OUT010", 9), ("OUT010", 15)}


DRAWING = SVG.replace("Three ships", JAPANESE)
ENCODED = base64.b64encode(DRAWING.encode()).decode()
RUNS = (
    "<w:t>The treasure lies</w:t></w:r><w:r><w:t> under the old customs house in Port Anselm.</w:t>"
)


@pytest.mark.parametrize(
    "planted",
    [
        f"<p>{NOTE}</p>",
        f"<meta name='description' content='{HIDDEN}'>",
        f"<svg><title>{JAPANESE}</title></svg>",
        f'<img alt="" src="data:image/svg+xml;base64,{ENCODED}">',
        f'<img alt="" src="data:image/svg+xml,{quote(DRAWING)}">',
        "<p>The treasure lies under the old cus&#116;oms house in Port Anselm</p>",
        "<p>ＴＨＥ ＴＲＥＡＳＵＲＥ lies under the old customs house in Port Anselm</p>",
        f"<script>var x = '{HIDDEN}'</script>",
        "<p>Ask the archive about the second map before printing.</p>",
    ],
)
def test_planted_in_html(built, search, tmp_path, planted):
    file = tmp_path / "trial.html"
    text = (built / "build/trial.html").read_text("utf-8")
    file.write_text(text.replace("</body>", f"{planted}</body>"), "utf-8")
    ((rule, line, _),) = search(file)
    assert (rule, line) == ("OUT010", 17 if "archive" in planted else 9)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("word/document.xml", RUNS),
        ("word/document.xml", f'<wp:docPr id="1" descr="{JAPANESE}"/>'),
        ("word/footnotes.xml", f"<w:t>{NOTE}</w:t>"),
        ("docProps/core.xml", f"<dc:subject>{HIDDEN}</dc:subject>"),
        ("docProps/custom.xml", f"<vt:lpwstr>{COMMENT}</vt:lpwstr>"),
    ],
)  # fmt: skip
def test_planted_in_word(search, tmp_path, part, text):
    file = tmp_path / "trial.docx"
    with zipfile.ZipFile(file, "w") as document:
        document.writestr("word/document.xml", "<w:document><w:t>Everybody</w:t></w:document>")
        document.writestr("word/media/a.png", HIDDEN)
    assert search(file) == []
    with zipfile.ZipFile(file, "a") as document:
        document.writestr(part.replace("document", "document2"), f"<x>{text}</x>")
    ((rule, line, _),) = search(file)
    assert (rule, line) in {("OUT010", 9), ("OUT010", 15)}


@pytest.mark.parametrize(("name", "text"), [("f.svg", DRAWING), ("f.csv", f"a,b\n1,{HIDDEN}\n")])
def test_planted_beside(search, tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text, "utf-8")
    ((rule, line, _),) = search(file)
    assert (rule, line) == ("OUT010", 9)


def test_nothing_is_published_when_something_leaks(tmp_path, monkeypatch):
    root = _write(tmp_path)
    assert _build(root).exit_code == 0
    before = {file: file.read_bytes() for file in _outputs(root)}
    chapter = root / "report/chapters/01.md"
    chapter.write_text(chapter.read_text("utf-8").replace("every winter", "in winter"), "utf-8")
    monkeypatch.setattr(reading, "fit", lambda blocks, _reader: blocks)  # a defect of ours
    result = _build(root)
    assert result.exit_code == 1
    assert "OUT010" in result.output
    assert "report/chapters/01.md:9:5" in result.output
    assert {file: file.read_bytes() for file in _outputs(root)} == before


CLEAN = """\
# The harbours {#sec-harbours}

Everybody may read that ice closes the northern approach every winter [@calder, p. 12].
The harbours of Skerrow stay open in winter.

![Ships at anchor](ships.svg){#fig-ships alt="Three ships at anchor before a town."}

@fig-ships shows how many ships wait before the harbour.

<!-- Everybody may read that ice closes the northern approach -->
<!-- Figure 1 shows how many ships wait before the harbour. -->
<!-- Ines Calder, Harbours of an Invented Archipelago
(Port Anselm: Skerrow University Press, 2020), p. 12. -->
<!-- “Keeping Skerrow Open” -->
<!-- Three ships at anchor before a town -->
<!-- https://www.example.org/a/very/long/address/that/everybody/knows -->

::: {.only brief="minister"}
Everybody may read that ice closes the northern approach every winter.
The harbours of Skerrow stay open in winter.
:::

::: {.not brief="minister"}
Ships at anchor.
:::
"""


def test_words_that_stand_in_the_open_as_well_are_no_leak(tmp_path):
    result = _build(_write(tmp_path, CLEAN))
    assert result.exit_code == 0, result.output


RUBY = "[港]{ruby=みなと}は開く。"


def test_a_pdf_is_read_once_for_all_that_is_looked_for_in_it(tmp_path, monkeypatch):
    """Held against the document, reported on page by page and searched, also below readings."""
    door, opened = functions(), []
    load = door.FPDF_LoadMemDocument64
    monkeypatch.setattr(door, "FPDF_LoadMemDocument64", lambda *all: opened.append(1) or load(*all))
    root = _write(tmp_path, f"{CHAPTER}\n{RUBY}\n")
    assert _build(root).exit_code == 0
    assert len(opened) == len([*root.glob("build/**/*.pdf")]) == 2
