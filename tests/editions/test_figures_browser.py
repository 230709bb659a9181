"""Figures as a browser without any Japanese font shows them, in the page and in the book."""

import re
import zipfile

import pytest
from fontTools.ttLib import TTFont

from hakusho.figures.theme import NAMED, contrast
from hakusho.tools import fonts
from hakusho.values.letters import GAP, borders
from validators import axe

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 6000}
FURNITURE = ("paper", "soft", "grid")
SMALLEST_ON_A_PHONE = 9.0

LABELS = """() => [...document.querySelectorAll("svg text")]
  .filter((text) => text.checkVisibility())
  .map((text) => {
    const style = getComputedStyle(text);
    const size = parseFloat(style.fontSize);
    const box = text.getBoundingClientRect();
    const matrix = text.getScreenCTM();
    const under = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .filter((element) => element.ownerSVGElement && !element.closest("text"))
      .map((element) => getComputedStyle(element).fill)
      .filter((fill) => fill.startsWith("rgb"));
    return {
      text: text.textContent,
      bold: style.fontWeight >= 600,
      length: text.getComputedTextLength(),
      size,
      shown: size * Math.hypot(matrix.a, matrix.b),
      colour: style.fill,
      ground: under[0] || null,
    };
  })"""
MARKS = """() => [...document.querySelectorAll("svg :is(path, rect, use, circle, line, polygon)")]
  .filter((mark) => mark.checkVisibility() && !mark.closest("defs, clipPath, pattern"))
  .map((mark) => getComputedStyle(mark))
  .map((style) => [style.fill, style.stroke].filter((paint) => paint.startsWith("rgb")))
  .filter((paints) => paints.length)"""
NAMES = """(names) => Object.fromEntries(names.map((name) => {
  const probe = document.createElement("i");
  probe.style.color = `var(--figure-${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return [name, colour];
}))"""


@pytest.fixture(scope="module")
def chapter(drawn, tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    with zipfile.ZipFile(drawn.epub) as book:
        book.extractall(folder)
    return folder / "EPUB" / "text" / "ch001.xhtml"


@pytest.fixture(scope="module")
def laid_out():
    """How wide figures were told that a label is, in em."""
    with TTFont(fonts.sans().path, lazy=True) as sans, TTFont(fonts.sans_bold().path) as bold:
        faces = {
            False: (sans.getBestCmap(), sans["hmtx"]),
            True: (bold.getBestCmap(), bold["hmtx"]),
        }

        def width(text, *, bold):
            points, advances = faces[bold]
            letters = sum(advances[points[ord(char)]][0] for char in text) / 1000
            return letters + GAP * len(borders(text))

        yield width


def colour(paint):
    parts = re.findall(r"[\d.]+", paint)[:3]
    return "#" + "".join(f"{round(float(part)):02x}" for part in parts)


@pytest.mark.parametrize("edition", ["page", "book"])
def test_labels_are_as_wide_as_they_were_laid_out(visit, drawn, chapter, laid_out, edition):
    page = visit(drawn.html if edition == "page" else chapter, viewport=DESK)
    labels = page.evaluate(LABELS)
    assert len(labels) > 100
    for label in labels:
        wanted = laid_out(label["text"], bold=label["bold"]) * label["size"]
        assert wanted * 0.99 <= label["length"] <= wanted + 0.1, label


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", ["page", "book"])
def test_labels_can_be_read_on_what_is_under_them(visit, drawn, chapter, edition, scheme):
    page = visit(drawn.html if edition == "page" else chapter, viewport=DESK, color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for label in page.evaluate(LABELS):
        under = colour(label["ground"] or ground)
        assert contrast(colour(label["colour"]), under) >= 4.5, label


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_from_the_page(visit, drawn, scheme):
    page = visit(drawn.html, viewport=DESK, color_scheme=scheme)
    named = page.evaluate(NAMES, list(NAMED))
    furniture = {named[name] for name in FURNITURE}
    ground = colour(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    marks = [set(paints) - furniture for paints in page.evaluate(MARKS)]
    assert len([paints for paints in marks if paints]) > 50
    for paints in filter(None, marks):
        assert max(contrast(colour(paint), ground) for paint in paints) >= 3, paints


def test_letters_can_be_read_on_a_telephone(visit, drawn, chapter):
    for path in (drawn.html, chapter):
        page = visit(path, viewport=PHONE)
        drawings = page.locator("figure svg").all()
        assert sum(drawing.is_visible() for drawing in drawings) == page.locator("figure").count()
    page = visit(drawn.html, viewport=PHONE)
    for label in page.evaluate(LABELS):
        assert label["shown"] >= SMALLEST_ON_A_PHONE, label
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe.violations(page) == []


def test_on_a_desk_the_drawing_for_a_telephone_is_hidden_from_everyone(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    assert [svg.is_visible() for svg in page.locator("#fig-warheads svg").all()] == [True, False]
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    shown = [node for node in tree if not node["ignored"]]
    images = [node["name"]["value"] for node in shown if node["role"]["value"] == "image"]
    assert sum(name.startswith("図1 棒グラフ") for name in images) == 1


def test_labels_are_found_and_selected_but_spoken_once(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK)
    assert page.evaluate("find('1,000発', false, false, true)")
    chosen = page.evaluate("""() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("#fig-warheads svg text"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return getSelection().toString();
    }""")
    assert chosen == "2020年"
    page.click("#fig-warheads-data summary")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    spoken = [
        node["name"]["value"]
        for node in tree
        if not node["ignored"] and node["role"]["value"] in {"StaticText", "SvgText"}
    ]
    assert "見通し" in spoken, "in the table"
    assert "1,000発" not in spoken, "in the drawing"


def test_the_data_of_a_figure_open_with_the_keyboard(visit, samples):
    page = visit(samples.japanese.html, viewport=PHONE)
    details = page.locator("#fig-warheads-data")
    assert details.locator("table").is_hidden()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    assert details.locator("table").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe.violations(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "table-frame"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('download')") == "warheads.csv"


def test_paper_shows_the_wide_drawing_and_no_data(visit, samples):
    page = visit(samples.japanese.html, viewport=PHONE)
    page.emulate_media(media="print")
    assert page.locator("#fig-warheads-data").is_hidden()
    assert [svg.is_visible() for svg in page.locator("#fig-warheads svg").all()] == [True, False]


def test_photographs_are_left_as_they_are(visit, samples):
    page = visit(samples.japanese.html, viewport=DESK, color_scheme="dark")
    for image in page.locator("img").all():
        assert image.evaluate("(e) => getComputedStyle(e).filter") == "none"
        assert image.evaluate("(e) => getComputedStyle(e).mixBlendMode") == "normal"


def test_a_book_cuts_no_drawing_and_keeps_the_caption_off_its_ground(visit, chapter):
    page = visit(chapter, viewport={"width": 900, "height": 420})
    drawings = page.evaluate("""() => [...document.querySelectorAll("figure > svg")].map((svg) => [
      svg.getBoundingClientRect().height,
      svg.parentElement.querySelector("figcaption").getBoundingClientRect().top
        - svg.querySelector("rect").getBoundingClientRect().bottom,
    ])""")
    assert len(drawings) > 3
    for height, gap in drawings:
        assert height <= 0.95 * 420 + 1
        assert gap > 3
