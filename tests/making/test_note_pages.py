"""A note stands at the foot of the page that its mark is on."""

import pypdfium2
import pytest
from click.testing import CliRunner

from hakusho.cli import main

SECTIONS = 48


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The text of each page of a paper in which headings with notes meet every place of a page."""
    root = tmp_path_factory.mktemp("notes")
    (root / "report/chapters").mkdir(parents=True)
    settings = "slug: p\ntitle: 題\nauthors: [{name: 著者}]\ndate: 2026-04-01\neditions: [pdf]\ncontents_depth: 1\n"
    (root / "report/report.yaml").write_text(settings, encoding="utf-8")
    parts = ["# 章\n"]
    for number in range(SECTIONS):
        note = f"^[注の文{number}番。]" if number % 2 else ""
        parts.append(f"## 節の題{number}番{note}\n")
        notes = [f"^[注{number}の{at}。{'説明が続く。' * (6 * (3 - at))}]" for at in range(3)]
        body = "本文が続く。" * (6 + number % 4)
        parts.append(f"冒頭{number}番{notes[0]}{body}{notes[1]}{body}{notes[2]}{body}")
        parts += ["本文が続く。" * (12 + number % 5)] * (number % 3)
        parts.append("")
    (root / "report/chapters/01.md").write_text("\n\n".join(parts), encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    document = pypdfium2.PdfDocument(root / "build/p.pdf")
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return ["".join(text.split()) for text in texts]


def test_no_heading_is_left_at_a_pages_foot(pages):
    def page_of(words):
        return {at for at, text in enumerate(pages) if words in text and "目次" not in text}

    left = [
        number
        for number in range(SECTIONS)
        if page_of(f"節の題{number}番") != page_of(f"冒頭{number}番")
    ]
    assert left == []


def test_a_headings_note_follows_it_to_the_next_page(pages):
    def page_of(words):
        return [at for at, text in enumerate(pages) if words in text and "目次" not in text]

    assert len(pages) > 6  # so that some headings do not fit at a page's foot
    strays = [
        number
        for number in range(1, SECTIONS, 2)
        if not set(page_of(f"注の文{number}番")) <= set(page_of(f"節の題{number}番"))
    ]
    assert strays == []


def test_a_short_quotation_takes_its_note_along(make_paper, report_text):
    parts = ["# 序"]
    for number in range(30):
        parts.append("本文が続く。" * (60 + 7 * (number % 9)))
        parts.append(f"> 引用の{number}番である。^[注の{number}番。{'説明が続く。' * 30}]")
    chapter = "\n\n".join(parts) + "\n"
    root = make_paper({"report/chapters/01.md": chapter}, report=f"{report_text}editions: [pdf]\n")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert "PAG006" not in result.output
