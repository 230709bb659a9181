import pytest
from lxml import etree

from hakusho.editions.figure_fonts import Letters
from hakusho.editions.page_images import PageImage, embed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
LINKED = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'


def image(tmp_path, content, *, ordinal=1, **settings):
    path = tmp_path / "drawing.svg"
    path.write_text(SVG.format(content), encoding="utf-8")
    return PageImage(ordinal, path, "<alt> & text", **settings)


def test_ids_are_made_the_images_own(tmp_path):
    content = (
        '<defs><path id="a" d="M0 0"/><clipPath id="b"><rect/></clipPath></defs>'
        f'<g clip-path="url(#b)"><use {LINKED}="#a"/></g>'
    )
    first, second = (
        embed(image(tmp_path, content, ordinal=ordinal, number="図1")).html for ordinal in (1, 2)
    )
    assert 'clip-path="url(#image-1-b)"' in first
    assert 'href="#image-1-a"' in first
    ids = [set(etree.fromstring(text).xpath("//@id")) for text in (first, second)]
    assert ids[0] == {"image-1-a", "image-1-b"}
    assert not ids[0] & ids[1]


def test_alt_text_names_the_drawing(tmp_path):
    root = etree.fromstring(embed(image(tmp_path, "<title>matplotlib</title>")).html)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "<alt> & text"
    assert "matplotlib" not in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    "content",
    [
        "<style>* { fill: red }</style>",
        "<script>alert(1)</script>",
        '<a href="#x"><path/></a>',
        '<image href="https://example.org/x.png"/>',
        f'<use {LINKED}="other.svg#x"/>',
        '<rect onclick="alert(1)"/>',
        '<rect fill="url(https://example.org/x)"/>',
        '<rect style="fill: url(x.svg#y)"/>',
        "<foreignObject/>",
    ],
)
def test_what_could_reach_the_page_stays_in_an_image(tmp_path, content):
    text = embed(image(tmp_path, content)).html
    assert text.startswith('<img class="plate" src="data:image/svg+xml;base64,')
    assert 'alt="&lt;alt&gt; &amp; text"' in text
    assert "example.org" not in text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('<rect fill="#0072B2" stroke="none"/>', "themed"),
        ('<rect fill="url(#p)"/>', "themed"),
        ('<rect fill="#123456"/>', "plate"),
        ('<rect style="fill: #0072b2"/>', "plate"),
    ],
)
def test_only_drawings_in_the_themes_colours_follow_the_page(tmp_path, content, kind):
    assert f'class="drawing {kind}"' in embed(image(tmp_path, content), {"blue": "#0072b2"}).html


def test_a_themed_drawing_names_its_colours(tmp_path):
    content = '<rect fill="#0072B2"/><g stroke="#000001"/>'
    theme = {"blue": "#0072b2", "ink": "#000001"}
    text = embed(image(tmp_path, content), theme).html
    assert '<rect fill="var(--figure-blue)"/>' in text
    assert '<g stroke="var(--figure-ink)"' in text


def test_a_wide_figure_stands_in_a_frame_that_the_keyboard_can_scroll(tmp_path):
    text = embed(image(tmp_path, "", in_figure=True, number="図1", width_mm=150)).html
    root = etree.fromstring(text)
    assert (root.get("tabindex"), root.get("aria-label")) == ("0", "図1")
    assert "full" in root[0].get("class")


def test_a_figure_that_fits_a_telephone_needs_no_scrolling(tmp_path):
    text = embed(image(tmp_path, "", in_figure=True, number="図1", width_mm=80)).html
    assert etree.fromstring(text).attrib == {"class": "figure-frame"}


def test_a_figure_that_was_drawn_for_a_telephone_too_stands_there_twice(tmp_path):
    content = '<defs><path id="a"/></defs>'
    narrow = tmp_path / "narrow.svg"
    narrow.write_text(SVG.format(content), encoding="utf-8")
    text = embed(
        image(tmp_path, content, in_figure=True, number="図1", width_mm=150, narrow=narrow)
    ).html
    frame = etree.fromstring(text)
    assert "tabindex" not in frame.attrib
    assert [drawing.get("class").split()[2] for drawing in frame] == ["for-desk", "for-phone"]
    ids = frame.xpath("//@id")
    assert len(ids) == len(set(ids)) == 2
    assert {drawing.get("aria-label") for drawing in frame} == {"図1 <alt> & text"}


def test_a_drawing_leads_to_its_data(tmp_path):
    text = embed(image(tmp_path, "", in_figure=True, details="fig-a-data")).html
    assert etree.fromstring(text)[0].get("aria-details") == "fig-a-data"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"stated": "50%"}, "width: 50%; height: auto"),
        ({"stated": "50%; position: fixed"}, None),
        ({"stated": "50%", "width_mm": 80}, None),
    ],
)
def test_an_authors_width_is_kept(tmp_path, settings, expected):
    text = embed(image(tmp_path, "", **settings)).html
    assert etree.fromstring(text).get("style") == expected


def test_classes_of_a_drawing_cannot_meet_the_pages_own(tmp_path):
    text = embed(image(tmp_path, '<g class="note-box"/>')).html
    root = etree.fromstring(text)
    assert (root.get("class"), root[0].get("class")) == ("drawing plate", None)


def test_letters_are_those_in_the_shipped_fonts(tmp_path):
    own = "font-family=\"'Noto Sans JP', sans-serif\""
    bold = "font-family=\"'Noto Sans CJK JP', 'Noto Sans JP'\" font-weight=\"bold\""
    made = embed(
        image(
            tmp_path,
            f"<g {own}><text>弾頭<tspan font-weight='700'>年</tspan>発</text><desc>x</desc></g>"
            f"<text {bold}>指針</text><text font-family='Arial'>ABC</text><text>DEF</text>",
        )
    )
    regular, bold = ("Noto Sans JP", 400), ("Noto Sans CJK JP", 700)
    used = {(*regular, char) for char in "弾頭発"} | {("Noto Sans JP", 700, "年")}
    assert made.letters == Letters(frozenset(used | {(*bold, char) for char in "指針"}))
    assert made.html.count('class="letters"') == 2


def test_a_piece_of_a_label_in_another_font_is_marked_as_such(tmp_path):
    label = "<text font-family=\"'Noto Sans JP', sans-serif\">{}</text>"
    piece = "<tspan font-family=\"'Noto Sans', 'Noto Sans JP'\">Łó</tspan>の<tspan>港</tspan>"
    made = embed(image(tmp_path, label.format(piece)))
    japanese = {("Noto Sans JP", 400, char) for char in "の港"}
    assert made.letters.used == japanese | {("Noto Sans", 400, char) for char in "Łó"}
    assert 'class="letters-noto-sans"' in made.html


def test_an_unknown_kind_is_named(tmp_path):
    path = tmp_path / "drawing.bmp"
    path.write_bytes(b"BM")
    with pytest.raises(ValueError, match=r"drawing\.bmp"):
        embed(PageImage(1, path, "alt"))
