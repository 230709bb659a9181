from __future__ import annotations

import pytest
from lxml import etree
from PIL import Image, ImageChops

from hakusho.figures import svg
from hakusho.tools import fonts, typst

HEAD = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="10pt" height="5pt" viewBox="0 0 10 5">'
)
NS = {"s": "http://www.w3.org/2000/svg"}
XLINK = "{http://www.w3.org/1999/xlink}href"


def _finish(body, name="fig"):
    data = svg.finish(
        f"{HEAD}{body}</svg>".encode(), name, language="ja", width_mm=150, height_mm=75.5
    )
    return data, etree.fromstring(data)


def test_sizes_are_in_millimetres_and_the_language_is_known():
    data, root = _finish("")
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == (
        "150mm",
        "75.5mm",
        "0 0 10 5",
    )
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"
    assert b"DOCTYPE" not in data
    assert b"<?xml" not in data


def test_comments_metadata_and_style_sheets_are_gone():
    data, _ = _finish(
        "<!-- c --><metadata><x/></metadata><defs><style>*{fill: red}</style></defs><?pi x?><g/>"
    )
    for word in (b"<!--", b"metadata", b"style", b"<?"):
        assert word not in data


def test_styles_become_attributes_that_a_page_may_override():
    _, root = _finish('<path style="fill: #0072b2; stroke: none" d="M 0 0"/>')
    path = root.find("s:path", NS)
    assert (path.get("fill"), path.get("stroke"), path.get("style")) == ("#0072b2", "none", None)


@pytest.mark.parametrize(
    ("style", "family", "weight"),
    [
        ("font-family: 'Noto Sans JP'", "'Noto Sans JP', sans-serif", None),
        (
            "font-weight: 700; font-family: 'Noto Sans CJK JP'",
            "'Noto Sans CJK JP', 'Noto Sans JP', sans-serif",
            "bold",
        ),
        (
            "font-weight: bold; font-family: 'Noto Sans JP', sans-serif",
            "'Noto Sans CJK JP', 'Noto Sans JP', sans-serif",
            "bold",
        ),
    ],
)
def test_fonts_are_the_shipped_ones(style, family, weight):
    _, root = _finish(f'<text style="{style}">国</text>')
    text = root.find("s:text", NS)
    assert (text.get("font-family"), text.get("font-weight")) == (family, weight)


def test_ids_are_the_figures_own_and_only_where_needed():
    _, root = _finish(
        '<defs><path id="m1"/><clipPath id="p"/></defs><g id="figure_1">'
        '<use xlink:href="#m1"/><path clip-path="url(#p)"/></g>',
        "fleet",
    )
    assert [each.get("id") for each in root.iter() if each.get("id")] == ["fleet-m1", "fleet-p"]
    assert root.find(".//s:use", NS).get(XLINK) == "#fleet-m1"
    assert root.find(".//s:g/s:path", NS).get("clip-path") == "url(#fleet-p)"


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<a xlink:href='#x'/>",
        "<image xlink:href='https://example.org/x.png'/>",
        "<image xlink:href='data:image/svg+xml;base64,AAAA'/>",
        "<use xlink:href='other.svg#x'/>",
        "<use href='file:///etc/passwd'/>",
        "<path style='fill: url(https://example.org/x)'/>",
        "<foreignObject/>",
        "<text style=\"font-family: 'Comic Sans MS'\">a</text>",
    ],
)
def test_what_reaches_outside_is_refused(body):
    with pytest.raises(svg.UnfitSvgError):
        _finish(body)


