"""Images of a Word file: how wide and high they are, what shows them, and how they are named."""

from __future__ import annotations

import pytest
from lxml import etree
from PIL import Image

from hakusho.editions.docx_images import Pictures, place_images, shown_in, wanted_width
from hakusho.editions.docx_package import CONTENT_TYPES, NAMESPACES, TEXT, W, links_of, text_of
from hakusho.editions.docx_page import TWIPS_PER_MM, Look, Page
from hakusho.values.marks import Mark

SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
PAGE = Page(round(100 * TWIPS_PER_MM), round(200 * TWIPS_PER_MM), {"Body": Look(size=20)})
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)
EMU_PER_MM = 36_000


def image(**said):
    plain = {"src": "a.png", "alt": "A quay", "wide": False, "width_mm": None, "stated": "",
             "natural_mm": [40, 20], "alone": True}  # fmt: skip
    return {**plain, **said}


WIDTHS = [
    (image(wide=True, width_mm=9), 100), (image(width_mm=55), 55), (image(stated="50%"), 50),
    (image(stated="30mm"), 30), (image(stated="2.5cm"), 25), (image(stated="12.5%"), 12.5),
    (image(stated="3in"), 40), (image(stated="auto"), 40), (image(), 40),
    (image(alone=False), 10), (image(alone=False, natural_mm=[40, 0]), 40),
    (image(natural_mm=[0, 0]), 0), (image(width_mm=70, stated="10mm"), 70),
]  # fmt: skip


@pytest.mark.parametrize(("said", "width"), WIDTHS)
def test_how_wide_an_image_is_to_be(said, width):
    assert wanted_width(said, 100, 5) == pytest.approx(width)


@pytest.fixture
def placed(tmp_path):
    """Puts images in the place of their marks, and gives the part and what came with them."""

    def place(text, *images, style="Body", owner="word/document.xml", parts=None):
        for said in images:
            Image.new("RGB", (40, 20), "navy").save(tmp_path / said["src"])
        held = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        run = f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"
        part = etree.fromstring(f"<w:body {SPACES}><w:p>{held}{run}</w:p></w:body>")
        pictures = Pictures(tmp_path, tmp_path, PAGE, None, 60)
        made = place_images(part, owner, images, pictures, {CONTENT_TYPES: TYPES, **(parts or {})})
        return part, made

    return place


def mark(number):
    return f"{Mark.IMAGE}{number}{Mark.IMAGE}"


def sizes(part):
    found = part.iter(f"{{{NAMESPACES['wp']}}}extent")
    return [(int(each.get("cx")) / EMU_PER_MM, int(each.get("cy")) / EMU_PER_MM) for each in found]


def test_an_image_stands_where_its_mark_is_with_its_words_for_those_who_do_not_see_it(placed):
    part, made = placed(
        f"前{mark(1)}後{mark(2)}", image(alt='A "quay" & <b>'), image(src="b.png", alt="B")
    )
    runs = list(part.iter(f"{W}r"))
    assert [text_of(each) for each in runs] == ["前", "", "後", ""]
    assert runs[0].find(f"{W}rPr/{W}b") is not None
    described = [*part.iter(f"{{{NAMESPACES['wp']}}}docPr")]
    assert [(each.get("id"), each.get("name"), each.get("descr")) for each in described] == [
        ("1", "Picture 1", 'A "quay" & <b>'), ("2", "Picture 2", "B"),
    ]  # fmt: skip
    links = links_of(made["word/_rels/document.xml.rels"])
    assert {ident: (each.kind, each.target) for ident, each in links.items()} == {
        "rIdImage1": ("image", "media/image1.png"), "rIdImage2": ("image", "media/image2.png"),
    }  # fmt: skip
    embedded = [
        each.get(f"{{{NAMESPACES['r']}}}embed") for each in part.iter(f"{{{NAMESPACES['a']}}}blip")
    ]
    assert embedded == ["rIdImage1", "rIdImage2"]
    assert made["word/media/image1.png"].startswith(b"\x89PNG")
    types = etree.fromstring(made[CONTENT_TYPES])
    assert {each.get("Extension"): each.get("ContentType") for each in types} == {
        "xml": "application/xml", "png": "image/png",
    }  # fmt: skip
    distances = list(part.iter(f"{{{NAMESPACES['wp']}}}inline"))
    assert {value for each in distances for value in each.attrib.values()} == {"0"}


def test_images_of_notes_are_linked_from_the_notes(placed):
    before = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )
    _, made = placed(
        mark(1),
        image(),
        owner="word/footnotes.xml",
        parts={"word/_rels/footnotes.xml.rels": before},
    )
    assert "rIdImage1" in links_of(made["word/_rels/footnotes.xml.rels"])


def test_a_part_without_images_stays_as_it_is(placed):
    part, made = placed("本文")
    assert made == {}
    assert text_of(part) == "本文"


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ({}, (40, 20)), ({"wide": True}, (100, 50)), ({"width_mm": 500}, (100, 50)),
        ({"natural_mm": [40, 200], "width_mm": 40}, (34, 170)),  # no higher than the page allows
        ({"natural_mm": [0, 0]}, (100, 100)), ({"stated": "10mm"}, (10, 5)),
    ],
)  # fmt: skip
def test_how_large_an_image_is_set(placed, said, size):
    part, _ = placed(mark(1), image(**said))
    assert sizes(part)[0] == pytest.approx(size, rel=1e-3)


@pytest.mark.parametrize(("style", "half_points"), [("Body", 20), ("None", 21)])
def test_an_image_in_a_line_is_as_high_as_its_letters(placed, style, half_points):
    part, _ = placed(mark(1), image(alone=False), style=style)
    height = half_points * 10 / TWIPS_PER_MM
    assert sizes(part)[0] == pytest.approx((2 * height, height), rel=1e-3)


def test_which_images_are_not_yet_placed():
    part = etree.fromstring(
        f"<w:p {SPACES}><w:r><w:t>{mark(3)}と{mark(12)}</w:t><w:t/></w:r></w:p>"
    )
    assert shown_in(part) == [2, 11]
    for text in part.iter(TEXT):
        text.text = "本文"
    assert shown_in(part) == []
