import zipfile
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from hakusho.editions.epub_figures import Look, inline_drawings
from hakusho.editions.figure_fonts import FAMILY
from hakusho.figures.theme import NAMED

H = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "s": "http://www.w3.org/2000/svg",
}
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    "<body><p>{}</p></body></html>"
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="c" href="text/ch1.xhtml" media-type="application/xhtml+xml" properties="mathml"/>'
    '<item id="f" href="media/a.svg" media-type="image/svg+xml"/>'
    "</manifest></package>"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def files_of(book):
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inlined(tmp_path, img, content='<rect fill="#002f5f"/>'):
    files = {
        "EPUB/content.opf": PACKAGE.encode(),
        "EPUB/text/ch1.xhtml": PAGE.format(img).encode(),
        "EPUB/media/a.svg": SVG.format(content).encode(),
        "EPUB/styles/epub.css": b"p { margin: 0 }",
    }
    return inline_drawings(files, Look(NAMED), folder=tmp_path, cache=None)


@pytest.fixture(scope="module")
def book(samples):
    return files_of(samples.japanese.epub)


@pytest.fixture(scope="module")
def chapter(book):
    return etree.fromstring(book["EPUB/text/ch002.xhtml"])


@pytest.fixture(scope="module")
def package(book):
    return etree.fromstring(book["EPUB/content.opf"])


def test_drawings_stand_in_the_page_and_are_no_images(book, chapter, package):
    figure = chapter.find(".//h:figure", H)
    assert len(figure.findall(".//s:svg", H)) == 2
    assert figure.find(".//h:img", H) is None
    assert not [name for name in book if name.endswith(".svg")]
    hrefs = package.xpath("//opf:item/@href", namespaces=H)
    assert not [href for href in hrefs if href.endswith(".svg")]
    pages = package.xpath("//opf:item[contains(@properties, 'svg')]/@href", namespaces=H)
    assert pages == ["text/ch002.xhtml"]


def test_labels_are_text_in_fonts_that_the_book_brings(book, chapter, package):
    labels = chapter.xpath("//s:text", namespaces=H)
    assert "1,000発" in [label.text for label in labels]
    for label in labels:
        assert label.xpath("ancestor-or-self::*[@font-family]/@class") == ["letters"]
    (item,) = package.xpath("//opf:item[@media-type='font/woff']", namespaces=H)
    with TTFont(BytesIO(book[f"EPUB/{item.get('href')}"])) as font:
        covered = {chr(code) for code in font.getBestCmap()}
        assert "Open Font License" in str(font["name"].getDebugName(13))
    assert covered == set("".join(label.text for label in labels))
    (style,) = [data.decode() for name, data in book.items() if ".css" in name]
    assert f'font-family: "{FAMILY}"; font-weight: 400; src: url("../{item.get("href")}")' in style


def test_only_one_of_two_drawings_shows_wherever_the_style_sheet_is_ignored(chapter):
    (holder,) = chapter.xpath("//h:div[@class='for-phone']", namespaces=H)
    assert holder.get("hidden") == "hidden"
    assert len(holder.findall("s:svg", H)) == 1


def test_every_drawing_brings_the_ground_on_which_it_can_be_read(chapter):
    for drawing in chapter.iterfind(".//s:svg", H):
        ground = drawing.find("s:rect", H)
        assert ground.get("fill") == "#ffffff"
        assert ground.get("style") == "fill: var(--figure-paper, #ffffff)"
        box = [float(part) for part in drawing.get("viewBox").split()]
        assert float(ground.get("width")) > box[2]
        assert float(ground.get("height")) > box[3]


def test_colours_are_plain_where_custom_properties_are_unknown(chapter):
    for element in chapter.xpath("//s:svg//*[@fill]", namespaces=H):
        assert element.get("fill").startswith(("#", "none"))
    (drawing, _) = chapter.xpath("//s:svg", namespaces=H)
    bars = drawing.xpath(".//s:rect[@fill='#002f5f']/@style", namespaces=H)
    assert bars == ["fill: var(--figure-blue, #002f5f)"] * 2