REFUSED = {
    "<script>alert(1)</script>": "the drawing holds <script>, which not every edition can show",
    "<feImage/>": "the drawing holds <feImage>, which not every edition can show",
    "<g xmlns='urn:x'/>": "the drawing holds <g>, which not every edition can show",
    f"<use xlink:href='{'far' * 30}'/>": f"the drawing refers to {('far' * 20)!r}",
    f"<path fill='url({'out' * 30})'/>": f"the drawing refers to {('out' * 20)!r}",
    "<text font-family='Comic Sans MS, cursive'>a<tspan>b</tspan></text>": (
        "the label 'ab' asks for the font 'Comic Sans MS'; all labels are in Noto Sans JP, so leave the "
        "font out (bold is fontweight='bold')"
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", REFUSED)
def test_a_refusal_names_what_is_refused(body):
    with pytest.raises(svg.UnfitSvgError) as refused:
        _finish(body)
    assert str(refused.value) == REFUSED[body]


DRAWING = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan image clipPath mask "
    "pattern marker filter linearGradient radialGradient stop feGaussianBlur feBlend"
)


@pytest.mark.parametrize("tag", DRAWING.split())
def test_all_that_draws_stays(tag):
    _, root = _finish(f"<{tag} opacity='0.5'/>")
    assert [(etree.QName(each).localname, each.get("opacity")) for each in root] == [(tag, "0.5")]


@pytest.mark.parametrize("tag", ["metadata", "style", "title", "desc"])
def test_what_says_something_of_the_drawing_goes(tag):
    _, root = _finish(f"<{tag}>x</{tag}>")
    assert len(root) == 0


def test_lines_are_joined_and_end_as_matplotlib_has_them_and_no_name_is_left_over():
    data, root = _finish("<g xmlns:x='urn:x'/>")
    assert (root.get("stroke-linejoin"), root.get("stroke-linecap")) == ("round", "butt")
    assert b"urn:x" not in data
    assert data.endswith(b"</svg>\n")


WEIGHTS = {"400": False, "599": False, "600": True, "700": True, "bold": True, "normal": False}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_weight_is_bold_or_none(weight):
    data, root = _finish(
        f"<text font-family='Noto Sans JP' font-weight='{weight}'>港</text><text> </text>"
    )
    assert root[0].get("font-weight") == ("bold" if WEIGHTS[weight] else None)
    assert [*svg.letters(data)] == [("港", WEIGHTS[weight])]
    given = f"{HEAD}<text font-weight='{weight}'>港</text></svg>".encode()
    assert [*svg.letters(given)] == [("港", WEIGHTS[weight])]


def test_a_style_that_says_nothing_leaves_nothing():
    _, root = _finish("<path style='fill: red; ;stroke:none;x'/>")
    assert dict(root[0].attrib) == {"fill": "red", "stroke": "none"}


def test_an_embedded_raster_stays_and_handlers_go():
    _, root = _finish("<image xlink:href='data:image/png;base64,iVBORw0KGgo='/><g onclick='x()'/>")
    assert root.find("s:image", NS) is not None
    assert root.find("s:g", NS).get("onclick") is None


@pytest.mark.parametrize(
    ("label", "spaced"),
    [
        ("約2030年", [("約", "2"), ("0", "2")]),
        ("2030", []),
        ("Łukaszの5隻", [("z", "2"), ("の", "2"), ("5", "2")]),
        ("F-35と", [("5", "2")]),
    ],
)
def test_a_gap_between_scripts_is_space_behind_the_letter_before_it(label, spaced):
    style = "font-size: 8px; font-family: 'Noto Sans JP'"
    _, root = _finish(f'<text style="{style}">{label}</text>')
    text = root.find("s:text", NS)
    assert "".join(text.itertext()) == label
    found = [(each.text, each.get("letter-spacing")) for each in text.iter("{*}tspan")]
    assert [each for each in found if each[1]] == spaced


def test_a_gap_beside_a_word_in_another_font_is_kept():
    style = "font-size: 8px; font-family: 'Noto Sans JP'"
    _, root = _finish(f'<text style="{style}">港Łódź市</text>')
    pieces = [
        (each.text, each.get("letter-spacing"), "Noto Sans'" in each.get("font-family", ""))
        for each in root.iter("{*}tspan")
    ]
    assert pieces == [
        ("港", "2", False),
        ("Łód", None, True),
        ("ź", "2", True),
        ("市", None, False),
    ]


def test_a_word_in_another_font_names_that_and_the_own_one():
    style = "font-size: 8px; font-family: 'Noto Sans JP'"
    _, root = _finish(f'<text style="{style}">港Łódź市</text>')
    other = {each.get("font-family") for each in root.iter("{*}tspan")} - {None}
    assert other == {"'Noto Sans', 'Noto Sans JP', sans-serif"}


@pytest.mark.parametrize("weight", ["bold", "normal"])
def test_a_bold_word_in_a_font_without_bold_gets_an_outline(weight):
    family = "Noto Sans CJK JP" if weight == "bold" else "Noto Sans JP"
    style = f"font-size: 10px; font-weight: {weight}; font-family: '{family}'; fill: #123456"
    _, root = _finish(f'<text style="{style}">省と习近平 Łódź</text>')
    outlines = {
        each.text: (each.get("font-weight"), each.get("stroke"), each.get("stroke-width"))
        for each in root.iter("{*}tspan")
        if each.get("stroke")
    }
    bold = {"习近平": ("normal", "#123456", "0.4")}
    assert outlines == (bold if weight == "bold" else {})


def test_accents_of_the_own_font_leave_a_label_whole():
    _, root = _finish(
        "<text style=\"font-size: 8px; font-family: 'Noto Sans JP'\">が café の</text>"
    )
    assert {each.get("x") for each in root.iter("{*}tspan")} <= {None}


ACCENTED = '<text style="font-size: 14px; font-family: \'Noto Sans JP\'; text-anchor: {anchor}" x="{x}" y="20">{label}</text>'


@pytest.mark.parametrize(
    ("anchor", "x", "first"), [("start", 5, 5), ("middle", 100, 100), ("end", 200, 200)]
)
def test_a_run_with_accents_is_shaped_by_itself(anchor, x, first):
    """Typst puts the accents of č beside it where a label is shaped in two fonts at once."""
    _, root = _finish(ACCENTED.format(anchor=anchor, x=x, label="訪問: Šefčovič 案"))
    (text,) = root.iter("{*}text")
    runs = [(each.text, float(each.get("x"))) for each in text.iter("{*}tspan")]
    assert [words for words, _ in runs] == ["訪問: ", "Šefčovič", " 案"]
    assert text.get("text-anchor") is None
    width = 2 + 0.277 + 0.224 + 4.2 + 0.224 + 1  # in em, roughly
    share = {"start": 0, "middle": 0.5, "end": 1}[anchor]
    assert runs[0][1] == pytest.approx(first - share * width * 14, abs=6)
    assert runs[1][1] - runs[0][1] == pytest.approx(14 * (2 + 0.278 + 0.224), abs=0.3)
    assert runs[2][1] - runs[1][1] == pytest.approx(14 * 3.788, abs=0.3)
    end = runs[2][1] + 14 * (1 + 0.224)
    assert end == pytest.approx(first + (1 - share) * (end - runs[0][1]), abs=0.3)


def test_accents_stand_above_their_letters(tmp_path):
    """The label looks as its runs do where each is a label of its own."""
    whole, root = _finish(ACCENTED.format(anchor="start", x="0.5", label="Šefčovič 案"))
    words, rest = root.iter("{*}tspan")
    apart = (
        f'<text font-family="{words.get("font-family")}" font-size="14px" x="0.500" y="20">{words.text}</text>'
        f'<text font-family="{words.getparent().get("font-family")}" font-size="14px" x="{rest.get("x")}" y="20">'
        f"{rest.text.strip()}</text>"
    )
    shift = rest.get("x"), str(float(rest.get("x")) + 0.224 * 14)
    assert len(whole) > 100
    head = HEAD.replace("10pt", "120pt").replace("5pt", "30pt").replace("0 0 10 5", "0 0 120 30")
    cut = etree.tostring(next(root.iter("{*}text")), encoding="unicode")
    pictures = []
    for name, body in (("cut", cut), ("apart", apart.replace(*shift))):
        (tmp_path / f"{name}.svg").write_text(f"{head}{body}</svg>", encoding="utf-8")
        page = f'#set page(width: 130pt, height: 40pt, margin: 0pt)\n#image("{name}.svg", alt: "x")'
        (tmp_path / f"{name}.typ").write_text(page, encoding="utf-8")
        typst.compile(
            tmp_path / f"{name}.typ",
            tmp_path / f"{name}.png",
            root=tmp_path,
            fonts=[font.path for font in fonts.of_labels()],
            epoch=0,
        )
        pictures.append(Image.open(tmp_path / f"{name}.png").convert("L"))
    unlike = ImageChops.difference(*pictures).point(lambda value: 255 if value > 128 else 0)
    assert unlike.getbbox() is None
