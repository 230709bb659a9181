"""Drawings as shapes in the DOCX edition: what they look like, what is in them, how Word finds them."""

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageDraw
from pypdfium2 import raw

from hakusho.editions.docx_drawings import NotForWordError, outlined, same
from hakusho.tools import fonts, typst
from read_yaml import read_yaml
from validators import openxml
from validators.docx_content import Docx, N
from validators.libreoffice import printed

CASES = read_yaml(Path(__file__).with_name("drawings.yaml"))
NAMED = {case["name"]: case for case in CASES}
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
R_EMBED = f"{{{N['r']}}}embed"


def drawing(inside, attributes=""):
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    text = (
        f'<svg {spaces} viewBox="0 0 300 120" width="300" height="120" {attributes}>{inside}</svg>'
    )
    return text.encode()


@pytest.fixture
def set_by_typst(tmp_path, repository):
    def picture(svg):
        (tmp_path / "figure.svg").write_bytes(svg)
        (tmp_path / "figure.json").write_text(json.dumps({"file": "figure.svg", "width_mm": 100}))
        shutil.copy(repository / "templates/docx/figure.typ", tmp_path)
        typst.compile(
            tmp_path / "figure.typ",
            tmp_path / "figure.png",
            root=tmp_path,
            fonts=[font.path for font in fonts.installed()],
            epoch=0,
            ppi=300,
        )
        return (tmp_path / "figure.png").read_bytes()

    return picture


@pytest.mark.parametrize("name", [n for n, case in NAMED.items() if "refused" not in case])
def test_shapes_look_like_the_drawing_or_are_told_from_it(name, set_by_typst):
    given = drawing(NAMED[name]["svg"])
    made = outlined(given)
    assert not re.search(rb"<text|<tspan|font|letter-spacing|style=", made)
    assert same(set_by_typst(given), set_by_typst(made)) is NAMED[name].get("shapes", False)


@pytest.mark.parametrize("name", [n for n, case in NAMED.items() if "refused" in case])
def test_what_word_may_draw_otherwise_is_refused(name):
    with pytest.raises(NotForWordError, match=f"^{re.escape(NAMED[name]['refused'])}$"):
        outlined(drawing(NAMED[name]["svg"]))


def test_nothing_that_runs_names_or_leads_elsewhere_is_kept():
    inside = (
        "<title>秘</title><metadata>秘</metadata><!-- 秘 --><?php 秘 ?>"
        '<i:layer xmlns:i="urn:editor" i:path="/home/秘">秘</i:layer>'
        '<rect onclick="秘()" data-by="秘" aria-label="秘" class="秘" width="9" height="9"/>'
    )
    made = outlined(drawing(inside, 'onload="秘()"')).decode()
    assert "秘" not in made
    assert [etree.QName(each).localname for each in etree.fromstring(made.encode()).iter()] == [
        "svg", "rect",
    ]  # fmt: skip
    for target in (
        "https://example.org/a.png",
        "file:///etc/passwd",
        "data:image/svg+xml;base64,AA==",
    ):
        with pytest.raises(NotForWordError):
            outlined(drawing(f'<image href="{target}" width="9" height="9"/>'))
        with pytest.raises(NotForWordError):
            outlined(drawing(f'<rect fill="url({target})" width="9" height="9"/>'))


def test_pictures_differ_by_a_thin_pale_line_and_not_by_a_point():
    def picture(draw, height=400):
        image = Image.new("RGB", (1000, height), "white")
        draw(ImageDraw.Draw(image))
        data = BytesIO()
        image.save(data, "PNG")
        return data.getvalue()

    blank = picture(lambda _: None)
    assert same(blank, picture(lambda on: on.point((50, 50), fill="black")))
    assert not same(blank, picture(lambda on: on.line((50, 50, 400, 50), fill="#f1f3f5")))
    assert not same(blank, picture(lambda on: on.rectangle((50, 50, 51, 51), fill="#f1f3f5")))
    assert not same(blank, picture(lambda _: None, height=401))


SOURCE = """\
# A

![航路](figures/map.svg){#fig-m alt="航路の図"}

![弾頭](figures/hatched.svg){#fig-w alt="棒グラフ"}

![印](figures/mark.png){#fig-p alt="印"}

注[^n]。

[^n]: 小さい ![航路](figures/map.svg){alt="航路"}。
"""


def test_a_drawing_is_shapes_with_its_pixels_beside_them(write_text):
    path = write_text(SOURCE)
    file = Docx(path)
    shown, hatched, photograph = file.find("//w:drawing")
    (in_note,) = file.find("//w:drawing", "word/footnotes.xml")
    expected = outlined((Path(__file__).parent / "samples/figures/map.svg").read_bytes())
    for part, each in (("word/document.xml", shown), ("word/footnotes.xml", in_note)):
        (blip,) = each.xpath(".//a:blip", namespaces=N)
        (shapes,) = blip.iter(SVG_BLIP)
        assert file.parts[file.target(part, blip.get(R_EMBED))].startswith(b"\x89PNG")
        name = file.target(part, shapes.get(R_EMBED))
        assert name.endswith(".svg")
        assert file.parts[name] == expected
    for other in (hatched, photograph):
        assert list(other.iter(SVG_BLIP)) == []
    types = file.xml["[Content_Types].xml"].iter("{*}Default")
    assert ("svg", "image/svg+xml") in {(e.get("Extension"), e.get("ContentType")) for e in types}
    assert len([name for name in file.parts if name.endswith(".svg")]) == 2
    assert openxml.findings(path) == []


@pytest.mark.office
def test_a_word_processor_prints_shapes_or_pixels(write_text, tmp_path):
    document = pypdfium2.PdfDocument(printed(write_text(SOURCE), tmp_path))
    try:
        pixels, paths = (
            sum(len(list(page.get_objects([kind]))) for page in document)
            for kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        )
    finally:
        document.close()
    shapes_are_known = paths > 20  # LibreOffice knows them from 24.2 on
    assert pixels == (2 if shapes_are_known else 4)