def test_the_data_of_a_figure_stand_at_the_end_of_its_chapter(chapter):
    (link,) = chapter.xpath("//h:*[@class='figure-data-link']/h:a", namespaces=H)
    assert link.text == "図1のデータ"
    sections = [
        s.get("class") for s in chapter.xpath("/h:html/h:body/h:section/h:section", namespaces=H)
    ]
    assert "figures-data" in sections[-1]
    assert any("notes" in name for name in sections[:-1])
    (data,) = chapter.xpath(f"//*[@id='{link.get('href').split('#')[1]}']")
    (table,) = data.iterfind(".//h:table", H)
    (heading,) = data.iterfind(".//h:h3", H)
    assert table.get("aria-labelledby") in chapter.xpath("//@id")
    assert "".join(heading.itertext()) == "図1のデータ"
    assert table.xpath("h:tbody//h:th/@scope", namespaces=H) == ["row"] * 3
    (back,) = data.xpath(".//h:a[@class='back-to-figure']", namespaces=H)
    assert back.get("href").split("#")[1] == link.get("id")
    assert ".csv" not in etree.tostring(chapter, encoding="unicode"), "no file to download"
    for drawing in chapter.iterfind(".//h:figure//s:svg", H):
        assert drawing.get("aria-details") == data.get("id")


def test_the_contents_do_not_name_the_data(book):
    assert "データ" not in book["EPUB/nav.xhtml"].decode()
    assert "データ" not in book["EPUB/toc.ncx"].decode()


def test_the_book_says_that_its_figures_are_described(package, samples):
    def features(root):
        return root.xpath(
            "//opf:meta[@property='schema:accessibilityFeature']/text()", namespaces=H
        )

    assert "longDescription" in features(package)
    bare = etree.fromstring(files_of(samples.minimal.epub)["EPUB/content.opf"])
    assert "longDescription" not in features(bare)


def test_nothing_of_the_marks_is_left(book):
    for name, data in book.items():
        if name.endswith(".xhtml"):
            assert b"data-" not in data.replace(b"-data-", b"").replace(b"-data", b""), name


def test_what_could_reach_the_page_stays_an_image(tmp_path):
    active = "<style>* { fill: red }</style>"
    made = inlined(tmp_path, '<img src="../media/a.svg" alt="x" data-width-mm="80"/>', active)
    page = etree.fromstring(made["EPUB/text/ch1.xhtml"])
    assert page.find(".//h:img", H).attrib == {"src": "../media/a.svg", "alt": "x"}
    assert "EPUB/media/a.svg" in made
    assert b"media/a.svg" in made["EPUB/content.opf"]
    assert b'properties="mathml"' in made["EPUB/content.opf"]


def test_a_drawing_that_is_placed_twice_has_ids_of_its_own_in_each_place(tmp_path):
    img = '<img src="../media/a.svg" alt="x"/>'
    made = inlined(tmp_path, img * 2, '<defs><path id="p"/></defs>')
    page = etree.fromstring(made["EPUB/text/ch1.xhtml"])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) == 2
    assert b'properties="mathml svg"' in made["EPUB/content.opf"]


def test_an_authors_width_and_the_text_around_are_kept(tmp_path):
    img = 'before <img src="../media/a.svg" alt="x" style="width:50%"/> after'
    page = etree.fromstring(inlined(tmp_path, img)["EPUB/text/ch1.xhtml"])
    assert page.find(".//s:svg", H).get("style") == "width: 50%; height: auto"
    words = page.xpath("string(//h:p)", namespaces=H)
    assert words.startswith("before ")
    assert words.endswith(" after")


def test_a_drawing_in_other_colours_than_the_themes_keeps_them(tmp_path):
    made = inlined(tmp_path, '<img src="../media/a.svg" alt="x"/>', '<rect fill="#123456"/>')
    page = etree.fromstring(made["EPUB/text/ch1.xhtml"])
    assert page.xpath("//s:rect/@style", namespaces=H) == []
    assert page.xpath("//s:rect/@fill", namespaces=H) == ["#ffffff", "#123456"]
