"""What only a brief's page has: a head, key numbers, columns, its origin at the foot."""

import re

import pikepdf
import pypdfium2
import pytest
from lxml import html as markup

from validators import axe, pdf_content, verapdf

LONG = "港と海底電線と一隻の船とが互いにどう関わるのか、なぜそれが我々にとって重大であるのか" * 3
PLAIN = "# 節 {#sec-one}\n\n" + "本文の一文である。" * 40


class Page:
    """Where the characters of a page stand, in points from its lower left corner."""

    def __init__(self, file, index=0):
        self.document = pypdfium2.PdfDocument(file)
        self.page = self.document[index]
        self.width, self.height = self.page.get_size()
        texts = self.page.get_textpage()
        count = texts.count_chars()
        self.text = texts.get_text_range(0, count)
        self.boxes = [texts.get_charbox(at) for at in range(count)]
        self.letters = [texts.get_text_range(at, 1) for at in range(count)]

    def find(self, words):
        """The boxes of the first place where these characters follow each other."""
        joined = "".join(self.letters)
        at = joined.index(words)
        starts = [sum(map(len, self.letters[:i])) for i in range(len(self.letters))]
        return [
            box
            for box, start in zip(self.boxes, starts, strict=True)
            if at <= start < at + len(words)
        ]

    def edges(self):
        """The outermost left, bottom, right and top of what is printed."""
        inked = [
            box for box, letter in zip(self.boxes, self.letters, strict=True) if letter.strip()
        ]
        lefts, bottoms, rights, tops = zip(*inked, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.fixture(scope="module")
def page(brief):
    return Page(brief.pdf)


@pytest.fixture(scope="module")
def tree(brief):
    return markup.document_fromstring(brief.html.read_text(encoding="utf-8"))


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_conforms(brief, profile):
    assert verapdf.failures(brief.pdf, profile) == []


def test_numbers_stand_on_one_line_whatever_their_labels_are(page):
    """The sample's labels have one to four lines."""
    places = {"1,500発": 0, "45～50発": 0, "約20発": 1}
    bottoms = [page.find(number)[at][1] for number, at in places.items()]
    assert max(bottoms) - min(bottoms) < 0.5
    labels = [page.find(label)[0][3] for label in ("中国の核", "範囲", "推計")]
    assert max(labels) - min(labels) < 2


def test_a_unit_is_smaller_than_its_number(page):
    *digits, unit = page.find("1,500発")
    height = max(box[3] - box[1] for box in digits)
    assert unit[3] - unit[1] < 0.8 * height


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["tight", "loose"])
@pytest.mark.parametrize("mark", ["-", "1."])
def test_numbers_may_stand_in_any_list(tmp_path, write_brief, mark, between):
    items = [f"{mark} **{number} ships** that sailed^[A note.]" for number in ("1,200", "85")]
    source = "::: {.numbers}\n" + between.join(items) + "\n:::\n"
    made = write_brief(tmp_path, source, lang="en-GB", language="en")
    page = Page(made.pdf)
    heights = [box[3] - box[1] for box in page.find("1,200")[:1] + page.find("ships")[:1]]
    label = page.find("that")[0]
    assert heights[0] > 1.8 * (label[3] - label[1])
    assert page.find("1,200")[0][1] > label[3]
    tree = markup.document_fromstring(made.html.read_text(encoding="utf-8"))
    numbers = [item.text_content() for item in tree.xpath("//span[@class='number']")]
    assert numbers == ["1,200 ships", "85 ships"]


def test_a_figure_is_no_wider_than_its_column(brief):
    with pikepdf.open(brief.pdf) as file:
        (figure,) = pdf_content.structure(file).all("Figure")
    assert figure is not None
    with pypdfium2.PdfDocument(brief.pdf) as document:
        page = document[0]
        right = [each.get_bounds()[2] for each in page.get_objects()]
        assert max(right) <= page.get_size()[0] - 17.5 / 25.4 * 72


FIGURE = '![Caption](figures/bars.svg){#fig-bars alt="棒" width-mm=160}'


@pytest.mark.parametrize("paragraphs", [1, 40], ids=["one page", "several"])
def test_no_figure_goes_above_the_title(tmp_path, write_brief, paragraphs):
    (tmp_path / "figures").mkdir()
    bars = '<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="60mm"><rect width="9" height="9"/></svg>'
    (tmp_path / "figures/bars.svg").write_text(bars, encoding="utf-8")
    source = f"# 節 {{#sec-one}}\n\n書き出し。\n\n{FIGURE}\n\n" + "Text.\n\n" * paragraphs
    page = Page(write_brief(tmp_path, source, layout="allies", title="題名である").pdf)
    title, caption, opening = (page.find(words)[0][1] for words in ("題名", "Caption", "書き出し"))
    assert title > opening > caption
    if paragraphs == 1:
        assert caption > page.find("本資料")[0][1]


