"""The frame of a publication in finished files: what it says, where it stands, how pages are cut."""

import json
import re
import zipfile
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from PIL import Image

from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper

REPORT = """\
slug: trial
title: Keeping Skerrow Open
authors:
  - name: Ines Calder
    affiliation: [Institute of Ports, University of Anselm]
    orcid: 0000-0002-1825-0097
    email: ines@skerrow.example
    profile: Ines Calder teaches the law of harbours.
    photo: images/ines.png
  - {name: Tomas Vale}
date: 2026-04-01
lang: en-GB
bibliography: [bib/a.bib]
editions: [pdf, epub, html, docx]
publication:
  masthead: {text: Harbour Studies, logo: images/logo.svg, alt: An anchor}
  volume: 12
  number: 3
  pages: 31–33
  issn: 2049-3630
  doi: 10.1234/hs.12.3
  disclaimer: {text: The views are the authors’ own., place: PLACE}
  received: 2026-01-05
  accepted: 2026-03-01
  acknowledgements: We thank the harbour master.
"""
BIB = """\
@book{calder, author = {Brandt, Jonas}, title = {The Clause}, publisher = {Lantern},
  location = {Port Anselm}, date = {2020}, langid = {english}}
"""
PARAGRAPHS = [
    f"Ice closes the northern approach, as {who} knew. "
    + "".join(
        f"In {year} {who} knew how long it would stay, and in which harbour. "
        for year in range(2016, 2023)
    )
    for who in ("the pilots", "the crews", "the owners", "the keepers of the lights")
]
CHAPTER = f"""\
# The harbours

{PARAGRAPHS[0]}It is shown in @fig-ships.[^n]

![Ships at anchor](images/wide.svg){{#fig-ships alt="Three ships."}}

{PARAGRAPHS[1]}[@calder, p. 12]

# The ice

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}

[^n]: A note about the ice.
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="8mm" viewBox="0 0 20 8">'
    '<rect width="20" height="8" fill="#123456"/></svg>'
)
WIDE = LOGO.replace('width="20mm" height="8mm"', 'width="120mm" height="48mm"')


def face():
    data = BytesIO()
    Image.new("RGB", (60, 80), "grey").save(data, "PNG")
    return data.getvalue()


def build(make_paper, report, **request):
    root = make_paper(
        {
            "bib/a.bib": BIB,
            "images/logo.svg": LOGO,
            "images/wide.svg": WIDE,
            "images/ines.png": face(),
            "report/chapters/01.md": CHAPTER,
        },
        report=report,
    )
    result = build_paper(root, Request(**request), force=True, progress=lambda _step: None)
    return root / "build", result.findings


def pages_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def letters(pdf, page):
    """The left ends of the letters of a page, in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    return sorted(box[0] for box in boxes)