def test_a_term_and_its_meaning_share_a_line(page):
    term, meaning = page.find("（ACM）")[0], page.find("平時から利用")[0]
    assert abs(term[1] - meaning[1]) < 4
    assert meaning[0] > term[0]


def test_head_and_origin_frame_the_page(page):
    squeezed = re.sub(r"\s", "", page.text)
    for words in ("宛先大臣", "取扱注意", "連絡先編集部", "本資料のもと『白書』", "Typst"):
        assert words in squeezed
    assert page.find("編集部")[-1][1] < page.height / 3, "at the foot, however short the text"


@pytest.mark.parametrize("size", ["a4", "b5", "a5", "us-letter"])
@pytest.mark.parametrize("layout", ["brief", "minister", "press", "allies"])
def test_nothing_leaves_the_page(tmp_path, write_brief, size, layout):
    changes = {"page_size": size, "title": LONG, "subtitle": LONG, "classification": "関係者限り"}
    made = write_brief(tmp_path, layout=layout, **changes)
    margin = made.metadata["layout"]["margins"]["side"] / 25.4 * 72
    with pypdfium2.PdfDocument(made.pdf) as document:
        count = len(document)
    for index in range(count):
        page = Page(made.pdf, index)
        left, bottom, right, top = page.edges()
        assert left > margin - 3
        assert right < page.width - margin + 3, "punctuation may hang"
        assert bottom > 10
        assert top < page.height - 10


def test_later_pages_say_what_they_are(tmp_path, write_brief):
    source = "\n\n".join(PLAIN.replace("sec-one", f"sec-{n}") for n in range(8))
    made = write_brief(tmp_path, source, layout="press", title=LONG)
    second = Page(made.pdf, 1)
    head = second.text.splitlines()[0]
    assert LONG[:10] in head
    assert "…" in head
    assert "取扱注意" in second.text.replace("\n", "")
    assert "2 / " in second.text


@pytest.mark.parametrize(("depth", "expected"), [(0, False), (1, True)])
def test_contents_stand_only_where_they_are_asked_for(tmp_path, write_brief, depth, expected):
    source = "\n\n".join(PLAIN.replace("sec-one", f"sec-{n}") for n in range(5))
    made = write_brief(tmp_path, source, layout="brief", contents_depth=depth)
    assert ("目次" in Page(made.pdf).text) is expected
    page = markup.document_fromstring(made.html.read_text(encoding="utf-8"))
    assert bool(page.xpath("//nav")) is expected


@pytest.mark.parametrize(("colophon", "expected"), [("line", False), ("block", True)])
def test_a_colophon_is_a_line_or_a_block(tmp_path, write_brief, colophon, expected):
    licence = {"name": "CC BY 4.0", "url": "https://example.org/by"}
    made = write_brief(tmp_path, PLAIN, measures={"colophon": colophon}, licence=licence)
    text = Page(made.pdf).text
    assert ("奥付" in text) is expected
    assert ("CC BY 4.0" in text) is expected
    assert "編集部" in text
    assert ("奥付" in made.html.read_text("utf-8")) is expected


def test_html_says_for_whom_and_from_what(tree):
    assert tree.find("body").get("class") == "brief"
    text = re.sub(r"\s+", "", tree.text_content())
    for words in ("宛先大臣", "取扱注意", "連絡先編集部", "本資料のもと『白書』"):
        assert words in text
    assert tree.xpath("count(//h1)") == 1
    assert tree.xpath("//nav") == []


def test_html_marks_numbers_units_and_labels(tree):
    items = tree.xpath("//div[@class='numbers']//li")
    numbers = [item.xpath("string(span[@class='number'])") for item in items]
    units = [item.xpath("string(.//span[@class='unit'])") for item in items]
    assert numbers == ["1,500発", "0発", "45～50発", "約20発", "未定"]
    assert units == ["発", "発", "発", "約", ""]
    assert items[2].xpath("string(span[@class='label'])") == "範囲"
    assert len(items[0].xpath("span[@class='label']/a[@class='noteref']")) == 1


def test_a_brief_printed_from_the_browser_has_its_own_page(tmp_path, write_brief, brief):
    assert "@page { size: 210mm 297mm; margin: 13mm 18mm 12mm; }" in brief.html.read_text("utf-8")
    made = write_brief(tmp_path, PLAIN, page_size="b5")
    assert "size: 182mm 257mm" in made.html.read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_html_has_no_violation(browser, brief, width, scheme):
    size = {"width": width, "height": 800}
    context = axe.window(browser, viewport=size, color_scheme=scheme)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(brief.html.as_uri())
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == [], "the policy lets style and script through"
    tops = page.evaluate(
        "[...document.querySelectorAll('.column')].map(c => c.getBoundingClientRect().top)"
    )
    assert (len(set(tops)) == 1) is (width > 700), "columns stack on a telephone"
    context.close()