@pytest.mark.parametrize("place", ["above-title", "below-title", "colophon"])
def test_every_edition_says_it(make_paper, place):
    report = REPORT.replace("PLACE", place) + "frame: journal\n"
    build_, findings = build(make_paper, report)
    # All are read back. Of the last place a line is left over that has its note in the next column.
    allowed = {"OUT027", *(["PAG002"] if place == "colophon" else [])}
    assert {each.rule.id for each in findings} <= allowed
    pages = pages_of(build_ / "trial.pdf")
    flat = " ".join("".join(pages).split())
    page = html.fromstring((build_ / "trial.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(build_ / "trial.docx") as file:
        document = etree.fromstring(file.read("word/document.xml"))
    with zipfile.ZipFile(build_ / "trial.epub") as file:
        title_page = etree.fromstring(file.read("EPUB/text/title_page.xhtml"))
        package = file.read("EPUB/content.opf").decode()
        chapters = [n for n in file.namelist() if re.search(r"ch\d+\.xhtml", n)]
        last = etree.fromstring(file.read(max(chapters)))
    said = {
        "pdf": flat,
        "html": "".join(e.text_content() for e in page.xpath("//main | //footer")),
        "docx": "\n".join("".join(p.itertext()) for p in document.iter("{*}p")),
        "epub": "".join(title_page.itertext()) + "".join(last.itertext()),
    }
    for edition, text in said.items():
        for words in (
            *("Harbour Studies", "Vol. 12, No. 3", "ISSN 2049-3630", "DOI 10.1234/hs.12.3"),
            *("Institute of Ports; University of Anselm", "ines@skerrow.example"),
            *("ORCID 0000-0002-1825-0097", "Received 5 January 2026; Accepted 1 March 2026"),
            *("The views are the authors’ own.", "teaches the law"),
        ):
            assert words in text, (edition, words)
        order = [text.index("The views are"), text.index("Keeping Skerrow Open")]
        if edition != "epub":  # the title page holds no colophon, only its rows
            assert (order == sorted(order)) == (place == "above-title"), edition
    end = [flat.index(w) for w in ("We thank the harbour", "References", "About the authors")]
    assert end == sorted(end)
    assert "<dc:publisher>Harbour Studies</dc:publisher>" in package
    assert "10.1234/hs.12.3" in package
    assert "urn:ISSN:2049-3630" in package
    tags = {each.get("name"): each.get("content") for each in page.iter("meta")}
    assert tags["citation_volume"] == "12"
    assert tags["citation_firstpage"] == "31"
    assert tags["citation_author_orcid"] == "https://orcid.org/0000-0002-1825-0097"
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["author"][0]["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert data["isPartOf"]["isPartOf"]["isPartOf"]["issn"] == "2049-3630"


@pytest.mark.parametrize("frame", ["", "frame: journal\n", "frame: institute\n"])
def test_the_colophon_may_stand_before_the_contents(make_paper, frame):
    report = REPORT.replace("PLACE", "below-title").replace(
        "number: 3", "number: 3\n  colophon: front"
    )
    build_, _ = build(make_paper, report + frame)
    page = html.fromstring((build_ / "trial.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(build_ / "trial.docx") as file:
        document = etree.fromstring(file.read("word/document.xml"))
    for text in (
        " ".join("".join(pages_of(build_ / "trial.pdf")).split()),
        "".join(each.text_content() for each in page.xpath("//main | //body/footer")),
        "\n".join("".join(each.itertext()) for each in document.iter("{*}p")),
    ):
        assert text.count("Colophon") == 1
        assert text.index("Colophon") < text.index("Ice closes")


def test_a_journal_is_set_in_two_columns_on_b5_and_counts_from_its_first_page(make_paper):
    report = REPORT.replace("PLACE", "above-title") + "frame: journal\n"
    build_, findings = build(make_paper, report, editions=("pdf",))
    with pikepdf.open(build_ / "trial.pdf") as pdf:
        width, height = (round(float(each) / 72 * 25.4) for each in pdf.pages[0].MediaBox[2:])
    assert (width, height) == (182, 257)
    pages = pages_of(build_ / "trial.pdf")
    assert [page.split()[-1] for page in pages] == [str(31 + n) for n in range(len(pages))]
    middle = 182 / 25.4 * 72 / 2
    text = letters(build_ / "trial.pdf", 1)
    assert [x for x in text if x < middle - 9]
    assert [x for x in text if x > middle]
    assert "OUT027" in [each.rule.id for each in findings] or len(pages) == 3


def test_a_range_that_the_pdf_does_not_fill_is_found(make_paper):
    report = REPORT.replace("PLACE", "colophon").replace("31–33", "31–90")
    _, findings = build(make_paper, report, editions=("pdf",))
    told = next(each for each in findings if each.rule.id == "OUT027")
    assert (told.location.path, told.location.line) == ("report/report.yaml", 19)
    assert re.search(r"31–3\d", str(told.hint))


def test_a_report_of_an_institute_has_a_cover_and_chapters_that_begin_pages(make_paper):
    report = REPORT.replace("PLACE", "colophon").replace("  pages: 31–33\n", "")
    build_, findings = build(make_paper, report + "frame: institute\n", editions=("pdf",))
    assert findings == ()
    pages = pages_of(build_ / "trial.pdf")
    assert "Keeping Skerrow Open" in pages[0]
    assert "The harbours" not in pages[0]
    assert all(page.strip() for page in pages)
    begins = [re.search(r"^2 The ice\s*$", page, re.MULTILINE) for page in pages]
    found = [at for at, match in enumerate(begins) if match]
    assert len(found) == 1
    assert not re.search(r"^1 The harbours\s*$", pages[found[0]], re.MULTILINE)


@pytest.mark.parametrize("count", [1, 6, 12, 18])
def test_what_a_cover_says_is_never_printed_over(make_paper, count):
    line = "  - {name: Tomas Vale, affiliation: [Institute of Ports], email: t@skerrow.example}\n"
    report = REPORT.replace("PLACE", "below-title").replace("  pages: 31–33\n", "")
    report = report.replace("  - {name: Tomas Vale}\n", line * count)
    report = report.replace(
        "Keeping Skerrow Open", "Keeping Skerrow Open Whatever the Winter Brings"
    )
    build_, findings = build(make_paper, report + "frame: institute\n", editions=("pdf",))
    assert findings == ()
    with pypdfium2.PdfDocument(build_ / "trial.pdf") as pdf:
        text, height = pdf[0].get_textpage(), pdf[0].get_height()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
        assert text.get_text_range().count("Tomas Vale") == count
    rows = sorted({(round(top), round(foot)) for _, foot, _, top in boxes}, reverse=True)
    assert rows[-1][1] > 0
    assert rows[0][0] < height
    assert all(
        below[0] <= above[1] + 3 for above, below in pairwise(rows) if below[1] < above[1] - 3
    )


def test_references_and_colophon_can_be_left_out(make_paper):
    report = REPORT.replace("PLACE", "above-title") + "  references: none\n  colophon: none\n"
    build_, findings = build(make_paper, report, editions=("pdf", "html", "docx"))
    assert [each for each in findings if each.rule.id != "OUT027"] == []
    page = (build_ / "trial.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(build_ / "trial.docx") as file:
        document = file.read("word/document.xml").decode()
    for text in ("".join(pages_of(build_ / "trial.pdf")), page.partition("<body")[2], document):
        assert "Colophon" not in text
        assert "References" not in text


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("images/logo.svg", "images/gone.svg", 37),
        ("images/ines.png", "images/broken.png", 5),
        ("images/ines.png", "../outside.png", 5),
    ],
)
def test_an_image_that_cannot_be_shown_is_found_where_it_is_named(make_paper, old, new, column):
    root = make_paper({"images/broken.png": b"\x89PNG\r\n\x1a\n"})
    report = REPORT.replace("PLACE", "colophon").replace(old, new)
    _, findings = build(make_paper, report)
    told = [each for each in findings if each.rule.id == "PAP015"]
    assert [(each.location.path, each.location.column) for each in told] == [
        ("report/report.yaml", column)
    ]
    assert not (root / "build/trial.pdf").exists()
